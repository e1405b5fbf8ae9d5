"""The logbook: the timeline, searching it, one entry and its versions. Writing in it: `logbook_writing`."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from reflection import queries
from reflection.drafts import change_of
from reflection.models import KEPT_AFTER_DELETING_DAYS
from reflection.passages import pages_about, stands
from reflection.prompts import SETS, is_prompt_set, prompt_set

PAGE = 20
MOST_FOUND = 50
private = cache_control(private=True, no_store=True)


class SeeOther(HttpResponseRedirect):
    """On to another page with GET."""

    status_code = 303


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
        "unfinished": queries.unfinished_entries(request.user),
        "entries": list(queries.opened(page_obj.object_list)),
        "page_obj": page_obj,
        "sets": SETS,
        "chosen": prompt_set(chosen) if chosen else None,
        "breadcrumbs": crumbs(),
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
        "breadcrumbs": crumbs(_("Zoeken")),
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
        "draft": queries.draft_at(request.user, change_of(pk)),
        "earlier": versions[1:],
        "page_url": pages[0].url if pages else "",
        # Of a page that is not there any more, nobody can say what became of a sentence.
        "sentence_gone": bool(latest.passage and latest.placed and pages and not here),
        "page_gone": bool(latest.about and not pages),
        "days": KEPT_AFTER_DELETING_DAYS,
        "breadcrumbs": crumbs(_("Notitie")),
    }
    return render(request, "reflection/logbook/entry.html", context)


def crumbs(here: str = "") -> list[tuple[str, str | None]]:
    """The way to this page of the logbook."""
    book = (_("Logboek"), reverse("reflection:logbook") if here else None)
    return [(_("Mijn"), reverse("mine")), book, *([(here, None)] if here else [])]
