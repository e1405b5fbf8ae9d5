"""What a group may see of its own readings, from the database. The only place that opens answers of others.

It opens the parts that a report names and nothing else, adds them up, and keeps the words that came out; no answer of
one person leaves this module, not even to the page of somebody in the group.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.kept_queries import KeptQuery
from people.models import Membership, User
from people.models.audience import of_group
from people.models.groups import Group
from people.queries import COLUMNS, kind_of
from reflection.encryption import DecryptionError
from reflection.guarded.counting import Spell, Wrote, what_waits
from reflection.guarded.overlays import Overlay, release_overlay, sorted_on
from reflection.guarded.reports import AnyReport, Contrast, Report, Table, release, report_for
from reflection.guarded.threshold import Refused, Shown, guarded, too_few
from reflection.guarded.wordings import ALL, NOW
from reflection.models import Answer
from reflection.models.group_picture import Counted, CountMeIn, GroupPicture

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


def latest_picture(viewer: User, *, code: str, about: str, group: Group) -> Picture | None:
    """The last picture of this group of this thing that may be shown to this member; one query."""
    report, threshold = _asked(code, about, group)
    if report is None or threshold is None:
        return None
    column = COLUMNS[kind_of(group)]
    mine = GroupPicture.objects.visible_to(viewer).filter(**{f"audience__{column}": group})
    for row in mine.filter(report=code, about=about).whole().order_by("-made_at"):
        if isinstance(people := guarded(row.people, None, threshold), Shown):
            return Picture(people, row.table, row.made_at)
    return None


@transaction.atomic
def make_picture(*, by: User, code: str, about: str, group: Group) -> GroupPicture | Refused:
    """Freeze a picture of everybody who waits, for who is a member now. Refuses where anything is not as it should be.

    Locks what these people agreed to, so that nobody takes it back halfway. A second time there is nobody left who
    waits, and it refuses.
    """
    report, threshold = _asked(code, about, group)
    if report is None or threshold is None or not _belongs(by, group):
        return _no_report()
    people = Membership.objects.filter(**{COLUMNS[kind_of(group)]: group}).values("person")
    list(CountMeIn.objects.select_for_update().filter(person__in=people).order_by("pk").values_list("pk"))
    waiting = _waiting(report, about, group)
    if isinstance(report, Overlay):
        given, table = _overlaid(report, about, threshold, waiting)
    else:
        given, table = _added_up(report, threshold, waiting)
    if isinstance(table, Refused):
        return table
    picture: GroupPicture = GroupPicture.objects.create(
        report=code, about=about, audience=of_group(group), people=len(given), table=table
    )
    Counted.objects.bulk_create(
        Counted(person_id=person, report=code, about=about, picture=picture) for person in given
    )
    return picture


def agreed_to(person: User) -> str:
    """The version of the text that this person agreed to; empty for who does not count."""
    found = _AGREED.ask(person.pk, list(ALL))
    return str(found[0]) if found else ""


_AGREED = KeptQuery(
    lambda person, _now, wordings: CountMeIn.objects.filter(person=person, wording__in=wordings).values_list(
        "wording", flat=True
    )[:1]
)


def counts_in(person: User) -> bool:
    """Whether this person agreed to count, be it to an earlier text."""
    return bool(agreed_to(person))


@transaction.atomic
def count_in(*, by: User) -> None:
    """Let this person count from now on; what they wrote before does not. A second time changes nothing.

    Who agreed to an earlier text agrees to this one, and stays in the pictures they are in.
    """
    agreed = agreed_to(by)
    if not agreed:
        forget(person=by)
        CountMeIn.objects.create(person=by)
    elif agreed != NOW:
        CountMeIn.objects.filter(person=by).update(wording=NOW, since=timezone.now())


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


def _waiting(report: AnyReport, about: str, group: Group) -> dict[int, list[Answer]]:
    """What could count in a next picture, by person, still sealed. Reads who wrote when, never what. Four queries."""
    rows = Membership.objects.filter(**{COLUMNS[kind_of(group)]: group}, person__is_active=True)
    spells = [Spell(*row) for row in rows.values_list("person", "joined_at", "left_at")]
    people = {spell.person for spell in spells}
    told = CountMeIn.objects.filter(person__in=people, wording__in=report.wordings)
    agreed = dict(told.values_list("person", "since"))
    counted = set(
        Counted.objects.filter(report=report.code, about=about, person__in=people).values_list("person", flat=True)
    )
    written = _rows(report, about, agreed.keys() - counted)
    waits = what_waits([Wrote(row.person_id, row.created_at) for row in written], spells, agreed, counted)
    found: dict[int, list[Answer]] = {}
    for row in written:
        if Wrote(row.person_id, row.created_at) in waits:
            found.setdefault(row.person_id, []).append(row)
    return found


def _rows(report: AnyReport, about: str, people: Iterable[int]) -> list[Answer]:
    """Of each of these people what this report is about: their latest answer, and of an overlay that to every part."""
    current = Answer.objects.filter(about=about, person__in=list(people)).current().select_related("data_key")
    held = [row for row in current.order_by("created_at") if report.holds(row.part)]
    return held if isinstance(report, Overlay) else list({row.person_id: row for row in held}.values())


def _added_up(
    report: Report | Contrast, threshold: int, waiting: Mapping[int, list[Answer]]
) -> tuple[Mapping[int, Mapping[str, Any]], Table | Refused]:
    """What each of these people answered, and the table over it."""

    def sort(rows: list[Answer]) -> Mapping[str, Any]:
        answer = report.sort(json.loads(rows[-1].open()))
        return {field: answer[field] for field in report.fields}

    given = _read(report, waiting, sort)
    if not isinstance(guarded(len(given), None, threshold), Shown):
        return given, Refused(too_few(threshold))
    return given, release(report, threshold, list(given.values()))


def _overlaid(
    report: Overlay, about: str, threshold: int, waiting: Mapping[int, list[Answer]]
) -> tuple[Mapping[int, Mapping[str, Any]], Table | Refused]:
    """What each of these people laid on the text as it stands now, and the table over it."""
    sheet = report.sheet(about)
    given = _read(
        report, waiting, lambda rows: sorted_on(report, sheet, {row.part: json.loads(row.open()) for row in rows})
    )
    return given, release_overlay(report, sheet, threshold, list(given.values()))


def _read(
    report: AnyReport,
    waiting: Mapping[int, list[Answer]],
    sort: Callable[[list[Answer]], Mapping[str, Any] | None],
) -> dict[int, Mapping[str, Any]]:
    """What each of these people adds to the table. Who wrote what cannot be read does not count."""
    given: dict[int, Mapping[str, Any]] = {}
    for person, rows in waiting.items():
        try:
            contribution = sort(rows)
        except (DecryptionError, KeyError, TypeError, ValueError, AttributeError) as error:
            logger.warning("An answer could not be counted in %s: %s", report.code, type(error).__name__)
            continue
        if contribution is not None:
            given[person] = contribution
    return given
