"""Which words the site does not print, and which texts therefore not either.

Hidden labels are there to be searched, and words marked `noEcho` hurt. Neither is ever printed by the site. A hidden
label that is an ordinary word inside a text we do show ("Toegeschreven herkomst") is no secret; the others are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vocabulary.folding import fold


@dataclass(frozen=True)
class Silence:
    """The words that are not printed, folded."""

    words: frozenset[str]

    def allows(self, text: str) -> bool:
        """Whether this text holds none of the words, as a word of its own or the start of one."""
        return not any(_occurs(word, fold(text)) for word in self.words)


def silence(*, hidden: Iterable[str], no_echo: Iterable[str], shown: Iterable[str]) -> Silence:
    """The words not to print: the hidden ones that no shown text holds, and every `noEcho` word."""
    shown_text = " \n ".join(fold(text) for text in shown)
    kept = {fold(word) for word in hidden}
    secret = {word for word in kept if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown_text)}
    return Silence(frozenset(secret | {fold(word) for word in no_echo}) - {""})


def _occurs(word: str, folded: str) -> bool:
    # Dutch inflects at the end ("…en", "…e"), so the end of a word is open for all but the short ones.
    end = r"(?!\w)" if len(word) < 5 else ""
    return re.search(rf"(?<!\w){re.escape(word)}{end}", folded) is not None
