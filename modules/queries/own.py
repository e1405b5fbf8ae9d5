"""What somebody is in the middle of: modules with the exact place where they stopped, and tasks with their date."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from modules.addresses import unit_url
from modules.models import Attest, Enrolment, ModulePage, Plan, UnitProgress
from modules.progress import Progress
from modules.queries.pages import modules_by_key
from modules.units import Unit
from people.kept_queries import KeptQuery
from people.models import User


@dataclass(frozen=True)
class Resume:
    """One module of a person: where a click brings them, or that every unit is done."""

    module: ModulePage
    unit: Unit | None
    block_title: str
    url: str
    attest_code: uuid.UUID | None
    """Where the attest is, if there is one."""


@dataclass(frozen=True)
class PlannedTask:
    """A task that is still to do. What the person planned stays sealed in their notebook."""

    plan: Plan
    title: str
    module: ModulePage
    due_on: date
    url: str


@dataclass(frozen=True)
class Own:
    """Everything of one person in this room: the module touched last first, the nearest date first."""

    resumes: list[Resume]
    tasks: list[PlannedTask]


def own(user: User) -> Own:
    """Four queries, however much there is. What was unpublished, hidden or removed since is left out."""
    enrolments = _ENROLMENTS.ask(user.pk)
    plans = _PLANS.ask(user.pk)
    pages = modules_by_key({each.module_key for each in enrolments} | {each.module_key for each in plans}, user)
    rows: dict[int, dict[str, UnitProgress]] = defaultdict(dict)
    for row in _UNITS.ask(user.pk):
        rows[row.enrolment_id][row.unit_id] = row
    tasks = [_task(plan, pages[plan.module_key]) for plan in plans if plan.module_key in pages]
    return Own(
        resumes=[
            _resume(pages[each.module_key], Progress(each, rows[each.pk]), each.attest_code)
            for each in enrolments
            if each.module_key in pages
        ],
        tasks=[task for task in tasks if task],
    )


def _enrolments(person: int, _now: datetime) -> "QuerySet[Enrolment]":
    attest = Attest.objects.filter(person=person, module_key=OuterRef("module_key"))
    enrolments = Enrolment.objects.filter(person=person).annotate(attest_code=Subquery(attest.values("code")[:1]))
    return enrolments.order_by("-touched_at", "-pk")


def _plans(person: int, _now: datetime) -> "QuerySet[Plan]":
    return Plan.objects.filter(person=person, done_at=None, due_on__isnull=False).order_by("due_on", "pk")


_ENROLMENTS = KeptQuery(_enrolments)
_PLANS = KeptQuery(_plans)
_UNITS = KeptQuery(lambda person, _now: UnitProgress.objects.filter(enrolment__person=person))


def _resume(module: ModulePage, progress: Progress, attest_code: uuid.UUID | None) -> Resume:
    place = progress.place(module.all_units)
    if place is None:
        return Resume(module, None, "", module.url or "", attest_code)
    block = place.unit.block(place.block_id) if place.block_id else None
    title = block.value.get("title", "") if block else ""
    return Resume(module, place.unit, title, unit_url(module, place.unit, place.block_id), attest_code)


def _task(plan: Plan, module: ModulePage) -> PlannedTask | None:
    unit = module.all_units.with_block(plan.block_id)
    block = unit.block(plan.block_id) if unit else None
    if unit is None or block is None or plan.due_on is None:
        return None
    return PlannedTask(plan, block.value["title"] or unit.title, module, plan.due_on, unit_url(module, unit, block.id))
