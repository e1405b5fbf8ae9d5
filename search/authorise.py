"""From a hit to a result: asked again from the database, because an index is always a little behind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.contrib.auth.models import AnonymousUser

from people.models import User
from people.models.audience import audience_ids_of
from search.documents import SearchDoc, doc_from_shown
from search.engines.base import Hit, Viewer
from search.sources import source_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Authorised:
    """A document that this person may see, said by the database a moment ago."""

    doc: SearchDoc


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """Who is looking, as engines know them."""
    return frozenset(str(audience) for audience in audience_ids_of(user))


def authorise(hits: Iterable[Hit], user: User | AnonymousUser) -> list[Authorised]:
    """What of these hits this person may see, in their order. One query per kind."""
    docs = [doc_from_shown(hit.shown) for hit in hits]
    asked: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        asked[doc.kind].append(doc.key)
    allowed: set[str] = set()
    for kind, keys in asked.items():
        source = source_of(kind)
        if source is not None:
            visible = source.model.objects.visible_to(user)  # type: ignore[attr-defined]  # sources promise it
            allowed |= {f"{kind}:{pk}" for pk in visible.filter(pk__in=keys).values_list("pk", flat=True)}
    dropped = [doc.pk for doc in docs if doc.pk not in allowed]
    if dropped:
        log.warning("search.acl_mismatch", documents=dropped)
    return [Authorised(doc) for doc in docs if doc.pk in allowed]
