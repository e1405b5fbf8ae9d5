"""What can be measured in a draft: who gets the words, and how hard the summary reads. Pure; advice, never a verdict."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YOUNG = frozenset({"rol.jongere", "rol.nbmv"})
"""The roles in which a young person speaks."""
LEAST_YOUNG = 0.15
"""Below this share of the words of all voices, the writer is asked why the young person says so little."""
PLAIN_ENOUGH = 60.0
"""From this reading ease on, people who read at level B1 follow a text."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)")
_SYLLABLES: Mapping[str, re.Pattern[str]] = {
    "nl": re.compile(r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"),
    "fr": re.compile(r"[aeiouyàâäéèêëîïôöùûüœ]+"),
    "en": re.compile(r"[aeiouy]+"),
}
_EASE: Mapping[str, tuple[float, float, float]] = {
    "nl": (206.84, 77.0, 0.93),
    "fr": (207.0, 73.6, 1.015),
    "en": (206.835, 84.6, 1.015),
}
"""Reading ease: a constant, less so much per syllable in a word, less so much per word in a sentence. Dutch after
Douma (1960), French after Kandel and Moles (1958), English after Flesch (1948)."""


@dataclass(frozen=True)
class Share:
    """How much of all that voices say comes from one of them; `part` from 0 to 1."""

    name: str
    is_young: bool
    words: int
    part: float


@dataclass(frozen=True)
class Ease:
    """How easily a text reads: about 0 (hard) to 100 (easy)."""

    score: float
    words_per_sentence: float

    @property
    def is_plain(self) -> bool:
        """Whether it reads as plain language."""
        return self.score >= PLAIN_ENOUGH


def words_in(text: str) -> int:
    """How many words a text has; a number is none, a hyphenated word is one."""
    return len(_WORD.findall(text))


def shares(voices: Iterable[Mapping[str, str]]) -> list[Share]:
    """The voices in their order (`name`, `role`, `quote`), each with its share of the words; empty when none says one."""
    counted = [(voice, words_in(voice["quote"])) for voice in voices]
    total = sum(words for _voice, words in counted)
    if not total:
        return []
    return [Share(voice["name"], voice["role"].strip() in YOUNG, words, words / total) for voice, words in counted]


def young_part(told: Iterable[Share]) -> float:
    """What part of all words the young people say."""
    return sum(share.part for share in told if share.is_young)


def ease_of(text: str, language: str) -> Ease | None:
    """The reading ease of a text, or None when it has fewer than eight words: too little to say anything about."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < 8:
        return None
    syllables = sum(max(1, len(_SYLLABLES.get(language, _SYLLABLES["nl"]).findall(word))) for word in words)
    sentences = max(1, len(_SENTENCE.findall(text.strip() + " ")))
    start, per_syllable, per_word = _EASE.get(language, _EASE["nl"])
    in_sentence = len(words) / sentences
    return Ease(start - per_syllable * syllables / len(words) - per_word * in_sentence, in_sentence)
