"""How often one address, account or link may do something. Counted in the cache: nothing of it reaches the database.

Counted per stretch of time, each under a key of its own: in production the cache is a table, whose counting would set
the end of the wait further with every try.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def within(name: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether that is still within the limit. What is counted by is kept as a keyed hash."""
    stretch = int(time.time()) // seconds
    key = f"limit.{name}.{salted_hmac(name, f'{who} {stretch}').hexdigest()}"
    cache.add(key, 0, timeout=seconds * 2)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # the cache let go of it in between
        cache.add(key, 1, timeout=seconds * 2)
        return True


def seconds_left(seconds: int) -> int:
    """How long until counting begins anew."""
    return seconds - int(time.time()) % seconds


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server in front of us says."""
    return str(request.META.get("REMOTE_ADDR", ""))
