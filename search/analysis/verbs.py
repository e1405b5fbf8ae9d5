"""Dutch verbs back to their stem: vertaalt, geschorst, mishandeld; and the nouns made of them: begeleiding, begeleider.

Every step is checked against the dictionary. That holds finite forms, too, where they take part in a compound, so a
word that it knows is only touched where the ending cannot be that of a noun (buurt, gast, geweld stay whole).
"""

import re

from search.analysis.dictionary import known

PREFIXES = ("be", "ver", "ont", "her", "op", "mis")
NOUN_ENDINGS = ("st", "cht", "rt", "nd")
ADJECTIVES = ("ig", "lijk", "zaam", "baar", "loos", "isch")
NO_VERBS = ("geboort", "gemeent", "gedacht", "gewoont", "gebeent", "gehalt", "gestalt", "gedeelt")
FINITE = ("den", "ten", "de", "te", "d", "t")
LONG = {"aa": "a", "ee": "e", "oo": "o", "uu": "u"}
VOWELS = "aeiouy"
_IN_EREN = re.compile(r"^(?:ge)?(.{3,}[^e]eer)(?:t|de?n?)$")
_EREN = re.compile(r"^(.{2,}(?:is|ic|in))eren$")


def base_of(word: str) -> str:
    """The stem of a verb or of a noun made of it; the word itself when it is neither."""
    if not word.isalpha() or len(word) < 5:
        return word
    return _quality(word) or _finite(word) or _deed(word) or word


def _quality(word: str) -> str:
    """Veiligheid is of veilig; overheid is not of over."""
    base = word.removesuffix("heid")
    return base if base != word and base.endswith(ADJECTIVES) else ""


def _finite(word: str) -> str:
    """Vertaalt, besliste, geschorst, vertraagd; whatever ends like discrimineert is a verb without asking."""
    regular = _IN_EREN.match(word)
    if regular:
        return regular[1]
    infinitive = _EREN.match(word)
    if infinitive:
        return f"{infinitive[1]}eer"
    is_word = known(word)
    if word.startswith(NO_VERBS) or (is_word and (len(word) < 6 or word.endswith(NOUN_ENDINGS))):
        return ""
    for ending in ("d", "t") if is_word else FINITE:
        if not word.endswith(ending):
            continue
        for base in _without(word, ending):
            if len(base) >= 4 and (_is_verb(base) if is_word else _may_be_verb(base)):
                return base
    return ""


def _without(word: str, ending: str) -> list[str]:
    """The word without its ending, and without the ge- of a participle."""
    base = word[: -len(ending)]
    return [base.removeprefix("ge"), base] if base.startswith("ge") and ending in ("d", "t") else [base]


def _deed(word: str) -> str:
    """Begeleiding and begeleider, of begeleiden."""
    if len(word) < 8 or not word.startswith(PREFIXES):
        return ""
    for ending in ("ing", "er"):
        base = word.removesuffix(ending)
        if base != word:
            stems = _closed(base)
            return next((stem for stem in [*filter(known, stems), *stems] if _may_be_verb(stem)), "")
    return ""


def _closed(base: str) -> list[str]:
    """How the stem of an open syllable is written when it stands alone: vertal is vertaal."""
    if len(base) > 2 and base[-1] not in VOWELS and base[-2] in "aeou" and base[-3] not in VOWELS:
        return [base[:-1] + base[-2] + base[-1], base]
    return [base]


def _is_verb(base: str) -> bool:
    return known(base) and known(_infinitive(base))


def _may_be_verb(base: str) -> bool:
    return known(base) or known(_infinitive(base))


def _infinitive(base: str) -> str:
    """Vertalen of vertaal, missen of mis, kiezen of kies, spijbelen of spijbel."""
    if base[-3:-1] in LONG:
        base = base[:-3] + LONG[base[-3:-1]] + base[-1]
    elif base[-1] not in VOWELS and base[-2:-1] in tuple("aeiou") and base[-3:-2] not in tuple(VOWELS):
        unstressed = base.endswith(("el", "er", "en", "em")) and len(base) > 4
        return f"{base}en" if unstressed else f"{base}{base[-1]}en"
    soft = {"f": "v", "s": "z"}.get(base[-1], base[-1])
    whole = f"{base[:-1]}{soft}en"
    return whole if known(whole) else f"{base}en"
