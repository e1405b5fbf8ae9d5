"""What stands in the file of a case that is being read: who was asked, what they said, and what still misses."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.consent.rules import can_keep_consent
from cases.models import CasePage, Review, ReviewLink
from cases.models.correction import Judgement
from cases.review import actions, rules
from cases.review.due import due_of
from cases.review.enums import Seat
from cases.review.exceptions import ReviewRefused
from cases.review.forms import LinkForm, RecordForm, TalkForm
from cases.review.queries import corrections_of, links_of, open_changes, told_of
from cases.rules import requirements_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review_file(request: HttpRequest, pk: int) -> HttpResponse:
    """For its writer and the editors; for everyone else this address does not exist."""
    case = CasePage.objects.filter(pk=pk).select_related("locale").first()
    if case is None or not rules.can_see_reviews(request.user, case):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # who sees reviews has an account
    forms = _forms(user, case)
    made = ""
    if request.method == "POST":
        does = _DOES.get(request.POST.get("do", ""))
        if does is None:
            raise Http404
        try:
            answer = does(request, user, case, forms)
        except ReviewRefused as refused:
            messages.info(request, str(refused))
            return SeeOther(request.path)
        if isinstance(answer, HttpResponse):
            return answer
        made = answer
    return render(request, "cases/review_file.html", _context(user, case, forms, made), status=_status(forms))


def _status(forms: dict[str, Any]) -> int:
    return 422 if any(form.is_bound and form.errors for form in forms.values()) else 200


def _forms(user: User, case: CasePage) -> dict[str, Any]:
    seats = [seat for seat in Seat if rules.can_invite(user, case, seat)]
    return {"link": LinkForm(seats=seats), "record": RecordForm(auto_id="noteer_%s"), "talk": TalkForm()}


def _context(user: User, case: CasePage, forms: dict[str, Any], made: str) -> dict[str, Any]:
    latest = case.get_latest_revision_as_object()
    told = told_of(case.translation_key, latest)
    draft = latest.as_draft()
    return {
        "case": case,
        "told": told,
        "due": due_of(case) if case.live else None,
        "changes": [
            (change, rules.can_mark(user, case, change), rules.can_judge(user, case, change))
            for change in open_changes(case)
        ],
        "corrections": corrections_of(case),
        "links": links_of(case.translation_key),
        "missing": [each for each in requirements_of(draft) if each.field == "reviewers" and not each.is_met],
        "met": [each for each in requirements_of(draft) if each.field == "reviewers" and each.is_met],
        "can_record": rules.can_record(user, case),
        "can_talk": {each.review.pk for each in told if rules.can_record_talk(user, each.review)},
        "can_revoke": {seat.value for seat in Seat if rules.can_invite(user, case, seat)},
        "can_keep_consent": can_keep_consent(user),
        "forms": forms,
        "made": made,
        "edit_url": reverse("wagtailadmin_pages:edit", args=(case.pk,)),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, None)],
    }


def _make_link(request: HttpRequest, user: User, case: CasePage, forms: dict[str, Any]) -> str:
    seats = [seat for seat in Seat if rules.can_invite(user, case, seat)]
    form = forms["link"] = LinkForm(request.POST, seats=seats)
    if not form.is_valid():
        return ""
    _link, token = actions.make_link(
        by=user, case=case, seat=form.cleaned_data["seat"], with_guide=form.cleaned_data["with_guide"]
    )
    return settings.SITE_URL + reverse("cases:review_link", kwargs={"token": token})


def _revoke(request: HttpRequest, user: User, case: CasePage, _forms: dict[str, Any]) -> HttpResponse:
    link = get_object_or_404(ReviewLink, pk=_id(request), case_key=case.translation_key)
    actions.revoke_link(by=user, case=case, link=link)
    return SeeOther(request.path)


def _record(request: HttpRequest, user: User, case: CasePage, forms: dict[str, Any]) -> HttpResponse | str:
    form = forms["record"] = RecordForm(request.POST, auto_id="noteer_%s")
    if not form.is_valid():
        return ""
    actions.record(by=user, case=case, **form.cleaned_data)
    messages.info(request, _("Genoteerd."))
    return SeeOther(request.path)


def _talk(request: HttpRequest, user: User, case: CasePage, forms: dict[str, Any]) -> HttpResponse | str:
    veto = get_object_or_404(Review, pk=_id(request), case_key=case.translation_key)
    form = forms["talk"] = TalkForm(request.POST)
    if not form.is_valid():
        return ""
    actions.record_talk(by=user, veto=veto, words=form.cleaned_data["words"])
    messages.info(request, _("Genoteerd. Het veto blijft staan tot een ervaringsdeskundige het gesprek bevestigt."))
    return SeeOther(request.path)


def _mark(request: HttpRequest, user: User, case: CasePage, _forms: dict[str, Any]) -> HttpResponse:
    actions.mark_correction(by=user, case=case, stamp=request.POST.get("stamp", ""))
    messages.info(request, _("Genoteerd. De nalezingen gelden weer als een tweede persoon dit bevestigt."))
    return SeeOther(request.path)


def _judge(request: HttpRequest, user: User, case: CasePage, _forms: dict[str, Any]) -> HttpResponse:
    judgement = Judgement.SAME if request.POST["do"] == "same" else Judgement.OTHER
    actions.judge_correction(by=user, case=case, stamp=request.POST.get("stamp", ""), judgement=judgement)
    messages.info(request, SAID[judgement])
    return SeeOther(request.path)


SAID = {
    Judgement.SAME: gettext_lazy("Bevestigd. De nalezingen blijven gelden."),
    Judgement.OTHER: gettext_lazy("Genoteerd. De tekst moet opnieuw nagelezen worden."),
}


def _id(request: HttpRequest) -> str:
    """The id that a button names. Raises Http404 where it is none."""
    try:
        return str(uuid.UUID(request.POST.get("id", "")))
    except ValueError:
        raise Http404 from None


_DOES: dict[str, Callable[..., HttpResponse | str]] = {
    "link": _make_link,
    "revoke": _revoke,
    "record": _record,
    "talk": _talk,
    "mark": _mark,
    "same": _judge,
    "other": _judge,
}
