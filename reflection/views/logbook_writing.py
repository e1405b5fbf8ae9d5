"""Writing in the logbook: a new entry, on its page or in the sheet beside another, and a new version of an entry."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.models import User
from reflection import actions, queries
from reflection.actions.logbook import EntryChangedError, EntryGoneError
from reflection.desk import Desk
from reflection.drafts import change_of, new_entry_at
from reflection.forms import writable
from reflection.logbook_forms import EntryForm, NewEntryForm, RevisionForm, chosen_from
from reflection.passages import pages_about
from reflection.prompts import SETS
from reflection.views.logbook import SeeOther, crumbs, private
from reflection.views.same_reader import from_same_reader

MOST_ABOUT = 100
"""Of what a browser says the page is; what is longer names no page of ours."""


def in_sheet(request: HttpRequest) -> bool:
    """Whether the script of the frame asks, for the sheet beside the page (static/js/note.js)."""
    return "X-Sheet" in request.headers


def answer(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, or only what stands in the sheet."""
    name = f"reflection/logbook/{'_' if in_sheet(request) else ''}{template}.html"
    response = render(request, name, {**context, "in_sheet": in_sheet(request)}, status=status)
    patch_vary_headers(response, ["X-Sheet"])
    response["X-Sheet"] = "1"
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
@from_same_reader
def write(request: HttpRequest) -> HttpResponse:
    """Note something down. Who is not signed in reads why that is needed, and keeps what they had typed on screen."""
    if not isinstance(request.user, User):
        return _explain(request)
    about = writable(request.POST.get("over") or request.GET.get("over", ""))[:MOST_ABOUT]
    address = reverse("reflection:write") + (f"?{urlencode({'over': about})}" if about else "")
    desk = Desk(request, new_entry_at(about), address, done=queries.last_stored(request.user))
    if request.method != "POST":
        asked = request.GET.get("vragen", "")
        form = NewEntryForm(chosen_from(desk.data or {}, asked), draft=desk.data, about=about)
        return _form_page(request, form, desk)
    form = NewEntryForm(chosen_from(request.POST), request.POST)
    if "wissel" in request.POST:
        _keep_under_other_questions(form, desk)
        return _form_page(request, form, desk)
    if not form.is_valid():
        return _form_page(request, form, desk, status=422)
    entry = actions.write_entry(
        by=request.user,
        words=form.words(),
        operation=form.cleaned_data["operation"],
        about=form.cleaned_data["over"],
        passage=form.passage(),
        settled=desk.settled,
    )
    desk.clear_rescued()
    if in_sheet(request):
        return answer(request, "noted", {"entry_url": reverse("reflection:entry", args=[entry.first_id])}, status=201)
    messages.success(request, _("Bewaard in je logboek. Alleen jij kan het lezen."))
    return SeeOther(reverse("reflection:entry", args=[entry.first_id]))


@private
@require_http_methods(["GET", "HEAD", "POST"])
@from_same_reader
@login_required
def revise(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write a new version. One that was made meanwhile, in another tab, is shown beside it: neither is lost."""
    assert isinstance(request.user, User)  # login_required
    versions = queries.versions_of(request.user, pk)
    if not versions:
        raise Http404
    latest = versions[0]
    desk = Desk(request, change_of(pk), done=queries.last_stored(request.user))
    if request.method != "POST":
        form = RevisionForm(chosen_from(desk.data or {}, latest.chosen.key), entry=latest, draft=desk.data)
        form.initial["was"] = latest.version
        # A draft of before another version came: both are shown, as where it is sent.
        changed = form.shows_draft and desk.data is not None and desk.data.get("was") != str(latest.version)
        return _revision_page(request, form, latest, desk, changed=changed)
    form = RevisionForm(chosen_from(request.POST, latest.chosen.key), request.POST, entry=latest)
    if "wissel" in request.POST:
        _keep_under_other_questions(form, desk)
        return _revision_page(request, form, latest, desk)
    if not form.is_valid():
        return _revision_page(request, form, latest, desk, status=422)
    try:
        actions.revise_entry(
            by=request.user,
            entry_id=pk,
            version=form.cleaned_data["was"] or 0,
            words=form.words(),
            operation=form.cleaned_data["operation"],
            settled=desk.settled,
        )
    except EntryChangedError:
        latest = queries.versions_of(request.user, pk)[0]
        sent = request.POST.copy()
        sent["was"] = str(latest.version)
        form = RevisionForm(form.chosen, sent, entry=latest)
        desk.keep_sent(was=str(latest.version))
        return _revision_page(request, form, latest, desk, changed=True, status=409)
    except EntryGoneError:
        raise Http404 from None
    desk.clear_rescued()
    messages.success(request, _("Je nieuwe versie staat er. De vorige blijft bewaard."))
    return SeeOther(reverse("reflection:entry", args=[pk]))


def _keep_under_other_questions(form: EntryForm, desk: Desk) -> None:
    """Nothing was sent yet: only the questions were changed. What was written goes along, and is kept meanwhile."""
    form.errors.clear()
    if form.is_written:
        desk.keep_sent(vragen=form.chosen.key)


def _form_page(request: HttpRequest, form: NewEntryForm, desk: Desk, status: int = 200) -> HttpResponse:
    over = str(form["over"].value() or "")
    pages = pages_about(over, request.user) if over else []
    language = get_language()
    page = next((page for page in pages if page.locale.language_code == language), pages[0] if pages else None)
    context = {
        "form": form,
        "desk": desk,
        "sets": SETS,
        "page_title": page.title if page else "",
        "page_url": page.url if page else "",
    }
    return answer(request, "write", {**context, "breadcrumbs": crumbs(_("Nieuwe notitie"))}, status=status)


def _revision_page(
    request: HttpRequest,
    form: EntryForm,
    latest: queries.Entry,
    desk: Desk,
    *,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "desk": desk,
        "entry": latest,
        "sets": SETS,
        "changed": changed,
        "breadcrumbs": crumbs(_("Aanpassen")),
    }
    return render(request, "reflection/logbook/revise.html", context, status=status)


def _explain(request: HttpRequest) -> HttpResponse:
    typed = NewEntryForm(chosen_from(request.POST), request.POST) if request.method == "POST" else None
    context = {"form": typed, "back": request.get_full_path() if typed is None else reverse("reflection:write")}
    return answer(request, "explain", context, status=200 if typed is None else 403)
