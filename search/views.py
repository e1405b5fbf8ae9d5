"""The search page, and suggestions while typing."""

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from search.actions import lead_to
from search.asking import Asked, asked_in
from search.engines.patience import PAGE_SECONDS, within
from search.exceptions import NotAnEditor
from search.fallback import titles_with
from search.models import AskedFor
from search.offering import offers
from search.parsing import read
from search.reading import book
from search.results import find
from search.rules import check_see_questions
from search.suggesting import suggestions
from search.tallying import KEEP_DAYS, LEAST, found_nothing, hardly_opened, tally
from search.troubles import ENGINE_TROUBLE
from vocabulary.models import Concept

log = structlog.get_logger(__name__)

MOST_QUESTIONS = 50


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Search. The words are in the address and nowhere else: not in a log, not in a session.

    The question is counted, without who asked it; its words are only kept once five people asked the same.
    """
    language = get_language() or settings.LANGUAGE_CODE
    asked = asked_in(request.GET)
    context: dict[str, object] = {"breadcrumbs": [(_("Zoeken"), None)], "asked_anything": bool(asked.typed.text)}
    try:
        with within(PAGE_SECONDS):
            found = find(asked, request.user, language)
        if found.is_silenced:
            # The frame writes this address into its links; words that we do not repeat must not travel along.
            request.META["QUERY_STRING"] = found.address.url(page=found.page)[1:]
        context["found"] = found
        if _is_asked(asked) and not found.is_silenced:
            tally(asked.typed.text, language, "asked", *(() if found.total else ("empty",)), who=_who(request))
    except ENGINE_TROUBLE as trouble:
        log.warning("search.engine_unavailable", reason=type(trouble).__name__)
        context["fallback"] = titles_with(asked.typed, request.user)
        context["found"] = None
    return render(request, "search/results.html", context)


def _who(request: HttpRequest) -> str:
    """What tells one who asks from another: the account, or where the question came from."""
    return str(request.user.pk or request.META.get("REMOTE_ADDR", ""))


def _is_asked(asked: Asked) -> bool:
    """Whether this is a question of its own, and not the next page of one or the same one narrowed or sorted."""
    is_bare = not (asked.filters or asked.literally or asked.newest)
    return bool(asked.typed.text) and asked.page == 1 and is_bare


@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """One press: this is missing here. Nothing is kept of who pressed."""
    words = read(request.POST.get("q", "")).text
    if words and book().silence.allows(words):
        tally(words, get_language() or settings.LANGUAGE_CODE, "missed")
    messages.success(request, _("Dank je. De redactie ziet dat hier iets ontbreekt, niet wie het meldde."))
    return HttpResponseRedirect(reverse("search:results"))


@csrf_exempt  # the browser itself sends this when a link is followed; all it can do is count
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """A result was opened: what `<a ping>` tells, in browsers that do."""
    words = read(request.GET.get("q", "")).text
    if words:
        tally(words, get_language() or settings.LANGUAGE_CODE, "opened")
    return HttpResponse(status=204)


@require_safe
@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """What people asked and did not find, for editors."""
    _editors_only(request)
    empty, hardly = list(found_nothing()[:MOST_QUESTIONS]), list(hardly_opened()[:MOST_QUESTIONS])
    near = offers([*empty, *hardly])
    context = {
        "lists": [
            (_("Vaak gezocht, niets gevonden"), [(one, near[one.pk]) for one in empty]),
            (_("Vaak gezocht, zelden iets geopend"), [(one, near[one.pk]) for one in hardly]),
        ],
        "every_concept": Concept.objects.in_use().order_by("label_nl", "pk"),
        "least": LEAST,
        "keep_days": KEEP_DAYS,
        "breadcrumbs": [(_("Zoeken"), reverse("search:results")), (_("Wat mensen zoeken"), None)],
    }
    return render(request, "search/questions.html", context)


@require_POST
@login_required
def add_form(request: HttpRequest, pk: int) -> HttpResponse:
    """One press: this question leads to this concept from now on. A concept goes by its id, or by its name."""
    user = _editors_only(request)
    asked = get_object_or_404(AskedFor.objects.told(), pk=pk)
    named = request.POST.get("concept", "")[:120].strip()
    concept = Concept.objects.in_use().filter(Q(pk=named) | Q(label_nl__iexact=named)).order_by("pk").first()
    if concept is None:
        messages.error(request, _("Dit begrip kennen we niet. Kies er een uit de lijst."))
        return HttpResponseRedirect(reverse("search:questions"))
    try:
        lead_to(by=user, asked=asked, concept=concept)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Wie dit zoekt, komt voortaan ook uit bij “%(concept)s”.") % {"concept": concept})
    return HttpResponseRedirect(reverse("search:questions"))


def _editors_only(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    try:
        check_see_questions(request.user)
    except NotAnEditor as refused:
        raise PermissionDenied(str(refused)) from refused
    return request.user


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """Words and titles that begin so, of what this person may see."""
    typed = request.GET.get("q", "")[:60]
    language = get_language() or settings.LANGUAGE_CODE
    try:
        with within(PAGE_SECONDS):
            found = suggestions(typed, request.user, language)
    except ENGINE_TROUBLE:
        found = []
    return JsonResponse({"suggestions": found})
