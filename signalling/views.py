"""Write a signal, keep it as a draft, look at what it gives away, submit it; and the list of an organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import Organisation, User
from reflection.origins import describe_origins
from signalling import actions
from signalling.forms import SignalForm
from signalling.models import Signal, SignalDraft
from signalling.queries import draft_of, drafts_of, organisations_of, said_in, signals_of
from signalling.rules import NotYet
from signalling.wording import missing_in, remarks_on

MOST_ABOUT = 120


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def overview(request: HttpRequest) -> HttpResponse:
    """One's own drafts, and the lists of one's organisations."""
    person = _person(request)
    context = {
        "drafts": drafts_of(person),
        "organisations": organisations_of(person),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Signalen"), None)],
    }
    return render(request, "signalling/overview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a new signal (`?van=` says where it comes from) or go on with a draft. POST keeps it; `nakijken` goes on.

    A version that changed meanwhile on another page answers 409 and keeps what was sent in the form.
    """
    person = _person(request)
    draft = _draft(person, pk) if pk else None
    about = draft.about if draft else request.GET.get("van", "")[:MOST_ABOUT]
    if request.method != "POST":
        initial = {**said_in(draft), "version": draft.version} if draft else {"version": 0}
        return _form(request, SignalForm(initial=initial), draft, about)
    form = SignalForm(request.POST)
    if not form.is_valid():
        return _form(request, form, draft, about, status=422)
    try:
        kept = actions.keep_draft(
            by=person,
            said=form.said(),
            about=_seen(person, about),
            draft_id=pk,
            version=form.cleaned_data["version"] or 0,
        )
    except actions.StaleDraft:
        form.add_error(None, _("Dit klad werd intussen op een andere pagina gewijzigd. Neem over wat je nodig hebt."))
        # Sent once more, it goes in the place of the version that is told about here.
        sent = request.POST.copy()
        sent["version"] = str(draft.version if draft else 0)
        form.data = sent
        return _form(request, form, draft, about, status=409)
    if "nakijken" in request.POST:
        return redirect("signalling:check", pk=kept.pk)
    messages.success(request, _("Bewaard als klad. Alleen jij kan het lezen."))
    return redirect("signalling:draft", pk=kept.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the text may give away, and submitting it. A refusal answers 409 with the reason, and submits nothing."""
    person = _person(request)
    draft = _draft(person, pk)
    organisations = organisations_of(person)
    if request.method != "POST":
        return _check(request, draft, organisations)
    organisation = next((each for each in organisations if str(each.pk) == request.POST.get("organisatie")), None)
    version = request.POST.get("version", "")
    try:
        if organisation is None:
            raise NotYet(_("Kies de organisatie waar je dit indient."))
        actions.submit(
            by=person,
            draft_id=draft.pk,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
            organisation=organisation,
            went_through="nagekeken" in request.POST,
        )
    except NotYet as reason:
        return _check(request, draft, organisations, said=str(reason), status=409)
    except actions.StaleDraft:
        return _check(
            request, draft, organisations, said=_("De tekst veranderde sinds je hem nakeek. Kijk opnieuw."), status=409
        )
    messages.success(request, _("Ingediend. Het signaal staat op de lijst van je organisatie, zonder je naam."))
    return redirect("signalling:listed", pk=organisation.pk)


@require_POST
@login_required
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a draft away for good."""
    if not actions.throw_away(by=_person(request), draft_id=pk):
        raise Http404
    messages.success(request, _("Weg. Dit klad is er niet meer."))
    return redirect("signalling:overview")


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def listed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of an organisation, for who belongs to it; also to be printed."""
    person = _person(request)
    organisation = next((each for each in organisations_of(person) if each.pk == pk), None)
    if organisation is None:
        raise Http404
    context = {
        "organisation": organisation,
        "signals": signals_of(person, organisation),
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Signalen"), reverse("signalling:overview")),
            (organisation.name, None),
        ],
    }
    return render(request, "signalling/listed.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own signal back. Anybody else gets the 404 of one that is not there."""
    person = _person(request)
    signal = Signal.objects.filter(pk=pk, author=person).select_related("data_key").first()
    if signal is None:
        raise Http404
    draft = actions.withdraw(by=person, signal=signal)
    messages.success(request, _("Ingetrokken. Het is weer een klad dat alleen jij ziet."))
    return redirect("signalling:draft", pk=draft.pk)


def _person(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # every view here asks to sign in
    return person


def _draft(person: User, pk: UUID) -> SignalDraft:
    draft = draft_of(person, pk)
    if draft is None:
        raise Http404
    return draft


def _seen(person: User, about: str) -> str:
    """What an address says it comes from, where this person can see it: what a browser sends is no proof."""
    return about if about and describe_origins(person, [about])[about].url else ""


def _form(
    request: HttpRequest, form: SignalForm, draft: SignalDraft | None, about: str, status: int = 200
) -> HttpResponse:
    person = _person(request)
    origin = describe_origins(person, [about])[about] if about else None
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "origin": origin if origin and origin.url else None,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Signalen"), reverse("signalling:overview")),
            (_("Schrijven"), None),
        ],
    }
    return render(request, "signalling/write.html", context, status=status)


def _check(
    request: HttpRequest, draft: SignalDraft, organisations: list[Organisation], said: str = "", status: int = 200
) -> HttpResponse:
    text = said_in(draft)
    context: dict[str, Any] = {
        "draft": draft,
        "title": text.get("title", ""),
        "missing": missing_in(text),
        "remarks": remarks_on(text),
        "organisations": organisations,
        "said": said,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Signalen"), reverse("signalling:overview")),
            (_("Nakijken"), None),
        ],
    }
    return render(request, "signalling/check.html", context, status=status)
