"""What to look at once more in labelled texts, before somebody hands them to others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from deidentification.labels import NAMES
from deidentification.reading import find

OURS = frozenset({"Meerstemmig"})
"""Names that tell of nobody."""


@dataclass(frozen=True)
class Remark:
    """Some words, what they look like, and the field that they stand in."""

    words: str
    looks_like: str | Promise
    where: str | Promise


def remarks_on(texts: Iterable[tuple[str | Promise, str]], language: str) -> list[Remark]:
    """Everything in these labelled texts that asks for a second look. Never all of it."""
    return [
        Remark(finding.of(text), NAMES[finding.label], label)
        for label, text in texts
        for finding in find(text, language=language)
        if finding.of(text) not in OURS
    ]
