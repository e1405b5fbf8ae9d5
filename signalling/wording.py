"""What a signal says: its fields, and what a text may give away. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deidentification.labels import NAMES
from deidentification.reading import find


@dataclass(frozen=True)
class Field:
    """One question of a signal."""

    name: str
    label: str | Promise
    hint: str | Promise
    most: int
    required: bool = False
    rows: int = 3


TEXTS: tuple[Field, ...] = (
    Field("title", _("Titel"), _("Wat keert er terug? In één zin."), 120, required=True, rows=1),
    Field(
        "recurs",
        _("Wat keert terug?"),
        _("Wat zie je telkens opnieuw? Beschrijf de drempel, niet één gezin."),
        1500,
        required=True,
        rows=5,
    ),
    Field("whom", _("Voor wie?"), _("Een plek of positie: 'wie op een wachtlijst staat'. Nooit een herkomst."), 300),
    Field("effect", _("Wat doet het met hen?"), _("Wat lukt er daardoor niet, of te laat?"), 1000, required=True),
    Field(
        "ourselves",
        _("Wat kunnen we zelf?"),
        _("Wat kan je team of dienst al anders doen, voor je het elders vraagt?"),
        1000,
    ),
    Field("tried", _("Wat is al geprobeerd?"), "", 1000),
    Field("proposal", _("Wat stel je voor?"), _("Een voorstel of een vraag. Een eerste stap is genoeg."), 1000),
)
KIND, LEVEL, HOW_OFTEN = "kind", "level", "how_often"
OFTEN = (
    ("enkele", _("enkele keren")),
    ("3-5", _("drie tot vijf situaties")),
    ("6-20", _("zes tot twintig situaties")),
    ("meer", _("meer dan twintig situaties")),
)
"""What whoever writes it saw, in their own words. Nobody counts it."""


@dataclass(frozen=True)
class Remark:
    """A piece of text that may tell who somebody is, and what it looks like."""

    words: str
    looks_like: str | Promise
    field: str | Promise


def remarks_on(said: Mapping[str, str]) -> list[Remark]:
    """Everything in these texts that asks for a second look. Never all of it: what is not found may still identify."""
    return [
        Remark(finding.of(text), NAMES[finding.label], field.label)
        for field in TEXTS
        if (text := said.get(field.name, ""))
        for finding in find(text)
    ]


def missing_in(said: Mapping[str, str]) -> list[str | Promise]:
    """The questions that a signal answers before it is submitted, as far as they are not answered."""
    return [field.label for field in TEXTS if field.required and not said.get(field.name, "").strip()]
