"""The kruispuntfiguur of a group in templates, with its table."""

from collections.abc import Mapping
from typing import Any

from django import template

from vocabulary.group_figure import WORDS, GroupArm, group_figure

register = template.Library()


@register.inclusion_tag("components/kruispunt_group.html")
def kruispunt_group(leanings: Mapping[str, str]) -> dict[str, Any]:
    """The figure and the same as a table: every line once, under where the group stands."""
    drawing = group_figure(leanings)
    arms = [arm for arm in drawing.arms if isinstance(arm, GroupArm)]
    rows = [(code, word, [arm for arm in arms if arm.leaning == code]) for code, word in WORDS.items()]
    return {"drawing": drawing, "rows": [row for row in rows if row[2]]}
