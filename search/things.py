"""What can be found, by its pk in the index: for rooms that keep such a pk and show the thing itself later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from people.models import User
from search.sources import source_of

LONGEST_PK = 80


@dataclass(frozen=True)
class Thing:
    """Something that can be found, as a line of a list shows it."""

    pk: str
    kind: str | Promise
    title: str
    url: str
    language: str
    caution: str = ""
    """What its line says with it, such as that it is advised against."""


def things(pks: Iterable[str], user: User | AnonymousUser) -> dict[str, Thing]:
    """What of these this person may see now, by pk. Asks the database, never an index: one query per kind."""
    asked: dict[str, set[int]] = defaultdict(set)
    for pk in pks:
        kind, _, key = pk.partition(":")
        if key.isascii() and key.isdigit() and len(key) < 12:
            asked[kind].add(int(key))
    found = {}
    for kind, keys in asked.items():
        source = source_of(kind)
        if source is None:
            continue
        visible = source.model.objects.visible_to(user)  # type: ignore[attr-defined]  # sources promise it
        for page in visible.filter(pk__in=keys).select_related("locale"):
            found[f"{kind}:{page.pk}"] = Thing(
                f"{kind}:{page.pk}",
                source.label,
                page.title,
                page.get_url() or "",
                page.locale.language_code,
                getattr(page, "caution", ""),
            )
    return found
