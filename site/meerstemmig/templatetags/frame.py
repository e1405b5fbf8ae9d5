"""What the frame of a page asks for: the same page in another language, and the way to sign in and come back."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, QuerySet, Value
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language

from pages.models import BasePage, HomePage, StandardPage
from pages.tree import is_index
from people.kept_queries import KeptQuery

register = template.Library()

OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}

UNTRANSLATED = "onvertaald"
"""In an address: somebody came from a page that is not there in this language, and this is the nearest one up."""

COLUMNS = ("path", "translation_key", "title", "url_path", "locale__language_code")


@dataclass(frozen=True)
class LanguageLink:
    """A language of the site and where this page stands in it, or else the nearest page up, which says so."""

    code: str
    name: str
    url: str
    current: bool
    same_page: bool
    """False where the link leads to the index of the room, or to the front door, because there is no translation."""


@dataclass(frozen=True)
class FooterPage:
    """A page of text in the footer."""

    title: str
    url: str
    language: str


class Frame:
    """What stands around a page that depends on the database: one query, or none where the page needs nothing of it.

    No page is made of what comes back. Below the root, a page's place in the tree is its address.
    """

    def __init__(self, request: Any, page: Any, *, asks: bool = True) -> None:
        self._request = request
        self._asks = asks
        self._page = page
        self._placed = page if isinstance(page, BasePage) and not isinstance(page, HomePage) and page.pk else None

    @cached_property
    def links(self) -> list[LanguageLink]:
        """One per language. Where there is no translation this reader may see, it leads to the nearest page up."""
        return _language_links(self._request, self._page, self._rows[1] if self._placed is not None else None)

    @property
    def origin(self) -> str:
        """What stands before a path in an address: "https://meerstemmig.be"; nothing where nobody asked."""
        return f"{self._request.scheme}://{self._request.get_host()}" if self._request is not None else ""

    @cached_property
    def footer(self) -> list[FooterPage]:
        """The pages of text that everybody may read: in the reader's language, and in Dutch what is not there in it."""
        return _footer(self._rows[0]) if self._asks else []

    @cached_property
    def _rows(self) -> tuple[list[tuple[Any, FooterPage]], dict[str, str]]:
        """The pages of text, and the addresses of this page in the other languages, both at once."""
        languages = {"language": get_language() or settings.LANGUAGE_CODE, "house": settings.LANGUAGE_CODE}
        if self._request is not None and self._placed is not None:
            reader = getattr(self._request, "user", AnonymousUser())
            placed = self._placed
            rows = _TEXTS_AND_TWINS.ask(reader, placed.translation_key, placed.pk, kind=type(placed), **languages)
        else:
            rows = _TEXTS.ask(AnonymousUser(), **languages)
        texts, twins = [], {}
        for is_twin, _path, key, title, url, code in rows:
            if is_twin:
                twins[code] = url
            else:
                texts.append((key, FooterPage(title, url, code)))
        return texts, twins


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> Frame:
    """The frame of this page. Asks nothing until something of it is drawn; `without_database` asks nothing at all."""
    return Frame(context.get("request"), context.get("page"), asks="without_database" not in context)


def _texts(_reader: Any, _now: datetime, *, language: str, house: str) -> QuerySet[Any, Any]:
    texts = StandardPage.objects.visible_to(AnonymousUser()).filter(locale__language_code__in={language, house})
    return _columns(texts, is_twin=False).order_by("path")


def _texts_and_twins(
    reader: Any, now: datetime, key: uuid.UUID, pk: int, *, kind: type[BasePage], language: str, house: str
) -> QuerySet[Any, Any]:
    twins = kind.objects.visible_to(reader).filter(translation_key=key).exclude(pk=pk)
    texts = _texts(reader, now, language=language, house=house).order_by()
    # The order is the tree's; a union is ordered by the columns that both halves have.
    return texts.union(_columns(twins, is_twin=True), all=True).order_by("path")


_TEXTS = KeptQuery(_texts)
_TEXTS_AND_TWINS = KeptQuery(_texts_and_twins)


def _columns(pages: QuerySet[Any, Any], *, is_twin: bool) -> QuerySet[Any, Any]:
    marked = pages.annotate(is_twin=Value(is_twin, output_field=BooleanField()))
    return marked.order_by().values_list("is_twin", *COLUMNS)


def _footer(texts: list[tuple[Any, FooterPage]]) -> list[FooterPage]:
    language = get_language() or settings.LANGUAGE_CODE
    translated = {key for key, page in texts if page.language == language}
    here = [page for _key, page in texts if page.language == language]
    return here + [page for key, page in texts if page.language != language and key not in translated]


def _language_links(request: Any, page: Any, twins: dict[str, str] | None) -> list[LanguageLink]:
    """The links; `twins` are the addresses of the page in the other languages, None where it stands in no tree."""
    current = get_language() or settings.LANGUAGE_CODE
    addresses: dict[str, str] = {}
    room = ""
    if request is not None:
        if isinstance(page, HomePage):
            addresses = {code: f"/{code}/" for code in OWN_NAMES}  # every language has its front door
        elif twins is not None:
            addresses = {**twins, current: request.path}
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


@register.simple_tag(takes_context=True)
def login_address(context: Context) -> str:
    """Where to sign in, and then back to this page; from the front door and the pages about signing in, on to "mijn"."""
    login = reverse("account_login")
    request = context.get("request")
    at_the_door = isinstance(context.get("page"), HomePage)
    if request is None or at_the_door or request.path.startswith(login.removesuffix("login/")):
        return login
    return f"{login}?{urlencode({'next': request.get_full_path()})}"
