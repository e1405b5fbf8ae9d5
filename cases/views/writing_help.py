"""How to write a case and have it published, for who writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.rules import Draft, requirements_of
from cases.traces.standing import TraceStanding
from cases.views.front import reverse_index
from cases.writing_guide import QUESTIONS

EMPTY = Draft(
    concepts=(),
    stages=0,
    voices=0,
    structural_questions=0,
    wants=False,
    do_step=False,
    provenance="",
    reviewers=0,
    went_through_guide=False,
    traces=TraceStanding(),
)


@require_safe
def writing_help(request: HttpRequest) -> HttpResponse:
    """The way from an empty form to a published case, with what publishing asks as the rules know it. No query."""
    context = {
        "requirements": requirements_of(EMPTY),
        "questions": QUESTIONS,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (_("Hulp bij het schrijven"), None)],
    }
    return render(request, "cases/writing_help.html", context)
