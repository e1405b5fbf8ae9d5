"""Readers by experience with an account: what lies for them, and reading it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import CasePage, Review, VetoTalk
from cases.models.correction import Judgement
from cases.previews import guide_of
from cases.review import actions, rules
from cases.review.due import due_cases
from cases.review.elsewhere import talks_elsewhere
from cases.review.enums import Seat
from cases.review.exceptions import ReviewRefused
from cases.review.forms import ReaderForm
from cases.review.queries import laid_before_readers, open_changes, talks_to_confirm, words_of
from cases.review.validity import READ, digest_read, read_from
from cases.revising.queries import open_revisions
from cases.traces.passages import passages_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people.models import Role, User
from people.rules import has_one_of


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """What lies to be read. For who neither reads nor edits, this address does not exist."""
    if not has_one_of(request.user, {Role.EXPERIENCE_REVIEWER, Role.EDITOR}):
        raise Http404
    edits = has_one_of(request.user, {Role.EDITOR})
    context = {
        "cases": [(case, rules.can_review_as_reader(request.user, case)) for case in laid_before_readers()],
        "edits": edits,
        "talks": talks_elsewhere(request.user),  # type: ignore[arg-type]  # who reads or edits has an account
        "due": due_cases(request.user) if edits else [],  # type: ignore[arg-type]  # who edits has an account
        "revising": open_revisions(request.user) if edits else [],  # type: ignore[arg-type]  # the same
        "breadcrumbs": [(_("Casussen"), reverse_index()), (_("Nalezen"), None)],
    }
    return render(request, "cases/review_overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def read_as_reader(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as participants get it, with the guide, and the form. Only what its writer laid before the editors."""
    case = CasePage.objects.filter(pk=pk).select_related("locale").first()
    if case is None or not rules.can_review_as_reader(request.user, case):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # a reader by experience has an account
    form = ReaderForm(request.POST if request.method == "POST" and "verdict" in request.POST else None)
    if request.method == "POST":
        try:
            if "lift" in request.POST:
                actions.lift_own(voice=user, veto=_own_veto(request, user, case))
                messages.info(request, _("Je veto is opgeheven."))
                return SeeOther(request.path)
            if "confirm" in request.POST:
                actions.confirm_talk(by=user, talk=_talk(request, case))
                messages.info(request, _("Je bevestigde het gesprek. Het veto is opgeheven."))
                return SeeOther(request.path)
            if (judgement := _JUDGES.get(request.POST.get("do", ""))) is not None:
                stamp = request.POST.get("stamp", "")
                actions.judge_correction(by=user, case=case, stamp=stamp, judgement=judgement)
                messages.info(request, _("Genoteerd. De redactie en wie schreef zien wat je zei."))
                return SeeOther(request.path)
            if form.is_valid():
                read = read_from(request.POST.get(READ, ""))
                actions.say_as_reader(by=user, case=case, read=read, **form.cleaned_data)
                messages.info(request, _("Dank je. Wie de casus schreef en de redactie lezen wat je zei."))
                return SeeOther(request.path)
        except ReviewRefused as refused:
            messages.info(request, str(refused))
            return SeeOther(request.path)
    draft = case.get_latest_revision_as_object()
    own = Review.objects.filter(case_key=case.translation_key, reviewer=user).select_related("data_key")
    context = {
        "case": draft,
        "guide": guide_of(draft),
        "read": digest_read(passages_of(draft), Seat.EXPERIENCE),
        "form": form,
        "said": [(review, words_of(review)) for review in own],
        "talks": [
            (talk, words_of(talk))
            for talk in talks_to_confirm(case.translation_key)
            if rules.can_confirm_talk(user, talk)
        ],
        "changes": [change for change in open_changes(case) if rules.can_judge(user, case, change)],
        "breadcrumbs": [(_("Casussen"), reverse_index()), (_("Nalezen"), None)],
    }
    return render(request, "cases/review_read.html", context, status=422 if form.errors else 200)


_JUDGES = {"same": Judgement.SAME, "other": Judgement.OTHER}


def _own_veto(request: HttpRequest, user: User, case: CasePage) -> Review:
    found = Review.objects.filter(pk=_id(request.POST["lift"]), case_key=case.translation_key, reviewer=user).first()
    if found is None:
        raise Http404
    return found


def _talk(request: HttpRequest, case: CasePage) -> VetoTalk:
    found = (
        VetoTalk.objects.filter(pk=_id(request.POST["confirm"]), veto__case_key=case.translation_key)
        .select_related("veto")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
