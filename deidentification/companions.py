"""The words that stand around names, and those that tell that something is no name: titles, particles, verbs."""

import re

from deidentification.lexicon import is_common, is_listed

TITLES = frozenset(
    ["mevrouw", "mevr", "mvr", "mw", "meneer", "mijnheer", "menheer", "dhr", "heer", "heren", "dokter", "dr", "drs", "prof", "professor", "mr", "mrs", "ms", "mister", "madam", "madame", "monsieur", "juf", "juffrouw", "meester", "mademoiselle", "zuster", "broeder", "pater", "pastoor", "pastor", "imam", "dominee", "sheikh", "hadji", "pandit", "tante", "tata", "tantine", "tati", "nonkel", "oom", "peter", "meter", "oma", "opa", "bomma", "bompa", "moeke", "vake", "mémé", "pépé", "familie", "gezin", "opvanggezin", "pleeggezin", "koppel", "echtpaar", "coach", "trainer", "begeleider", "begeleidster", "consulent", "consulente", "voogd", "advocaat", "rechter", "tolk", "leerkracht", "collega", "stagiair", "stagiaire", "directeur", "directrice", "psycholoog", "psychologe", "verpleegkundige", "agent", "inspecteur", "amca", "abi", "abla", "teyze", "khala", "ammo", "khalti", "dona", "don", "dom", "maman", "papa", "mama", "broer", "zus", "zusje", "broertje", "zoon", "zoontje", "dochter", "dochtertje", "neef", "nicht", "nichtje", "vriend", "vriendin", "buurvrouw", "buurman", "kleinzoon", "kleindochter", "stiefvader", "stiefmoeder", "halfzus", "halfbroer", "halfzusje", "tweelingzus", "tweelingbroer", "pleegmoeder", "pleegvader", "vader", "moeder", "patient", "client", "cliente", "jongen", "meisje", "baby", "peuter", "kleuter", "genaamd", "heet", "heette", "heten", "noemt", "noemen", "bijgenaamd", "alias", "roepnaam", "koosnaam"]
)  # fmt: skip
SOFT_TITLES = frozenset(
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
STRONG_PARTICLES = frozenset(
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
SHORTENED = frozenset(["mevr", "mvr", "mw", "dr", "drs", "prof", "mr", "mrs", "ms", "st"])
ARTICLES = frozenset(["de", "het", "een", "t", "n", "geen", "die", "dat", "deze", "dit", "mijn", "jouw", "zijn", "haar", "hun", "ons", "onze", "m'n", "z'n", "elke", "elk", "ieder", "iedere", "welke", "welk", "der", "den", "ne", "nen", "dees", "hare", "zo'n", "zulke", "veel", "weinig", "alle", "enkele", "twee", "drie", "vier", "vijf"])  # fmt: skip

VERBS = frozenset(
    ["is", "was", "heeft", "had", "wil", "wilde", "wou", "kan", "kon", "mag", "mocht", "moet", "moest", "zal", "zou", "gaat", "ging", "komt", "kwam", "doet", "deed", "zegt", "zei", "vraagt", "vroeg", "vindt", "vond", "woont", "woonde", "werkt", "werkte", "speelt", "speelde", "belt", "belde", "kijkt", "keek", "zwijgt", "zweeg", "lacht", "lachte", "weent", "huilt", "huilde", "knikt", "knikte", "vertelt", "vertelde", "denkt", "dacht", "ziet", "zag", "weet", "wist", "krijgt", "kreeg", "blijft", "bleef", "loopt", "liep", "slaapt", "sliep", "eet", "at", "drinkt", "dronk", "schrijft", "schreef", "leest", "las", "luistert", "luisterde", "staat", "stond", "zit", "zat", "ligt", "lag", "geeft", "gaf", "neemt", "nam", "brengt", "bracht", "houdt", "hield", "laat", "liet", "begint", "begon", "stopt", "stopte", "zoekt", "zocht", "wacht", "wachtte", "haalt", "haalde", "noemt", "noemde", "heet", "heette", "tolkt", "tolkte", "spijbelt", "helpt", "hielp", "voelt", "voelde", "gelooft", "geloofde", "droomt", "droomde", "vertrekt", "vertrok", "verblijft", "verbleef", "wordt", "werd", "opent", "opende", "sluit", "sloot", "tekent", "tekende", "reageert", "reageerde", "antwoordt", "antwoordde", "fluistert", "roept", "riep", "schreeuwt", "draagt", "droeg", "koopt", "kocht", "betaalt", "betaalde", "verkoopt", "verkocht", "leidt", "studeert", "volgt", "volgde", "zingt", "danst", "kookt", "poetst", "rijdt", "reed", "stuurt", "stuurde", "sms't", "appt", "appte", "mailt", "mailde", "hoort", "hoorde", "merkt", "merkte", "toont", "toonde", "bespreekt", "besprak", "legt", "legde", "trekt", "trok", "haat", "mist", "snapt", "snapte", "snurkt", "leerde", "leert", "kent", "kende", "hoeft", "probeert", "probeerde", "wandelt", "fietst", "meldt", "meldde", "beweert", "ontkent", "geef", "heb", "ben", "vertaalt", "vertaalde", "schudt", "rent", "durft", "durfde", "zette", "zet", "gooit", "gooide", "bracht", "vecht", "vocht", "verhuist", "verhuisde", "verdwijnt", "verdween", "kwetst", "schaamt", "schaamde", "voetbalt", "blokkeert", "twijfelt", "twijfelde"]
)  # fmt: skip
ELLIPSIS = frozenset(["niet", "ook", "evenmin", "wel", "nooit", "weer"])
"""What follows a name in a sentence without a verb: "Fleur niet"."""
LEAD = frozenset(["met", "van", "aan", "door", "voor", "bij", "over", "naar", "tegen", "en", "dat", "of", "als", "toen", "omdat", "want", "maar", "ook", "tussen", "zonder", "zoals", "volgens", "samen", "dag", "beste", "hoi", "hallo", "hey", "groetjes", "groeten", "gr", "liefs", "grt", "lieve", "ex", "zoon", "dochter", "zus", "broer", "neef", "nicht", "vriend", "vriendin", "mama", "papa", "tante", "nonkel", "oma", "opa", "mevr", "mevrouw", "meneer", "juf", "meester", "vr", "collega", "heet", "hij", "zij", "ze", "wnr", "wanneer", "sinds"])  # fmt: skip
AFTER = frozenset(
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


COLLOQUIAL = frozenset(["die", "dieje", "diejen", "dien", "den", "ons", "onze"])
"""What Flemish speech puts before a name: "den Tom", "ons Lotte"."""

ON_FORMS = TITLES | {"mentor", "contactpersoon", "vertrouwenspersoon", "naam", "voornaam", "jongere", "leerling"}
"""What stands before a colon and a name, in a list of who is who."""

FLEMISH = frozenset(["da", "ma", "mo", "wa", "ge", "gij", "ni", "nie", "da's", "me"])
"""Small words of Flemish speech that are a name elsewhere: alone they never tell."""

OWNS = frozenset(["zijn", "zn", "z'n", "zijne", "zijnen", "haar", "hare", "haren", "hun"])
KIN = frozenset(["mama", "ma", "mam", "papa", "pa", "moeder", "vader", "ouders", "broer", "broertje", "zus", "zusje", "zoon", "dochter", "oma", "opa", "bomma", "bompa", "tante", "nonkel", "oom", "neef", "nicht", "lief", "vriend", "vriendin", "kind", "kinderen", "familie", "voogd", "begeleider", "begeleidster", "juf", "meester"])  # fmt: skip
"""How Flemish speech says whose somebody is: "Tom zijn mama", "lore haar broer"."""

THINGS = re.compile(
    r".*(?:pakket|wet|decreet|beleid|hulp|zorg|organisatie|recht|plan|fonds|rechter|figuur|denken|regering|dienst|verhaal|verlening|"
    r"voorziening|gesprek|methode|overleg|kader|project|commissie|raad|agentschap|verdrag|onderzoek|verslag|begeleiding|werking|steunpunt|heid|"
    r"teit|isme|ering|theorie|model|cirkel|ladder|kaart|wijzer|lijst|vraag|vragen|kaarten|verklaring)$"
)
"""How compounds end that name a law, a service or a way of working. No family is called like that."""


def is_verb(plain: str) -> bool:
    """Whether it is a verb as he, she or somebody says it: glimlacht, wandelde, from an infinitive that is listed."""
    if plain in VERBS:
        return True
    if is_common(plain) or len(plain) < 5:
        return False
    if plain.endswith("t") and (is_listed(plain + "en") or is_listed(plain[:-1] + "n")):
        return True
    for ending in ("de", "te", "t"):
        stem = plain[: -len(ending)]
        if plain.endswith(ending) and len(stem) > 2:
            doubled, opened = stem + stem[-1] + "en", stem[:-2] + stem[-1] + "en"
            return is_listed(stem + "en") or is_listed(doubled) or (stem[-2] == stem[-3] and is_listed(opened))
    return False


FRENCH_OPENERS = frozenset(["le", "la", "les", "un", "une", "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "ce", "cet", "cette", "ces", "celle", "celles", "celui", "ceux"])  # fmt: skip
"""Small words that open French sentences, and that are names or towns as well."""
