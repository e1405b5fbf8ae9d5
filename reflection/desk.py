"""Where somebody writes: the draft at one form, for whoever sends this request, and what their browser needs for it.

A view makes a `Desk`, lays `desk.data` over its form, hands `desk` to the template (`{% desk %}` in the form), and
gives `desk.settled` along when it writes the answer:

    desk = Desk(request, Place(case.about, stage.id, case.live_revision_id))

What goes out with the page is a signed name of the place and of the reader (`token`): nobody writes at a place
that no page offered them, and what was typed by one person never lands with another who signed in since.
"""

import base64
import hashlib
import hmac
import uuid
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

from reflection.drafts import Fields, Kept, Place, Settled, StaleDraftError
from reflection.encryption import server_keys
from reflection.forms import writable
from reflection.notebook import DraftKeeper, NotebookFullError, keeper_of
from reflection.notebook.session_drafts import SessionDrafts

TOKEN, VERSION, OPERATION = "kladje", "versie", "operation"
NOT_WRITING = frozenset({TOKEN, VERSION, OPERATION, "csrfmiddlewaretoken", "terug", "wissel"})
"""What a form sends beside what was written."""
_SIGNER = Signer(salt="reflection.desk")


def who(request: HttpRequest) -> str:
    """A name for this reader that says nothing about them; empty for a visitor."""
    if not request.user.is_authenticated:
        return ""
    return salted_hmac("reflection.who", str(request.user.public_id)).hexdigest()[:20]


def browser_keys(request: HttpRequest) -> list[str]:
    """The keys under which this reader's browser keeps what is not on the server yet; the first one locks.

    They follow from the server keys and the person, so that the text opens again after signing in again, and for
    nobody else. A visitor's follow from their session; where there is none yet, there are no keys either.
    """
    if request.user.is_authenticated:
        scope = f"person:{request.user.public_id}"
    elif request.session.session_key:
        scope = f"session:{request.session.session_key}"
    else:
        return []
    label = f"browser|{scope}".encode()
    return [base64.b64encode(hmac.digest(server.key, label, hashlib.sha256)).decode() for server in server_keys()]


def token_for(request: HttpRequest, place: Place) -> str:
    """The signed name of this place, for this reader."""
    return _SIGNER.sign_object([who(request), place.about, place.key, place.revision])


def read_token(token: str) -> tuple[str, Place] | None:
    """For whom a token was made, and for which place; None for what we did not sign."""
    try:
        reader, about, key, revision = _SIGNER.unsign_object(token)
    except BadSignature:
        return None
    return reader, Place(about, key, revision)


def fields_of(data: QueryDict) -> dict[str, list[str]]:
    """What was written, of all that a form sent."""
    return {
        writable(name): [writable(value) for value in data.getlist(name)] for name in data if name not in NOT_WRITING
    }


class Desk:
    """One form to write in, with the draft that stands there."""

    def __init__(self, request: HttpRequest, place: Place, url: str = "", done: Iterable[uuid.UUID] = ()) -> None:
        self._request, self.place = request, place
        self.url = url or request.path
        """Where the page of the form is."""
        self.done = " ".join(str(operation) for operation in done)
        """Opened pages whose words were stored for good: what a browser still holds of those is no draft any more.

        Only for a form that is empty again afterwards; any other shows what was stored, and that tells as much."""

    @cached_property
    def draft(self) -> Kept | None:
        """What stands here: on the server, or in the session where it was put when this reader's session had ended."""
        standing = self._keeper.draft(self.place)
        if not self._rescue.is_empty and (rescued := self._rescue.at(self.place)):
            version = standing.version if standing else 0
            return Kept(rescued.fields, version, rescued.kept_at, rescued.page)
        return standing

    @cached_property
    def data(self) -> QueryDict | None:
        """The fields of the draft, as if they had been sent; None where there is no draft."""
        return data_of(self.draft.fields) if self.draft else None

    @property
    def token(self) -> str:
        return token_for(self._request, self.place)

    @property
    def version(self) -> int:
        """The version that the page shows; 0 where there is no draft."""
        return self.draft.version if self.draft else 0

    @property
    def who(self) -> str:
        return who(self._request)

    @property
    def name(self) -> str:
        """What the browser calls this place; it says nothing, and stays the same when the page is edited."""
        return salted_hmac("reflection.place", f"{self.who}|{self.place.about}|{self.place.key}").hexdigest()[:20]

    @property
    def keys(self) -> str:
        """For the browser, as one attribute holds them."""
        return " ".join(browser_keys(self._request))

    @property
    def settled(self) -> Settled:
        """What an answer that was just sent from this form takes the place of."""
        return Settled(self.place.key, self._seen, self._page)

    @cached_property
    def crossed(self) -> Kept | None:
        """The draft that another page wrote since the one that was sent now went out, when it says something else."""
        if self.draft is None or self._seen == self.draft.version or self._page == self.draft.page:
            return None
        return None if _said(self.draft.fields) == _said(fields_of(self._request.POST)) else self.draft

    def keep_sent(self, **changed: str) -> None:
        """Keep what was just sent as the draft here, where no other stands: it comes back with something to choose,
        and closing that page loses nothing. `changed`: fields that come back with another value."""
        if self.crossed is not None:
            return
        fields = {**fields_of(self._request.POST), **{name: [value] for name, value in changed.items()}}
        with suppress(StaleDraftError, NotebookFullError):
            self.draft = self._keeper.keep_draft(self.place, fields, seen=self.version, page=self._page)

    def clear(self) -> None:
        """Away with what an answer has taken the place of: the draft that was seen, and what stood in the session."""
        self.clear_rescued()
        standing = self._keeper.draft(self.place)
        if standing is not None and (standing.version == self._seen or standing.page == self._page):
            self._keeper.drop_draft(self.place)

    def clear_rescued(self) -> None:
        """Away with what stood in the session for this reader; the answer has it now."""
        self._rescue.drop(self.place)

    @property
    def _keeper(self) -> DraftKeeper:
        return keeper_of(self._request, self.place)

    @property
    def _rescue(self) -> SessionDrafts:
        return SessionDrafts(self._request.session, self.who or "nobody")

    @property
    def _seen(self) -> int:
        sent = self._request.POST.get(VERSION, "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0

    @property
    def _page(self) -> uuid.UUID:
        try:
            return uuid.UUID(self._request.POST.get(OPERATION, ""))
        except ValueError:
            return uuid.uuid4()


def data_of(fields: Fields) -> QueryDict:
    """These fields as a form reads them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def _said(fields: Fields) -> dict[str, Any]:
    """What a reader would call the same: line ends and empty fields apart, and the marks that forms carry."""
    cleaned = {name: [value.replace("\r\n", "\n").strip() for value in values] for name, values in fields.items()}
    return {name: values for name, values in cleaned.items() if any(values) and name.rpartition("-")[2] != "was"}
