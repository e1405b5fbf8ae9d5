"""A plan as tantivy's query objects. The only place where tantivy queries are made."""

from typing import Any

from tantivy import Occur, Query

from search.engines.base import Plan, Viewer
from search.engines.tantivy_schema import SCHEMA
from search.simplify import Holds, matching, standing
from search.tree import Best, Constant, Leaf, Node, Phrase, Sum


def compile_plan(plan: Plan, viewer: Viewer, holds: Holds, without: str | None = None) -> Any:
    """The query of this plan for this viewer, leaving out the picks of one facet.

    The audience is part of every query there is; no viewer means no document.
    """
    return Query.boolean_query([(Occur.Must, _silent(compile_seen(viewer))), *_clauses(plan, holds, without)])


def compile_seen(viewer: Viewer) -> Any:
    """Everything that this viewer may see."""
    return Query.term_set_query(SCHEMA, "audience", sorted(viewer))


def compile_rest(scored: Node, viewer: Viewer, holds: Holds) -> Any:
    """What of that this node does not find."""
    return Query.boolean_query([(Occur.Must, compile_seen(viewer)), (Occur.MustNot, _standing(scored, holds))])


def compile_for_indexer(plan: Plan, holds: Holds) -> Any:
    """The query of this plan over every document, for whoever writes the index and shows nothing of it."""
    return Query.boolean_query(_clauses(plan, holds))


def _clauses(plan: Plan, holds: Holds, without: str | None = None) -> list[tuple[Any, Any]]:
    clauses = [(Occur.Must, Query.all_query() if plan.scored is None else _standing(plan.scored, holds))]
    clauses += [(Occur.Must, _silent(_standing(matching(node), holds))) for node in plan.required]
    clauses += [(Occur.MustNot, _standing(matching(node), holds)) for node in plan.excluded]
    if plan.but:
        clauses.append((Occur.MustNot, Query.term_query(SCHEMA, "pk", plan.but, "basic")))
    clauses += [
        (Occur.Must, _silent(Query.term_set_query(SCHEMA, "facets", [f"{name}={value}" for value in values])))
        for name, values in plan.filters.items()
        if name != without
    ]
    return clauses


def _standing(node: Node, holds: Holds) -> Any:
    kept = standing(node, holds)
    return Query.empty_query() if kept is None else compile_node(kept)


def compile_node(node: Node) -> Any:
    """One node of the tree."""
    match node:
        case Leaf(field, key, boost):
            return _boosted(Query.term_query(SCHEMA, field, key, "freq"), boost)
        case Phrase(field, keys):
            first = keys[0][0]
            return Query.const_score_query(
                Query.phrase_query(SCHEMA, field, [(offset - first, key) for offset, key in keys]), 1.0
            )
        case Best(nodes):
            return Query.disjunction_max_query([compile_node(one) for one in nodes], 0.0)
        case Sum(nodes, at_least, boost):
            parts = [(Occur.Should, compile_node(one)) for one in nodes]
            return _boosted(Query.boolean_query(parts, minimum_number_should_match=at_least), boost)
        case Constant(inner, score):
            return Query.const_score_query(compile_node(matching(inner)), score)


def _boosted(query: Any, boost: float) -> Any:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _silent(query: Any) -> Any:
    """Needed, but worth nothing."""
    return Query.const_score_query(query, 0.0)
