"""Deleting an entry, and the week in which that can be undone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from reflection import actions, queries
from reflection.models import KEPT_AFTER_DELETING_DAYS
from reflection.views.logbook import SeeOther, private


@private
@require_safe
@login_required
def deleted(request: HttpRequest) -> HttpResponse:
    """What was deleted and can still be put back."""
    assert isinstance(request.user, User)  # login_required
    crumbs = [(_("Mijn"), reverse("mine")), (_("Logboek"), reverse("reflection:logbook")), (_("Verwijderd"), None)]
    context = {
        "entries": queries.deleted_of(request.user),
        "days": KEPT_AFTER_DELETING_DAYS,
        "breadcrumbs": crumbs,
    }
    return render(request, "reflection/logbook/deleted.html", context)


@require_POST
@login_required
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an entry aside, and show how to undo that. A second press says the same again."""
    assert isinstance(request.user, User)  # login_required
    if not actions.delete_entry(by=request.user, entry_id=pk) and not _is_deleted(request.user, pk):
        raise Http404
    messages.info(request, _("Je notitie is verwijderd. Je kan ze hier nog een week terugzetten."))
    return SeeOther(reverse("reflection:deleted_entries"))


@require_POST
@login_required
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a deleted entry back."""
    assert isinstance(request.user, User)  # login_required
    if not actions.restore_entry(by=request.user, entry_id=pk) and not queries.versions_of(request.user, pk):
        raise Http404
    messages.success(request, _("Je notitie staat er weer."))
    return SeeOther(reverse("reflection:entry", args=[pk]))


@require_POST
@login_required
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let go of a deleted entry for good. Pressed twice, there is nothing left to find: the same 404 as any other."""
    assert isinstance(request.user, User)  # login_required
    if not actions.forget_entry(by=request.user, entry_id=pk):
        raise Http404
    messages.success(request, _("Je notitie is gewist. Ze staat nergens meer."))
    return SeeOther(reverse("reflection:deleted_entries"))


def _is_deleted(person: User, pk: UUID) -> bool:
    return any(entry.pk == pk for entry in queries.deleted_of(person))
