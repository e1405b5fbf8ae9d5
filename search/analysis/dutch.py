"""Dutch words to one key: an inflection stripper that checks itself, and Kraaij-Pohlmann under guard.

Plain Kraaij-Pohlmann makes begeleiding equal to beleid and gezin to zin; Porter does not even join gezin and
gezinnen (search.md, verdict 2). Keys are never shown to people.
"""

import re
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from search.analysis import verbs
from search.analysis.dictionary import known

VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"

IRREGULAR = {
    "kinderen": "kind", "leden": "lid", "steden": "stad", "schepen": "schip", "eieren": "ei", "mensen": "mens",
    "meisje": "meisje", "meisjes": "meisje", "jongens": "jongen", "jongeren": "jongere", "ouders": "ouder",
    "talen": "taal", "vaders": "vader", "moeders": "moeder", "broers": "broer", "zussen": "zus", "ideeen": "idee",
    "regels": "regel", "lessen": "les", "gegevens": "gegeven", "tantes": "tante", "clienten": "client",
    "gevlucht": "vlucht", "gepest": "pest", "gepraat": "praat", "wegen": "weg", "dagen": "dag", "wetten": "wet", "huizen": "huis", "brieven": "brief",
}  # fmt: skip
TAILS = tuple(
    (ending, IRREGULAR[ending])
    for ending in ("kinderen", "leden", "steden", "mensen", "ouders", "jongeren", "talen", "huizen", "brieven")
)
DIMINUTIVES = (("etje", ""), ("pje", ""), ("kje", "g"), ("tje", ""), ("je", ""))
_OPEN_SYLLABLE = re.compile(r"^(.*[^aeou]|)([aeou])([bcdfghjklmnpqrstvz])$")


def light(word: str) -> str:
    """Without its inflection, where a dictionary confirms what is left; otherwise as it was. Expects lower case."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for tail, base in TAILS:
        if word.endswith(tail) and len(word) > len(tail) + 2:
            return word[: -len(tail)] + base
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith("iële"):
        return word[:-4] + "ieel"
    if len(word) < 4 or not word.isalpha():
        return word
    for candidate in _candidates(word):
        if len(candidate) >= 3 and candidate != word and known(candidate):
            return candidate
    return _by_tail(word)


def is_word(word: str) -> bool:
    """Whether this is a Dutch word, also as a plural or a verb: mijden is mijd. Expects lower case.

    An -e or -s alone makes words of too many slips: stagge would be stag.
    """
    return known(word) or (word.endswith("en") and known(light(word)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The key of a Dutch word: `light`, the stem of a verb, then Kraaij-Pohlmann where it only takes a short end off."""
    base = verbs.base_of(light(word))
    shorter = _kraaij_pohlmann().stemWord(base)
    kept = min(len(shorter) - 2, len(base)) if len(shorter) > 3 else len(shorter)
    only_s = base == f"{shorter}s"  # `light` has already decided about plurals: schors is not schor
    too_little = len(shorter) < 5 and base.endswith("heid")  # overheid is not over
    if only_s or too_little or len(shorter) < 4 or base[:kept] != shorter[:kept] or len(base) - len(shorter) > 5:
        return base
    return str(shorter)


@cache
def _kraaij_pohlmann() -> Any:
    return snowballstemmer.stemmer("dutch")  # since Snowball 3 this name means Kraaij-Pohlmann


def _candidates(word: str) -> list[str]:
    """What the word may come from, the likeliest first."""
    found: list[str] = []
    singular = word[:-1] if word.endswith("s") else word
    for ending, instead in DIMINUTIVES:
        if singular.endswith(ending) and len(singular) - len(ending) >= 3:
            base = singular[: -len(ending)] + instead
            found += [*_respelled(base), base]
            break
    if word.endswith("heden"):
        found.append(word[:-5] + "heid")
    if word.endswith("ën"):
        found += [word[:-2] + "e", word[:-2]]
    if word.endswith("en") and len(word) > 4:
        found += _respelled(word[:-2])
    if word.endswith("s") and len(word) > 4 and word[-2] != "s":
        found.append(word[:-1])
    if word.endswith("e") and len(word) > 4:
        found += _respelled(word[:-1])
    return found


def _by_tail(word: str) -> str:
    """A compound that no dictionary has bends like its last part: pleegzorgbegeleiders."""
    for ending in ("en", "s", "e"):
        if not word.endswith(ending) or len(word) - len(ending) < 5:
            continue
        for base in _respelled(word[: -len(ending)]):
            if any(known(base[cut:]) for cut in range(3, len(base) - 3)):
                return base
    return word


def _respelled(base: str) -> list[str]:
    """Undo the spelling of open and closed syllables: tal to taal, gezinn to gezin, briev to brief."""
    found: list[str] = []
    match = _OPEN_SYLLABLE.match(base)
    if match:
        found.append(match[1] + match[2] * 2 + match[3])
    doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in VOWELS
    found.append(base[:-1] if doubled else base)
    for spelled in list(found):
        if spelled[-1] in "vz":
            found.insert(0, spelled[:-1] + {"v": "f", "z": "s"}[spelled[-1]])
    return found
