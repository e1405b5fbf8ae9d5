"""Reading a text for what identifies somebody: the recognisers, one after the other, and one list out of them."""

from collections.abc import Iterable

from deidentification.calendar import ages, dates
from deidentification.companions import FRENCH_OPENERS
from deidentification.findings import Finding, Recogniser, joined
from deidentification.numbers import official, reachable
from deidentification.persons import people
from deidentification.singling_out import singling_out
from deidentification.text import fold, words_of
from deidentification.whereabouts import addresses, institutions, towns


def _people_and_towns(text: str) -> Iterable[Finding]:
    words = words_of(text)
    yield from people(text, words)
    yield from towns(words)


def _with_capitals(text: str) -> Iterable[Finding]:
    """Outside Dutch the lists do not know which words are ordinary: a name needs its capital there."""
    words = words_of(text)
    yield from people(text, words, dutch=False)
    places = ((finding, finding.of(text)) for finding in towns(words))
    yield from (finding for finding, name in places if name[0].isupper() and fold(name) not in FRENCH_OPENERS)


_recognisers: list[Recogniser] = [reachable, official, dates, ages, addresses, institutions, singling_out]


def register_recogniser(recogniser: Recogniser) -> None:
    """Let one more recogniser read along, such as a model an operator runs; its offsets are in the text it gets."""
    _recognisers.append(recogniser)


def find(text: str, language: str = "nl") -> list[Finding]:
    """Everything in the text that may tell who somebody is, in order and without overlap.

    Never all of it: what is found asks for a person's decision, and what is not found may still identify.
    """
    who = _people_and_towns if language == "nl" else _with_capitals
    found = joined(finding for recogniser in (*_recognisers, who) for finding in recogniser(text))
    return [finding for finding in found if finding.end > finding.start]
