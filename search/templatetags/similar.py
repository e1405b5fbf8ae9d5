"""`{% load similar %}{% similar page %}`: what is like this, at the foot of a page."""

from typing import Any

from django import template
from django.template import Context

from search.engines.patience import within
from search.similar import similar_to
from search.sources import source_of, source_of_model
from search.troubles import ENGINE_TROUBLE

SECONDS = 0.5

register = template.Library()


@register.inclusion_tag("search/similar.html", takes_context=True)
def similar(context: Context, page: Any) -> dict[str, Any]:
    """Up to three things like this page that this reader may see; nothing at all while search is away.

    The vocabulary's edition and the reader's audiences, then one query per kind that is found.
    """
    source = source_of_model(type(page))
    doc = source.doc_of(page) if source is not None else None
    if doc is None:
        return {"found": []}
    try:
        with within(SECONDS):
            near = similar_to(doc, context["request"].user)
    except ENGINE_TROUBLE:
        return {"found": []}
    found = []
    for one in near:
        kind = source_of(one.doc.kind)
        found.append({"doc": one.doc, "kind": kind.label if kind else ""})
    return {"found": found, "language": doc.language}
