"""The pages of the workshop, in Wagtail's editor below /beheer/methodes/. Every form works without JavaScript.

Every button on the page of a method first keeps what was typed, whether it holds or not. What is off stands at its
field; a version that somebody else overtook answers 409, stores nothing and keeps what was typed on the page.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.views.stage import SeeOther
from intervision.models import Method, MethodDraft
from intervision.workshop import actions
from intervision.workshop.exceptions import NotReady, StaleMethod, WorkshopRefusal
from intervision.workshop.queries import draft_for, drafts_for, origins
from intervision.workshop.report import Report
from intervision.workshop.rules import (
    can_adapt,
    can_publish,
    can_throw_away,
    can_withdraw,
    can_write,
)
from intervision.workshop.sheet import Sheet
from intervision.workshop.typed import DOWN, MOST_PHASES, UP, Typed
from intervision.workshop.walk import dry_run
from people.models import Role, User
from people.rules import has_role

TOO_BIG = 2**31 - 1
private = cache_control(private=True, no_store=True)


@require_safe
@private
def overview(request: HttpRequest) -> HttpResponse:
    """What somebody is working on, and every method to begin from."""
    person = _writer(request)
    context = {
        "drafts": drafts_for(person),
        "person": person,
        "origins": origins(),
        "edits_all": has_role(person, Role.EDITOR),
    }
    return render(request, "intervision/workshop/overview.html", context)


@require_POST
@private
def begin(request: HttpRequest) -> HttpResponse:
    """A new method, or one from another: as a version of one's own, or in its own place."""
    person = _writer(request)
    slug, how = request.POST.get("methode", "")[:50], request.POST.get("hoe", "")
    if not slug:
        return SeeOther(_at(actions.begin(by=person)))
    origin = get_object_or_404(Method.objects.methods(), slug=slug)
    if not can_adapt(person, origin):
        raise Http404
    try:
        draft = (actions.take_over if how == "zelf" else actions.adapt)(by=person, method=origin)
    except WorkshopRefusal as refusal:
        messages.error(request, refusal.reason)
        return SeeOther(reverse("method_workshop:overview"))
    return SeeOther(_at(draft))


@require_http_methods(["GET", "HEAD", "POST"])
@private
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write. POST says in `do` what is done after keeping what was typed."""
    person, draft = _theirs(request, pk)
    desk = Bench(request, person, draft)
    return desk.handle() if request.method == "POST" else desk.page()


@require_http_methods(["GET", "HEAD", "POST"])
@private
def trial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The last dry run, as a page to read and to print; POST runs it again."""
    person, draft = _theirs(request, pk)
    if request.method == "POST":
        return _run(request, person, draft)
    report = Report.from_json(draft.report) if draft.report else None
    sheet = Sheet.of(Typed.from_json(draft.content))
    return render(
        request,
        "intervision/workshop/trial.html",
        {
            "draft": draft,
            "report": report,
            "is_current": draft.tried_version == draft.version,
            "can_run": sheet.built is not None,
            "may_publish": can_publish(person, draft, holds=sheet.holds),
        },
    )


@require_POST
@private
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Publish what stands there, take it out of the list, or throw a draft away."""
    person, draft = _theirs(request, pk)
    version = _number(request.POST.get("version"))
    done: dict[str, Callable[[], str]] = {
        "publish": lambda: _publish(person, pk, version),
        "withdraw": lambda: _withdraw(person, pk, version),
        "throw_away": lambda: _throw_away(person, pk, version),
    }
    if (doing := done.get(request.POST.get("do", ""))) is None:
        raise Http404
    try:
        said = doing()
    except StaleMethod as stale:
        return Bench(request, person, draft).refuse(stale.reason, 409)
    except WorkshopRefusal as refusal:
        return Bench(request, person, draft).refuse(refusal.reason, 422)
    messages.success(request, said)
    thrown_away = request.POST["do"] == "throw_away"
    return SeeOther(reverse("method_workshop:overview") if thrown_away else _at(draft))


class Bench:
    """One request at one method: its forms, and what is shown when something is refused."""

    def __init__(self, request: HttpRequest, person: User, draft: MethodDraft) -> None:
        self.request, self.person, self.draft = request, person, draft
        self.status, self.refused, self.stale = 200, "", False
        self.typed = Typed.from_json(draft.content)
        self.seen = draft.version

    def handle(self) -> HttpResponse:
        """Keep what was typed, and do what the button says."""
        data = self.request.POST
        self.typed, self.seen = Typed.sent(data), _number(data.get("version"))
        what, _colon, key = data.get("do", "save").partition(":")
        if what == "over":  # having read that somebody else saved
            self.seen = _number(key)
        self.typed = self._pressed(what, key)
        try:
            self.draft = actions.save(by=self.person, pk=self.draft.pk, version=self.seen, typed=self.typed)
        except StaleMethod as stale:
            return self.refuse(stale.reason, 409)
        self.seen = self.draft.version
        if what == "try":
            return _run(self.request, self.person, self.draft)
        if what == "publish":
            return self._publish()
        if what in {"save", "over"}:
            self._tell_kept()
        return SeeOther(
            _at(self.draft) + (f"#fase-{key}" if what in {UP, DOWN} else "#fasen" if what in {"add", "remove"} else "")
        )

    def _pressed(self, what: str, key: str) -> Typed:
        if what in {UP, DOWN}:
            return self.typed.moved(key, what)
        if what == "remove":
            return self.typed.without(key)
        return self.typed.with_phase() if what == "add" else self.typed

    def _publish(self) -> HttpResponse:
        try:
            said = _publish(self.person, self.draft.pk, self.draft.version)
        except NotReady as refusal:
            return self.refuse(refusal.reason, 422)
        messages.success(self.request, said)
        return SeeOther(_at(self.draft))

    def _tell_kept(self) -> None:
        off = len(Sheet.of(self.typed).off)
        kept = _("Bewaard.")
        if off:
            kept += " " + ngettext(
                "Er is nog %(count)s ding te doen voor iemand deze methode kan kiezen.",
                "Er zijn nog %(count)s dingen te doen voor iemand deze methode kan kiezen.",
                off,
            ) % {"count": off}
        messages.success(self.request, kept)

    def refuse(self, reason: str, status: int) -> HttpResponse:
        self.refused, self.status, self.stale = reason, status, status == 409
        return self.page()

    def page(self) -> HttpResponse:
        """The form. On a new sheet nothing is called wrong before it was kept once."""
        sheet = Sheet.of(self.typed)
        began = self.draft.version > 1 or self.draft.adapted_from_id or self.draft.method_id or self.status != 200
        now = draft_for(self.person, self.draft.pk) if self.stale else self.draft
        context: dict[str, Any] = {
            "draft": self.draft,
            "sheet": sheet,
            "off": sheet.off if began else [],
            "tells": began,
            "off_phases": {each.phase for each in sheet.off} if began else set(),
            "version": self.seen,
            "now": now.version if now else self.seen,
            "refused": self.refused,
            "stale": self.stale,
            "minutes": _minutes(sheet),
            "is_full": len(self.typed.phases) >= MOST_PHASES,
            "is_tried": self.draft.tried_version == self.draft.version,
            "may_withdraw": can_withdraw(self.person, self.draft),
            "may_throw_away": can_throw_away(self.person, self.draft),
            "title": self.draft.title or _("Methode zonder titel"),
        }
        return render(self.request, "intervision/workshop/edit.html", context, status=self.status)


def _run(request: HttpRequest, person: User, draft: MethodDraft) -> HttpResponse:
    """Run what stands there. What has no numbers to run on, says so at its fields."""
    sheet = Sheet.of(Typed.from_json(draft.content))
    if sheet.built is None or not _has_range(sheet):
        return Bench(request, person, draft).refuse(
            _("Voor een droge loop moeten de velden hieronder eerst kloppen."), 422
        )
    version = draft.version
    try:
        actions.note_trial(by=person, pk=draft.pk, version=version, report=dry_run(*sheet.built))
    except StaleMethod as stale:
        return Bench(request, person, draft).refuse(stale.reason, 409)
    return SeeOther(reverse("method_workshop:trial", args=[draft.pk]))


def _has_range(sheet: Sheet) -> bool:
    assert sheet.built is not None
    _method, phases = sheet.built
    return bool(phases) and all(phase.least <= phase.minutes <= phase.most for phase in phases)


def _publish(person: User, pk: uuid.UUID, version: int) -> str:
    method = actions.publish(by=person, pk=pk, version=version)
    return _("Gepubliceerd. Wie een sessie plant, kan nu “%(title)s” kiezen.") % {"title": method.title}


def _withdraw(person: User, pk: uuid.UUID, version: int) -> str:
    actions.withdraw(by=person, pk=pk, version=version)
    return _("Uit de lijst gehaald. Wat al gepland was, gaat door.")


def _throw_away(person: User, pk: uuid.UUID, version: int) -> str:
    actions.throw_away(by=person, pk=pk, version=version)
    return _("Weggegooid.")


def _minutes(sheet: Sheet) -> int:
    """What the phases last together, as far as numbers stand there."""
    typed = [str(each.row.get("minutes", "")).strip() for each in sheet.typed.phases]
    return sum(int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 5)


def _writer(request: HttpRequest) -> User:
    """Who works here; for anybody else this address does not exist."""
    if not isinstance(request.user, User) or not can_write(request.user):
        raise Http404
    return request.user


def _theirs(request: HttpRequest, pk: uuid.UUID) -> tuple[User, MethodDraft]:
    person = _writer(request)
    draft = draft_for(person, pk)
    if draft is None:
        raise Http404
    return person, draft


def _at(draft: MethodDraft) -> str:
    return reverse("method_workshop:edit", args=[draft.pk])


def _number(text: Any) -> int:
    """A version as it was sent; what is none fits no version."""
    word = str(text or "")
    return min(int(word), TOO_BIG) if word.isascii() and word.isdigit() and len(word) < 11 else 0
