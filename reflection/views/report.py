"""A report for a professional register, of what its writer picks out of their work book. Kept nowhere here."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from people.models import User
from reflection.workbook import Filter, book_of, register
from reflection.workbook.exports import export_as
from reflection.workbook.forms import PeriodForm, ReportForm

SUGGESTED = "klaar"
"""In the address: the answers to the three questions stand ready under their side."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@cache_control(private=True, no_store=True)
def report(request: HttpRequest) -> HttpResponse:
    """The lines to choose from, of a period; POST makes the file of those that were placed, and changes nothing."""
    assert isinstance(request.user, User)  # login_required
    period = PeriodForm(request.GET)
    chosen = period.chosen() if period.is_valid() else Filter()
    book = book_of(request.user, chosen)
    offered = register.candidates(book)
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, offered=offered, suggest=SUGGESTED in request.GET)
    if posted is not None and period.is_valid() and form.is_valid():
        since = chosen.since or timezone.localdate(book.rows[0].written_at)
        until = chosen.until or timezone.localdate()
        data = form.cleaned_data
        contents = register.report(offered, form.placed(), data["wijze"], since, until)
        made = export_as(data["vorm"], contents, "verslag")
        answer = HttpResponse(made.content, content_type=made.content_type)
        answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return answer
    context = {
        "period": period,
        "form": form,
        "more": len(book.spots) > register.MOST,
        "most": register.MOST,
        "has_sides": any(each.side for each in offered),
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Mijn werkboek"), reverse("reflection:workbook")),
            (_("Verslag"), None),
        ],
    }
    refused = posted is not None or not period.is_valid()
    return render(request, "reflection/workbook/report.html", context, status=422 if refused else 200)
