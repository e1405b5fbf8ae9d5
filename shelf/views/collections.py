"""My collections and what others share with me; one collection; making, changing and deleting it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import User
from reflection.desk import Desk
from reflection.views.same_reader import from_same_reader
from shelf.actions import collections as actions
from shelf.audiences import ONLY_ME, audience_for, group_choices, key_of
from shelf.exceptions import NotYours, ShelfError, Stale
from shelf.forms import CollectionForm, WhyForm
from shelf.models import DAYS_TO_PUT_BACK, Collection
from shelf.places import change_of, new_collection
from shelf.queries.collections import Opened, collection_for, collections_of
from shelf.rules import check_change
from shelf.views.searches import SeeOther, person_of, private

STORED = "shelf.stored"
"""In the session: the opened pages that made a collection. The page of a new one is empty again after that."""
MOST_STORED = 10


@private
@require_safe
@login_required
def collections(request: HttpRequest) -> HttpResponse:
    """One's own, and what others share."""
    own, shared, deleted = collections_of(person_of(request))
    context = {
        "own": own,
        "shared": shared,
        "deleted": deleted,
        "days": DAYS_TO_PUT_BACK,
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Verzamelingen"), None)],
    }
    return render(request, "shelf/collections.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@from_same_reader
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin one, before there is anything in it. What is refused answers 422, and stands there as a draft."""
    person = person_of(request)
    groups = group_choices(person)
    done = (uuid.UUID(each) for each in request.session.get(STORED, ()))
    desk = Desk(request, new_collection(), reverse("shelf:new_collection"), done=done)
    if request.method != "POST":
        return _form(request, CollectionForm(groups=groups, draft=desk.data), desk, None)
    form = CollectionForm(request.POST, groups=groups)
    if form.is_valid():
        try:
            row = actions.make_collection(
                by=person,
                words=form.words,
                audience=audience_for(person, form.cleaned_data["audience"], groups),
                operation=form.cleaned_data["operation"],
                settled=desk.settled,
            )
        except ShelfError as refused:
            form.add_error(None, str(refused))
        else:
            desk.clear_rescued()
            stored = [str(form.cleaned_data["operation"]), *request.session.get(STORED, ())]
            request.session[STORED] = stored[:MOST_STORED]
            return SeeOther(reverse("shelf:collection", kwargs={"pk": row.pk}))
    desk.keep_sent()
    return _form(request, form, desk, None, status=422)


@private
@require_safe
@login_required
def collection(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One collection: for its owner with everything that can be done, for others to read and to print."""
    return page_of(request, pk)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@from_same_reader
@login_required
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another name, text or audience. Changed on another page meanwhile: 409, with what was typed still in the fields."""
    person, opened = person_of(request), own_or_refused(request, pk)
    if opened.words is None:
        raise Http404
    groups = group_choices(person)
    standing = {
        "title": opened.words.title,
        "about": opened.words.about,
        "audience": key_of(opened.row.audience) if opened.for_whom else ONLY_ME,
    }
    desk = Desk(request, change_of(pk), reverse("shelf:change_collection", args=[pk]))
    if request.method != "POST":
        return _form(request, CollectionForm(groups=groups, standing=standing, draft=desk.data), desk, opened)
    form = CollectionForm(request.POST, groups=groups, standing=standing)
    if not form.is_valid():
        desk.keep_sent()
        return _form(request, form, desk, opened, status=422)
    try:
        actions.change_collection(
            by=person,
            collection_id=pk,
            version=number_in(request.POST.get("version", "")),
            words=form.words,
            audience=audience_for(person, form.cleaned_data["audience"], groups),
            settled=desk.settled,
        )
    except Stale as refused:
        form.add_error(None, str(refused))
        desk.keep_sent()
        return _form(request, form, desk, opened, status=409)
    except Collection.DoesNotExist:
        raise Http404 from None
    desk.clear_rescued()
    return SeeOther(reverse("shelf:collection", kwargs={"pk": pk}))


@private
@require_POST
@login_required
def delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it aside."""
    own_or_refused(request, pk)
    actions.delete_collection(by=person_of(request), collection_id=pk)
    messages.success(request, _("Verwijderd. Onderaan kan je ze nog terugzetten."))
    return SeeOther(reverse("shelf:collections"))


@private
@require_POST
@login_required
def restore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it back, for its owner alone."""
    if not actions.restore_collection(by=person_of(request), collection_id=pk):
        raise Http404
    messages.success(request, _("Teruggezet. Alleen jij ziet ze nu."))
    return SeeOther(reverse("shelf:collection", kwargs={"pk": pk}))


@private
@require_POST
@login_required
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let go of a deleted one at once."""
    if not actions.forget_collection(by=person_of(request), collection_id=pk):
        raise Http404
    messages.success(request, _("Voorgoed weg."))
    return SeeOther(reverse("shelf:collections"))


def page_of(
    request: HttpRequest, pk: uuid.UUID, forms: dict[uuid.UUID, WhyForm] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a collection; `forms` holds what was typed at a piece and is not stored."""
    opened = _seen(person_of(request), pk)
    pieces = [(piece, (forms or {}).get(piece.row.pk) or _why_form(piece.row.pk, piece.why)) for piece in opened.pieces]
    context: dict[str, Any] = {
        "collection": opened,
        "pieces": pieces,
        "days": DAYS_TO_PUT_BACK,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Verzamelingen"), reverse("shelf:collections")),
            (opened.title or _("Niet te lezen"), None),
        ],
    }
    return render(request, "shelf/collection.html", context, status=status)


def own_or_refused(request: HttpRequest, pk: uuid.UUID) -> Opened:
    """One's own collection. Who may only read it is told so; for who may not see it, it is not there."""
    opened = _seen(person_of(request), pk)
    try:
        check_change(opened.row, request.user)
    except NotYours as refused:
        raise PermissionDenied(str(refused)) from None
    return opened


def number_in(text: str) -> int:
    """A version from a form; one that is no number is no version."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _seen(person: User, pk: uuid.UUID) -> Opened:
    opened = collection_for(person, pk)
    if opened is None:
        raise Http404
    return opened


def _why_form(pk: uuid.UUID, why: str) -> WhyForm:
    return WhyForm(initial={"why": why}, auto_id=f"{pk}-%s")


def _form(
    request: HttpRequest, form: CollectionForm, desk: Desk, opened: Opened | None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "desk": desk,
        "collection": opened,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Verzamelingen"), reverse("shelf:collections")),
            (_("Aanpassen") if opened else _("Nieuwe verzameling"), None),
        ],
    }
    return render(request, "shelf/collection_form.html", context, status=status)
