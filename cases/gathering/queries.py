"""What is read about a case that a group reads."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Gathering, ShownProgress
from cases.queries import cases_by_key, one_per_key, url_of
from people.kept_queries import KeptQuery
from people.models import Membership, User
from people.models.groups import Group
from people.queries import COLUMNS, kind_of
from reflection.origins import key_of

WAITING = "gatherings"


@dataclass(frozen=True)
class StageDone:
    """A stage, and who is through: of those who show it."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Announced:
    """A case that a group of somebody reads, as it stands on their own page."""

    title: str
    url: str
    group: str
    meets_on: date | None


def gathering_of(person: User, about: str, group: Group) -> Gathering | None:
    """The one that is open in this group, for who is in it."""
    column = COLUMNS[kind_of(group)]
    mine = Gathering.objects.visible_to(person).filter(**{f"audience__{column}": group})
    found: Gathering | None = mine.filter(about=about, closed_at=None).first()
    return found


def groups_reading(person: User | AnonymousUser, about: str) -> set[uuid.UUID]:
    """The groups of this person in which this case is open now."""
    if not isinstance(person, User):
        return set()
    return {pk for row in _OPEN.ask(person, about) for pk in (row.audience.team_id, row.audience.circle_id) if pk}


def shown_in(gathering: Gathering, group: Group) -> list[ShownProgress]:
    """How far people are: of those who chose to show it and were in the group ever since, by name. One query."""
    column = COLUMNS[kind_of(group)]
    still = Membership.objects.current().filter(
        **{column: group}, person=OuterRef("person"), joined_at__lte=OuterRef("since")
    )
    rows = ShownProgress.objects.filter(Exists(still), gathering=gathering, person__is_active=True)
    return list(rows.select_related("person").order_by("person__first_name", "person_id"))


def by_stage(shown: Iterable[ShownProgress], stages: Iterable[tuple[str, str]]) -> list[StageDone]:
    """Who is through with each stage; a stage is given as its id and title."""
    rows = list(shown)
    return [StageDone(title, tuple(row.person.called for row in rows if pk in row.passed)) for pk, title in stages]


def announced_to(person: User) -> Sequence[Announced]:
    """The cases that groups of this person read now, the soonest first. Two queries. How many there are is counted with
    what else waits for somebody (`WAITING` in reflection.queries.waiting)."""
    rows: list[Gathering] = _MINE.ask(person)
    if not rows:
        return ()
    keys = [key for row in rows if (key := key_of(row.about)) is not None]
    pages = {page.translation_key: page for page in one_per_key(cases_by_key(keys, person))}
    found = []
    for row in rows:
        page = pages.get(key_of(row.about))
        group = row.audience.team or row.audience.circle
        if page is not None and group is not None:
            url = url_of(page, "gathering", kind=kind_of(group), pk=group.pk)
            found.append(Announced(page.title, url, group.name, row.meets_on))
    return found


def open_for(person: "User | AnonymousUser", _now: datetime) -> "QuerySet[Gathering]":
    """The ones that are open in a group of this person."""
    rows: QuerySet[Gathering] = Gathering.objects.visible_to(person).filter(closed_at=None)
    return rows


def _open(person: "User | AnonymousUser", now: datetime, about: str) -> "QuerySet[Gathering]":
    return open_for(person, now).filter(about=about).select_related("audience")


def _mine(person: "User | AnonymousUser", now: datetime) -> "QuerySet[Gathering]":
    return open_for(person, now).select_related("audience__team", "audience__circle").order_by("meets_on", "opened_at")


_OPEN = KeptQuery(_open)
_MINE = KeptQuery(_mine)
