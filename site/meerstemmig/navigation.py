"""What stands around every page: navigation, theme, help lines, the demo banner. Costs no query."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerstemmig.theme import theme_of


@dataclass(frozen=True)
class NavItem:
    """A place in the main navigation."""

    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class HelpLine:
    """A Belgian help line, in the footer of every page."""

    number: str
    what: str | Promise


PLACES: tuple[tuple[str | Promise, str], ...] = (
    (_("Casussen"), "casussen"),
    (_("Modules"), "modules"),
    (_("Praktijken"), "praktijken"),
    (_("Intervisie"), "intervisie"),
    (_("Woordenlijst"), "woorden"),
    (_("Zoeken"), "zoeken"),
)
MINE: tuple[str | Promise, str] = (_("Mijn"), "mijn")
BELOW_MINE = ("notities", "signalen", "voorstellen", "plank", "account", "mensen")
"""What is reached from there but has an address of its own: logbook, work book, what is shared; signals; proposals; what
was kept; account, groups."""

EDITOR = "/beheer/"
"""The editor, which has one language per person and so none in its address."""

HELP_LINES = (
    HelpLine("112", _("in nood")),
    HelpLine("1712", _("bij geweld, misbruik en kindermishandeling")),
    HelpLine("1813", _("bij gedachten aan zelfdoding")),
    HelpLine("102", _("Awel, voor kinderen en jongeren")),
)


def navigation(request: HttpRequest) -> list[NavItem]:
    """The main places, with the one that this address stands under marked; the editor for who may enter it."""
    language = get_language() or settings.LANGUAGE_CODE
    signed_in = bool(getattr(request, "user", None) and request.user.is_authenticated)
    places = (*PLACES, MINE) if signed_in else PLACES
    items = []
    for label, slug in places:
        url = f"/{language}/{slug}/"
        below = BELOW_MINE if slug == MINE[1] else ()
        under = tuple(f"/{language}/{each}/" for each in (slug, *below))
        items.append(NavItem(label, url, current=request.path.startswith(under)))
    if signed_in and getattr(request.user, "may_write", False):  # came with the person (people/backend.py)
        items.append(NavItem(_("Schrijven"), EDITOR, current=request.path.startswith(EDITOR)))
    return items


def chrome(request: HttpRequest) -> dict[str, Any]:
    """For every template: what the frame needs."""
    if request.path_info.startswith("/beheer/"):
        return {"demo": settings.DEMO}  # the editor's templates use names such as `search_url` for their own things
    return frame(request)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame needs; our own pages below the editor's address ask for it themselves."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "demo": settings.DEMO,
        "language": language,
        "home_url": f"/{language}/",
        "words_url": f"/{language}/woorden/",
        "search_url": f"/{language}/zoeken/",
        "navigation": navigation(request),
        "help_lines": HELP_LINES,
        "contact_mail": settings.CONTACT_MAIL,
        "theme": theme_of(request),
    }
