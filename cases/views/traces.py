"""Deciding, place by place, about what could tell who somebody is in a draft."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import CasePage, TraceSearch
from cases.traces.actions import agree, keep, put_for, search_traces, take_for_nobody
from cases.traces.forms import DecisionForm
from cases.traces.queries import Question, draft_of, other_versions, questions_of, stamp_of
from cases.traces.rules import ChangedMeanwhile, DoesNotFit, NotYours, can_agree, can_decide
from cases.traces.standing import Level


@dataclass
class Asked:
    """A question with what was sent about it, when that could not be kept."""

    question: Question
    form: DecisionForm | None
    is_next: bool
    """The one that somebody comes to now: its choices lie open."""

    @property
    def choice(self) -> str:
        """The choice that is ticked."""
        if self.form:
            return str(self.form.data.get("choice", ""))
        return {"blijft": DecisionForm.KEEP, "niemand": DecisionForm.NOBODY}.get(self.question.decision, "")

    @property
    def own(self) -> str:
        return str(self.form.data.get("own", "")) if self.form else ""

    @property
    def reason(self) -> str:
        return str(self.form.data.get("reason", "")) if self.form else self.question.reason

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """The suggestions: value, words, and whether they say less."""
        return [
            (f"{DecisionForm.WIDER if each.widens else DecisionForm.OTHER}{each.text}", str(each.text), each.widens)
            for each in self.question.suggestions
        ]


def _draft(request: HttpRequest, pk: int) -> CasePage:
    """The case as it stands in its latest revision. For who may neither change nor agree it does not exist."""
    page = CasePage.objects.filter(pk=pk).first()
    if page is None or not (can_decide(page, request.user) or can_agree(page, request.user)):
        raise Http404
    return draft_of(page)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def traces(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, with a form at each. A draft that changed since is searched by the button, never by looking.

    A decision about what changed meanwhile answers 409, and keeps what was sent beside how it stands now.
    """
    draft = _draft(request, pk)
    if request.method != "POST":
        return _page(request, draft)
    if not can_decide(draft, request.user):
        raise Http404
    if "zoek" in request.POST:
        search_traces(draft)
        return redirect("cases:traces", pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        said = _decide(request, draft, form)
    except DoesNotFit as refused:
        form.add_error("choice", str(refused))
        return _page(request, draft, form, status=422)
    except ChangedMeanwhile as refused:
        form.add_error(None, str(refused))
        return _page(request, draft_of(draft), form, status=409)
    messages.success(request, said)
    # On to the next place, so that a keyboard or a screen reader goes on from there.
    return redirect(f"{reverse('cases:traces', args=[pk])}#verder")


def _decide(request: HttpRequest, draft: CasePage, form: DecisionForm) -> str:
    quote, seen, choice = (form.cleaned_data[name] for name in ("quote", "seen", "choice"))
    by = request.user
    assert by.is_authenticated  # who may decide is
    if choice == form.KEEP:
        keep(draft, quote, reason=form.cleaned_data["reason"], seen=seen, by=by)
        return _("Dit blijft staan, met je reden.")
    if choice == form.NOBODY:
        take_for_nobody(draft, quote, seen=seen, by=by)
        return _("Genoteerd: dit gaat over niemand.")
    other, widens = form.other
    asked = put_for(draft, quote, other, widens=widens, seen=seen, by=by)
    said = _("Vervangen in het ontwerp, overal waar het stond.")
    if not asked:
        return said
    languages = ", ".join(str(version.locale.get_display_name()) for version in asked)
    also = _("Deze taal moet er ook over beslissen, en verschijnt tot dan niet opnieuw: %(languages)s.")
    return f"{said} {also % {'languages': languages}}"


def _page(
    request: HttpRequest, draft: CasePage, form: DecisionForm | None = None, *, status: int = 200
) -> HttpResponse:
    standing = draft.trace_standing()
    questions = questions_of(draft)
    sent = form.data.get("quote") if form else None
    is_there = any(each.quote == sent for each in questions)
    goes_on = sent if is_there else next((each.quote for each in questions if not each.decision), None)
    asked = [Asked(each, form if each.quote == sent else None, each.quote == goes_on) for each in questions]
    context = {
        "case": draft,
        "standing": standing,
        "is_high": standing.level is Level.HIGH,
        "search": TraceSearch.objects.filter(case_id=draft.pk).select_related("agreed_by").first(),
        "open": [each for each in asked if not each.question.decision],
        "decided": [each for each in asked if each.question.decision],
        "form": form,
        # What was sent about words that are gone has no field to stand in.
        "lost": (form.data.get("own") or form.data.get("reason", "")) if form and not is_there else "",
        "stamp": stamp_of(draft, questions),
        "versions": [
            (version, can_decide(version.case, request.user) or can_agree(version.case, request.user))
            for version in other_versions(draft)
        ],
        "may_decide": can_decide(draft, request.user),
        "may_agree": can_agree(draft, request.user),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
    }
    return render(request, "cases/traces.html", context, status=status)


@require_POST
@cache_control(private=True, no_store=True)
def agree_to_traces(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person agrees with what stays, as they saw it. What changed meanwhile answers 409 with how it is now."""
    draft = _draft(request, pk)
    try:
        agree(draft, seen=request.POST.get("seen", ""), by=request.user)  # type: ignore[arg-type]
    except NotYours as refused:
        messages.error(request, str(refused))
    except ChangedMeanwhile as refused:
        messages.error(request, str(refused))
        return _page(request, draft_of(draft), status=409)
    else:
        messages.success(
            request, _("Je ging akkoord met deze tekst. Verandert de tekst, dan wordt het opnieuw gevraagd.")
        )
    return redirect("cases:traces", pk)
