"""One case that is being revised: until when, what readers reported, and for the editors a way to end it without a new
text."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import CasePage, Revising
from cases.reporting.queries import reports_of
from cases.reporting.rules import can_answer
from cases.revising import actions
from cases.revising.forms import WhyForm
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def revising(request: HttpRequest, pk: int) -> HttpResponse:
    """For the editors; for everyone else this address does not exist."""
    if not can_answer(request.user):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # can_answer
    row = Revising.objects.filter(pk=pk).first()
    case = _case_of(row, user) if row else None
    if row is None or case is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.keep_as_it_was(by=user, revising=row, why=form.cleaned_data["why"]):
            messages.info(request, _("De herziening is afgesloten. Wie meldde, leest je reden."))
        else:
            messages.info(request, _("Deze herziening was al afgesloten."))
        return SeeOther(reverse("cases:reviews"))
    context = {
        "case": case,
        "revising": row,
        "reports": reports_of(row),
        "form": form,
        "edit_url": reverse("wagtailadmin_pages:edit", args=(case.pk,)),
        "breadcrumbs": [
            (_("Casussen"), reverse_index()),
            (_("Nalezen"), reverse("cases:reviews")),
            (case.title, None),
        ],
    }
    return render(request, "cases/revising.html", context, status=422 if form.errors else 200)


def _case_of(row: Revising, person: User) -> CasePage | None:
    found: CasePage | None = (
        CasePage.objects.visible_to(person)
        .filter(translation_key=row.case_key, locale__language_code=row.language)
        .select_related("locale")
        .first()
    )
    return found
