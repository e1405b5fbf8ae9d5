"""The parts of a practice that come in lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from practices.enums import AxisRole, RelatedKind
from vocabulary.axes import AXES


class StepBlock(blocks.TextBlock):
    """One thing to do."""

    class Meta:
        icon = "list-ol"
        label = _("Stap")
        preview_value = "Het formulier ligt nog niet op tafel."


class StewardBlock(blocks.CharBlock):
    """Who keeps the practice up to date, by role."""

    class Meta:
        icon = "user"
        label = _("Wie er zorg voor draagt")
        preview_value = "een begeleider die het elke week doet"


class GroupBlock(blocks.CharBlock):
    """For whom it was tried, or was not."""

    class Meta:
        icon = "group"
        label = _("Groep")
        preview_value = "gezinnen die een tolk gebruiken"


class AxisRoleBlock(blocks.StructBlock):
    """What one axis is to the practice."""

    axis = blocks.ChoiceBlock(label=_("As"), choices=[(axis.id, axis.label) for axis in AXES])
    role = blocks.ChoiceBlock(label=_("Rol"), choices=AxisRole.choices)

    class Meta:
        icon = "crosshairs"
        label = _("As met haar rol")
        label_format = "{axis}: {role}"
        preview_value: dict[str, Any] = {"axis": "as.taal", "role": "focus"}


class RelatedBlock(blocks.StructBlock):
    """Something that belongs with it, by kind and by its name in the address."""

    kind = blocks.ChoiceBlock(label=_("Soort"), choices=RelatedKind.choices)
    slug = blocks.CharBlock(label=_("Naam in het adres"), max_length=120)

    class Meta:
        icon = "link"
        label = _("Hoort erbij")
        label_format = "{kind}: {slug}"
        preview_value: dict[str, Any] = {"kind": "casus", "slug": "brief-in-zijn-rugzak"}


def stream_of(name: str, block: blocks.Block) -> list[tuple[str, blocks.Block]]:
    """A stream of one kind of block."""
    return [(name, block)]
