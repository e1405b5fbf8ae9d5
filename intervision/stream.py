"""The live stream: a small ASGI application beside Django, at `/live/<session>/`.

A Django view would hold a thread and a connection for as long as the stream is open (live.md, C2e). This asks the
database once, in one hop, and then only waits for the hub. The wire carries a version and nothing else: no text, no
names; what a device may see it fetches from the state view.
"""

import asyncio
import json
import random
import re
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.http import HttpRequest

from intervision.bridge import bridge
from intervision.hub import RESYNC, Subscription, hub
from intervision.models import Session
from intervision.queries import guest_of, screen_of, seat_of
from intervision.screens import COOKIE, GUEST_COOKIE
from intervision.usher import usher

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = re.compile(r"^/live/([0-9a-f-]{36})/$")
HEARTBEAT_SECONDS = 20.0
LONGEST_SECONDS = 30 * 60
STREAMS_PER_SEAT = 3
STREAMS_PER_PROCESS = 2000
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One stream. 403 for whoever has no chair, 204 (which tells EventSource to stop) over the cap."""
    if scope["type"] != "http":
        return
    found = PATH.match(scope["path"])
    if scope["method"] != "GET" or found is None or not _is_own_site(scope):
        await _answer(send, 403)
        return
    # Only the two numbers stay for as long as the stream does: a seat brings its session, and that a whole method.
    chair = await _in_database(_chair)(_cookies(scope), found.group(1))
    if chair is None:
        await _answer(send, 403)
        return
    session_id, seat_id = chair
    if hub.count(seat_id) >= STREAMS_PER_SEAT or hub.count() >= STREAMS_PER_PROCESS:
        await _answer(send, 204)
        return
    await bridge.listening()
    with hub.subscribed(session_id, seat_id) as subscription:
        usher.start()
        # Subscribed first, read afterwards: nothing falls between.
        version = await _in_database(_version)(session_id)
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _send(send, f"retry: {random.randint(1000, 4000)}\n\n{_poke(version)}")  # noqa: S311 - spreads, hides nothing
        await _stream(subscription, receive, send)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _stream(subscription: Subscription, receive: Receive, send: Send) -> None:
    """Pass pokes on until the device leaves, its right ends or its time is up."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + LONGEST_SECONDS
    gone = loop.create_task(_end_with_the_device(subscription, receive))
    try:
        while (left := ends - loop.time()) > 0:
            try:
                async with asyncio.timeout(min(HEARTBEAT_SECONDS, left)):
                    version = await subscription.next()
            except TimeoutError:
                await _send(send, ": hier\n\n")
                continue
            if version is None:
                return
            await _send(send, _poke(version))
    finally:
        gone.cancel()


def _poke(version: int) -> str:
    if version == RESYNC:
        return f"event: poke\ndata: {json.dumps({'v': None})}\n\n"
    return f"event: poke\nid: {version}\ndata: {json.dumps({'v': version})}\n\n"


async def _end_with_the_device(subscription: Subscription, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    subscription.end()


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})


def _headers(scope: Scope) -> dict[bytes, bytes]:
    return {name.lower(): value for name, value in scope["headers"]}


def _is_own_site(scope: Scope) -> bool:
    """Whether the request comes from our own pages, as far as the browser says."""
    headers = _headers(scope)
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    if site is not None:
        return site == b"same-origin"
    return origin is None or origin.partition(b"://")[2] == headers.get(b"host")


def _cookies(scope: Scope) -> dict[str, str]:
    try:
        jar = SimpleCookie(_headers(scope).get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _in_database(read: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """Run a read in the database thread and give its connection back at once."""

    def reading(*args: Any) -> Any:
        close_old_connections()
        try:
            return read(*args)
        finally:
            close_old_connections()

    return sync_to_async(reading)


def _chair(cookies: dict[str, str], session_id: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The session and the chair of this device: of who is signed in, else of a guest, else of the paired screen."""
    try:
        wanted = uuid.UUID(session_id)
    except ValueError:
        return None
    request = HttpRequest()
    request.session = SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    seat = (
        seat_of(get_user(request), wanted)
        or guest_of(cookies.get(GUEST_COOKIE, ""), wanted)
        or screen_of(cookies.get(COOKIE, ""), wanted)
    )
    return (seat.session_id, seat.pk) if seat else None


def _version(session_id: uuid.UUID) -> int:
    return Session.objects.values_list("version", flat=True).get(pk=session_id)
