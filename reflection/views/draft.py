"""Keeping what somebody is writing, while they write. Speaks JSON: `static/js/drafts.js` asks, nobody reads it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from reflection import wire
from reflection.desk import browser_keys, read_token, who
from reflection.drafts import Kept, StaleDraftError
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.notebook import NotebookFullError, keeper_of
from reflection.notebook.session_drafts import SessionDrafts
from reflection.readers import OtherReader, check_same_reader
from reflection.views.carry_over import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def draft(request: HttpRequest) -> HttpResponse:
    """POST keeps the fields of one form; GET says who reads now, for a page that lost its session or got its first.

    200 `{v, at}`; 409 with the text of this same person that stands there; 401 and 403 where somebody else, or
    nobody, is signed in since the page went out; 422 for what cannot be kept; 503 where the key does not fit. Every
    refusal says why in `text`, and whatever was typed stays where it is: in the browser.
    """
    if request.method != "POST":
        return JsonResponse({"csrf": get_token(request), "who": who(request), "keys": browser_keys(request)})
    try:
        sent = wire.read(request)
    except wire.UnfitError as unfit:
        return _refuse(HTTPStatus.UNPROCESSABLE_ENTITY, unfit.reason, str(unfit))
    told = read_token(sent.token)
    if told is None:
        text = _("Deze pagina is te oud om te bewaren. Laad ze opnieuw; je tekst komt terug.")
        return _refuse(HTTPStatus.FORBIDDEN, "herlaad", text)
    reader, place = told
    try:
        check_same_reader(reader, who(request))
        kept = keeper_of(request, place).keep_draft(place, sent.fields, seen=sent.seen, page=sent.page)
    except OtherReader as other:
        return _refuse(other.status, other.reason, str(other))
    except StaleDraftError as stale:
        return _crossed(stale.standing, own=stale.standing is not None and stale.standing.page == sent.page)
    except NotebookFullError as full:
        return _refuse(HTTPStatus.UNPROCESSABLE_ENTITY, "vol", str(full))
    except (DecryptionError, ServerKeysError):
        text = _("Je schrift gaat nu niet open. Je tekst staat nog hier; we proberen het opnieuw.")
        return _refuse(HTTPStatus.SERVICE_UNAVAILABLE, "sleutel", text)
    rescued = SessionDrafts(request.session, reader or "nobody")
    if not rescued.is_empty:
        rescued.drop(place)
    return JsonResponse({"v": kept.version, "at": said_at(kept)})


@require_POST
@cache_control(private=True, no_store=True)
def throw_away(request: HttpRequest) -> HttpResponse:
    """Throw a draft away, for good, and go back to the form as it was before."""
    told = read_token(request.POST.get("kladje", ""))
    if told is not None and told[0] == who(request):
        keeper_of(request, told[1]).drop_draft(told[1])
        SessionDrafts(request.session, told[0] or "nobody").drop(told[1])
        messages.success(request, _("Het kladje is weg."))
    return HttpResponseRedirect(way_back(request), status=HTTPStatus.SEE_OTHER)


def said_at(kept: Kept) -> str:
    """When a draft was kept, as one says it: the time today, with the day before that. By the server's clock."""
    moment = localtime(kept.kept_at)
    return date_format(moment, "H:i" if moment.date() == localdate() else "j F, H:i")


def _crossed(standing: Kept | None, *, own: bool) -> JsonResponse:
    """Another version stands there. `own`: this very page wrote it, and the answer got lost."""
    answer: dict[str, Any] = {"reason": "anders", "own": own, "v": standing.version if standing else 0}
    if standing is not None:
        answer |= {"at": said_at(standing), "velden": standing.fields}
    answer["text"] = _("In een ander venster schreef je hier iets anders. Er is niets overschreven: kies zelf.")
    return JsonResponse(answer, status=HTTPStatus.CONFLICT)


def _refuse(status: HTTPStatus, reason: str, text: str) -> JsonResponse:
    return JsonResponse({"reason": reason, "text": text}, status=status)
