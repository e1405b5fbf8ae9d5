"""Modules for tests: a page from plain values, with ids that a test can name."""

import itertools
import uuid

from modules.models import ModuleIndexPage, ModulePage
from pages.tree import index_of

_numbers = itertools.count(1)


def block(sort, title="", *, key=None, **value):
    """A raw block; `key` names it, so that the same key gives the same id."""
    return {"type": sort, "id": id_of(key or title or sort), "value": {"title": title, **value}}


def unit(title, *blocks, key=None, minutes=30, form="alleen", slug=""):
    """A raw unit."""
    value = {"title": title, "slug": slug, "minutes": minutes, "form": form, "blocks": list(blocks)}
    return {"type": "unit", "id": id_of(key or title), "value": value}


def id_of(key):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def module(*units, language="nl", concepts=(), goals=(), **fields):
    """A published module under the index page of its language. Needs the `tree` fixture."""
    number = next(_numbers)
    index = index_of(ModuleIndexPage, language)
    values = {"title": f"Module {number}", "slug": f"module-{number}", "summary": "Kort.", "hours": 6} | fields
    page = index.add_child(instance=ModulePage(locale=index.locale, **values))
    return edit(page, *units, concepts=concepts, goals=goals)


def edit(page, *units, concepts=None, goals=None, **fields):
    """Publish the page again with these units, as an editor would."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.units = page.units.stream_block.to_python(list(units))
    if concepts is not None:
        page.concepts.set(concepts)
    if goals is not None:
        page.goals.set(goals)
    page.save_revision().publish()
    return ModulePage.objects.get(pk=page.pk)
