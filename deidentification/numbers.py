"""Numbers and addresses with a form of their own: what a checksum proves, what a form suggests, what a word before it says.

A number of the right form is found even where its checksum fails: people mistype, and a mistyped number still leads
to somebody. The checksum only decides what it is called. Every pattern is linear: no repetition inside a repetition
can match the same character.
"""

import re
from collections.abc import Iterator

import phonenumbers
from stdnum import iban
from stdnum.be import bis, nn
from stdnum.nl import bsn

from deidentification.findings import Finding
from deidentification.labels import Label

_AT = r"(?:@|[ ]?[(\[{][ ]?(?:at|apenstaartje|a)[ ]?[)\]}][ ]?|[ ](?:at|apenstaartje)[ ])"
_DOT = r"(?:\.|[ ]?[(\[{][ ]?(?:dot|punt|\.)[ ]?[)\]}][ ]?|[ ](?:dot|punt)[ ])"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}", re.IGNORECASE)
URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"”’)\]]{3,300}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,3}(?:be|nl|com|org|net|eu|fr|gent|brussels|vlaanderen|amsterdam|me|io|tv|info|app|example|gg|ly|de|uk)"
    r"(?:/[^\s<>\"”’)\]]{0,300}|(?![\w.-]))",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@[\w.]{2,40}")
NAMED_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|tiktok|snap(?:chat)?|twitter|discord|telegram|facebook|fb|roblox|fortnite|steam|psn|gamertag|"
    r"gebruikersnaam|username|nickname|account|profiel)(?:[ ](?:is|heet|naam|account|profiel|als|onder|onder de naam|van haar|van hem))?"
    r"[ ]?[:=]?[ ]?[\"'“‘]?(?=[\w.]{0,40}[\d_.])(?P<it>[a-z][\w.]{2,39})",
    re.IGNORECASE,
)
LOOSE_HANDLE = re.compile(r"(?<![\w@./-])(?=[a-z.]{0,30}[_\d])[a-z][a-z.]{1,30}[_\d][\w.]{0,30}\w(?![\w@/-])")
IBAN = re.compile(
    r"\b[A-Z]{2}[ ]?\d{2}(?:(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?|(?:[ .-]{0,2}\d){10,14})\b"
    r"|\b(?:be|nl)\d{2}(?:[ .-]?[a-z0-9]{4}){2,4}(?:[ .-]?[a-z0-9]{1,4})?\b"
)
NUMBER_11 = re.compile(r"(?<!\d)\d{2}[ ./-]{0,2}\d{2}[ ./-]{0,2}\d{2}[ ./-]{0,3}\d{3}[ ./-]{0,3}\d{2}(?!\d)")
NUMBER_9 = re.compile(
    r"(?<![\d.,])\d{4}[ .-]?\d{2}[ .-]?\d{3}(?![\d])|(?<![\d.,])\d{3}[ .-]\d{3}[ .-]\d{3}(?!\d)|(?<!\d)\d{8,9}(?!\d)"
)
PHONE = re.compile(r"(?<![\w+])(?:\+|00|\(\+|0|\(0)[\d](?:[ ./()-]{0,3}\d){6,14}(?!\d)")
PLATES = (
    re.compile(r"(?<![\w-])[1-9][ -]?[A-Z]{3}[ -]?\d{3}(?![\w-])"),  # Belgium since 2010
    re.compile(r"(?<![\w-])[A-Z]{3}[ -]\d{3}(?![\w-])|(?<![\w-])\d{3}[ -][A-Z]{3}(?![\w-])"),  # Belgium before, and some
    re.compile(r"(?<![\w-])[TGOQ][ -]?[A-Z]{3}[ -]\d{3}(?![\w-])|(?<![\w-])T[ -]?X[A-Z]{2}[ -]?\d{3}(?![\w-])"),  # taxis and others
    re.compile(r"(?<![\w-])(?:[A-Z]{1,2}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})(?![\w-])"),  # the Netherlands, Romania
    re.compile(r"(?<![\w-])[A-Z]{1,2}[ ]\d{2,3}[ ][A-Z]{2,3}(?![\w-])|(?<![\w-])[A-Z]{1,2}[ ]?\d{4}[ ]?[A-Z]{2}(?![\w-])"),
    re.compile(r"(?<![\w-])[A-Z]{2}[ -]\d{3}[ -][A-Z]{2}(?![\w-])"),  # France
)  # fmt: skip
NAMED_PLATE = re.compile(
    r"\b(?:nummerplaat|plaat|kenteken|nrplaat|plaque)(?:nummer|nr)?[ ]?[:=]?[ ]?(?P<it>(?=[A-Z0-9 -]{0,9}\d)[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,3})",
    re.IGNORECASE,
)
CASE = re.compile(
    r"(?<![\w])(?:PV|VK|OCJ|SDJ|JR|VT|JB|OV|SP|VWT|JD|DOS|RK|INSISTO|IROJ|MDC|GI|CZ|CKG|RVV|CCE|ZK|C|JZ|FAR|FARK|REK)[ ]?[-/.:]?[ ]?"
    r"(?:[A-Z]{1,4}[ ./-]{1,2}){0,3}[A-Z]{0,4}\d[\d./-]*(?:[A-Z]\d?[\d./-]*){0,3}\d(?!\w)"
    r"|(?<![\w/.-])(?=[A-Z0-9./-]{0,30}\d{3})[A-Z]{1,6}(?:[-/.][A-Z0-9]{1,8}){1,5}(?![\w/-])"
    r"|(?<![\w/.-])\d{1,6}/[A-Z]{1,4}/\d{2,6}(?!\w)|(?<![\w/.-])\d{2,6}/\d{4}/\d{1,4}(?!\w)"
    r"|(?<![\w/.-])[A-Z]{1,5}\d{4,12}(?!\w)",
)
NAMED_CASE = re.compile(
    r"\b(?:dossier|zaak|ref|referentie|kenmerk|cliënt|client|rol|notitie|v|ov|sp|vreemdelingen|dossiernr|registratie|pas|paspoort|polis|klant|"
    r"patiënt|patient|lidkaart|insz|kbo|ondernemings|btw|riziv|inami|proces-verbaal|pv|rolnr|aanmeldings|meldings|intake|beschikking|volg)"
    r"(?:-?(?:nummer|nr|no|code|id))?(?![a-zà-ÿ])\.?(?:[ ](?:van de zaak|is|luidt|nr\.?|nummer))?[ ]?[:=#°]?[ ]?"
    r"(?P<it>(?=[A-Z0-9./ -]{0,18}\d{2})[A-Z0-9][A-Z0-9]*(?:[./-]+[A-Z0-9]+|[ ](?=[\dA-Z]*\d)[\dA-Z]+){0,8})",
    re.IGNORECASE,
)
POSTCODE_NL = re.compile(r"(?<![\w])[1-9]\d{3}[ ]?[A-Z]{2}(?![\w-])")
POSTCODE_BE = re.compile(r"\b(?:postcode|B-|post)[ :]{0,2}(?P<it>[1-9]\d{3})(?!\d)", re.IGNORECASE)
LONG = re.compile(r"(?<![\w.,/+-])\d(?:[ .-]?\d){5,}(?![\d])")
"""Any other number of six figures and more leads to a file somewhere."""


def _named(pattern: re.Pattern[str], text: str, label: Label) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if label is not Label.CASE or sum(sign.isdigit() for sign in match.group("it")) > 1:
            yield Finding(match.start("it"), match.end("it"), label)


def _whole(pattern: re.Pattern[str], text: str, label: Label) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        yield Finding(match.start(), match.end(), label)


def reachable(text: str) -> Iterator[Finding]:
    """Mail, web, names on social media and telephone."""
    yield from _whole(EMAIL, text, Label.EMAIL)
    for match in URL.finditer(text):
        yield Finding(match.start(), match.start() + len(match.group().rstrip(".,;:!?")), Label.URL)
    yield from _whole(HANDLE, text, Label.HANDLE)
    yield from _named(NAMED_HANDLE, text, Label.HANDLE)
    yield from _whole(LOOSE_HANDLE, text, Label.HANDLE)
    for match in PHONE.finditer(text):
        yield Finding(match.start(), match.end(), Label.PHONE if _telephone(match.group()) else Label.CASE)


def _telephone(written: str) -> bool:
    for region in ("BE", "NL"):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(written, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def official(text: str) -> Iterator[Finding]:
    """Numbers that a state, a bank or a service gave out."""
    for match in NUMBER_11.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        proven = nn.is_valid(digits) or bis.is_valid(digits)
        looks = int(digits[2:4]) <= 52 and int(digits[4:6]) <= 31
        yield Finding(match.start(), match.end(), Label.NN if proven or looks else Label.CASE)
    for match in NUMBER_9.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        yield Finding(match.start(), match.end(), Label.BSN if bsn.is_valid(digits.zfill(9)) else Label.CASE)
    for match in IBAN.finditer(text):
        if iban.is_valid(match.group().replace(".", "")) or match.group()[:2].upper() in {"BE", "NL", "FR", "DE", "LU"}:
            yield Finding(match.start(), match.end(), Label.IBAN)
    for pattern in PLATES:
        for finding in _whole(pattern, text, Label.PLATE):
            if any(letter.isalpha() for letter in finding.of(text)) and any(
                letter.isdigit() for letter in finding.of(text)
            ):
                yield finding
    yield from _named(NAMED_PLATE, text, Label.PLATE)
    yield from _whole(CASE, text, Label.CASE)
    yield from _named(NAMED_CASE, text, Label.CASE)
    yield from _whole(POSTCODE_NL, text, Label.POSTCODE)
    yield from _named(POSTCODE_BE, text, Label.POSTCODE)
    yield from _whole(LONG, text, Label.CASE)
