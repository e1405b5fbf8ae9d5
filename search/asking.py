"""What the address asks: words, filters, a page. Everything unknown in it is left out, nothing is echoed unchecked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search.facets import KIND, all_facets
from search.parsing import Typed, read

LAST_PAGE = 50
MOST_VALUES = 20
CONCEPT = "begrip"
LITERALLY = "letterlijk"
SORT, NEWEST = "sort", "nieuwst"


@dataclass(frozen=True)
class Asked:
    """A question as it came in."""

    typed: Typed
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()
    """Concepts asked for by id; links from words that we do not repeat carry these instead of the word."""
    page: int = 1
    literally: bool = False
    """Only the words themselves."""
    newest: bool = False
    """The newest first, instead of what fits best."""


def asked_in(data: QueryDict) -> Asked:
    """Read the address."""
    filters: dict[str, tuple[str, ...]] = {}
    for name in (KIND, *(facet.name for facet in all_facets())):
        values = tuple(dict.fromkeys(value for value in data.getlist(name)[:MOST_VALUES] if value))
        if values:
            filters[name] = values
    number = data.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    return Asked(
        typed=read(data.get("q", "")),
        filters=filters,
        concepts=tuple(dict.fromkeys(data.getlist(CONCEPT)[:MOST_VALUES])),
        page=min(max(page, 1), LAST_PAGE),
        literally=data.get(LITERALLY) == "ja",
        newest=data.get(SORT) == NEWEST,
    )


@dataclass(frozen=True)
class Address:
    """How a search is written down: only what may be repeated."""

    words: str
    concepts: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    literally: bool = False
    newest: bool = False

    def url(self, *, page: int = 1) -> str:
        """The address, relative to the search page."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(CONCEPT, concept) for concept in self.concepts]
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        pairs += [(LITERALLY, "ja")] if self.literally else []
        pairs += [(SORT, NEWEST)] if self.newest else []
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}"

    def toggled(self, name: str, value: str) -> "Address":
        """The same search with this value switched on or off."""
        values = self.filters.get(name, ())
        after = tuple(one for one in values if one != value) if value in values else (*values, value)
        return self.with_filter(name, after)

    def with_filter(self, name: str, values: tuple[str, ...]) -> "Address":
        """The same search with exactly these values of one facet."""
        others = {other: kept for other, kept in self.filters.items() if other != name}
        return replace(self, filters={**others, name: values} if values else others)

    def with_words(self, words: str) -> "Address":
        """The same filters for other words."""
        return Address(words, (), self.filters, newest=self.newest)
