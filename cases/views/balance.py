"""The balance report, for who writes cases."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.balance import balance_of
from cases.balance_plot import plot_of
from cases.queries import told_cases
from cases.rules import can_see_balance
from cases.views.front import reverse_index
from vocabulary.axes import AXES
from vocabulary.models import Concept


@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """What the published cases repeat and leave out. For everyone else this address does not exist. Three queries."""
    if not can_see_balance(request.user):
        raise Http404
    cases = told_cases(request.user, get_language() or "nl")
    axes = [axis.id for axis in AXES]
    used = {concept for case in cases for concept in case.concepts}
    wider = {".".join(concept.split(".")[:2]) for concept in used}
    labels = {
        concept.pk: concept.label
        for concept in Concept.objects.filter(pk__in=used | wider | set(axes)) | Concept.objects.filter(facet="fase")
    }
    report = balance_of(cases, axes, labels)
    drawn = {axis.id: str(axis.label) for axis in AXES}
    context = {
        "report": report,
        "labels": labels,
        "plots": [(matrix, plot_of(matrix, labels, drawn)) for matrix in report.matrices if matrix.columns],
        "breadcrumbs": [(_("Casussen"), reverse_index()), (_("Evenwicht"), None)],
    }
    return render(request, "cases/balance.html", context)
