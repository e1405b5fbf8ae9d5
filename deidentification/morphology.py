"""Whether a word is Dutch although no list has it: compounds and endings."""

from collections.abc import Container

_LINKS = ("", "s", "e", "en", "n", "er")
_ENDINGS = ("en", "e", "s", "'s", "t", "de", "te", "den", "ten", "je", "jes", "tje", "tjes", "ke", "kes", "ske", "eke", "ekes", "er", "ers", "ster", "st", "ste", "end", "ende", "ing", "ingen", "heid", "loos", "baar", "achtig", "achtige", "pje", "pjes", "etje", "kje", "isch", "ische")  # fmt: skip
_BEGINNINGS = ("ge", "ver", "be", "her", "on", "ont", "mee", "uit", "aan", "op", "af", "in", "door", "over", "na", "tegen", "terug", "weg", "samen", "anti", "niet", "super", "mega", "ex", "pre", "multi", "inter", "intra", "cultuur", "co")  # fmt: skip


def splits(word: str, parts: Container[str], *, least: int = 3) -> bool:
    """Whether it is two known words in one, with or without a linking sound: tienerbegeleider, jeugdrechtbank."""
    for cut in range(least, len(word) - 3):
        head, tail = word[:cut], word[cut:]
        if tail in parts:
            for link in _LINKS:
                if head.endswith(link) and len(head) - len(link) >= least and head[: len(head) - len(link)] in parts:
                    return True
    return False


def compound(word: str, parts: Container[str], depth: int = 2) -> bool:
    """Whether it is a compound of known words, of which one may itself be a compound or have an ending."""
    if len(word) < 7:
        return False
    if splits(word, parts):
        return True
    return depth > 1 and any(
        (word[cut:] in parts or inflected(word[cut:], parts))
        and (inflected(word[:cut], parts) or compound(word[:cut], parts, depth - 1))
        for cut in range(4, len(word) - 3)
    )


def inflected(word: str, parts: Container[str]) -> bool:
    """Whether it is a known word of four letters or more with an ending or a beginning to it."""
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if (
            word.endswith(ending)
            and len(stem) >= 4
            and (stem in parts or (stem[-1:] == stem[-2:-1] and stem[:-1] in parts))
        ):
            return True
    return any(
        word.startswith(beginning) and len(word) - len(beginning) >= 4 and word[len(beginning) :] in parts
        for beginning in _BEGINNINGS
    )


def slips(word: str, common: Container[str]) -> bool:
    """Whether it is a frequent word of five letters or more with one slip of the finger: moeilik, begeleidr."""
    if not 5 <= len(word) <= 14:
        return False
    for at in range(len(word)):
        if word[:at] + word[at + 1 :] in common:
            return True
        if at + 1 < len(word) and word[:at] + word[at + 1] + word[at] + word[at + 2 :] in common:
            return True
        for letter in "aeioujknrst":
            if word[:at] + letter + word[at:] in common:
                return True
    return False
