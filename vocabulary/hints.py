"""What the language guide says about a text while it is being written. It explains and offers; it never replaces."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vocabulary.folding import fold
from vocabulary.models import LanguageTip

_LONG_VOWEL = re.compile(r"([aeou])\1([bcdfghjklmnpqrstvwxz])$")
EDITOR = "editor"
"""The surface on which a tip speaks to who writes."""


@dataclass(frozen=True)
class Place:
    """Where a sentence stands, in words for the writer, and the sentence."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Hint:
    """A tip, and the places in the text that it is about."""

    tip: LanguageTip
    places: tuple[Place, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences to show; none for a word that the site does not repeat, also not to who typed it."""
        return tuple(place.sentence for place in self.places) if self.tip.term_may_be_spoken else ()

    @property
    def where(self) -> tuple[str, ...]:
        """The places in order, each once."""
        return tuple(dict.fromkeys(place.where for place in self.places))


def hints_in(places: Iterable[Place]) -> list[Hint]:
    """What the guide has to say about these sentences, in the order of the guide. One query.

    A word counts in its inflected forms too: Dutch inflects at the end, so the end of a longer word is open.
    """
    folded = [(place, fold(place.sentence)) for place in places]
    hints = []
    for tip in LanguageTip.objects.order_by("position"):
        if EDITOR not in tip.surface:
            continue
        pattern = _pattern(fold(word) for word in tip.matches or [tip.term])
        found = tuple(place for place, text in folded if pattern.search(text))
        if found:
            hints.append(Hint(tip, found))
    return hints


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these folded words, inflected or not. A word of fewer than five letters has to stand alone."""
    each = [form for word in sorted(set(words) - {""}) for form in _forms(word)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)") if each else re.compile(r"(?!)")


def _forms(word: str) -> list[str]:
    if len(word) < 5:
        return [re.escape(word)]
    forms = [rf"{re.escape(word)}(?:e|en|s|n|es)?"]
    if long := _LONG_VOWEL.search(word):
        # A long vowel is written once in an open syllable: allochtoon, allochtone; slaaf, slaven.
        end = "v" if long[2] == "f" else long[2]
        forms.append(rf"{re.escape(word[: long.start()])}{long[1]}{end}en?")
    return forms
