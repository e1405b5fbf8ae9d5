"""What an author can put in the place of what identifies somebody: three ways, that keep the register of the name."""

import re
import zlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deidentification.labels import Label
from deidentification.lexicon import is_name, place, registers, registers_of
from deidentification.text import fold

_FIRST = 10
"""The names at the head of a register are the ones that are offered."""


@dataclass(frozen=True)
class Suggestion:
    """Other words, and whether they say less (`widens`) or something else."""

    text: str | Promise
    widens: bool


def suggestions(quote: str, label: Label) -> list[Suggestion]:
    """Three, the same each time for the same words, so that somebody keeps one name through a text."""
    if label in {Label.PERSON, Label.NICK}:
        return _names(quote)
    if label is Label.PLACE:
        return [Suggestion(text, widens=True) for text in _PLACES[place(fold(quote)) or "be"]]
    if label is Label.AGE:
        return _ages(quote)
    if label is Label.DATE:
        return _dates(quote)
    return [Suggestion(text, widens=True) for text in _GENERAL.get(label, _ANY)]


def _names(quote: str) -> list[Suggestion]:
    role = Suggestion(_("de jongere"), widens=True)
    parts = [part for part in re.split(r"[\s-]+", fold(quote)) if part]
    known = [registers_of(part) for part in parts if is_name(part)]
    register = next((code for codes in known for code in codes if code in registers()), "")
    if not register:
        return [role, Suggestion(_("een familielid"), widens=True), Suggestion(_("een begeleider"), widens=True)]
    given, family = registers()[register]
    free_given = [name for name in given[:_FIRST] if fold(name) not in parts]
    free_family = [name for name in family[:_FIRST] if fold(name) not in parts]
    start = zlib.crc32(fold(quote).encode())
    is_family = len(parts) == 1 and parts[0] in {fold(name) for name in family} - {fold(name) for name in given}

    def other(step: int) -> str:
        first, last = free_given[(start + step) % len(free_given)], free_family[(start + step) % len(free_family)]
        if is_family:
            return last
        return f"{first} {last}" if len(parts) > 1 else first

    return [Suggestion(other(0), widens=False), Suggestion(other(1), widens=False), role]


_PLACES: dict[str, tuple[str | Promise, ...]] = {
    "be": (_("een middelgrote stad"), _("een gemeente in Vlaanderen"), _("de streek")),
    "bxl": (_("een Brusselse gemeente"), _("een wijk in Brussel"), _("de stad")),
    "nl": (_("een stad in Nederland"), _("een gemeente in de streek"), _("de stad")),
    "far": (_("een stad in het land van herkomst"), _("een grote stad in het buitenland"), _("het buitenland")),
}
_SEASONS = (
    (("dec", "jan", "feb", "kerst"), _("in de winter")),
    (("maart", "mrt", "apr", "mei", "pasen"), _("in de lente")),
    (("juni", "jun", "juli", "jul", "aug"), _("in de zomer")),
    (("sep", "okt", "nov"), _("in de herfst")),
)
_BANDS = ((6, _("een kind van de kleuterleeftijd")), (12, _("een kind van de lagere school")), (15, _("een jonge tiener")), (18, _("een tiener")), (200, _("een jongvolwassene")))  # fmt: skip
_WORDS = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]
_GENERAL: dict[Label, tuple[str | Promise, ...]] = {
    Label.SCHOOL: (_("de school"), _("een school in de buurt"), _("een secundaire school")),
    Label.FACILITY: (_("de voorziening"), _("een dienst in de streek"), _("de leefgroep")),
    Label.ADDRESS: (_("thuis"), _("in een andere straat"), _("in de buurt")),
    Label.POSTCODE: (_("de gemeente"), _("de streek"), _("de buurt")),
    Label.QUASI: (_("iemand uit de streek"), _("een gezin"), _("iemand met een bekend beroep")),
}
_ANY: tuple[str | Promise, ...] = (_("een nummer"), _("een bericht"), _("een gegeven uit het dossier"))


def _dates(quote: str) -> list[Suggestion]:
    plain = fold(quote)
    season = next((text for months, text in _SEASONS if any(month in plain for month in months)), _("dit jaar"))
    return [Suggestion(text, widens=True) for text in (season, _("enkele weken geleden"), _("vorig schooljaar"))]


def _ages(quote: str) -> list[Suggestion]:
    figure = re.search(r"\d+", quote)
    plain = fold(quote)
    age = int(figure[0]) if figure else next((n for n, word in enumerate(_WORDS) if word and word in plain.split()), 0)
    if not age:
        return [Suggestion(text, widens=True) for text in (_("een kind"), _("een tiener"), _("een jongvolwassene"))]
    band = next(text for most, text in _BANDS if age < most)
    shifted = [str(age + 1), str(max(age - 1, 1))]
    texts = [quote.replace(figure[0], other, 1) if figure else _WORDS[min(int(other), 20)] for other in shifted]
    return [*(Suggestion(text, widens=False) for text in texts), Suggestion(band, widens=True)]
