"""What the frame of a page asks for: the same page in another language, and the way to sign in and come back."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import get_language

from pages.models import BasePage, HomePage, StandardPage
from pages.tree import is_index

register = template.Library()

OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}

UNTRANSLATED = "onvertaald"
"""In an address: somebody came from a page that is not there in this language, and this is the nearest one up."""


@dataclass(frozen=True)
class LanguageLink:
    """A language of the site and where this page stands in it, or else the nearest page up, which says so."""

    code: str
    name: str
    url: str
    current: bool
    same_page: bool
    """False where the link leads to the index of the room, or to the front door, because there is no translation."""


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """One link per language. Where there is no translation this reader may see, it leads to the nearest page up.

    One query on a page of the tree, none on the front door and elsewhere.
    """
    current = get_language() or settings.LANGUAGE_CODE
    request = context.get("request")
    page = context.get("page")
    addresses: dict[str, str] = {}
    room = ""
    if request is not None:
        if isinstance(page, HomePage):
            addresses = {code: f"/{code}/" for code in OWN_NAMES}  # every language has its front door
        elif isinstance(page, BasePage) and page.pk:
            addresses = {**_translations(page, request), current: request.path}
            room = _room(request.path)
        elif getattr(request, "resolver_match", None):
            path = request.get_full_path()
            addresses = {code: translate_url(path, code) for code in OWN_NAMES}
    return [
        LanguageLink(
            code, name, addresses.get(code, f"/{code}/{room}?{UNTRANSLATED}"), code == current, code in addresses
        )
        for code, name in OWN_NAMES.items()
    ]


@register.simple_tag
def absent_languages(links: list[LanguageLink]) -> str:
    """The languages in which this page is not there, as they stand on the switch: "FR, EN"."""
    return ", ".join(link.code.upper() for link in links if not link.same_page)


def _room(path: str) -> str:
    """The index above this address, the same in every language: "casussen/", or nothing right below the front door."""
    parts = path.strip("/").split("/")
    return f"{parts[1]}/" if len(parts) > 2 and is_index(parts[1]) else ""


def _translations(page: BasePage, request: Any) -> dict[str, str]:
    user = getattr(request, "user", AnonymousUser())
    found = (
        type(page)
        .objects.visible_to(user)
        .filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .values_list("locale__language_code", "url_path")
    )
    return dict(found)


@register.simple_tag(takes_context=True)
def login_address(context: Context) -> str:
    """Where to sign in, and then back to this page; from the front door and the pages about signing in, on to "mijn"."""
    login = reverse("account_login")
    request = context.get("request")
    at_the_door = isinstance(context.get("page"), HomePage)
    if request is None or at_the_door or request.path.startswith(login.removesuffix("login/")):
        return login
    return f"{login}?{urlencode({'next': request.get_full_path()})}"


@dataclass(frozen=True)
class FooterPage:
    """A page of text in the footer."""

    title: str
    url: str
    language: str


@register.simple_tag
def footer_pages() -> list[FooterPage]:
    """The pages of text that everybody may read: in the reader's language, and in Dutch what is not there in it.

    One query, and no page of it is made: the footer stands on every page. Below the root, a page's place in the tree is
    its address.
    """
    language = get_language() or settings.LANGUAGE_CODE
    rows = (
        StandardPage.objects.visible_to(AnonymousUser())
        .filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
        .order_by("path")
        .values_list("translation_key", "title", "url_path", "locale__language_code")
    )
    pages = [(key, FooterPage(title, url, code)) for key, title, url, code in rows]
    translated = {key for key, page in pages if page.language == language}
    here = [page for _key, page in pages if page.language == language]
    return here + [page for key, page in pages if page.language != language and key not in translated]
