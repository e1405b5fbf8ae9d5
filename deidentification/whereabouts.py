"""Where somebody lives, learns or is helped: addresses, schools, services, towns."""

import re
from collections.abc import Iterator

from deidentification.findings import Finding
from deidentification.labels import Label
from deidentification.lexicon import is_allowed, is_common, is_listed, is_name, is_ordinary, longest_place, place
from deidentification.text import Word, fold

_UP = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ]"
_CAP = rf"{_UP}[\w’'.-]{{0,40}}"
_RUN = rf"(?:(?:GO![ ]|De[ ]|Het[ ]|Den[ ]|Ter[ ]|Ten[ ]|'t[ ]|’t[ ])?{_CAP}(?:[ ](?:(?:van|de|der|den|het|en|&|ter|ten|in|op|aan|'t|la|le|les|du|des|d'|l'|voor)[ ]){{0,2}}{_CAP}){{0,4}})"

_STREETS = r"(?:straat|laan|lei|weg|steenweg|baan|plein|dreef|kaai|kade|gracht|singel|hof|pad|steeg|markt|vest|vesten|wegel|plantsoen|park|ring|dijk|berg|veld|brug|boulevard|straatje|pleintje|heide|kouter|dam|poort|wal|plaats|rui|ham|horst|akker)"
_BOX = r"(?:[ ]?(?:bus|bte|b|boîte|/|-)[ ]?[\dA-Za-z]{1,4})?"
_NUMBER = rf"\d{{1,4}}(?:[ ]?[a-zA-Z](?![\w]))?(?:[-/]\d{{1,4}})?{_BOX}"
_TOWN = rf"(?:[ ,]{{1,2}}(?:te[ ]|in[ ])?(?:B-|BE-|NL-)?[1-9]\d{{3}}(?:[ ]?[A-Z]{{2}}\b)?(?:[ ]{_CAP}(?:[ ](?:{_CAP}|aan|de|den|op|ter)){{0,3}})?|[ ,]{{1,2}}(?:te|in)[ ]{_CAP}(?:[ ]{_CAP})?)?"

STREET = re.compile(
    rf"(?:\b{_UP}[\w’'.-]{{0,30}}[ ](?:(?:van|de|der|den|het|ten|ter|en|{_CAP})[ ]){{0,3}})?\b(?=\w{{0,40}}{_STREETS}[ ,])[\w’'-]{{1,40}}[ ,]{{1,2}}(?:nr\.?[ ]|nummer[ ])?{_NUMBER}{_TOWN}"
)
STREET_CAPITAL = re.compile(
    rf"(?<![\w]){_UP}[\wà-ÿ’'-]{{0,40}}[ ](?:(?:van|de|der|den|het|ten|ter|en|{_CAP})[ ]){{0,3}}\d{{1,4}}[a-zA-Z]?{_BOX}[ ,]{{1,2}}(?:B-)?[1-9]\d{{3}}(?:[ ]?[A-Z]{{2}}\b)?(?:[ ]{_CAP}(?:[ ]{_CAP}){{0,2}})?"
)
STREET_BARE = re.compile(
    rf"(?<![\w]){_UP}[\wà-ÿ’'-]{{2,30}}{_STREETS}\b(?:[ ]{_NUMBER}(?![\d:])(?![ ](?:jaar|keer|uur|euro)))?{_TOWN}|(?<![\w]){_UP}[\wà-ÿ’'-]{{1,30}}[ ](?:{_UP}[\wà-ÿ’'-]{{1,30}}[ ]){{0,2}}(?:[Ll]aan|[Ss]traat|[Ss]teenweg|[Pp]lein|[Ll]ei|Weg|[Kk]aai|[Dd]reef)\b(?:[ ]{_NUMBER})?{_TOWN}"
)
STREET_FR = re.compile(
    rf"\b(?:rue|avenue|av\.|boulevard|bd|chaussée|place|quai|impasse|allée|square|clos|drève)[ ](?:(?:de|du|des|la|le|les|de la|de l'|de l’|d'|d’|l'|l’)[ ]?){{0,3}}{_CAP}(?:[ -](?:(?:de|du|des|la|le|et)[ ])?{_CAP}){{0,4}}(?:[ ,]{{1,2}}{_NUMBER})?{_TOWN}",
    re.IGNORECASE,
)
ROAD = re.compile(r"(?<![\w-])[NEAR]\d{1,3}(?![\w-])")
POSTCODE_TOWN = re.compile(
    rf"(?<![\d./-])[1-9]\d{{3}}[ ](?:[A-Z]{{2}}[ ])?(?!{_UP}{{2,}})(?P<town>{_CAP})(?:[ ]{_CAP})?"
)

_SCHOOLS = r"(?:basisschool|lagere school|kleuterschool|middenschool|vrije school|school|scholengroep|scholengemeenschap|atheneum|lyceum|college|instituut|academie|hogeschool|universiteit|campus|vbs|gbs|bsgo|kta|ka|vti|vtst|gtsm|rtc|roc|mbo|vso|sbo|obs|cbs|rkbs|pcbo|bs|go!|gemeenteschool|buso|freinetschool|leefschool|steinerschool|methodeschool|daltonschool|okan|cvo|cbe|ligo|clw|leerwinkel|technisch instituut|kinderdagverblijf|kdv|crèche|creche|kribbe|école|lycée|athénée|collège)"
_SERVICES = r"(?:oooc|ckg|cah|caw|cgg|clb|jac|mfc|mpi|obc|ocmw|cpas|loi|azc|coa|fedasil|vzw|asbl|npo|bjb|gi|de grubbe|uz|az|umc|zna|pz|pc|ziekenhuis|kliniek|hospitaal|wgc|wijkgezondheidscentrum|huisartsenpraktijk|dokterspraktijk|groepspraktijk|apotheek|stichting|jeugdbescherming|jeugdhuis|jeugdclub|jeugdwerking|jeugdzorg|chiro|scouts|ksa|klj|speelplein|voetbalclub|fc|kv|kfc|ksv|kvv|sk|rsc|racing|sporting|boksclub|turnkring|judoclub|basketclub|fanfare|harmonie|leefgroep|voorziening|gezinshuis|pleegzorgdienst|pleegzorg|opvangcentrum|opvanghuis|vluchthuis|asielcentrum|centrum|dienst|team|huis van het kind|huis|opvoedingswinkel|inloophuis|buurthuis|buurtcentrum|dienstencentrum|wijkcentrum|cultuurcentrum|moskee|kerk|parochie|tempel|gurdwara|synagoge|gevangenis|jeugdinstelling|gemeenschapsinstelling|jeugdrechtbank|rechtbank|politiezone|politie|commissariaat|interimkantoor|bakkerij|restaurant|café|cafe|bar|hotel|winkel|supermarkt|frituur|kapsalon|garage|bedrijf|firma|maison|amo|sos|service|zorggroep|residentie|rusthuis|woonzorgcentrum|wzc|hulpverleningscentrum|begeleidingstehuis|tehuis|internaat|dagcentrum|therapeutisch centrum|project|vereniging|club|ploeg|toneelgroep|dansschool|muziekschool|bibliotheek|zwembad|sporthal|bureau|kantoor|samenlevingsopbouw|dienstencheque-bedrijf|dienstenchequebedrijf|zorgboerderij|manege|camping|park|wijk|stadsdeel|veilig thuis)"
_FROM = r"(?:[ ](?:van|in|te|uit|aan|op|de|regio)(?:[ ](?:de|het|den|regio))?)?"
SCHOOL = re.compile(rf"\b{_SCHOOLS}\b{_FROM}[ ][“\"'‘]?{_RUN}(?:[ ](?:in|te|van)[ ]{_CAP})?", re.IGNORECASE)
SERVICE = re.compile(rf"\b{_SERVICES}\b{_FROM}[ ][“\"'‘]?{_RUN}(?:[ ](?:in|te|van)[ ]{_CAP})?", re.IGNORECASE)
NAMED_SCHOOL = re.compile(
    rf"(?<!\w){_UP}[\w’'-]{{1,40}}(?:school|college|atheneum|lyceum|instituut|academie)(?:[ ](?:in|te|van)[ ]{_CAP})?(?!\w)"
)
BEHIND = re.compile(
    rf"(?:{_CAP}[ ]){{1,3}}(?:college|atheneum|lyceum|instituut|school|basisschool|ziekenhuis|station|park|kerk|moskee|centrum)\b"
)


def _capital_run(text: str, match: re.Match[str]) -> bool:
    """The patterns ignore case for the word of the type; the name after it must have its capital all the same."""
    rest = match.group().split(" ", 1)
    return len(rest) > 1 and re.search(rf"(?<!\w){_UP}|GO!", rest[1]) is not None


LONGEST_ABBREVIATION = 6
"""With its point, the longest word that does not end a sentence with it."""


def _trimmed(text: str, match: re.Match[str]) -> int:
    """The end of the match up to its last word with a capital or a figure: what ignoring case took too much goes."""
    kept = match.start()
    for word in re.finditer(r"\S+", match.group()):
        if word.start() == 0 or word.group().lstrip("“\"'‘")[:1].isupper() or word.group()[:1].isdigit():
            kept = match.start() + word.end()
            if len(word.group()) > LONGEST_ABBREVIATION and word.group().rstrip("'\"”’").endswith((".", "?", "!")):
                break  # a sentence ends here; "St." and "O.L.V." are shorter
        elif word.group().lower() not in {
            "van",
            "de",
            "der",
            "den",
            "het",
            "en",
            "&",
            "ter",
            "ten",
            "in",
            "te",
            "op",
            "aan",
            "'t",
            "’t",
            "la",
            "le",
            "les",
            "du",
            "des",
            "voor",
            "uit",
            "regio",
        }:
            break
    return match.start() + len(text[match.start() : kept].rstrip(".,;:'\"”’"))


def addresses(text: str) -> Iterator[Finding]:
    """Streets with and without a number, in Dutch and French, with what follows of a town."""
    for pattern in (STREET_CAPITAL, STREET_BARE):
        for match in pattern.finditer(text):
            first = fold(match.group().split(" ")[0])
            if not is_allowed(first) and (any(sign.isdigit() for sign in match.group()) or not is_ordinary(first)):
                yield Finding(match.start(), match.end(), Label.ADDRESS)
    for match in ROAD.finditer(text):
        yield Finding(match.start(), match.end(), Label.ADDRESS)
    for match in STREET_FR.finditer(text):
        if any(letter.isupper() for letter in match.group()[1:]):
            yield Finding(match.start(), match.end(), Label.ADDRESS)
    for match in STREET.finditer(text):
        word = fold(re.split(r"[ ,]", match.group().strip())[0])
        if word not in {"park", "weg", "berg", "dam", "ham", "veld", "brug", "plaats", "ring", "markt", "poort"}:
            yield Finding(match.start(), match.end(), Label.ADDRESS)
    for match in POSTCODE_TOWN.finditer(text):
        if (place(fold(match.group("town"))) and not re.match(r"(?:19|20)\d\d", match.group()[:4])) or place(
            fold(match.group("town"))
        ) in {"be", "nl", "bxl"}:
            yield Finding(match.start(), match.end(), Label.ADDRESS)


def institutions(text: str) -> Iterator[Finding]:
    """A word for a kind of school or service with a name to it."""
    for pattern, label in ((SCHOOL, Label.SCHOOL), (SERVICE, Label.FACILITY)):
        for match in pattern.finditer(text):
            if _capital_run(text, match):
                end = _trimmed(text, match)
                name = text[match.start() : end].split(" ", 1)
                if len(name) > 1 and not all(
                    is_allowed(fold(word)) or not word[:1].isupper() for word in name[1].split(" ")
                ):
                    yield Finding(match.start(), end, label)
    for match in NAMED_SCHOOL.finditer(text):
        if match.start() > 0 and not is_listed(fold(match.group().split(" ")[0])):
            yield Finding(match.start(), match.end(), Label.SCHOOL)


_HERE = frozenset(
    {
        "in",
        "te",
        "uit",
        "naar",
        "richting",
        "vanuit",
        "omgeving",
        "rond",
        "regio",
        "nabij",
        "station",
        "stad",
        "gemeente",
    }
)


_TOWARDS = frozenset({"in", "uit", "te", "naar", "vanuit", "richting", "station"})
"""Before a place that is also a word, without its capital: naar tienen, uit geel."""


def towns(words: list[Word]) -> Iterator[Finding]:
    """Places we know, of up to four words. One that is also a word or a name needs its capital, or a word like "in"."""
    at = 0
    while at < len(words):
        for size in range(min(longest_place(), len(words) - at), 0, -1):
            run = words[at : at + size]
            if size > 1 and any(
                word.before.strip(" ") not in {"", "-", "'"} or "\n" in word.before for word in run[1:]
            ):
                continue
            name = " ".join(fold(word.raw) for word in run)
            if not place(name):
                name = " ".join([*(fold(word.raw) for word in run[:-1]), run[-1].plain])
            if place(name) and _meant(words, at, size, name):
                yield Finding(run[0].start, run[-1].end, Label.PLACE)
                at += size - 1
                break
        at += 1


def _meant(words: list[Word], at: int, size: int, name: str) -> bool:
    first = words[at]
    before = words[at - 1].plain if at and not first.opens else ""
    if is_allowed(name):
        return False
    if size > 1:
        return all(word.capital for word in words[at : at + size] if len(word.raw) > 3) or before in _HERE
    if first.capital and not first.opens:
        return True
    if first.capital and before == "" and not is_listed(name) and not is_common(name):
        return True
    if first.capital:
        return False
    if len(name) < 4 or is_common(name):
        return False
    if is_listed(name):
        return before in _TOWARDS and place(name) in {"be", "nl", "bxl"}
    return before in _HERE or not is_name(name)
