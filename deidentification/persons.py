"""Names of people: a capital where no sentence asks for one, a word no list knows, a name a list does know, and what
stands around them.

The first rule is the fair one: it leans on no list of names, so it finds a name from Kabul or Kinshasa as well as one
from Kortrijk. Lists of names only decide where a word is both: Roos, Joy, Wolf.
"""

from collections.abc import Iterator

from deidentification.findings import Finding
from deidentification.labels import Label
from deidentification.lexicon import (
    is_allowed,
    is_common,
    is_foreign,
    is_listed,
    is_name,
    is_ordinary,
    is_own_name,
    is_slip,
    place,
    quiet_names,
)
from deidentification.text import Word

TITLES = frozenset(
    ["mevrouw", "mevr", "mvr", "mw", "meneer", "mijnheer", "menheer", "dhr", "heer", "heren", "dokter", "dr", "drs", "prof", "professor", "mr", "mrs", "ms", "mister", "madam", "madame", "monsieur", "juf", "juffrouw", "meester", "mademoiselle", "zuster", "broeder", "pater", "pastoor", "pastor", "imam", "dominee", "sheikh", "hadji", "pandit", "tante", "tata", "tantine", "tati", "nonkel", "oom", "peter", "meter", "oma", "opa", "bomma", "bompa", "moeke", "vake", "mémé", "pépé", "familie", "gezin", "opvanggezin", "pleeggezin", "koppel", "echtpaar", "coach", "trainer", "begeleider", "begeleidster", "consulent", "consulente", "voogd", "advocaat", "rechter", "tolk", "leerkracht", "collega", "stagiair", "stagiaire", "directeur", "directrice", "psycholoog", "psychologe", "verpleegkundige", "agent", "inspecteur", "amca", "abi", "abla", "teyze", "khala", "ammo", "khalti", "dona", "don", "dom", "maman", "papa", "mama", "broer", "zus", "zusje", "broertje", "zoon", "zoontje", "dochter", "dochtertje", "neef", "nicht", "nichtje", "vriend", "vriendin", "buurvrouw", "buurman", "kleinzoon", "kleindochter", "stiefvader", "stiefmoeder", "halfzus", "halfbroer", "halfzusje", "tweelingzus", "tweelingbroer", "pleegmoeder", "pleegvader", "vader", "moeder", "patient", "client", "cliente", "jongen", "meisje", "baby", "peuter", "kleuter", "genaamd", "heet", "heette", "heten", "noemt", "noemen", "bijgenaamd", "alias", "roepnaam", "koosnaam"]
)  # fmt: skip
_SOFT_TITLES = frozenset(
    [
        "vader",
        "moeder",
        "jongen",
        "meisje",
        "baby",
        "peuter",
        "kleuter",
        "client",
        "cliente",
        "patient",
        "begeleider",
        "begeleidster",
        "consulent",
        "consulente",
        "voogd",
        "advocaat",
        "rechter",
        "tolk",
        "leerkracht",
        "heer",
        "collega",
        "directeur",
        "psycholoog",
        "agent",
        "trainer",
        "coach",
        "meester",
        "vriend",
        "vriendin",
        "mama",
        "papa",
        "maman",
        "oma",
        "opa",
        "gezin",
        "familie",
        "noemt",
        "noemen",
        "heten",
        "buurman",
        "buurvrouw",
        "koppel",
        "neef",
        "nicht",
        "imam",
    ]
)
"""Before a word without a capital these say little: "vader belt", "de tolk zegt"."""

PARTICLES = frozenset(["van", "von", "vom", "de", "den", "der", "ten", "ter", "te", "'t", "het", "la", "le", "los", "las", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "el", "al", "ul", "ben", "ibn", "bin", "bint", "bou", "abou", "abu", "ait", "ould", "ouled", "ud", "e", "y", "i", "wa", "ya", "zu", "zur", "af", "mac", "mc", "o", "n", "d", "l", "st"])  # fmt: skip
_STRONG_PARTICLES = frozenset(
    [
        "el",
        "al",
        "ben",
        "ibn",
        "bin",
        "bint",
        "bou",
        "abou",
        "abu",
        "ait",
        "ould",
        "ouled",
        "dos",
        "das",
        "del",
        "della",
        "von",
        "ud",
        "mac",
        "mc",
    ]
)
_SHORTENED = frozenset(["mevr", "mvr", "mw", "dr", "drs", "prof", "mr", "mrs", "ms", "st"])
_ARTICLES = frozenset(["de", "het", "een", "t", "n", "geen", "die", "dat", "deze", "dit", "mijn", "jouw", "zijn", "haar", "hun", "ons", "onze", "m'n", "z'n", "elke", "elk", "ieder", "iedere", "welke", "welk", "der", "den", "ne", "nen", "dees", "hare", "zo'n", "zulke", "veel", "weinig", "alle", "enkele", "twee", "drie", "vier", "vijf"])  # fmt: skip

_VERBS = frozenset(
    ["is", "was", "heeft", "had", "wil", "wilde", "wou", "kan", "kon", "mag", "mocht", "moet", "moest", "zal", "zou", "gaat", "ging", "komt", "kwam", "doet", "deed", "zegt", "zei", "vraagt", "vroeg", "vindt", "vond", "woont", "woonde", "werkt", "werkte", "speelt", "speelde", "belt", "belde", "kijkt", "keek", "zwijgt", "zweeg", "lacht", "lachte", "weent", "huilt", "huilde", "knikt", "knikte", "vertelt", "vertelde", "denkt", "dacht", "ziet", "zag", "weet", "wist", "krijgt", "kreeg", "blijft", "bleef", "loopt", "liep", "slaapt", "sliep", "eet", "at", "drinkt", "dronk", "schrijft", "schreef", "leest", "las", "luistert", "luisterde", "staat", "stond", "zit", "zat", "ligt", "lag", "geeft", "gaf", "neemt", "nam", "brengt", "bracht", "houdt", "hield", "laat", "liet", "begint", "begon", "stopt", "stopte", "zoekt", "zocht", "wacht", "wachtte", "haalt", "haalde", "noemt", "noemde", "heet", "heette", "tolkt", "tolkte", "spijbelt", "helpt", "hielp", "voelt", "voelde", "gelooft", "geloofde", "droomt", "droomde", "vertrekt", "vertrok", "verblijft", "verbleef", "wordt", "werd", "opent", "opende", "sluit", "sloot", "tekent", "tekende", "reageert", "reageerde", "antwoordt", "antwoordde", "fluistert", "roept", "riep", "schreeuwt", "draagt", "droeg", "koopt", "kocht", "betaalt", "betaalde", "verkoopt", "verkocht", "leidt", "studeert", "volgt", "volgde", "zingt", "danst", "kookt", "poetst", "rijdt", "reed", "stuurt", "stuurde", "sms't", "appt", "appte", "mailt", "mailde", "hoort", "hoorde", "merkt", "merkte", "toont", "toonde", "bespreekt", "besprak", "legt", "legde", "trekt", "trok", "haat", "mist", "snapt", "snapte", "snurkt", "leerde", "leert", "kent", "kende", "hoeft", "probeert", "probeerde", "wandelt", "fietst", "meldt", "meldde", "beweert", "ontkent", "geef", "heb", "ben", "vertaalt", "vertaalde", "schudt", "rent", "durft", "durfde", "zette", "zet", "gooit", "gooide", "bracht", "vecht", "vocht", "verhuist", "verhuisde", "verdwijnt", "verdween", "kwetst", "schaamt", "schaamde", "voetbalt", "blokkeert", "twijfelt", "twijfelde"]
)  # fmt: skip
_ELLIPSIS = frozenset(["niet", "ook", "evenmin", "wel", "nooit", "weer"])
"""What follows a name in a sentence without a verb: "Fleur niet"."""
_LEAD = frozenset(["met", "van", "aan", "door", "voor", "bij", "over", "naar", "tegen", "en", "dat", "of", "als", "toen", "omdat", "want", "maar", "ook", "tussen", "zonder", "zoals", "volgens", "samen", "dag", "beste", "hoi", "hallo", "hey", "groetjes", "groeten", "gr", "liefs", "grt", "lieve", "ex", "zoon", "dochter", "zus", "broer", "neef", "nicht", "vriend", "vriendin", "mama", "papa", "tante", "nonkel", "oma", "opa", "mevr", "mevrouw", "meneer", "juf", "meester", "vr", "collega", "heet", "hij", "zij", "ze", "wnr", "wanneer", "sinds"])  # fmt: skip
_AFTER = frozenset(
    [
        "en",
        "heeft",
        "had",
        "is",
        "was",
        "zegt",
        "zei",
        "wil",
        "kan",
        "moet",
        "gaat",
        "ging",
        "komt",
        "kwam",
        "weer",
        "nie",
        "niet",
        "ook",
        "nu",
        "al",
        "zelf",
        "gisteren",
        "vandaag",
        "morgen",
        "gepraat",
        "gesproken",
        "gezien",
        "gebeld",
        "gehoord",
        "gebleven",
        "geweest",
        "samen",
        "wa",
        "da",
        "die",
    ]
)
_CLOSINGS = frozenset(["groeten", "groetjes", "groet", "gr", "grt", "mvg", "liefs", "vriendelijke"])


def _known(word: Word) -> bool:
    """Whether the word may open a sentence, or stand without a capital, without being a name."""
    return is_listed(word.plain) or (is_ordinary(word.plain) and not is_own_name(word.plain))


def _next(words: list[Word], at: int) -> Word | None:
    after = at + 1
    return words[after] if after < len(words) and not words[after].opens else None


def _asked_for(words: list[Word], at: int, text: str) -> bool:
    """Whether what follows a word that is also a name makes it one: a verb, another name, a possessive."""
    word = words[at]
    after = _next(words, at)
    if word.raw[-2:] in {"'s", "’s"}:
        return True
    if after is None:
        return text[word.end : word.end + 1] in {",", ":", "("} and is_own_name(word.plain)
    gap = after.before.strip()
    if gap == "(":
        return True
    if gap == "," and is_own_name(word.plain) and not is_common(word.plain):
        return True
    if gap:
        return False
    if after.plain in _VERBS or (after.plain in _ELLIPSIS and word.plain in quiet_names()):
        return True
    if after.plain == "en":
        third = _next(words, at + 1)
        return third is not None and third.capital and not is_allowed(third.plain)
    return after.capital and not is_allowed(after.plain)


def _titled(words: list[Word], at: int) -> bool:
    if not at or words[at - 1].plain not in TITLES:
        return False
    gap = words[at].before.strip()
    if gap == ".":
        return words[at - 1].plain in _SHORTENED
    return not words[at].opens and gap in {"", ","}


def _capitals(words: list[Word], text: str, shouting: bool) -> Iterator[int]:
    """The places of words with a capital that are names."""
    for at, word in enumerate(words):
        if not word.capital or len(word.raw) == 1 or _explained(words, at):
            continue
        if shouting or (word.shouted and len(word.raw) > 3 and is_listed(word.plain)):
            named = not _known(word) or (
                is_own_name(word.plain) and not is_common(word.plain) and word.plain not in quiet_names()
            )
        elif not word.opens:
            named = not _listlike(words, at)
        else:
            named = _titled(words, at) or _opens_with_name(words, at, text)
        if named:
            yield at


def _explained(words: list[Word], at: int) -> bool:
    """Whether the capital has another reason: a language, a people, an institution, a compound with one of them."""
    word = words[at]
    if is_allowed(word.plain):
        titled = _titled(words, at) and words[at - 1].plain not in _SOFT_TITLES
        return not (titled and is_name(word.plain))
    pieces = word.plain.split("-")
    if len(pieces) > 1 and not is_name(pieces[0]) and (word.opens or is_allowed(pieces[0])):
        return all(is_allowed(piece) or is_listed(piece) for piece in pieces)
    return word.shouted and len(word.raw) <= 5 and word.opens and is_listed(word.plain)


def _opens_with_name(words: list[Word], at: int, text: str) -> bool:
    """Whether the word that opens a sentence is a name: no list explains it, or what follows asks for a name."""
    word = words[at]
    plain = word.plain
    if not _known(word):
        return True
    if not (is_own_name(plain) or is_name(plain) or plain in quiet_names()):
        return False
    quiet = is_listed(plain) or is_foreign(plain) or (is_ordinary(plain) and not is_own_name(plain))
    if not quiet and not is_common(plain):
        return True
    return _asked_for(words, at, text) and (plain in quiet_names() or not is_common(plain))


def _listlike(words: list[Word], at: int) -> bool:
    """Polite "U", and "I" of English."""
    return words[at].plain in {"u", "uw", "i"}


def _lower(words: list[Word]) -> Iterator[int]:
    """The places of words without a capital that are names."""
    for at, word in enumerate(words):
        plain = word.plain
        if word.capital or len(plain) < 2:
            continue
        if _known(word) or plain in PARTICLES:
            if (
                plain in quiet_names()
                and is_own_name(plain)
                and not is_common(plain)
                and _sounds_like_somebody(words, at)
            ):
                yield at
            continue
        if is_name(plain) and len(plain) > 2:
            yield at
        elif len(plain) == 2:
            if is_own_name(plain) and _sounds_like_somebody(words, at):
                yield at
        elif (len(plain) >= 4 and not is_slip(plain)) or (len(plain) == 3 and _sounds_like_somebody(words, at)):
            yield at


def _sounds_like_somebody(words: list[Word], at: int) -> bool:
    before = words[at - 1].plain if at and not words[at].opens else ""
    after = _next(words, at)
    if before in _ARTICLES:
        return False
    ends = after is None
    follows = after is not None and (after.plain in _VERBS or after.plain in _AFTER)
    return (before in _LEAD and (ends or follows)) or (before == "" and follows) or before in TITLES - _SOFT_TITLES


def people(text: str, words: list[Word]) -> Iterator[Finding]:
    """Names, with the small words between their parts, initials beside them, and every time they return."""
    letters = [word for word in words if len(word.raw) > 1]
    shouting = len(letters) > 3 and sum(word.shouted for word in letters) > 0.6 * len(letters)
    marked = set(_capitals(words, text, shouting)) | set(_lower(words))
    seen = {
        words[at].plain for at in marked if len(words[at].plain) > 2 and (words[at].capital or is_name(words[at].plain))
    }
    for at, word in enumerate(words):
        if word.plain in seen and (word.capital or not is_ordinary(word.plain)):
            marked.add(at)
    marked |= {
        at - 1
        for at in marked
        if at
        and words[at].before == " "
        and not words[at].opens
        and words[at].capital
        and words[at - 1].capital
        and is_own_name(words[at - 1].plain)
        and not is_allowed(words[at - 1].plain)
    }
    marked |= set(_initials(words, text, marked))
    yield from _runs(words, text, marked)


def _initials(words: list[Word], text: str, marked: set[int]) -> Iterator[int]:
    """A single capital, with or without a point: J.V., mevr. B., Wim D., K. zegt."""
    for at, word in enumerate(words):
        if not word.capital:
            continue
        point = text[word.end : word.end + 1] == "."
        if len(word.raw) == 1:
            beside = at + 1 < len(words) and at + 1 in marked and words[at + 1].before.strip() in {"", "."}
            behind = at > 0 and (at - 1 in marked or words[at - 1].plain in TITLES) and word.before.strip() in {"", "."}
            if word.plain == "u" or (word.plain in {"a", "o", "i"} and not point):
                continue
            if point or beside or behind or (not word.opens and word.plain not in {"b", "c"}):
                yield at
        elif len(word.raw) <= 3 and word.shouted and not is_allowed(word.plain):
            if word.opens and not is_listed(word.plain):
                yield at


def _runs(words: list[Word], text: str, marked: set[int]) -> Iterator[Finding]:
    at = 0
    while at < len(words):
        if at not in marked:
            at += 1
            continue
        first = _with_particles_before(words, at, marked)
        last = at
        look = at + 1
        while look < len(words) and words[look].before.strip(" ") in {"", ".", "-"} and "\n" not in words[look].before:
            if look in marked:
                last = look
            elif words[look].plain not in PARTICLES or look - last > 3:
                break
            look += 1
        end = words[last].end
        if len(words[last].raw) == 1 and text[end : end + 1] == ".":
            end += 1
        yield Finding(words[first].start, end, _label(words, first, last))
        at = last + 1


def _with_particles_before(words: list[Word], at: int, marked: set[int]) -> int:
    first = at
    while (
        first > 0
        and words[first - 1].plain in PARTICLES
        and not words[first].opens
        and words[first].before.strip(" ") in {"", "-"}
    ):
        first -= 1
    if first == at:
        return at
    if any(words[look].plain in _STRONG_PARTICLES for look in range(first, at)) or at - first > 1:
        while words[first].plain not in _STRONG_PARTICLES and at - first > 2:
            first += 1
        return first
    before = words[first - 1].plain if first and not words[first].opens else ""
    return first if before in TITLES or len(before) == 1 or words[first].capital else at


def _label(words: list[Word], first: int, last: int) -> Label:
    if first == last and place(words[first].plain) and not is_name(words[first].plain):
        return Label.PLACE
    before = words[first - 1].plain if first and not words[first].opens else ""
    if before in {"in", "te", "naar", "vanuit", "richting"} and not is_name(words[first].plain):
        return Label.PLACE
    return Label.NICK if before in {"bijgenaamd", "alias", "roepnaam", "koosnaam"} else Label.PERSON
