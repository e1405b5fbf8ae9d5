"""The server that `bench/rooms.py` measures: ours as it is, or the same stream made with Django Channels.

    python bench/rooms_server.py ours|channels PORT

Beside the live stream both answer `POST /bench/poke/<session>/`, which pokes a room and answers with the moment just
before it did (nanoseconds of CLOCK_MONOTONIC, which every process of a machine shares). A real click goes through the
room's own address instead.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "meerstemmig.settings.dev"

POKE = "/bench/poke/"


async def answer(send: Any, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def ours() -> Any:
    """Meerstemmig, with the poke beside it."""
    import uuid

    from meerstemmig.asgi import application

    number = 1_000_000

    async def served(scope: Any, receive: Any, send: Any) -> None:
        nonlocal number
        if scope["type"] == "http" and scope["path"].startswith(POKE):
            from intervision.hub import hub

            number += 1
            before = time.monotonic_ns()
            hub.publish(uuid.UUID(scope["path"].removeprefix(POKE).strip("/")), number)
            await answer(send, str(before))
            return
        await application(scope, receive, send)

    return served


def channels() -> Any:
    """The same wire with Channels: a consumer per stream, signed in by its middleware, in a group per room."""
    import django

    django.setup()
    from channels.auth import AuthMiddlewareStack
    from channels.generic.http import AsyncHttpConsumer
    from channels.layers import get_channel_layer
    from channels.routing import URLRouter
    from django.conf import settings
    from django.urls import path

    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    class Stream(AsyncHttpConsumer):
        async def handle(self, body: bytes) -> None:
            assert self.scope["user"].is_authenticated
            self.room = self.scope["url_route"]["kwargs"]["session"].hex
            await self.channel_layer.group_add(self.room, self.channel_name)
            await self.send_headers(headers=[(b"Content-Type", b"text/event-stream"), (b"Cache-Control", b"no-store")])
            await self.send_body(b'retry: 2000\n\nevent: poke\ndata: {"v": 1}\n\n', more_body=True)

        async def http_request(self, message: Any) -> None:
            # The consumer's own version ends the stream as soon as `handle` returns.
            if "body" in message:
                self.body.append(message["body"])
            if not message.get("more_body"):
                await self.handle(b"".join(self.body))

        async def poke(self, event: Any) -> None:
            await self.send_body(f'event: poke\ndata: {{"v": {event["v"]}}}\n\n'.encode(), more_body=True)

        async def disconnect(self) -> None:
            await self.channel_layer.group_discard(self.room, self.channel_name)

    streams = AuthMiddlewareStack(URLRouter([path("live/<uuid:session>/", Stream.as_asgi())]))

    async def served(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].startswith(POKE):
            layer = get_channel_layer()
            room = scope["path"].removeprefix(POKE).strip("/").replace("-", "")
            before = time.monotonic_ns()
            await layer.group_send(room, {"type": "poke", "v": 2})
            await answer(send, str(before))
            return
        if scope["type"] == "http":
            await streams(scope, receive, send)

    return served


def main() -> None:
    import uvicorn

    which, port = sys.argv[1:]
    application = {"ours": ours, "channels": channels}[which]()
    uvicorn.run(application, host="127.0.0.1", port=int(port), log_level="error", access_log=False, lifespan="off")


if __name__ == "__main__":
    main()
