"""The word list, one word, and the language guide."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.models import User
from vocabulary import queries
from vocabulary.models import Concept, ConceptForm, Facet, LanguageTip
from vocabulary.use import uses_of

LONGEST_QUESTION = 100


def words(request: HttpRequest) -> HttpResponse:
    """The word list: by facet, from A to Z, or what matches the filter box. Works by address alone."""
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    context: dict[str, Any] = {"facets": queries.facets(), "breadcrumbs": [(_("Woorden"), None)]}
    if question:
        context |= {
            "question": question if queries.may_be_spoken(question) else "",
            "found": queries.matching(question),
            "tips": queries.tips_about(question),
            "asked": True,
        }
    elif request.GET.get("volgorde") == "a-z":
        context["letters"] = _by_letter(list(queries.alphabetical()))
    return render(request, "vocabulary/words.html", context)


def facet(request: HttpRequest, pk: str) -> HttpResponse:
    """All concepts of one facet, the narrower below the broader."""
    shown = Facet.objects.filter(pk=pk).first()
    if shown is None:
        raise Http404
    context = {
        "facet": shown,
        "facets": queries.facets(),
        "tops": queries.tops_with_narrower(shown),
        "breadcrumbs": [(_("Woorden"), reverse("vocabulary:words")), (str(shown), None)],
    }
    return render(request, "vocabulary/facet.html", context)


def concept(request: HttpRequest, pk: str) -> HttpResponse:
    """One concept and what stands around it. A deprecated one leads to its replacement for good."""
    found = Concept.objects.select_related("facet", "broader").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.is_deprecated:
        return redirect("vocabulary:concept", pk=found.replaced_by_id, permanent=True)
    facet_url = reverse("vocabulary:facet", args=[found.facet_id])
    context = {
        "concept": found,
        "other_forms": ConceptForm.objects.shown().filter(concept=found, kind="alt"),
        "labels": [(code, getattr(found, f"label_{code}")) for code in ("nl", "fr", "en")],
        "around": queries.neighbours(found),
        "uses": uses_of(found, _reader(request)),
        "tips": found.tips.order_by("position"),
        "breadcrumbs": [
            (_("Woorden"), reverse("vocabulary:words")),
            (str(found.facet), facet_url),
            (found.label, None),
        ],
    }
    return render(request, "vocabulary/concept.html", context)


def language_guide(request: HttpRequest) -> HttpResponse:
    """The language guide. Words that we do not repeat are found by typing them in the filter box of the word list."""
    context = {
        "tips": LanguageTip.objects.order_by("-term_may_be_spoken", "position").prefetch_related("redirect"),
        "guide": True,
        "breadcrumbs": [(_("Woorden"), reverse("vocabulary:words")), (_("Taalwijzer"), None)],
        "dutch_only": get_language() != "nl",
    }
    return render(request, "vocabulary/language_guide.html", context)


def _by_letter(concepts: list[Concept]) -> list[tuple[str, list[Concept]]]:
    letters: dict[str, list[Concept]] = {}
    for found in concepts:
        first = queries.fold(found.label)[:1].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(found)
    return sorted(letters.items())


def _reader(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the anonymous visitor answers the same questions
