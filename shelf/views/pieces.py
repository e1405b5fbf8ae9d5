"""Putting something into a collection, the line why, the order, and taking it out."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from search.things import LONGEST_PK, things
from shelf.actions import collections as actions
from shelf.collecting import Words
from shelf.exceptions import ShelfError, Stale
from shelf.forms import PutForm, WhyForm
from shelf.models import Collection, CollectionItem
from shelf.queries.collections import own_collections
from shelf.views.collections import number_in, page_of
from shelf.views.searches import SeeOther, person_of, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def put(request: HttpRequest) -> HttpResponse:
    """Put one thing into a collection, or into a new one. `wat` says which thing; who may not see it, finds nothing."""
    person = person_of(request)
    pk = (request.POST if request.method == "POST" else request.GET).get("wat", "")[:LONGEST_PK]
    thing = things([pk], person).get(pk)
    if thing is None:
        raise Http404
    form = PutForm(request.POST if request.method == "POST" else None, own=own_collections(person))
    if request.method == "POST" and form.is_valid():
        try:
            row_id = _chosen(request, form)
            item = actions.put_in(by=person, collection_id=row_id, thing=pk, why=form.cleaned_data["why"])
        except ShelfError as refused:
            form.add_error(None, str(refused))
        except Collection.DoesNotExist:
            form.add_error(None, _("Deze verzameling is er niet meer."))
        else:
            messages.success(request, _("Staat in je verzameling."))
            return SeeOther(_place(item))
    context: dict[str, Any] = {
        "form": form,
        "thing": thing,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Verzamelingen"), reverse("shelf:collections")),
            (_("Iets toevoegen"), None),
        ],
    }
    return render(request, "shelf/put.html", context, status=422 if form.errors else 200)


@private
@require_POST
@login_required
def say_why(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another line why; it is the owner's, whoever reads along."""
    form = WhyForm(request.POST, auto_id=f"{pk}-%s")
    item = _own(request, pk)
    if not form.is_valid():
        return page_of(request, item.collection_id, {pk: form}, status=422)
    try:
        item = actions.say_why(
            by=person_of(request),
            item_id=pk,
            version=number_in(request.POST.get("version", "")),
            why=form.cleaned_data["why"],
        )
    except Stale as refused:
        form.add_error("why", str(refused))
        return page_of(request, item.collection_id, {pk: form}, status=409)
    except CollectionItem.DoesNotExist:
        raise Http404 from None
    return SeeOther(_place(item))


@private
@require_POST
@login_required
def move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One place up or down: `richting` says which."""
    way = request.POST.get("richting", "")
    return _done(request, pk, lambda **which: actions.move(**which, way=way), "")


@private
@require_POST
@login_required
def take_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it out of the collection."""
    return _done(request, pk, actions.take_out, _("Weggehaald. Onderaan kan je het nog terugzetten."))


@private
@require_POST
@login_required
def put_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put back what was taken out."""
    return _done(request, pk, actions.put_back, _("Teruggezet."))


def _chosen(request: HttpRequest, form: PutForm) -> uuid.UUID:
    """The collection that was meant; a new name makes a new one."""
    if form.cleaned_data["new"]:
        named, operation = Words(form.cleaned_data["new"]), form.cleaned_data["operation"]
        made = actions.make_collection(by=person_of(request), words=named, operation=operation)
        return made.pk
    return uuid.UUID(form.cleaned_data["collection"])


def _done(request: HttpRequest, pk: uuid.UUID, act: Callable[..., CollectionItem], said: str) -> HttpResponse:
    try:
        item = act(by=person_of(request), item_id=pk)
    except CollectionItem.DoesNotExist:
        raise Http404 from None
    if said:
        messages.success(request, said)
    return SeeOther(_place(item))


def _own(request: HttpRequest, pk: uuid.UUID) -> CollectionItem:
    found = CollectionItem.objects.filter(
        pk=pk, collection__owner=person_of(request), collection__deleted_at=None, removed_at=None
    ).first()
    if found is None:
        raise Http404
    return found


def _place(item: CollectionItem) -> str:
    return f"{reverse('shelf:collection', kwargs={'pk': item.collection_id})}#stuk-{item.pk}"
