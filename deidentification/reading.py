"""Reading a text for what identifies somebody: the recognisers, one after the other, and one list out of them."""

from collections.abc import Iterable

from deidentification.calendar import ages, dates
from deidentification.findings import Finding, Recogniser, joined
from deidentification.numbers import official, reachable
from deidentification.persons import people
from deidentification.singling_out import singling_out
from deidentification.text import words_of
from deidentification.whereabouts import addresses, institutions, towns


def _people_and_towns(text: str) -> Iterable[Finding]:
    words = words_of(text)
    yield from people(text, words)
    yield from towns(words)


_recognisers: list[Recogniser] = [
    reachable, official, dates, ages, addresses, institutions, _people_and_towns, singling_out,
]  # fmt: skip


def register_recogniser(recogniser: Recogniser) -> None:
    """Let one more recogniser read along, such as a model an operator runs; its offsets are in the text it gets."""
    _recognisers.append(recogniser)


def find(text: str) -> list[Finding]:
    """Everything in the text that may tell who somebody is, in order and without overlap.

    Never all of it: what is found asks for a person's decision, and what is not found may still identify.
    """
    found = joined(finding for recogniser in _recognisers for finding in recogniser(text))
    return [finding for finding in found if finding.end > finding.start]
