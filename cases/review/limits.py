"""How often one address or one link may do something. Counted in the cache: nothing of it reaches the database."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def within(name: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; whether that is still within the limit. What is counted by is kept as a keyed hash."""
    key = f"limit.{name}.{salted_hmac(name, who).hexdigest()}"
    cache.add(key, 0, timeout=seconds)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # it ran out between the two
        cache.add(key, 1, timeout=seconds)
        return True


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server in front of us says."""
    return str(request.META.get("REMOTE_ADDR", ""))
