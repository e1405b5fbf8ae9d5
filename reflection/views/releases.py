"""Letting others read one thing you wrote: choose, look as they will, release, see who opened it, stop."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from people.models import User
from reflection.actions import releases as actions
from reflection.models import Release, SealedText
from reflection.queries import releases as queries
from reflection.release_forms import ReleaseForm
from reflection.rules import ReleaseRefused
from reflection.sources import Piece, fingerprint_of, source_of


def own_piece(person: User, kind: str, pk: UUID) -> tuple[SealedText, Piece]:
    """What this person wrote there, in its latest version; or the same 404 for what is another's, gone, empty or of no
    kind we know."""
    source = source_of(kind)
    found = source.piece(person, source.latest(person, pk), seen_by=person) if source else None
    if found is None:
        raise Http404
    return found


def own_release(person: User, pk: UUID) -> Release:
    """A release of this person, or a 404."""
    release = queries.release_of(person, pk)
    if release is None:
        raise Http404
    return release


@require_safe
@login_required
def shared(request: HttpRequest) -> HttpResponse:
    """What you share and who opened it; and what others share with you. No word of theirs: that takes opening."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    own = queries.shared_by(person)
    context = {
        "running": [each for each in own if not each.release.is_ended],
        "ended": [each for each in own if each.release.is_ended],
        "received": queries.shared_with(person),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Gedeeld"), None)],
    }
    return render(request, "reflection/shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Choose what, for whom and until when. Nobody can read anything yet: first comes the preview."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    row, piece = own_piece(person, kind, pk)
    version = fingerprint_of(row, piece).hex()[:32]
    form = ReleaseForm(person, piece, version, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            prepared = actions.prepare_release(
                by=person,
                kind=kind,
                row=row,
                piece=piece,
                passage=data["passage"],
                audience_key=data["met"],
                named=data["mensen"],
                until=data["tot"],
                operation=data["operation"],
            )
        except ReleaseRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("reflection:preview", pk=prepared.pk)
    context = {
        "form": form,
        "piece": piece,
        "kind": kind,
        "row": pk,
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Gedeeld"), reverse("reflection:shared")), (_("Delen"), None)],
    }
    return render(request, "reflection/share.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Exactly the sheet that they will get; then release it."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    prepared = own_release(person, pk)
    if prepared.released_at is not None:
        return redirect("reflection:shared")
    sheet = queries.sheet_of(prepared)
    if sheet is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            actions.release(release=prepared, by=person)
        except ReleaseRefused as reason:
            refused = str(reason)
        else:
            messages.success(request, _("Gedeeld. Je ziet hier wie het opent, en je kan er elk moment mee stoppen."))
            return redirect("reflection:shared")
    context = {
        "release": prepared,
        "sheet_html": sheet_html(sheet),
        "sheet": sheet,
        "people": list(prepared.audience.people.order_by("first_name", "email")),
        "refused": refused,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Gedeeld"), reverse("reflection:shared")),
            (_("Bekijken"), None),
        ],
    }
    return render(request, "reflection/share_preview.html", context, status=422 if refused else 200)


@require_GET
@login_required
def received(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody released to you; for its owner, the very same page.

    Every opening by somebody else is written down before a word is sent. Not yours, revoked, past its day, erased or
    never there: one and the same 404.
    """
    person: User = request.user  # type: ignore[assignment]  # login_required
    release = queries.readable_by(person, pk)
    own = None if release else queries.release_of(person, pk)
    found = release or (own if own and not own.is_ended else None)
    sheet = queries.sheet_of(found) if found else None
    if found is None or sheet is None:
        raise Http404
    if release is not None:
        actions.note_opening(release=release, by=person)
    return render(request, "reflection/received.html", received_context(sheet))


@require_POST
@login_required
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Revoke at once."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    release = own_release(person, pk)
    actions.revoke(release=release, by=person)
    messages.success(request, _("Niemand kan het nog openen. Wie het al las, kan het zich natuurlijk herinneren."))
    return redirect("reflection:shared")


def received_context(sheet: queries.Sheet) -> dict[str, Any]:
    """Everything on the page of a reader. It knows the sheet and nothing of who looks: so the preview is that page."""
    return {"sheet_html": sheet_html(sheet)}


def sheet_html(sheet: queries.Sheet) -> str:
    """The sheet itself, the same in the preview and for its readers."""
    return render_to_string("reflection/_sheet.html", {"sheet": sheet})
