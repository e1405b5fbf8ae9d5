"""What a case leads on to, by kind and name. Another room may register how its things are found."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from cases.enums import RelatedKind
from cases.models import CasePage
from pages.models import BasePage
from people.models import User


@dataclass(frozen=True)
class Onward:
    """A way on from a case."""

    kind: str
    title: str
    summary: str
    url: str


Resolver = Callable[[list[str], User | AnonymousUser, str], dict[str, Onward]]

# Pages are found by the folder they stand in: this room may not import the rooms above or beside it.
FOLDERS = {"praktijken": RelatedKind.PRACTICE, "modules": RelatedKind.MODULE, "casussen": RelatedKind.CASE}

_resolvers: dict[str, Resolver] = {}


def register_related(kind: str, resolver: Resolver) -> None:
    """Say how things of this kind are found: from slugs, the person and the language to
    what they may see, by slug."""
    _resolvers[kind] = resolver


def onward_from(case: CasePage, user: User | AnonymousUser) -> list[Onward]:
    """What this person can go on with, in the author's order. What does not exist yet is left out."""
    language = case.locale.language_code
    wanted = [(block.value["kind"], block.value["slug"]) for block in case.related]
    found = _pages(wanted, user, language)
    for kind, resolver in _resolvers.items():
        slugs = [slug for wanted_kind, slug in wanted if wanted_kind == kind]
        if slugs:
            found.update({(kind, slug): onward for slug, onward in resolver(slugs, user, language).items()})
    return [found[key] for key in wanted if key in found]


def _pages(wanted: list[tuple[str, str]], user: User | AnonymousUser, language: str) -> dict[tuple[str, str], Onward]:
    slugs = {slug for kind, slug in wanted if kind in FOLDERS.values()}
    pages = Page.objects.live().filter(slug__in=slugs, locale__language_code=language).specific() if slugs else ()
    found: dict[tuple[str, str], Onward] = {}
    for page in pages:
        folder = page.url_path.rstrip("/").split("/")[-2]
        if isinstance(page, BasePage) and folder in FOLDERS and page.is_visible_to(user):
            kind = FOLDERS[folder].value
            found[kind, page.slug] = Onward(kind, page.title, page.summary, page.get_url() or "")
    return found
