"""My saved questions: the list with what is new, saving one, and everything that can be done with it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from search.asking import asked_in
from search.engines.patience import PAGE_SECONDS, within
from search.troubles import ENGINE_TROUBLE
from shelf.actions import searches as actions
from shelf.exceptions import ShelfError, Stale
from shelf.forms import NameForm
from shelf.models import DAYS_TO_PUT_BACK, SavedSearch
from shelf.queries.searches import Question, name_for, questions_of, search_of, wants_no_mail

private = cache_control(private=True, no_store=True)
UNREADABLE = (DecryptionError, ServerKeysError)


class SeeOther(HttpResponseRedirect):
    """On to another page with GET."""

    status_code = 303


@private
@require_safe
@login_required
def searches(request: HttpRequest) -> HttpResponse:
    """Everything this person saved, with what is new in it. Reading it changes nothing."""
    return _page(request)


@private
@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of the result page that this was pressed on. Its words come in the body, and in no address."""
    person, asked = person_of(request), asked_in(request.POST)
    try:
        row, is_new = actions.save_search(
            by=person, asked=asked, language=get_language() or settings.LANGUAGE_CODE, name=name_for(asked)
        )
    except ShelfError as refused:
        messages.error(request, str(refused))
        return SeeOther(reverse("shelf:searches"))
    if is_new:
        with within(PAGE_SECONDS):
            actions.look_at_first(row=row)
        messages.success(request, _("Bewaard. Alleen jij ziet deze zoekvraag."))
    else:
        messages.info(request, _("Deze zoekvraag bewaarde je al."))
    return SeeOther(_place(row.pk))


@private
@require_POST
@login_required
def rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another name. Where it was changed on another page meanwhile: 409, with what stands and what was typed."""
    form = NameForm(request.POST, auto_id=f"{pk}-%s")
    if not form.is_valid():
        _found(request, pk)
        return _page(request, {pk: form}, status=422)
    try:
        actions.rename_search(
            by=person_of(request), search_id=pk, version=form.cleaned_data["version"], name=form.cleaned_data["name"]
        )
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    except Stale as refused:
        form.add_error("name", str(refused))
        return _page(request, {pk: form}, status=409)
    except UNREADABLE:
        messages.error(request, _("Deze zoekvraag gaat nu niet open. Er is niets veranderd."))
    return SeeOther(_place(pk))


@private
@require_POST
@login_required
def look(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask it again now."""
    row = _found(request, pk)
    try:
        with within(PAGE_SECONDS):
            is_news = actions.look_again(row=row)
    except UNREADABLE:
        messages.error(request, _("Deze zoekvraag gaat nu niet open. Er is niets veranderd."))
    except ENGINE_TROUBLE:
        messages.error(request, _("Zoeken lukt nu even niet. Je zoekvraag blijft bewaard. Probeer het straks opnieuw."))
    else:
        messages.info(request, _("Er is iets nieuws.") if is_news else _("Niets nieuws sinds de vorige keer."))
    return SeeOther(_place(pk))


@private
@require_POST
@login_required
def seen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was new, is not any more."""
    try:
        actions.mark_seen(by=person_of(request), search_id=pk)
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    except UNREADABLE:
        messages.error(request, _("Deze zoekvraag gaat nu niet open. Er is niets veranderd."))
    return SeeOther(_place(pk))


@private
@require_POST
@login_required
def pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask it no more by itself, or again: `rust` says which."""
    rests = request.POST.get("rust") == "ja"
    return _moved(
        request,
        pk,
        lambda **which: actions.pause_search(**which, is_paused=rests),
        _("Deze zoekvraag rust. Zelf zoeken kan altijd.") if rests else _("We kijken weer elke week."),
    )


@private
@require_POST
@login_required
def delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it aside."""
    return _moved(request, pk, actions.delete_search, _("Verwijderd. Onderaan kan je het nog terugzetten."))


@private
@require_POST
@login_required
def restore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it back."""
    return _moved(request, pk, actions.restore_search, _("Teruggezet."))


@private
@require_POST
@login_required
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let go of a deleted one at once."""
    return _moved(request, pk, actions.forget_search, _("Voorgoed weg."))


@private
@require_POST
@login_required
def mail(request: HttpRequest) -> HttpResponse:
    """The one switch: no mails any more, or again."""
    if request.POST.get("mails") == "ja":
        actions.want_mail(by=person_of(request))
        messages.success(request, _("Je krijgt een mail als er iets nieuws is. Nooit vaker dan één per dag."))
    else:
        actions.stop_mail(by=person_of(request))
        messages.success(request, _("Je krijgt geen mails meer over zoekvragen. Wat nieuw is, zie je nog wel hier."))
    return SeeOther(reverse("shelf:searches"))


def _moved(request: HttpRequest, pk: uuid.UUID, move: Callable[..., bool], said: str) -> HttpResponse:
    if not move(by=person_of(request), search_id=pk):
        raise Http404
    messages.success(request, said)
    return SeeOther(reverse("shelf:searches"))


def _page(request: HttpRequest, forms: dict[uuid.UUID, NameForm] | None = None, status: int = 200) -> HttpResponse:
    person = person_of(request)
    kept, deleted = questions_of(person)
    context: dict[str, Any] = {
        "questions": [(question, (forms or {}).get(question.row.pk) or _form_of(question)) for question in kept],
        "deleted": deleted,
        "days": DAYS_TO_PUT_BACK,
        "wants_no_mail": wants_no_mail(person),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Mijn zoekvragen"), None)],
    }
    return render(request, "shelf/searches.html", context, status=status)


def _form_of(question: Question) -> NameForm:
    row = question.row
    return NameForm(initial={"name": question.name, "version": row.version}, auto_id=f"{row.pk}-%s")


def _found(request: HttpRequest, pk: uuid.UUID) -> SavedSearch:
    """This person's question. Somebody else's is as absent as none."""
    row = search_of(person_of(request), pk)
    if row is None:
        raise Http404
    return row


def _place(pk: uuid.UUID) -> str:
    return f"{reverse('shelf:searches')}#zoekvraag-{pk}"


def person_of(request: HttpRequest) -> User:
    """Who asks; every view of this room asks to sign in."""
    assert isinstance(request.user, User)  # login_required
    return request.user
