"""What somebody is called by an ordinary word: "ze noemen hem kapoen", "beer is mijn beste maat", "mo en chaima zijn weg".

No list of nicknames: they are ordinary words, and tomorrow's are others. What tells is that a thing one can count stands
bare, without "de", "een" or "mijn", where a person stands; or that the words around say that this is what somebody is
called.
"""

from collections.abc import Iterator

from deidentification.companions import ARTICLES, KIN, OWNS, PARTICLES, TITLES, VERBS
from deidentification.findings import Finding
from deidentification.labels import Label
from deidentification.lexicon import is_allowed, is_common, is_listed, is_name, is_ordinary
from deidentification.text import Word

CALLS = frozenset(["noem", "noemt", "noemen", "noemde", "noemden"])
SAYS = frozenset(["zeg", "zegt", "zeggen", "zei", "zeiden", "roep", "roept", "roepen", "riep", "riepen"])
ASKS_NAME = frozenset(["heet", "heette", "heten", "hiet"])
WHOM = frozenset(["mij", "me", "hem", "'m", "m", "em", "haar", "ons", "hen", "hun", "ze", "je", "jou", "u", "hij", "zij", "ie", "ik", "die"])  # fmt: skip
WHILE = frozenset(["hier", "altijd", "gewoon", "allemaal", "soms", "ook", "maar", "nu", "thuis", "dan", "toch", "vaak", "meestal", "nog", "eigenlijk", "onder", "elkaar", "op", "school", "de", "den", "het", "ons", "onze"])  # fmt: skip
SURNAMED = frozenset(["bijnaam", "koosnaam", "roepnaam", "troetelnaam", "schuilnaam", "spotnaam", "alias", "nickname"])
SINGLES_OUT = frozenset(["jongste", "oudste", "middelste", "kleinste", "grootste", "tweede", "derde", "nieuwe", "kleine", "grote"])  # fmt: skip
LOOKS = frozenset(["lange", "dikke", "dunne", "rosse", "blonde", "zwarte", "kale", "stille", "manke", "schele", "magere", "kromme", "zotte"])  # fmt: skip
PLURAL = frozenset(["zijn", "waren", "hebben", "hadden", "gaan", "gingen", "komen", "kwamen", "zitten", "zaten", "willen", "wilden", "worden", "werden", "moeten", "mogen", "kunnen", "doen", "deden", "blijven", "bleven", "slapen", "sliepen", "wonen", "lopen", "liepen", "vragen", "zeggen", "vechten", "maken", "lachen"])  # fmt: skip
BEGINS = frozenset(["", "en", "dat", "als", "want", "maar", "toen", "omdat", "ja", "nee", "yo", "ey", "hey", "wollah", "haha", "seg", "zeg"])  # fmt: skip
BESIDES = (
    frozenset(
        ["maat", "maten", "maatje", "beste", "vriend", "vriendin", "vriendje", "bff", "bestie", "ex", "man", "vrouw"]
    )
    | KIN
)
CALLED_TO = frozenset(["kom", "zeg", "luister", "kijk", "ga", "wacht", "stop", "hou", "zwijg", "blijf", "dag", "hey", "ey", "sorry", "merci", "dank", "salut", "ciao", "hoi", "hallo"])  # fmt: skip
DIMINUTIVES = ("je", "tje", "etje", "pje", "kje", "ke")


def _is_thing(plain: str) -> bool:
    """Whether it is a word for something one can count: the list has it small as well, beer and beertje; or it is small."""
    if not is_listed(plain):
        return plain.endswith("je") and (is_listed(plain[:-2]) or is_listed(plain[:-3]))
    return plain.endswith("je") or any(is_listed(plain + small) for small in DIMINUTIVES)


def _may_be_called(word: Word) -> bool:
    """Whether somebody may be called this: a thing, or a word that no list knows; never a role, an adverb or a people."""
    plain = word.plain
    if (
        len(plain) < 2
        or plain in TITLES
        or plain in KIN
        or plain in VERBS
        or plain in PARTICLES | WHOM | WHILE | NOTHING
    ):
        return False
    if is_allowed(plain) or (is_common(plain) and not is_name(plain)):
        return False
    return word.capital or is_name(plain) or not is_ordinary(plain) or _is_thing(plain)


NOTHING = frozenset(["niks", "iets", "alles", "wat", "niets", "dat", "zo", "iedereen", "niemand", "iemand"])


def _is_unusual(plain: str) -> bool:
    """Whether no list has it as it stands, though it can be read as Dutch: Desmond, cut into "des" and "mond"."""
    return len(plain) > 3 and not is_listed(plain) and not is_allowed(plain)


class _Sentence:
    """The words with a place in them, and what stands there: nothing beyond the end of a sentence."""

    def __init__(self, words: list[Word], text: str) -> None:
        self.words, self.text = words, text

    def plain(self, at: int, *, of: int) -> str:
        """The word at this place, where nothing but a space lies between it and the word at `of`; else empty."""
        low, high = min(at, of), max(at, of)
        if low < 0 or high >= len(self.words):
            return ""
        between = self.words[low + 1 : high + 1]
        return self.words[at].plain if all(not w.before.strip() and not w.opens for w in between) else ""

    def behind(self, at: int) -> str:
        """What stands right behind this word, up to the next."""
        end = self.words[at].end
        return self.text[end : self.words[at + 1].start if at + 1 < len(self.words) else len(self.text)]


def _told_so(told: _Sentence, at: int) -> bool:
    """Whether the words before say that this is what somebody is called."""
    before = told.plain(at - 1, of=at)
    if before in SURNAMED or (before in {"is", "was", "de", "het"} and told.plain(at - 2, of=at) in SURNAMED):
        return True
    look = at - 1
    while at - look < 5 and told.plain(look, of=at) in WHILE:
        look -= 1
    whom = told.plain(look, of=at)
    if whom not in WHOM:
        return False
    verb = told.plain(look - 1, of=at)
    if verb in CALLS:
        return True
    return verb in ASKS_NAME


def _said_to_them(told: _Sentence, at: int) -> bool:
    """zegt bolle tegen hem; de kapoen genoemd."""
    after = told.plain(at + 1, of=at)
    if after == "genoemd":
        return told.plain(at - 1, of=at) not in {"niet", "ook", "vaak", "zo", "al", "net", "eerder", "hier"}
    whom = told.plain(at + 2, of=at)
    return after in {"tegen", "op", "naar"} and whom in WHOM and told.plain(at - 1, of=at) in SAYS


def _stands_apart(told: _Sentence, at: int) -> bool:
    """kapoen (de jongste); Storm, haar broer."""
    behind = told.behind(at).strip()
    if behind not in {"(", ","} or at + 2 >= len(told.words):
        return False
    first, second = told.words[at + 1].plain, told.plain(at + 2, of=at + 1)
    if behind == "(" and first in ARTICLES | OWNS | {"onze", "de", "het"}:
        return second in SINGLES_OUT | BESIDES | TITLES
    return first in OWNS | {"mijn", "onze"} and second in KIN and told.words[at].capital


def _with_a_name(told: _Sentence, at: int, marked: set[int]) -> bool:
    """mo en chaima zijn: what many do together, somebody did."""
    word = told.plain(at + 1, of=at)
    if word == "en" and at + 2 in marked and told.plain(at + 2, of=at):
        return told.plain(at + 3, of=at) in PLURAL
    if told.plain(at - 1, of=at) == "en" and at - 2 in marked and told.plain(at - 2, of=at):
        return word in PLURAL
    return False


def _is_theirs(told: _Sentence, at: int) -> bool:
    """beer is mijn beste maat; kapoen zijn mama."""
    after, then = told.plain(at + 1, of=at), told.plain(at + 2, of=at)
    if after in OWNS and then in KIN:
        return True
    if after in {"is", "was", "blijft"} and then in OWNS | {"mijn", "m'n", "mn", "onze"}:
        return any(told.plain(at + ahead, of=at) in BESIDES for ahead in (3, 4))
    return False


def _as_they_say(told: _Sentence, at: int) -> bool:
    """Beer, zoals iedereen hem noemt."""
    if told.behind(at).strip() != "," or at + 2 >= len(told.words) or told.words[at + 1].plain != "zoals":
        return False
    return any(told.plain(at + ahead, of=at + 1) in CALLS for ahead in (3, 4, 5))


def _called_to(told: _Sentence, at: int) -> bool:
    """kom eens hier snoes, zei ze."""
    if not told.behind(at).strip().startswith(",") or at + 1 >= len(told.words) or told.words[at + 1].plain not in SAYS:
        return False
    plain = told.words[at].plain
    if is_common(plain) or plain.endswith("en") or told.plain(at - 1, of=at) in ARTICLES | OWNS:
        return False
    return any(told.plain(look, of=at) in CALLED_TO for look in range(max(0, at - 4), at))


def nicknames(text: str, words: list[Word], marked: set[int]) -> Iterator[Finding]:
    """Words that somebody is called by. `marked` are the places of the names that were found already."""
    told = _Sentence(words, text)
    for at, word in enumerate(words):
        before = told.plain(at - 1, of=at)
        if before in {"de", "den", "dieje", "die"} and word.plain in LOOKS and _ends_a_name(told, at):
            yield Finding(words[at - 1].start, word.end, Label.NICK)
        if at in marked or word.plain in WHILE:
            continue
        if word.capital and not word.opens and at + 1 < len(words) and words[at + 1].capital and _told_so(told, at):
            yield Finding(word.start, words[at + 1].end, Label.NICK)
        if _together(told, at, marked):
            yield Finding(word.start, word.end, Label.NICK)
            continue
        if word.plain not in TITLES and _called_to(told, at):
            yield Finding(word.start, word.end, Label.NICK)
            continue
        if not _may_be_called(word) and not (_told_so(told, at) and _is_unusual(word.plain)):
            continue
        if (
            _told_so(told, at)
            or _said_to_them(told, at)
            or _stands_apart(told, at)
            or _as_they_say(told, at)
            or (before in BEGINS and before not in ARTICLES and _is_theirs(told, at))
        ):
            yield Finding(word.start, word.end, Label.NICK)


def _together(told: _Sentence, at: int, marked: set[int]) -> bool:
    word = told.words[at]
    if word.plain in TITLES or word.plain in KIN or word.plain in VERBS or word.plain in WHOM or is_common(word.plain):
        return False
    bare = told.plain(at - 1, of=at) not in ARTICLES | OWNS
    return bare and not is_allowed(word.plain) and _with_a_name(told, at, marked)


def _ends_a_name(told: _Sentence, at: int) -> bool:
    """Whether no noun follows: "de lange," and not "de lange rit"."""
    behind = told.behind(at).strip()
    after = told.plain(at + 1, of=at)
    return behind[:1] in {",", ".", "!", "?", ")"} or (not behind and not after) or after in VERBS
