"""Learning from questions without people: counted, with words only once five were the same (search.md 10.6)."""

import re
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.retention import register_rule
from search.form_rules import LONGEST_FORM, sequence_of
from search.models import AskedFor

log = structlog.get_logger(__name__)

LEAST = 5
MARK = 8
"""Letters of the mark of somebody who asked."""
KEEP_DAYS = 90
MOST_LETTERS = 60
_OF_SOMEBODY = re.compile(r"@|\d{4}")
"""Addresses, numbers and dates are never kept, however often."""
COUNTS = ("asked", "empty", "opened", "missed")


def tally(words: str, language: str, *counts: str, who: str = "") -> None:
    """Count one question up; `counts` says by what. One query; a database that is busy counts nothing, and says so.

    When the fifth person asks, its words are written down, in the form in which they were typed then. `who` tells one
    from another and is not kept: a keyed mark is, of this question alone, until the fifth. Ask first whether the words
    may be repeated at all.
    """
    keys = sequence_of(words, language)
    if not keys or len(words) > MOST_LETTERS or len(keys.split()) >= LONGEST_FORM or _OF_SOMEBODY.search(words):
        return
    digest = salted_hmac("search.tally", keys, algorithm="sha256").hexdigest()
    today = timezone.localdate()
    up: dict[str, Any] = {name: F(name) + 1 for name in counts}
    mark = "|" + salted_hmac("search.asker", f"{digest}:{who}", algorithm="sha256").hexdigest()[:MARK] if who else ""
    if "asked" in counts and mark:
        known, told = Q(askers__contains=mark), ~Q(words="")
        others = Q(askers__regex=rf"^(\|[0-9a-f]{{{MARK}}}){{{LEAST - 1}}}")
        up["words"] = Case(When(~told & ~known & others, then=Value(words.lower())), default=F("words"))
        up["askers"] = Case(
            When(told | (~known & others), then=Value("")),
            When(known, then=F("askers")),
            default=Concat(F("askers"), Value(mark)),
        )
    try:
        if not AskedFor.objects.filter(digest=digest, language=language).update(last_on=today, **up):
            first: dict[str, Any] = {**dict.fromkeys(counts, 1), "askers": mark if "asked" in counts else ""}
            AskedFor.objects.bulk_create(
                [AskedFor(digest=digest, language=language, last_on=today, **first)], ignore_conflicts=True
            )
    except DatabaseError as trouble:
        log.warning("search.not_counted", reason=type(trouble).__name__)


def found_nothing() -> QuerySet[AskedFor]:
    """What was asked at least five times, and found nothing at least half of the time; most missed first."""
    return AskedFor.objects.told().filter(empty__gte=F("asked") * 0.5).order_by("-missed", "-empty", "words")


def hardly_opened() -> QuerySet[AskedFor]:
    """What was asked at least five times and found something, of which hardly anything was opened."""
    found = AskedFor.objects.told().filter(empty__lt=F("asked") * 0.5, opened__lt=F("asked") * 0.2)
    return found.order_by("-asked", "words")


def register() -> None:
    """Say how long questions are counted."""
    register_rule(
        "search.AskedFor",
        f"what nobody asked for {KEEP_DAYS} days says nothing about today",
        find=lambda now: AskedFor.objects.filter(last_on__lt=timezone.localdate(now) - timedelta(days=KEEP_DAYS)),
        end=lambda rows: rows.delete(),
    )
