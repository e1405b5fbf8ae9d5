"""The logbook: noting something down, the timeline, one entry and its versions, changing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from reflection import actions, queries
from reflection.actions.logbook import EntryChangedError, EntryGoneError
from reflection.logbook_forms import EntryForm, NewEntryForm, RevisionForm, chosen_from
from reflection.models import KEPT_AFTER_DELETING_DAYS
from reflection.passages import pages_about, stands
from reflection.prompts import SETS, is_prompt_set, prompt_set

PAGE = 20
MOST_FOUND = 50
private = cache_control(private=True, no_store=True)


class SeeOther(HttpResponseRedirect):
    """On to another page with GET."""

    status_code = 303


def in_sheet(request: HttpRequest) -> bool:
    """Whether the script of the frame asks, for the sheet beside the page (static/js/note.js)."""
    return "X-Sheet" in request.headers


def answer(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, or only what stands in the sheet."""
    name = f"reflection/logbook/{'_' if in_sheet(request) else ''}{template}.html"
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["X-Sheet"])
    response["X-Sheet"] = "1"
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Note something down. Who is not signed in reads why that is needed, and keeps what they had typed on screen."""
    if not isinstance(request.user, User):
        return _explain(request)
    chosen = chosen_from(request.POST, request.GET.get("vragen", ""))
    changing = request.method != "POST" or "wissel" in request.POST
    # Names of its own for the fields: in the sheet they stand on a page with other forms.
    form = NewEntryForm(chosen, request.POST if request.method == "POST" else None, auto_id="noteer_%s")
    if request.method != "POST":
        form.initial["over"] = request.GET.get("over", "")[:120]
    if changing or not form.is_valid():
        return _form_page(request, form, status=200 if changing else 422)
    entry = actions.write_entry(
        by=request.user,
        words=form.words(),
        operation=form.cleaned_data["operation"],
        about=form.cleaned_data["over"],
        passage=form.passage(),
    )
    if in_sheet(request):
        return answer(request, "noted", {"entry_url": reverse("reflection:entry", args=[entry.first_id])}, status=201)
    messages.success(request, _("Bewaard in je logboek. Alleen jij kan het lezen."))
    return SeeOther(reverse("reflection:entry", args=[entry.first_id]))


def _form_page(request: HttpRequest, form: NewEntryForm, status: int = 200) -> HttpResponse:
    if form.is_bound and status == 200:
        form.errors.clear()  # only the questions were changed: nothing was sent yet
    over = str(form["over"].value() or "")
    pages = pages_about(over, request.user) if over else []
    language = get_language()
    page = next((page for page in pages if page.locale.language_code == language), pages[0] if pages else None)
    context = {
        "form": form,
        "sets": SETS,
        "page_title": page.title if page else "",
        "page_url": page.url if page else "",
    }
    return answer(request, "write", {**context, "breadcrumbs": _crumbs(_("Nieuwe notitie"))}, status=status)


def _explain(request: HttpRequest) -> HttpResponse:
    typed = NewEntryForm(chosen_from(request.POST), request.POST) if request.method == "POST" else None
    context = {"form": typed, "back": request.get_full_path() if typed is None else reverse("reflection:write")}
    return answer(request, "explain", context, status=200 if typed is None else 403)


@private
@require_safe
@login_required
def timeline(request: HttpRequest) -> HttpResponse:
    """Everything one noted, by month, latest first; with one set of questions where that is asked for."""
    assert isinstance(request.user, User)  # login_required
    chosen = request.GET.get("vragen", "")
    chosen = chosen if is_prompt_set(chosen) else ""
    rows = queries.entries_of(request.user, chosen)
    page_obj = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "entries": list(queries.opened(page_obj.object_list)),
        "page_obj": page_obj,
        "sets": SETS,
        "chosen": prompt_set(chosen) if chosen else None,
        "breadcrumbs": _crumbs(),
    }
    return render(request, "reflection/logbook/timeline.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Search in one's own entries. The words come in the body of a POST, so that they stand in no address and no log."""
    assert isinstance(request.user, User)  # login_required
    words = request.POST.get("woorden", "")[:200].replace("\x00", "")
    chosen = request.POST.get("vragen", "")
    found = queries.search_entries(request.user, words, chosen if is_prompt_set(chosen) else "")
    context = {
        "entries": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "words": words,
        "sets": SETS,
        "chosen": prompt_set(chosen) if is_prompt_set(chosen) else None,
        "breadcrumbs": _crumbs(_("Zoeken")),
    }
    return render(request, "reflection/logbook/found.html", context)


@private
@require_safe
@login_required
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry, with its earlier versions, and whether the sentence it hangs on still stands."""
    assert isinstance(request.user, User)  # login_required
    versions = queries.versions_of(request.user, pk)
    if not versions:
        raise Http404
    latest = versions[0]
    pages = pages_about(latest.about, request.user) if latest.about else []
    here = latest.passage and latest.placed and pages and stands(latest.passage, pages)
    context = {
        "entry": latest,
        "earlier": versions[1:],
        "page_url": pages[0].url if pages else "",
        # Of a page that is not there any more, nobody can say what became of a sentence.
        "sentence_gone": bool(latest.passage and latest.placed and pages and not here),
        "page_gone": bool(latest.about and not pages),
        "days": KEPT_AFTER_DELETING_DAYS,
        "breadcrumbs": _crumbs(_("Notitie")),
    }
    return render(request, "reflection/logbook/entry.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a new version. One that was made meanwhile, in another tab, is shown beside it: neither is lost."""
    assert isinstance(request.user, User)  # login_required
    versions = queries.versions_of(request.user, pk)
    if not versions:
        raise Http404
    latest = versions[0]
    if request.method != "POST":
        form = RevisionForm(prompt_set(latest.chosen.key), entry=latest)
        form.initial["versie"] = latest.version
        return _revision_page(request, form, latest)
    form = RevisionForm(chosen_from(request.POST, latest.chosen.key), request.POST, entry=latest)
    if "wissel" in request.POST:
        form.errors.clear()
        return _revision_page(request, form, latest)
    if not form.is_valid():
        return _revision_page(request, form, latest, status=422)
    try:
        actions.revise_entry(
            by=request.user,
            entry_id=pk,
            version=form.cleaned_data["versie"] or 0,
            words=form.words(),
            operation=form.cleaned_data["operation"],
        )
    except EntryChangedError:
        latest = queries.versions_of(request.user, pk)[0]
        sent = request.POST.copy()
        sent["versie"] = str(latest.version)
        form = RevisionForm(form.chosen, sent, entry=latest)
        return _revision_page(request, form, latest, changed=True, status=409)
    except EntryGoneError:
        raise Http404 from None
    messages.success(request, _("Je nieuwe versie staat er. De vorige blijft bewaard."))
    return SeeOther(reverse("reflection:entry", args=[pk]))


def _revision_page(
    request: HttpRequest, form: EntryForm, latest: queries.Entry, *, changed: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "entry": latest, "sets": SETS, "changed": changed, "breadcrumbs": _crumbs(_("Aanpassen"))}
    return render(request, "reflection/logbook/revise.html", context, status=status)


def _crumbs(here: str = "") -> list[tuple[str, str | None]]:
    book = (_("Logboek"), reverse("reflection:logbook") if here else None)
    return [(_("Mijn"), reverse("mine")), book, *([(here, None)] if here else [])]
