"""Where documents come from: each room registers its kind, its model, and how to describe one of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils.functional import Promise
from wagtail.models import Page

from search.documents import SearchDoc
from search.outbox import mark_dirty

TOGETHER = 200
"""How many objects are described at once."""


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found."""

    kind: str
    label: str | Promise
    model: type[Model]
    build: Callable[[Any], SearchDoc | None]
    gather: Callable[[Sequence[Any]], None] | None = None
    """Fetches for many at once what `build` would ask for one; None where it asks nothing beside the object."""

    def docs_of(self, found: Sequence[Model]) -> list[SearchDoc]:
        """The documents of these objects, without those that nobody should find."""
        if self.gather is not None:
            self.gather(found)
        return [doc for one in found if (doc := self.doc_of(one)) is not None]

    def doc_of(self, found: Model) -> SearchDoc | None:
        """The document of this object; None when nobody should find it. A page that is not live is never found."""
        if isinstance(found, Page) and not found.live:
            return None
        return self.build(found)

    def docs(self, keys: Iterable[str] | None = None) -> Iterator[SearchDoc]:
        """The documents of the objects with these keys, or of all."""
        found = self.model._default_manager.order_by("pk")  # noqa: SLF001 - documented API
        if keys is not None:
            found = found.filter(pk__in=list(keys))
        rows = found.iterator(chunk_size=TOGETHER)
        while some := list(islice(rows, TOGETHER)):
            yield from self.docs_of(some)


_sources: dict[str, Source] = {}


def register_source(
    *,
    kind: str,
    label: str | Promise,
    model: type[Model],
    build: Callable[[Any], SearchDoc | None],
    gather: Callable[[Sequence[Any]], None] | None = None,
) -> None:
    """Make a model findable. Its manager must have `visible_to(user)`; hits are asked again through it.

    A page that is saved, published, unpublished or deleted is marked for indexing by itself. Rooms with other
    models call `search.outbox.mark_dirty(kind, key)` inside their own transaction.
    """
    _sources[kind] = Source(kind, label, model, build, gather)
    if issubclass(model, Page):

        def mark(instance: Page, **_kwargs: object) -> None:
            mark_dirty(kind, str(instance.pk))

        for signal in (post_save, post_delete):
            signal.connect(mark, sender=model, weak=False, dispatch_uid=f"search-{kind}")


def source_of(kind: str) -> Source | None:
    """The source of this kind; None for a kind that no room registers."""
    return _sources.get(kind)


def all_sources() -> list[Source]:
    """Every source, in the order in which rooms registered them."""
    return list(_sources.values())


def source_of_model(model: type[Model]) -> Source | None:
    """The source that describes objects of this model."""
    return next((source for source in _sources.values() if source.model is model), None)
