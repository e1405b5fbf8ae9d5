"""The same question in fewer steps. What an engine finds, and what it is worth, stays what it was. Pure."""

from collections.abc import Callable, Iterator

from search.tree import Best, Constant, Leaf, Node, Phrase, Sum

Holds = Callable[[str, str], int]
"""In how many texts a key stands, by field and key. It may count too many, never too few."""


def standing(node: Node, holds: Holds) -> Node | None:
    """Without what stands in no text at all; None where nothing is left that could be found.

    A word has a dozen ways to be found, and a library holds a few of them. What is left alone in its choice or its sum
    comes in the place of it, so that an engine walks no choice of one.
    """
    match node:
        case Leaf(field, key):
            return node if holds(field, key) else None
        case Phrase():
            return node
        case Constant(inner, score):
            kept = standing(inner, holds)
            return None if kept is None else Constant(kept, score)
        case Best(nodes):
            found = tuple(
                one for part in _standing(nodes, holds) for one in (part.nodes if isinstance(part, Best) else (part,))
            )
            return _alone_or(found, Best(found))
        case Sum(nodes, at_least, boost):
            found = _standing(nodes, holds)
            if len(found) < at_least:
                return None
            if at_least <= 1:
                found = tuple(one for part in found for one in _spread(part))
            if boost == 1.0 and at_least <= 1:
                return _alone_or(found, Sum(found))
            if at_least <= 1 and all(isinstance(one, Leaf) for one in found):
                heavier = tuple(Leaf(one.field, one.key, one.boost * boost) for one in found if isinstance(one, Leaf))
                return _alone_or(heavier, Sum(heavier))
            return Sum(found, at_least, boost) if found else None


def matching(node: Node) -> Node:
    """What finds the same whatever it is worth: any of its words, all at one level."""
    match node:
        case Leaf(field, key):
            return Leaf(field, key)
        case Phrase():
            return node
        case Constant(inner):
            return matching(inner)
        case Sum(nodes, at_least) if at_least > 1:
            return Sum(tuple(matching(one) for one in nodes), at_least)
        case Best(nodes) | Sum(nodes):
            parts = [one for part in map(matching, nodes) for one in _spread(part)]
            leaves = {one for one in parts if isinstance(one, Leaf)}
            # "All parts of the word" finds nothing that "any part of the word" beside it does not.
            needed = tuple(one for one in dict.fromkeys(parts) if one in leaves or not leaves.issuperset(_leaves(one)))
            return needed[0] if len(needed) == 1 else Sum(needed)


def _standing(nodes: tuple[Node, ...], holds: Holds) -> tuple[Node, ...]:
    return tuple(kept for one in nodes if (kept := standing(one, holds)) is not None)


def _alone_or(found: tuple[Node, ...], whole: Node) -> Node | None:
    if not found:
        return None
    return found[0] if len(found) == 1 else whole


def _spread(node: Node) -> tuple[Node, ...]:
    """The parts of a sum of any of its parts, each for what it is worth; of anything else, itself."""
    return node.nodes if isinstance(node, Sum) and node.at_least <= 1 and node.boost == 1.0 else (node,)


def words_of(node: Node | None) -> set[tuple[str, str]]:
    """Every key that is looked for, with its field."""
    leaves = () if node is None else _leaves(node)
    return {(leaf.field, leaf.key) for leaf in leaves if isinstance(leaf, Leaf)}


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case Leaf() | Phrase():
            yield node
        case Constant(inner):
            yield from _leaves(inner)
        case Best(nodes) | Sum(nodes):
            for one in nodes:
                yield from _leaves(one)
