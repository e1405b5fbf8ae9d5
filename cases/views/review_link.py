"""A reader without an account: a link, the draft on one page, and a form for what they think of it."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import CasePage, ReviewLink
from cases.previews import guide_of
from cases.review import actions
from cases.review.elsewhere import Laid, Passed, met_at
from cases.review.exceptions import ReviewRefused
from cases.review.forms import SayForm
from cases.review.queries import case_of, link_for, words_of
from cases.review.validity import READ, digest_read, read_from
from cases.traces.passages import passages_of
from cases.views.stage import SeeOther
from people import limits

GUESSES, GUESSES_IN = 20, 600
SAYINGS, SAYINGS_IN = 20, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def read_along(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as participants get it, with the guide where that was decided, and nothing of any reader; what another
    room laid before readers, in the page of that room.

    A link that is over, or of something that readers are done with, answers 410; one that never was 404; all with a
    way on. An address that keeps trying links that never were is sent away for ten minutes.
    """
    link = link_for(token[:100])
    if link is None:
        tried_too_often = not limits.within("review-link", limits.address_of(request), most=GUESSES, seconds=GUESSES_IN)
        return _over(request, HTTPStatus.TOO_MANY_REQUESTS if tried_too_often else HTTPStatus.NOT_FOUND)
    case = case_of(link)
    laid = met_at(link.case_key) if case is None else None
    if isinstance(laid, Passed):
        return _over(request, HTTPStatus.GONE if laid.is_over or not link.is_open else HTTPStatus.NOT_FOUND, laid)
    if not link.is_open or (case is None and laid is None):
        return _over(request, HTTPStatus.GONE)
    if request.method == "POST" and "lift" in request.POST:
        return _lift(request, link)
    form = (laid.form if laid else SayForm)(request.POST or None, reads_as=link.seat)
    if request.method == "POST":
        if not limits.within("review-say", str(link.pk), most=SAYINGS, seconds=SAYINGS_IN):
            form.add_error(None, _("Je stuurde al veel op korte tijd. Probeer het over een uur opnieuw."))
        elif form.is_valid():
            actions.say_through_link(
                link=link,
                verdict=form.cleaned_data["verdict"],
                words=form.cleaned_data["words"],
                read=read_from(request.POST.get(READ, "")),
            )
            thanks = _("Dank je. Wie de casus schreef en de redactie lezen wat je zei.")
            messages.info(request, laid.thanks if laid else thanks)
            return _private(SeeOther(request.path))
    return _private(_page(request, link, case, laid, form))


def _page(
    request: HttpRequest, link: ReviewLink, case: CasePage | None, laid: Laid | None, form: SayForm
) -> HttpResponse:
    context: dict[str, Any] = {
        "link": link,
        "form": form,
        "said": [(review, words_of(review)) for review in link.reviews.select_related("data_key")],
    }
    if case is not None:
        draft = case.get_latest_revision_as_object()
        context |= {"case": draft, "guide": guide_of(draft) if link.with_guide else []}
        context["read"] = digest_read(passages_of(draft), link.seat)
    if laid is not None:
        context["read"] = laid.digest
    template = laid.template if laid else "cases/review_link.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {**context, **(laid.context if laid else {})}, status=status)


def _lift(request: HttpRequest, link: ReviewLink) -> HttpResponse:
    veto = link.reviews.filter(pk=_uuid(request.POST["lift"])).first()
    try:
        if veto is not None:
            actions.lift_own(voice=link, veto=veto)
            messages.info(request, _("Je veto is opgeheven."))
    except ReviewRefused as refused:
        messages.info(request, str(refused))
    return _private(SeeOther(request.path))


def _uuid(text: str) -> uuid.UUID:
    """The id that a button names; one that nothing has where it names none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _over(request: HttpRequest, status: HTTPStatus, passed: Passed | None = None) -> HttpResponse:
    context = {"was_there": status == HTTPStatus.GONE, "passed": passed}
    return _private(render(request, "cases/review_link_over.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """No search engine keeps this address. To other sites it is told by no page of ours (Referrer-Policy: same-origin)."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
