""" "Dit klopt niet / dit kwetst" beneath a case, the editors' queue, and the answer."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import CaseReport
from cases.models.case_report import ANSWER_WITHIN
from cases.queries import find_case, url_of
from cases.reporting import actions, queries
from cases.reporting.forms import AnswerForm, ReportForm
from cases.reporting.rules import AlreadyAnswered, CaseIsGone, can_answer
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people import limits
from people.models import User

REPORTS, REPORTS_IN = 5, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """From every reader of this case, with or without an account; five in an hour from one address."""
    case = find_case(request, slug)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limits.within("case-report", limits.address_of(request), most=REPORTS, seconds=REPORTS_IN):
            made = actions.report(case=case, **form.cleaned_data)
            thanks = {"case": case, "url": url_of(case), "token": made.token}
            return render(request, "cases/report_thanks.html", thanks, status=HTTPStatus.CREATED)
        form.add_error(None, _("Van dit adres kwamen net al vijf meldingen. Probeer het over een uur opnieuw."))
    context = {
        "case": case,
        "form": form,
        "url": url_of(case),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Melden"), None)],
    }
    return render(request, "cases/report.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the editors, with how long. For everyone else this address does not exist."""
    if not can_answer(request.user):
        raise Http404
    return _queue(request)


@require_POST
@never_cache
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record what was decided and said."""
    if not can_answer(request.user):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # can_answer
    found = get_object_or_404(CaseReport, pk=pk)
    form = AnswerForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _queue(request, failed=form, pk=pk)
    try:
        actions.answer(by=user, report=found, **form.cleaned_data)
        messages.info(request, _("Je antwoord is genoteerd."))
    except CaseIsGone as refused:
        form.add_error("outcome", str(refused))
        return _queue(request, failed=form, pk=pk)
    except AlreadyAnswered as refused:
        messages.info(request, str(refused))
    return SeeOther(reverse("cases:reports"))


def _queue(request: HttpRequest, failed: AnswerForm | None = None, pk: uuid.UUID | None = None) -> HttpResponse:
    waiting = queries.waiting()
    context = {
        "waiting": [
            (each, failed if failed and each.report.pk == pk else AnswerForm(prefix=str(each.report.pk)))
            for each in waiting
        ],
        "late": sum(1 for each in waiting if each.report.is_late),
        "answered": queries.answered(),
        "days": ANSWER_WITHIN.days,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (_("Meldingen"), None)],
    }
    return render(request, "cases/reports.html", context, status=422 if failed else 200)


@require_safe
@never_cache
def read_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The answer, for who has the link that reporting gave."""
    found = queries.report_for(token[:300])
    if found is None:
        raise Http404
    told = found.told
    context = {"report": found, "answer": told.get("answer", ""), "after": told.get("after", "")}
    response = render(request, "cases/report_answer.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
