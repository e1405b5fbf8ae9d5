"""The ASGI application: Django, and beside it the live stream.

The stream is not a Django view: an open response would hold one thread and one database connection each
(live.md, C2e).
"""

import os

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerstemmig.settings.production")

django_application = get_asgi_application()

LIVE_PREFIX = "/live/"


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Live streams to the hub, everything else to Django."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(LIVE_PREFIX):
        from intervision.stream import application as live  # noqa: PLC0415 - needs Django's apps, loaded above

        await live(scope, receive, send)
    else:
        await django_application(scope, receive, send)


async def _lifespan(receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
