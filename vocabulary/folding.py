"""How words are compared: without case, accents, or stray spaces and punctuation."""

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[\s'’‘`\"/_-]+")


def fold(text: str) -> str:
    """The form in which two spellings of one word are equal: `Non-Binair ` and `non binair`.

    Format characters go first: a zero-width space inside a word would otherwise carry it past every comparison.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _BETWEEN_WORDS.sub(" ", plain).casefold().strip(" .,;:!?()[]#")
