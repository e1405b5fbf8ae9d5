"""A form is only taken from who got its page; and whoever lost their session meanwhile loses no word."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reflection.desk import TOKEN, fields_of, read_token, who
from reflection.drafts import Place
from reflection.notebook import NotebookFullError
from reflection.notebook.session_drafts import SessionDrafts
from reflection.readers import OtherReader, check_same_reader

View = Callable[..., HttpResponse]


def from_same_reader(view: View) -> View:
    """Hold a view with a writing form to the reader whom its page was sent to.

    Somebody who is not signed in any more is asked to sign in; what they sent waits, sealed, in the session of
    this browser, and stands in its field again for them alone. Where somebody else signed in since, nothing is
    taken. A page that went out to a visitor may be sent by the member they became.
    """

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        told = read_token(request.POST.get(TOKEN, "")) if request.method == "POST" else None
        if told is not None and told[0]:
            try:
                check_same_reader(told[0], who(request))
            except OtherReader as other:
                if other.status is not HTTPStatus.UNAUTHORIZED:
                    raise PermissionDenied(str(other)) from None
                return _wait(request, *told)
        return view(request, *args, **kwargs)

    return held


def _wait(request: HttpRequest, reader: str, place: Place) -> HttpResponse:
    waiting = SessionDrafts(request.session, reader)
    standing = waiting.at(place)
    try:
        seen = standing.version if standing else 0
        waiting.keep(place, fields_of(request.POST), seen=seen, page=uuid.uuid4())
    except NotebookFullError:
        raise PermissionDenied(
            _(
                "Je bent afgemeld, en dit is te lang om even te bewaren. Ga terug in je browser: je tekst staat daar nog."
            )
        ) from None
    messages.info(request, _("Je was afgemeld. Meld je aan: wat je schreef, staat dan weer in zijn veld."))
    return redirect_to_login(request.get_full_path())
