"""The ASGI application: Django, and beside it the live stream.

The stream is not a Django view: an open response would hold one thread and one database connection each
(live.md, C2e).
"""

import os
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerstemmig.settings.production")

# WhiteNoise answers with open files, which Django reads whole here; they are stylesheets and icons of a few kB.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

django_application = get_asgi_application()

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIVE_PREFIX = "/live/"


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Live streams to the hub, everything else to Django."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(LIVE_PREFIX):
        from intervision.stream import application as live  # needs Django's apps, loaded above

        await live(scope, receive, send)
    else:
        await django_application(dict(scope), receive, send)  # type: ignore[arg-type]  # Django types its messages as read-only


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
