"""Questions about practices."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from pages.concept_use import pages_with
from pages.once_each import once_each
from people.models import User
from practices.enums import RelatedKind
from practices.models import PracticePage
from search.sources import source_of


@dataclass(frozen=True)
class Onward:
    """A way on from a practice."""

    kind: str
    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class Lineage:
    """What a practice was made from, and what was made from it."""

    parent: PracticePage | None
    children: list[PracticePage]


def lineage_of(page: PracticePage, user: User | AnonymousUser) -> Lineage:
    """The family of a practice, as far as this person may see it. One query."""
    family = PracticePage.objects.visible_to(user).filter(adapted_from=page)
    if page.adapted_from_id:
        family |= PracticePage.objects.visible_to(user).filter(pk=page.adapted_from_id)
    found = list(family.order_by("title"))
    parent = next((one for one in found if one.pk == page.adapted_from_id), None)
    return Lineage(parent, [one for one in found if one.pk != page.adapted_from_id])


def onward_from(page: PracticePage, user: User | AnonymousUser) -> list[Onward]:
    """What belongs with a practice and this person may see, in the author's order. One query per kind."""
    wanted = [(block.value["kind"], block.value["slug"]) for block in page.related]
    found: dict[tuple[str, str], Onward] = {}
    for kind in dict.fromkeys(kind for kind, _slug in wanted):
        source = source_of(kind)
        slugs = [slug for one, slug in wanted if one == kind]
        if source is None:
            continue
        visible = source.model.objects.visible_to(user)  # type: ignore[attr-defined]  # sources promise it
        for other in visible.filter(slug__in=slugs, locale=page.locale_id):
            label = str(RelatedKind(kind).label)
            found[kind, other.slug] = Onward(label, other.title, other.summary, other.get_url() or "")
    return [found[key] for key in wanted if key in found]


def concepts_of_each(user: User | AnonymousUser, language: str) -> list[frozenset[str]]:
    """The axes and ages of every practice that this person may see: in their language, else in Dutch. Two queries."""
    pks = list(once_each(PracticePage.objects.visible_to(user), language).order_by("pk").values_list("pk", flat=True))
    having = pages_with(PracticePage, ("as", "fase"))
    return [frozenset(concept for concept, bits in having.items() if bits >> pk & 1) for pk in pks]
