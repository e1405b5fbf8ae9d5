"""What may be asked of a group: fixed reports that rooms register. There are no free filters."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflection.guarded.contrasts import Contrast, release_contrast
from reflection.guarded.overlays import Overlay
from reflection.guarded.threshold import Refused, leaning
from reflection.guarded.wordings import ALL

Table = dict[str, Any]
"""Of a report, per question where the group leans: one of its answers, or DIVIDED. Of a contrast, what
`release_contrast` gives, and of an overlay what `release_overlay` gives."""


@dataclass(frozen=True)
class Report:
    """One question, or a row of them, to which each person of a group gives one answer out of a few.

    `thresholds` says for which kinds of group it exists and from how many people on ("kring", "team"). `holds` knows
    by its name whether a part of somebody's answers is one that counts; no other part is opened. `sort` turns that part
    into one answer per question, and raises KeyError, TypeError or ValueError where it is something else.
    """

    code: str
    about: str
    """The word before the colon of the things it is about."""
    thresholds: Mapping[str, int]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    holds: Callable[[str], bool]
    sort: Callable[[Mapping[str, Any]], Mapping[str, str]]
    wordings: frozenset[str] = ALL
    """The versions of the text people agreed to that told of this."""

    def threshold_for(self, kind: str) -> int | None:
        """From how many people on this kind of group may see it; None where it may not."""
        return self.thresholds.get(kind)

    @property
    def fields(self) -> tuple[str, ...]:
        """What each contribution has to hold."""
        return self.questions


AnyReport = Report | Contrast | Overlay

_reports: dict[str, AnyReport] = {}


def register_report(report: AnyReport) -> None:
    """Make a report known. A second one under the same code replaces the first."""
    _reports[report.code] = report


def report_for(code: str, about: str) -> AnyReport | None:
    """The report with this code, if it is about such a thing."""
    found = _reports.get(code)
    return found if found is not None and about.startswith(f"{found.about}:") else None


def release(
    report: Report | Contrast, threshold: int | None, contributions: Sequence[Mapping[str, Any]]
) -> Table | Refused:
    """The table over these contributions, one per person. This is the one moment at which answers are added up."""
    if isinstance(report, Contrast):
        return release_contrast(report, threshold, contributions)
    table: Table = {}
    for question in report.questions:
        counts = dict.fromkeys(report.answers, 0) | Counter(given[question] for given in contributions)
        if set(counts) != set(report.answers):
            return Refused(_("Een van de antwoorden is niet leesbaar. Daarom tonen we niets."))
        word = leaning(counts, threshold)
        if isinstance(word, Refused):
            return word
        table[question] = word
    return table
