"""The page tree: a home page per language, and the index pages that rooms register."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Locale, Page, Site

from pages.models import BasePage, HomePage


@dataclass(frozen=True)
class Index:
    """An index page that every language has; its slug is the same in all of them, so that addresses are stable."""

    slug: str
    model: type[BasePage]
    titles: dict[str, str]


_indexes: list[Index] = []

HOME_TITLES = {"nl": "Meerstemmig", "fr": "Meerstemmig", "en": "Meerstemmig"}


def register_index(slug: str, model: type[BasePage], titles: dict[str, str]) -> None:
    """Have `ensure_tree` make this index page under every home page."""
    _indexes.append(Index(slug, model, titles))


def is_index(slug: str) -> bool:
    """Whether every language has an index page at this address."""
    return any(index.slug == slug for index in _indexes)


def ensure_tree() -> None:
    """Make what is missing of locales, home pages, the site record and index pages. A second time changes nothing."""
    languages = [code for code, _name in settings.LANGUAGES]
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    root = Page.get_first_root_node()
    nl_home = _home(root, locales["nl"])
    _site(nl_home)
    for code in languages:
        home = _home(root, locales[code], original=nl_home)
        for index in _indexes:
            _index(home, index, code)


def home_of(language: str) -> HomePage:
    """The home page of this language."""
    return HomePage.objects.get(locale__language_code=language)


def index_of(model: type[BasePage], language: str) -> BasePage:
    """The index page of this kind in this language."""
    return model.objects.get(locale__language_code=language)


def _home(root: Page, locale: Locale, original: HomePage | None = None) -> HomePage:
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    code = locale.language_code
    if original is None:
        # Wagtail's first migration makes a welcome page; it holds the slug and the site record.
        Page.objects.filter(depth=2, slug="home").delete()
        root = Page.get_first_root_node()
    home = HomePage(title=HOME_TITLES[code], slug=code, locale=locale)
    if original is not None:
        home.translation_key = original.translation_key
    root.add_child(instance=home)
    return home


def _site(home: HomePage) -> None:
    site, _made = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Meerstemmig"}
    )
    if site.root_page_id != home.pk:
        site.root_page = home
        site.save()


def _index(home: HomePage, index: Index, code: str) -> None:
    if index.model.objects.child_of(home).exists():
        return
    page = index.model(title=index.titles[code], slug=index.slug, locale=home.locale)
    original = index.model.objects.filter(slug=index.slug).first()
    if original is not None:
        page.translation_key = original.translation_key
    home.add_child(instance=page)
