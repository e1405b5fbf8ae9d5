"""Reporting a post, and the editors' list of reports."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussion import queries
from discussion.actions import reports
from discussion.exceptions import Refused
from discussion.forms import HideForm, ReportForm
from discussion.models import Post
from discussion.registry import url_of
from discussion.rules import can_moderate, check_report
from discussion.views.posts import address_of, back_to, choice_of, post_or_404
from people.models import User


@login_required
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that something in a post is wrong, or hurts."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    post, thing = post_or_404(request, pk)
    form = ReportForm(request.POST or None)
    try:
        check_report(user, post)
        if request.method == "POST" and form.is_valid():
            reports.report(by=user, post=post, **form.cleaned_data)
            messages.info(request, _("Dank dat je het zegt. We kijken er binnen de week naar."))
            return back_to(thing, choice=choice_of(post, user), post=post)
    except Refused as refused:
        messages.info(request, str(refused))
        return back_to(thing)
    context = {
        "form": form,
        "post": post,
        "thing": thing,
        "thing_url": address_of(thing, post),
        "breadcrumbs": [(str(thing), url_of(thing)), (_("Melden"), None)],
    }
    return render(request, "discussion/report.html", context, status=422 if form.errors else 200)


def queue(request: HttpRequest) -> HttpResponse:
    """Reports that wait. For everyone else this address does not exist."""
    if not can_moderate(request.user):
        raise Http404
    context = {
        "posts": queries.reported_posts(),
        "form": HideForm(),
        "breadcrumbs": [(_("Meldingen"), None)],
    }
    return render(request, "discussion/reports.html", context)


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep or hide a reported post. Only posts with an open report are reachable here, so no private thread is browsed."""
    if not can_moderate(request.user):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # can_moderate
    post: Post | None = queries.reported_posts().filter(pk=pk).first()
    if post is None:
        raise Http404
    if "keep" in request.POST:
        reports.keep(by=user, post=post)
        return redirect("discussion:reports")
    form = HideForm(request.POST)
    if form.is_valid():
        reports.hide(by=user, post=post, reason=form.cleaned_data["reason"])
    else:
        messages.error(request, _("Zeg waarom. De schrijver krijgt het te lezen."))
    return redirect("discussion:reports")
