"""A finding: a stretch of text that may tell who somebody is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from deidentification.labels import Label

_RANK = {label: rank for rank, label in enumerate((
    Label.EMAIL, Label.URL, Label.IBAN, Label.NN, Label.BSN, Label.PHONE, Label.PLATE, Label.CASE, Label.HANDLE, Label.ADDRESS,
    Label.SCHOOL, Label.FACILITY, Label.DATE, Label.AGE, Label.POSTCODE, Label.PLACE, Label.NICK, Label.PERSON, Label.QUASI,
))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Where it stands, what it is, and whether the text around it, rather than the word, is what tells (`soft`)."""

    start: int
    end: int
    label: Label
    soft: bool = False

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


Recogniser = Callable[[str], Iterable[Finding]]
"""Anything that reads a text and says where it sees something. Offsets are in characters of that text."""


def joined(findings: Iterable[Finding]) -> list[Finding]:
    """In order, without overlap: what overlaps becomes one, under the label that says most.

    A soft finding gives way to a hard one it overlaps: the author decides about those words already.
    """
    hard: list[Finding] = []
    every = sorted(findings, key=lambda finding: (finding.start, -finding.end))
    for finding in every:
        if finding.soft:
            continue
        if hard and finding.start < hard[-1].end:
            last = hard[-1]
            label = min(last.label, finding.label, key=_RANK.__getitem__)
            hard[-1] = replace(last, end=max(last.end, finding.end), label=label)
        else:
            hard.append(finding)
    found = list(hard)
    for finding in every:
        if finding.soft and not any(other.start < finding.end and finding.start < other.end for other in found):
            found.append(finding)
    return sorted(found, key=lambda finding: finding.start)
