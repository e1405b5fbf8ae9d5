"""Someone's own work book: by place, by date, and the versions of one piece side by side."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from people.models import User
from reflection.queries.echoes import is_asked
from reflection.workbook import Piece, book_of
from reflection.workbook.differences import is_changed, line_changes
from reflection.workbook.exports import FORMATS, export
from reflection.workbook.forms import TakeForm

PIECES = 20
"""On one page; each is opened to be shown."""
LONG = 400
"""From so many pieces on, the page says beforehand that making a file takes a while."""


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def workbook(request: HttpRequest) -> HttpResponse:
    """Every place where this person wrote, by kind. Opens nothing."""
    book = book_of(_reader(request))
    context = {
        "shelves": book.shelves(),
        "form": TakeForm(initial={"vorm": FORMATS[0].key}),
        "takes_long": len(book.rows) > LONG,
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Mijn werkboek"), None)],
    }
    return render(request, "reflection/workbook/home.html", context)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def place(request: HttpRequest, about: str) -> HttpResponse:
    """What stands at one place now, each piece in its latest version. Of a place where they wrote nothing: a 404."""
    book = book_of(_reader(request))
    spots = book.spots_in(about)
    if not spots:
        raise Http404
    page = Paginator(spots, PIECES).get_page(request.GET.get("page"))
    context = {
        "about": about,
        "origin": book.origins[about],
        "pieces": book.pieces(page.object_list),
        "restarts": book.restarts.get(about, ()),
        "page_obj": page,
        "breadcrumbs": _way(book.origins[about].title),
    }
    return render(request, "reflection/workbook/place.html", context)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def by_date(request: HttpRequest) -> HttpResponse:
    """Every version of everything, the last written first."""
    book = book_of(_reader(request))
    page = Paginator(book.rows[::-1], PIECES).get_page(request.GET.get("page"))
    context = {
        # One row is a piece of one version here.
        "pieces": book.pieces([row] for row in page.object_list),
        "page_obj": page,
        "breadcrumbs": _way(_("Op datum")),
    }
    return render(request, "reflection/workbook/by_date.html", context)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The first and the last version of a piece side by side with what changed, and all those in between.

    Any version of it names the piece. Somebody else's is as absent as none.
    """
    book = book_of(_reader(request))
    rows = book.spot_of(pk)
    if not rows:
        raise Http404
    piece = book.pieces([rows], every_version=True)[0]
    changes = line_changes(piece.first.lines, piece.latest.lines) if len(rows) > 1 else []
    context = {
        "piece": piece,
        "changes": changes,
        "changed": is_changed(changes),
        "weights": _weights(piece),
        "asked": is_asked(book.person, piece.about, piece.part),
        "between": list(reversed(piece.versions[1:-1])),
        "breadcrumbs": _way(
            piece.origin.title, reverse("reflection:workbook_place", args=[piece.about or "-"]), _("Versies")
        ),
    }
    return render(request, "reflection/workbook/versions.html", context)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def take(request: HttpRequest) -> HttpResponse:
    """The work book, or the chosen part of it, as a file that is made now and kept nowhere here.

    Without a choice, or with one that does not hold, the page to choose on.
    """
    if not request.GET:
        return _choose(request, TakeForm(initial={"vorm": FORMATS[0].key}))
    form = TakeForm(request.GET)
    if not form.is_valid():
        return _choose(request, form, status=422 if "vorm" in request.GET else 200)
    book = book_of(_reader(request), form.chosen())
    if not book.rows:
        form.add_error(None, _("In deze keuze staat niets. Neem een ruimere periode, of laat de dagen leeg."))
        return _choose(request, form, status=422)
    made = export(form.cleaned_data["vorm"], book)
    answer = HttpResponse(made.content, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _choose(request: HttpRequest, form: TakeForm, status: int = 200) -> HttpResponse:
    if form.is_bound and status == 200:  # asked from one place or piece, and nothing chosen yet: no errors to show
        form = TakeForm(initial={**request.GET.dict(), "vorm": FORMATS[0].key})
    book = book_of(_reader(request))
    about, row = str(form["van"].value() or ""), form["stuk"].value()
    context = {
        "form": form,
        "about": book.origins.get(about),
        "one_piece": bool(row),
        "takes_long": len(book.rows) > LONG,
        "breadcrumbs": _way(_("Meenemen")),
    }
    return render(request, "reflection/workbook/take.html", context, status=status)


def _weights(piece: Piece) -> tuple[Any, Any] | None:
    """The lines of the first and the last kruispuntfiguur, where this piece is one."""
    first, last = (version.value.get("gewichten") for version in (piece.first, piece.latest))
    return (first, last) if first and last else None


def _way(*steps: str) -> list[tuple[str, str | None]]:
    """The trail: titles, each may be followed by its address; the last one has none."""
    trail: list[tuple[str, str | None]] = [
        (_("Mijn"), reverse("mine")),
        (_("Mijn werkboek"), reverse("reflection:workbook")),
    ]
    if len(steps) == 3:
        trail.append((steps[0], steps[1]))
    return [*trail, (steps[-1], None)]


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
