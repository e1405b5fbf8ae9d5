"""What the pages of this room show."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practices.axes import axes_of
from practices.comparing import MOST, comparison
from practices.embedding import embed_code
from practices.enums import Ladder
from practices.gaps import AGES, gap_map
from practices.linked_data import linked_data
from practices.listing import listing
from practices.models import PracticePage
from practices.queries import concepts_of_each, lineage_of, onward_from
from practices.tried.queries import tried_context
from vocabulary.models import Concept


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The list with its filters."""
    return {
        "listing": listing(request.user, get_language() or settings.LANGUAGE_CODE, request.GET),
        "ladder": list(Ladder),
        "breadcrumbs": [(_("Praktijken"), None)],
    }


def practice_context(request: HttpRequest, page: PracticePage) -> dict[str, Any]:
    """One practice with its family and what belongs with it."""
    concepts = sorted(page.concepts.all(), key=lambda concept: (concept.facet.position, concept.position))
    return {
        "concepts": [concept for concept in concepts if concept.facet_id != "regio"],
        "regions": [concept for concept in concepts if concept.facet_id == "regio"],
        "ladder": list(Ladder),
        "axes": axes_of(page.axis_roles),
        "embed_code": embed_code(page) if page.pk else "",
        "linked_data": linked_data(page, f"{settings.SITE_URL}{page.get_url()}") if page.pk else "",
        **tried_context(page, request.user),
        "lineage": lineage_of(page, request.user),
        "onward": onward_from(page, request.user),
        "compare_url": f"{reverse('practices:compare')}?met={page.slug}",
        "breadcrumbs": [(_("Praktijken"), f"/{get_language()}/praktijken/"), (page.title, None)],
    }


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """A practice at its address in the tree, found in one step instead of one per part of the address."""
    found = (
        PracticePage.objects.visible_to(request.user)
        .filter(slug=slug, locale__language_code=get_language())
        .select_related("locale")
        .prefetch_related(Prefetch("concepts", Concept.objects.select_related("facet")))
        .first()
    )
    if found is None:
        raise Http404
    response: HttpResponse = found.serve(request)
    return response


@require_safe
@never_cache
def gaps(request: HttpRequest) -> HttpResponse:
    """Where the library has practices, and where it has none: axes against axes, for one age or for all."""
    age = request.GET.get("leeftijd", "")
    age = age if age in AGES else ""
    labels = Concept.objects.in_bulk(AGES)
    context = {
        "map": gap_map(concepts_of_each(request.user, get_language() or settings.LANGUAGE_CODE), age),
        "ages": [(one, str(labels.get(one, one))) for one in AGES],
        "age": age,
        "library_url": f"/{get_language()}/praktijken/",
        "breadcrumbs": [(_("Praktijken"), f"/{get_language()}/praktijken/"), (_("Witte vlekken"), None)],
    }
    return render(request, "practices/gaps.html", context)


@require_safe
@never_cache
def compare(request: HttpRequest) -> HttpResponse:
    """Up to three practices side by side. Which ones stands in the address, so that a team can pass it on."""
    found = comparison(request.GET.getlist("met")[: MOST * 2], request.user, get_language() or settings.LANGUAGE_CODE)
    context = {
        "comparison": found,
        "most": MOST,
        "breadcrumbs": [(_("Praktijken"), f"/{get_language()}/praktijken/"), (_("Naast elkaar"), None)],
    }
    return render(request, "practices/compare.html", context)
