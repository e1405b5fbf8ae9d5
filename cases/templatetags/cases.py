"""Small questions that the templates of this room ask."""

from django import template

from cases.enums import GuidePart
from cases.models import CasePage
from cases.queries import url_of
from cases.reading import Stage
from vocabulary.models import Concept

register = template.Library()


@register.filter
def concepts_of(case: CasePage, facet: str) -> list[Concept]:
    """The concepts of one facet; no query where they were fetched along."""
    return [concept for concept in case.concepts.all() if concept.facet_id == facet]


@register.filter
def address(case: CasePage, name: str = "front") -> str:
    """The address of a case, or of one of its parts that takes no number, in its own language."""
    return url_of(case, name)


@register.simple_tag
def case_url(case: CasePage, name: str, **parts: object) -> str:
    """The address of a part of a case, in its own language."""
    return url_of(case, name, **parts)


@register.filter
def pause_minutes(stage: Stage) -> int:
    """The proposed silence in whole minutes, at least one."""
    return max(1, round(stage.pause / 60))


@register.filter
def guide_label(part: str) -> str:
    """The name of a part of the guide; empty while an editor has not chosen one."""
    return str(GuidePart(part).label) if part in GuidePart.values else ""
