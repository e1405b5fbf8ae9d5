"""What search knows of a thing: one shape for every room, whatever engine keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """One thing that can be found. Plain text only; a room puts nothing in it that its first page does not show."""

    kind: str
    key: str
    language: str
    title: str
    summary: str
    body: str
    url: str
    audience_id: UUID
    concepts: tuple[str, ...] = ()
    """Ids of the concepts it is described with; facets and cross-language search come from them."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facets that are no concepts: `trap` (honesty ladder), `duur` (time it takes)."""
    illustration: str = ""
    updated_at: datetime | None = None
    caution: str = ""
    """What a result says with it, whatever its excerpt: that it is advised against."""

    @property
    def pk(self) -> str:
        """Unique over all kinds; text, because tantivy cannot delete by number (search.md, verdict 7)."""
        return f"{self.kind}:{self.key}"

    def shown(self) -> dict[str, Any]:
        """What a result needs to be drawn, as JSON can hold it. Read only after the hit was authorised."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in _NAMES}
        kept["audience_id"] = str(self.audience_id)
        kept["concepts"] = list(self.concepts)
        kept["updated_at"] = self.updated_at.isoformat() if self.updated_at else None
        kept["facets"] = {name: list(values) for name, values in self.facets.items()}
        return kept


_NAMES = tuple(each.name for each in fields(SearchDoc))


def doc_from_shown(kept: Mapping[str, Any]) -> SearchDoc:
    """The document again, from what `shown` gave."""
    moment = kept["updated_at"]
    return SearchDoc(
        **{
            **kept,
            "audience_id": UUID(kept["audience_id"]),
            "concepts": tuple(kept["concepts"]),
            "facets": {name: tuple(values) for name, values in kept["facets"].items()},
            "updated_at": datetime.fromisoformat(moment) if moment else None,
        }
    )
