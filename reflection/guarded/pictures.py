"""What a group may see of its own readings, from the database. The only place that opens answers of others.

It opens the parts that a report names and nothing else, adds them up, and keeps the words that came out; no answer of
one person leaves this module, not even to the page of somebody in the group.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from people.kept_queries import KeptQuery
from people.models import Membership, User
from people.models.audience import of_group
from people.models.groups import Group
from people.queries import COLUMNS, kind_of
from reflection.encryption import DecryptionError
from reflection.guarded.counting import Spell, Wrote, who_waits
from reflection.guarded.reports import AnyReport, Table, release, report_for
from reflection.guarded.threshold import Refused, Shown, guarded, too_few
from reflection.models import Answer
from reflection.models.group_picture import WORDING, Counted, CountMeIn, GroupPicture

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """One picture, fit to be shown to the group."""

    people: Shown
    table: Table
    made_at: datetime


@dataclass(frozen=True)
class Pictures:
    """What a member of a group gets to see: pictures, or why there are none; and whether one can be made now."""

    shown: tuple[Picture, ...] = ()
    refused: Refused | None = None
    can_add: bool = False


def pictures_for(viewer: User, *, code: str, about: str, group: Group) -> Pictures:
    """The pictures of this group of this thing. Opens no answer and writes nothing; six queries at most.

    Whoever is no member now gets the refusal that an unknown report gets.
    """
    report, threshold = _asked(code, about, group)
    if report is None or threshold is None:
        return Pictures(refused=_no_report())
    column = COLUMNS[kind_of(group)]
    mine = GroupPicture.objects.visible_to(viewer).filter(**{f"audience__{column}": group})
    found = mine.filter(report=code, about=about).whole().order_by("made_at")
    shown = [
        Picture(people, row.table, row.made_at)
        for row in found
        if isinstance(people := guarded(row.people, None, threshold), Shown)
    ]
    enough = guarded(len(_waiting(report, about, group)), None, threshold)
    refused = None if shown or isinstance(enough, Shown) else Refused(too_few(threshold))
    return Pictures(tuple(shown), refused, can_add=isinstance(enough, Shown))


@transaction.atomic
def make_picture(*, by: User, code: str, about: str, group: Group) -> GroupPicture | Refused:
    """Freeze a picture of everybody who waits, for who is a member now. Refuses where anything is not as it should be.

    Locks what these people agreed to, so that nobody takes it back halfway. A second time there is nobody left who
    waits, and it refuses.
    """
    report, threshold = _asked(code, about, group)
    if report is None or threshold is None or not _belongs(by, group):
        return _no_report()
    given: dict[int, Mapping[str, Any]] = {}
    waiting = _waiting(report, about, group)
    agreed = set(
        CountMeIn.objects.select_for_update()
        .filter(person__in=waiting, wording=WORDING)
        .values_list("person", flat=True)
    )
    for row in _rows(report, about, waiting & agreed):
        sorted_answer = _sorted(report, row)
        if sorted_answer is not None:
            given[row.person_id] = sorted_answer
    if not isinstance(guarded(len(given), None, threshold), Shown):
        return Refused(too_few(threshold))
    table = release(report, threshold, list(given.values()))
    if isinstance(table, Refused):
        return table
    picture: GroupPicture = GroupPicture.objects.create(
        report=code, about=about, audience=of_group(group), people=len(given), table=table
    )
    Counted.objects.bulk_create(
        Counted(person_id=person, report=code, about=about, picture=picture) for person in given
    )
    return picture


def counts_in(person: User) -> bool:
    """Whether this person agreed to count."""
    return bool(_AGREED.ask(person.pk, WORDING))


_AGREED = KeptQuery(
    lambda person, _now, wording: CountMeIn.objects.filter(person=person, wording=wording).values_list("pk")[:1]
)


@transaction.atomic
def count_in(*, by: User) -> None:
    """Let this person count from now on; what they wrote before does not. A second time changes nothing."""
    if not counts_in(by):
        forget(person=by)
        CountMeIn.objects.create(person=by)


@transaction.atomic
def forget(*, person: User) -> int:
    """Let this person count no longer, and take away every picture they are in; how many those were.

    Call it before erasing somebody. What they were counted in stays known, so that coming back counts nobody twice;
    erasing deletes that too. Where it is not called, the picture hides all the same (`GroupPictureQuerySet.whole`).
    """
    CountMeIn.objects.filter(person=person).delete()
    pictures = GroupPicture.objects.filter(pk__in=Counted.objects.filter(person=person).values("picture"))
    ids = list(pictures.values_list("pk", flat=True))
    GroupPicture.objects.filter(pk__in=ids).delete()
    return len(ids)


def _asked(code: str, about: str, group: Group) -> tuple[AnyReport | None, int | None]:
    report = report_for(code, about)
    return report, report.threshold_for(kind_of(group)) if report else None


def _no_report() -> Refused:
    return Refused(_("Dit groepsbeeld bestaat niet voor deze groep. Daarom tonen we niets."))


def _belongs(person: User, group: Group) -> bool:
    return Membership.objects.current().filter(person=person, **{COLUMNS[kind_of(group)]: group}).exists()


def _waiting(report: AnyReport, about: str, group: Group) -> set[int]:
    """Who could count in a next picture. Reads who wrote when, never what. Four queries."""
    rows = Membership.objects.filter(**{COLUMNS[kind_of(group)]: group}, person__is_active=True)
    spells = [Spell(*row) for row in rows.values_list("person", "joined_at", "left_at")]
    people = {spell.person for spell in spells}
    agreed = dict(CountMeIn.objects.filter(person__in=people, wording=WORDING).values_list("person", "since"))
    counted = set(
        Counted.objects.filter(report=report.code, about=about, person__in=people).values_list("person", flat=True)
    )
    wrote = [Wrote(row.person_id, row.created_at) for row in _rows(report, about, agreed.keys() - counted)]
    return who_waits(wrote, spells, agreed, counted)


def _rows(report: AnyReport, about: str, people: Iterable[int]) -> list[Answer]:
    """Of each of these people their latest answer that this report is about, still sealed."""
    latest: dict[int, Answer] = {}
    current = Answer.objects.filter(about=about, person__in=list(people)).current().select_related("data_key")
    for row in current.order_by("created_at"):
        if report.holds(row.part):
            latest[row.person_id] = row
    return list(latest.values())


def _sorted(report: AnyReport, row: Answer) -> Mapping[str, Any] | None:
    """What one person's answer adds to the table; None where it cannot be read, and then they do not count."""
    try:
        value: dict[str, Any] = json.loads(row.open())
        given = report.sort(value)
        return {field: given[field] for field in report.fields}
    except (DecryptionError, KeyError, TypeError, ValueError, AttributeError) as error:
        logger.warning("An answer could not be counted in %s: %s", report.code, type(error).__name__)
        return None
