"""Write a signal, keep it as a draft, look at what it gives away, submit it; and the list of an organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import Organisation, User
from reflection.desk import Desk, data_of
from reflection.origins import describe_origins
from reflection.views.same_reader import from_same_reader
from signalling import actions
from signalling.forms import SignalForm
from signalling.models import Signal, SignalDraft
from signalling.places import change_of, new_signal_from
from signalling.queries import draft_of, drafts_of, organisations_of, said_in, signals_of
from signalling.rules import NotYet
from signalling.wording import missing_in, remarks_on

MOST_ABOUT = 120
STORED = "signalling.stored"
"""In the session: the opened pages whose words were kept as a signal. The page of a new one is empty again after that."""
MOST_STORED = 10


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


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
@login_required
def write(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a new signal (`?van=` says where it comes from) or go on with a draft. POST keeps it; `nakijken` goes on.

    Where something else was written meanwhile on another page, it answers 409 with both and keeps neither less.
    """
    person = _person(request)
    draft = _draft(person, pk) if pk else None
    about = draft.about if draft else request.GET.get("van", "")[:MOST_ABOUT]
    desk, standing = _desk(request, draft, about), said_in(draft) if draft else {}
    if request.method != "POST":
        return _form(request, SignalForm(standing=standing, draft=desk.data), draft, about, desk)
    form = SignalForm(request.POST, standing=standing)
    if not form.is_valid():
        return _form(request, form, draft, about, desk, status=422)
    if other := _elsewhere(form, desk):
        form.hold_against(other)
        desk.keep_sent()
        return _form(request, form, draft, about, desk, status=409)
    try:
        kept = _keep(request, form, draft, about, desk)
    except actions.StaleDraft:
        form.add_error(None, _("Dit klad werd intussen op een andere pagina gewijzigd. Neem over wat je nodig hebt."))
        desk.keep_sent()
        return _form(request, form, draft, about, desk, status=409)
    if "nakijken" in request.POST:
        return redirect("signalling:check", pk=kept.pk)
    messages.success(request, _("Bewaard als klad. Alleen jij kan het lezen."))
    return redirect("signalling:draft", pk=kept.pk)


def _desk(request: HttpRequest, draft: SignalDraft | None, about: str = "") -> Desk:
    """What is typed in this signal and not kept yet."""
    if draft is not None:
        return Desk(request, change_of(draft.pk), reverse("signalling:draft", args=[draft.pk]))
    address = reverse("signalling:new") + (f"?{urlencode({'van': about})}" if about else "")
    done = (UUID(each) for each in request.session.get(STORED, ()))
    return Desk(request, new_signal_from(about), address, done=done)


def _elsewhere(form: SignalForm, desk: Desk) -> SignalForm | None:
    """What this same person wrote here on another page since this one went out, and that says otherwise."""
    if form.crosses(form.standing):
        return form.as_kept()
    if desk.crossed and form.is_touched:
        other = form.with_draft(data_of(desk.crossed.fields))
        return other if other.shows_draft else None
    return None


def _keep(request: HttpRequest, form: SignalForm, draft: SignalDraft | None, about: str, desk: Desk) -> SignalDraft:
    """Keep what was sent. A page that says nothing new undoes nothing that was kept since. Raises StaleDraft."""
    if draft is not None and not form.differs_from(form.standing):
        desk.clear()
        return draft
    person = _person(request)
    kept = actions.keep_draft(
        by=person,
        said=form.value(),
        about=_seen(person, about),
        draft_id=draft.pk if draft else None,
        version=draft.version if draft else 0,
        settled=desk.settled,
    )
    desk.clear_rescued()
    if draft is None:
        stored = [str(form.cleaned_data["operation"]), *request.session.get(STORED, ())]
        request.session[STORED] = stored[:MOST_STORED]
    return kept


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
        if SignalForm(standing=said_in(draft), draft=_desk(request, draft).data).shows_draft:
            raise NotYet(_("In dit klad schreef je nog iets dat niet bewaard is. Pas de tekst aan, bewaar en kijk na."))
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
    request: HttpRequest, form: SignalForm, draft: SignalDraft | None, about: str, desk: Desk, status: int = 200
) -> HttpResponse:
    person = _person(request)
    origin = describe_origins(person, [about])[about] if about else None
    context: dict[str, Any] = {
        "form": form,
        "desk": desk,
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
