"""What `manage.py check` refuses, with what to do about it. Each was measured or lost before (trust.md)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from meerstemmig.settings.database import TUNED_SQLITE  # noqa: TID251 - the values that the check compares with
from reflection.encryption import server_keys
from reflection.rotation import unopenable

FORBIDDEN_APPS = {
    "django.contrib.admin": "there is no second back office (L44)",
    "wagtail.api.v2": "it lists every document of a public collection (L07, L08)",
    "wagtail.api.v3": "it lists documents and loads scripts of third parties (L09)",
    "wagtail.contrib.search_promotions": "it stores what people search for (L03)",
    "wagtail.contrib.simple_translation": "it reads and copies pages beyond permission (L42)",
    "wagtail_sharing": "it shares drafts by link (L16)",
    "wagtailcache": "it mixes up members' pages (L39)",
}
OURS = "meerstemmig"
REQUIRED_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON")


@register(OURS)
def check_sqlite(app_configs: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """SQLite with Django's defaults loses most writes under load (F9), and keeps what was deleted."""
    found: list[CheckMessage] = []
    for alias, config in settings.DATABASES.items():
        if not config.get("ENGINE", "").endswith("sqlite3"):
            continue
        options = config.get("OPTIONS", {})
        if options.get("transaction_mode") != TUNED_SQLITE["transaction_mode"]:
            found.append(
                Error(
                    f"The SQLite database {alias!r} does not begin transactions with IMMEDIATE.",
                    hint="Build DATABASES with meerstemmig.settings.database.database(), which sets it.",
                    id="meerstemmig.E001",
                )
            )
        missing = [pragma for pragma in REQUIRED_PRAGMAS if pragma not in options.get("init_command", "")]
        if missing or options.get("timeout", 0) < TUNED_SQLITE["timeout"]:
            found.append(
                Error(
                    f"The SQLite database {alias!r} is not tuned: {', '.join(missing) or 'its timeout is too short'}.",
                    hint="Build DATABASES with meerstemmig.settings.database.database(), which sets it.",
                    id="meerstemmig.E002",
                )
            )
    return found


@register(OURS)
def check_no_atomic_requests(app_configs: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """With IMMEDIATE transactions every reading request would take the one write lock (F9b)."""
    return [
        Error(
            f"ATOMIC_REQUESTS is on for the database {alias!r}.",
            hint="Remove it; every action opens its own transaction.",
            id="meerstemmig.E003",
        )
        for alias, config in settings.DATABASES.items()
        if config.get("ATOMIC_REQUESTS")
    ]


@register(OURS)
def check_field_keys(app_configs: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """Without good keys nobody can write or read what is sealed."""
    try:
        server_keys()
    except ImproperlyConfigured as error:
        hint = "Make a key with `python manage.py new_field_key` and put it first in FIELD_KEYS."
        return [Error(str(error), hint=hint, id="meerstemmig.E004")]
    return []


@register(Tags.database)
def check_keys_open(app_configs: Any = None, databases: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """Text that no key opens is lost to those who wrote it: say so before anybody writes more."""
    if not databases:
        return []
    try:
        told = unopenable()
    except ImproperlyConfigured:
        return []  # E004 says it
    except DatabaseError:
        return []  # before the first migration there is nothing to open
    hint = "Put the key back into FIELD_KEYS, behind the newest one; see docs/how-to/keys.md."
    return [Error(sentence, hint=hint, id="meerstemmig.E007") for sentence in told]


@register(OURS)
def check_apps(app_configs: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """Apps that leak by design stay out."""
    return [
        Error(f"{name} is installed, but {why}.", hint="Remove it from INSTALLED_APPS.", id="meerstemmig.E005")
        for name, why in FORBIDDEN_APPS.items()
        if name in settings.INSTALLED_APPS
    ]


@register(Tags.security, deploy=True)
def check_second_factor(app_configs: Any = None, **_kwargs: Any) -> Sequence[CheckMessage]:
    """The demo waives the second factor; nothing else may."""
    if settings.REQUIRE_SECOND_FACTOR and not settings.DEMO:
        return []
    return [
        Error(
            "Staff can sign in without a second factor.",
            hint="Set REQUIRE_SECOND_FACTOR to True and DEMO to False.",
            id="meerstemmig.E006",
        )
    ]
