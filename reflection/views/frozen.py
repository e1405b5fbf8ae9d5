"""Freezing a text for an attest, and checking later that a text is that text."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from reflection.actions import frozen as actions
from reflection.forms import NoteForm
from reflection.queries.frozen import frozen_by, frozen_text_of
from reflection.release_forms import CheckForm
from reflection.views.releases import own_piece


@require_safe
@login_required
def frozen_list(request: HttpRequest) -> HttpResponse:
    """Everything you froze."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    context = {"frozen": frozen_by(person), "breadcrumbs": _breadcrumbs()}
    return render(request, "reflection/frozen_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def freeze(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """See the exact text first; then freeze it, as an act of its own."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    row, piece = own_piece(person, kind, pk)
    if not piece.words:
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = actions.freeze(
            by=person, kind=kind, row=row.pk, text=piece.words, operation=form.cleaned_data["operation"]
        )
        return redirect("reflection:frozen", pk=made.pk)
    context = {
        "piece": piece,
        "form": form,
        "kind": kind,
        "row": pk,
        "breadcrumbs": [*_breadcrumbs(last=False), (_("Vastzetten"), None)],
    }
    return render(request, "reflection/freeze.html", context)


@require_safe
@login_required
def frozen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One frozen text with its number, for its owner; absent for anybody else."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    found = frozen_text_of(person, pk)
    if found is None:
        raise Http404
    context = {
        "frozen": found,
        "form": CheckForm(initial={"nummer": found.number}),
        "breadcrumbs": [*_breadcrumbs(last=False), (_("Vastgezette tekst"), None)],
    }
    return render(request, "reflection/frozen.html", context)


@sensitive_post_parameters("tekst")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a text and a number belong together, for whoever holds both. Looks nothing up and keeps nothing."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    checked = form.is_bound and form.is_valid()
    context = {"form": form, "checked": checked, "matches": checked and form.matches}
    return render(request, "reflection/check.html", context, status=422 if form.errors else 200)


def _breadcrumbs(*, last: bool = True) -> list[tuple[str, str | None]]:
    own = None if last else reverse("reflection:frozen_list")
    return [(_("Mijn"), reverse("mine")), (_("Vastgezet"), own)]
