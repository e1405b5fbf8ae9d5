"""How long things are kept. Declarations say it with `keep_days`; a room registers a rule where a date is not enough.

A rule is data: what it is about, which rows its time has come for, and what is done with them. The dry run and the
nightly round read the same rules, so that what is announced is what happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from people.personal_data import declared

Find = Callable[[datetime], "models.QuerySet[Any]"]


@dataclass(frozen=True)
class Rule:
    """Something that is not kept for ever."""

    what: str
    why: str
    find: Find
    """The rows whose time has come at this moment."""
    end: Callable[["models.QuerySet[Any]"], object]


@dataclass(frozen=True)
class Ended:
    """What one rule did, or would do."""

    what: str
    why: str
    rows: int


_rules: list[Rule] = []


def register_rule(what: str, why: str, *, find: Find, end: Callable[["models.QuerySet[Any]"], object]) -> None:
    """Add a rule; `what` and `why` are printed for whoever operates the site."""
    _rules.append(Rule(what, why, find, end))


def rules() -> list[Rule]:
    """Those of the declarations, by model, then those of rooms."""
    return [*(_of_declaration(model) for model, made in declared().items() if made.keep_days is not None), *_rules]


def apply_all(*, dry_run: bool = False, now: datetime | None = None) -> list[Ended]:
    """Do, or only count, what every rule says at this moment. May run twice."""
    now = now or timezone.now()
    ended = []
    for rule in rules():
        with transaction.atomic():
            found = rule.find(now)
            count = found.count()
            if count and not dry_run:
                rule.end(found)
        ended.append(Ended(rule.what, rule.why, count))
    return ended


def _of_declaration(model: type[models.Model]) -> Rule:
    made = declared()[model]
    days = timedelta(days=made.keep_days or 0)
    return Rule(
        model._meta.label,
        f"{made.keep_days} days after {made.keep_from}",
        lambda now: model._base_manager.filter(**{f"{made.keep_from}__lt": now - days}),
        lambda rows: model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete(),
    )
