"""A question as a small tree that every engine can translate: words, choices, sums, phrases.

Nothing a person typed reaches an engine's own query language; that language crashes the process on nested
parentheses and lets people name hidden fields (search.md 3.4).
"""

from dataclasses import dataclass

TEXT_FIELDS = (("title", 1.5), ("summary", 1.0), ("body", 1.0))
"""Where a word is looked for, and what it is worth there."""
PARTS = "parts"
CONCEPTS = "concepts"
FIELDS = ("title", "summary", "body", PARTS, CONCEPTS)


@dataclass(frozen=True, slots=True)
class Leaf:
    """This key in this field, scored with BM25."""

    field: str
    key: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """These keys, at these distances from each other, in this field."""

    field: str
    keys: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Any of these; worth as much as the best of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """At least so many of these; worth what they are worth together, times the boost."""

    nodes: tuple["Node", ...]
    at_least: int = 1
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Constant:
    """Whatever matches is worth this much."""

    node: "Node"
    score: float


Node = Leaf | Phrase | Best | Sum | Constant


def word(key: str) -> Node:
    """A word, wherever it stands in the text."""
    return Sum(tuple(Leaf(field, key, boost) for field, boost in TEXT_FIELDS))


def word_or_part(key: str) -> Node:
    """A word, by itself or as part of a compound."""
    return Best((word(key), Leaf(PARTS, key)))


def phrase(keys: tuple[tuple[int, str], ...]) -> Node:
    """Words in this order, in any one field."""
    if len(keys) == 1:
        return word(keys[0][1])
    return Best(tuple(Phrase(field, keys) for field, _boost in TEXT_FIELDS))
