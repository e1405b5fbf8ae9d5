"""The eighteen axes of the kruispuntfiguur, in six families, each with a word short enough to draw.

They are the concepts of facet `as` that have no broader one; a test holds the two equal. The families exist for
the figure only: three axes share a hue and a dash, so that eighteen lines stay apart without eighteen colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Weight = int | None
"""0 to 3: how much an axis is at play in this situation. None: "weet ik (nog) niet", which is an answer."""
Weights = Mapping[str, Weight]
"""By axis id. An axis that is missing was not answered."""

HEAVIEST = 3
UNKNOWN = "weet-niet"


@dataclass(frozen=True)
class Axis:
    """One line of the figure."""

    id: str
    family: int
    label: str | Promise

    @property
    def slug(self) -> str:
        """The id without its facet, for use in HTML ids."""
        return self.id.removeprefix("as.")


FAMILIES: dict[int, str | Promise] = {
    1: _("Verbondenheid en beeld"),
    2: _("Weg en verblijf"),
    3: _("Taal, leren, toegang"),
    4: _("Lichaam en liefde"),
    5: _("Levensloop en zin"),
    6: _("Plaats in de samenleving"),
}

AXES: tuple[Axis, ...] = (
    Axis("as.etniciteit", 1, pgettext_lazy("as", "Verbondenheid")),
    Axis("as.kleur", 1, pgettext_lazy("as", "Huidskleur")),
    Axis("as.naam", 1, pgettext_lazy("as", "Naam en accent")),
    Axis("as.migratie", 2, pgettext_lazy("as", "Migratie")),
    Axis("as.verblijf", 2, pgettext_lazy("as", "Verblijf")),
    Axis("as.geschiedenis", 2, pgettext_lazy("as", "Geschiedenis")),
    Axis("as.taal", 3, pgettext_lazy("as", "Taal")),
    Axis("as.opleiding", 3, pgettext_lazy("as", "Opleiding")),
    Axis("as.digitaal", 3, pgettext_lazy("as", "Digitaal")),
    Axis("as.gender", 4, pgettext_lazy("as", "Gender")),
    Axis("as.seksualiteit", 4, pgettext_lazy("as", "Oriëntatie")),
    Axis("as.handicap", 4, pgettext_lazy("as", "Gezondheid")),
    Axis("as.leeftijd", 5, pgettext_lazy("as", "Leeftijd")),
    Axis("as.gezin", 5, pgettext_lazy("as", "Gezin")),
    Axis("as.levensbeschouwing", 5, pgettext_lazy("as", "Overtuiging")),
    Axis("as.klasse", 6, pgettext_lazy("as", "Geld en klasse")),
    Axis("as.plaats", 6, pgettext_lazy("as", "Plaats")),
    Axis("as.hulpgeschiedenis", 6, pgettext_lazy("as", "Hulpverleden")),
)

AXIS_IDS = frozenset(axis.id for axis in AXES)

WORDS: dict[Weight, str | Promise] = {
    0: _("speelt niet mee"),
    1: _("een beetje"),
    2: _("duidelijk"),
    3: _("sterk"),
    None: _("weet ik (nog) niet"),
}


def axis_of(concept_id: str) -> str | None:
    """The axis that a concept stands on: `as.taal` for `as.taal.kindtolk`, None for what is no axis."""
    axis_id = ".".join(concept_id.split(".")[:2])
    return axis_id if axis_id in AXIS_IDS else None
