"""Proposing tags, and the editors' list of tags that wait for a concept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from discussion import queries
from discussion.actions import tags
from discussion.forms import DeclineTagForm, MapTagForm, TagForm
from discussion.models import FreeTag
from discussion.registry import find, url_of
from discussion.rules import can_moderate
from people.models import User


@require_POST
@login_required
def propose(request: HttpRequest, kind: str, object_id: str) -> HttpResponse:
    """Propose a tag for a thing; answer with a concept or a tip where the vocabulary knows better."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    thing = find(kind, object_id, user)
    if thing is None:
        raise Http404
    form = TagForm(request.POST)
    context = {
        "form": form,
        "thing": thing,
        "thing_url": f"{url_of(thing)}#labels",
        "kind": kind,
        "breadcrumbs": [(str(thing), url_of(thing)), (_("Jouw label"), None)],
    }
    if not form.is_valid():
        return render(request, "discussion/tag_form.html", context, status=422)
    try:
        proposed = tags.propose(by=user, thing=thing, name=form.cleaned_data["name"])
    except tags.RespectfulTip as tip:
        # A new, empty form: the word is not printed back.
        context |= {"tips": tip.tips, "concepts": tip.concepts, "refusal": str(tip), "form": TagForm()}
        return render(request, "discussion/tag_form.html", context)
    if proposed.concept is not None:
        context |= {"suggested": proposed.concept, "form": TagForm()}
        return render(request, "discussion/tag_form.html", context)
    messages.info(request, _("Je label staat erbij. De redactie kijkt of het bij een woord uit de woordenlijst hoort."))
    return HttpResponseRedirect(f"{url_of(thing)}#labels")


def queue(request: HttpRequest) -> HttpResponse:
    """Tags that wait for an editor. For everyone else this address does not exist."""
    if not can_moderate(request.user):
        raise Http404
    context = {
        "tags": queries.open_tags(),
        "form": MapTagForm(),
        "breadcrumbs": [(_("Labels"), None)],
    }
    return render(request, "discussion/tags.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Map a tag to a concept, or decline it with a reason."""
    if not can_moderate(request.user):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # can_moderate
    tag = get_object_or_404(FreeTag, pk=pk)
    mapping, declining = MapTagForm(request.POST), DeclineTagForm(request.POST)
    if "decline" in request.POST and declining.is_valid():
        tags.decline(by=user, tag=tag, reason=declining.cleaned_data["reason"])
    elif "decline" not in request.POST and mapping.is_valid():
        tags.map_to_concept(by=user, tag=tag, concept=mapping.cleaned_data["concept"])
    else:
        messages.error(request, _("Kies een begrip, of zeg waarom je het label niet toont."))
    return redirect("discussion:tags")
