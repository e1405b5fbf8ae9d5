"""The addresses of the API. Who may see what is asked as the pages ask it: `visible_to`, and the search of the house."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from meerstemmig.api.answers import NotThere, Unavailable, answers, asked_in, paged
from meerstemmig.api.described import described
from meerstemmig.api.things import absolute, of_case, of_concept, of_doc, of_practice
from practices.models import PracticePage
from search.answering import Asking
from search.authorise import authorise, viewer_of
from search.engines import engine
from search.engines.base import MOST_RESULTS_DEEP, Plan
from search.engines.patience import PAGE_SECONDS, within
from search.facets import KIND
from search.parsing import read
from search.reading import book
from search.sources import Source, all_sources, source_of
from search.troubles import ENGINE_TROUBLE
from vocabulary.models import Concept

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@answers
def start(request: HttpRequest) -> dict[str, Any]:
    """Where to begin."""
    names = ("openapi", "practices", "cases", "concepts", "search")
    return {name: absolute(reverse(f"api:{name}")) for name in names}


@answers
def openapi(request: HttpRequest) -> dict[str, Any]:
    """The description of all of it, for tools."""
    return described()


@answers
def practices(request: HttpRequest) -> dict[str, Any]:
    """The practices that this person may see, the last described first."""
    return _list(request, _source("praktijk"))


@answers
def practice(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One practice, whole."""
    page, doc = _one(request, _source("praktijk"), pk)
    assert isinstance(page, PracticePage)
    return of_practice(doc, page)


@answers
def cases(request: HttpRequest) -> dict[str, Any]:
    """The cases that this person may see."""
    return _list(request, _source("casus"))


@answers
def case(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One case, as far as its first stage."""
    _page, doc = _one(request, _source("casus"), pk)
    return of_case(doc)


@answers
def concepts(request: HttpRequest) -> dict[str, Any]:
    """The concepts in use, in the order of the thesaurus."""
    asked = asked_in(request.GET)
    found = Concept.objects.in_use().order_by("facet__position", "position", "pk")
    facet = request.GET.get("facet", "")
    found = found.filter(facet=facet[:12]) if facet else found
    shown = found[asked.start : asked.start + asked.per_page]
    return paged(request, asked, found.count(), [of_concept(concept) for concept in shown])


@answers
def concept(request: HttpRequest, concept_id: str) -> dict[str, Any]:
    """One concept."""
    found = Concept.objects.in_use().filter(pk=concept_id[:80]).first()
    if found is None:
        raise NotThere
    return of_concept(found)


@answers
def search(request: HttpRequest) -> dict[str, Any]:
    """What a question finds for this person. Not counted: programs ask in other ways than people do."""
    asked, language = asked_in(request.GET), _language(request) or settings.LANGUAGE_CODE
    typed = read(request.GET.get("q", ""))
    kinds = tuple(kind for kind in request.GET.getlist("kind")[:5] if source_of(kind))
    if asked.start >= MOST_RESULTS_DEEP:
        raise NotThere
    words = book()
    asking = Asking(engine(), words, viewer_of(request.user), language)
    try:
        with within(PAGE_SECONDS):
            question, corrections = asking.understand(typed)
            filters = {KIND: kinds} if kinds else {}
            plan = Plan(filters=filters, offset=asked.start, limit=asked.per_page)
            hits = asking.answer(question, plan, corrections).hits
    except ENGINE_TROUBLE as trouble:
        raise Unavailable from trouble
    found = authorise(hits.hits, request.user)
    return paged(request, asked, hits.total, [of_doc(one.doc) for one in found])


def _source(kind: str) -> Source:
    return next(source for source in all_sources() if source.kind == kind)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else ""


def _visible(request: HttpRequest, source: Source) -> Any:
    return source.model.objects.visible_to(request.user).select_related("locale")  # type: ignore[attr-defined]


def _list(request: HttpRequest, source: Source) -> dict[str, Any]:
    asked, language = asked_in(request.GET), _language(request)
    found = _visible(request, source).order_by("-last_published_at", "pk")
    found = found.filter(locale__language_code=language) if language else found
    shown = found.prefetch_related("concepts")[asked.start : asked.start + asked.per_page]
    docs = source.docs_of(list(shown))
    return paged(request, asked, found.count(), [of_doc(doc) for doc in docs])


def _one(request: HttpRequest, source: Source, pk: int) -> tuple[Model, Any]:
    page = _visible(request, source).filter(pk=pk).first()
    doc = source.doc_of(page) if page is not None else None
    if page is None or doc is None:
        raise NotThere
    return page, doc
