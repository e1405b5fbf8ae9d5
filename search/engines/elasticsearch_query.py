"""A plan as elasticsearch-dsl's query objects. The only place where Elasticsearch queries are made.

Query strings, and so Elasticsearch's own query language, are never used.
"""

from typing import Any

from elasticsearch_dsl import Q

from search.engines.base import Plan, Viewer
from search.engines.elasticsearch_schema import in_order
from search.tree import Best, Constant, Leaf, Node, Phrase, Sum


def compile_plan(plan: Plan, viewer: Viewer) -> Any:
    """What this plan finds for this viewer, before anything is picked: the audience is part of every query there is."""
    return _compiled(plan, Q("terms", audience=sorted(viewer)))


def compile_for_indexer(plan: Plan) -> Any:
    """The same over every document, for whoever writes the index and shows nothing of it."""
    return _compiled(plan)


def _compiled(plan: Plan, *filters: Any) -> Any:
    return Q(
        "bool",
        must=[] if plan.scored is None else [compile_node(plan.scored)],
        filter=[*filters, *(compile_node(node) for node in plan.required)],
        must_not=[
            *(compile_node(node) for node in plan.excluded),
            *([Q("term", pk=plan.but)] if plan.but else []),
        ],
    )


def compile_picks(plan: Plan, without: str | None = None) -> Any:
    """What is picked, leaving out one facet."""
    return Q(
        "bool",
        filter=[
            Q("terms", facets=[f"{name}={value}" for value in values])
            for name, values in plan.filters.items()
            if name != without
        ],
    )


def compile_node(node: Node) -> Any:
    """One node of the tree."""
    match node:
        case Leaf(field, key, boost):
            return Q("term", **{field: {"value": key, "boost": boost}})
        case Phrase(field, keys):
            return Q("constant_score", filter=_phrase(in_order(field), keys), boost=1.0)
        case Best(nodes):
            return Q("dis_max", queries=[compile_node(one) for one in nodes], tie_breaker=0.0)
        case Sum(nodes, at_least, boost):
            return Q("bool", should=[compile_node(one) for one in nodes], minimum_should_match=at_least, boost=boost)
        case Constant(inner, score):
            return Q("constant_score", filter=compile_node(inner), boost=score)


def beginning_with(prefix: str) -> str:
    """A pattern for values that begin so; nothing in the prefix means anything but itself."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in prefix) + ".*"


def _phrase(field: str, keys: tuple[tuple[int, str], ...]) -> Any:
    clauses: list[dict[str, Any]] = []
    after = keys[0][0]
    for offset, key in keys:
        if offset > after:
            clauses.append({"span_gap": {field: offset - after}})
        clauses.append({"span_term": {field: key}})
        after = offset + 1
    return Q("span_near", clauses=clauses, slop=0, in_order=True)
