"""Whether the live part serves, for /healthz."""

from typing import Any

from django.db import connection

from intervision.bridge import SELF_TEST_SECONDS, bridge
from intervision.hub import hub


def check() -> dict[str, Any]:
    """`ok`, how pokes travel, how many streams are open and, with PostgreSQL, when the listener last heard.

    Without streams nobody listens, and that is well. A silent listener is no outage either, since devices fetch
    by themselves, but it is not well.
    """
    streams = hub.count()
    if connection.vendor != "postgresql":
        return {"ok": True, "hub": "in-process", "streams": streams}
    heard = bridge.seconds_since_heard()
    well = streams == 0 or (heard is not None and heard < 3 * SELF_TEST_SECONDS)
    return {
        "ok": well,
        "hub": "postgresql",
        "streams": streams,
        "heard_seconds_ago": None if heard is None else round(heard),
    }
