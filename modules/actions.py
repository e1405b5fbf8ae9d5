"""Everything that changes what is stored about a person in a module.

Progress is stored for people with an account only; what a visitor writes goes to their session and nowhere else.
Every action may be repeated: a double submit stores once.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from modules.addresses import about_module
from modules.models import Attest, AttestedText, Enrolment, ModulePage, Plan, UnitProgress
from modules.queries.progress import progress_of
from modules.rules import check_attest
from modules.units import Unit
from people.models import User
from reflection.drafts import Settled
from reflection.models import Frozen
from reflection.notebook import Notebook


@transaction.atomic
def enrol(*, module: ModulePage, by: User) -> Enrolment:
    """Begin a module; the one that was begun before, where it was."""
    return Enrolment.objects.get_or_create(person=by, module_key=module.translation_key)[0]


@transaction.atomic
def open_unit(*, module: ModulePage, unit: Unit, by: User) -> None:
    """Remember that somebody who began this module is in this unit; nothing for somebody who did not begin it.

    Called when a page is read, so it begins nothing by itself.
    """
    enrolment = Enrolment.objects.filter(person=by, module_key=module.translation_key).first()
    if enrolment:
        _stopped_in(enrolment, unit)
        UnitProgress.objects.bulk_create([UnitProgress(enrolment=enrolment, unit_id=unit.id)], ignore_conflicts=True)


@transaction.atomic
def bookmark(*, module: ModulePage, unit: Unit, block_id: str, by: User) -> None:
    """Remember the block where this person stopped, and that it was in this unit."""
    row = _row_in(enrol(module=module, by=by), unit)
    row.last_block = block_id
    row.save(update_fields=["last_block"])


@transaction.atomic
def finish_unit(*, module: ModulePage, unit: Unit, by: User) -> None:
    """Mark a unit as done. Done twice keeps the first moment."""
    row = _row_in(enrol(module=module, by=by), unit)
    if row.done_at is None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])


@transaction.atomic
def reopen_unit(*, module: ModulePage, unit: Unit, by: User) -> None:
    """Take back that a unit is done. An attest that was made stays as it is."""
    mine = UnitProgress.objects.filter(enrolment__person=by, enrolment__module_key=module.translation_key)
    mine.filter(unit_id=unit.id).update(done_at=None)


@transaction.atomic
def save_answers(
    *,
    module: ModulePage,
    unit: Unit,
    values: Mapping[str, Mapping[str, Any]],
    operation: uuid.UUID,
    notebook: Notebook,
    by: User | AnonymousUser,
    settled: Settled | None = None,
) -> None:
    """Add answers, by block, to the person's own notebook, all or none; with an account, keep their dates and put
    the bookmark at the last of these blocks.

    The same answers of the same page are added once; other answers sent from that page again (someone went back in
    their browser) are other ones. The draft that became these answers goes with `settled`. Raises NotebookFullError where a visitor's session has no room.
    """
    if not values:
        return
    same_page_and_text = uuid.uuid5(operation, json.dumps(values, sort_keys=True))
    notebook.write_all(
        about_module(module),
        values,
        operation=same_page_and_text,
        revision=module.live_revision_id,
        settled=settled,
    )
    if by.is_authenticated:
        bookmark(module=module, unit=unit, block_id=list(values)[-1], by=by)
        for block_id, value in values.items():
            if "due_on" in value:
                due_on = date.fromisoformat(value["due_on"]) if value["due_on"] else None
                set_date(module=module, block_id=block_id, due_on=due_on, by=by)


@transaction.atomic
def set_date(*, module: ModulePage, block_id: str, due_on: date | None, by: User) -> None:
    """Give a task a date of one's own, another date, or none. A new date opens a task that was done."""
    plan, made = Plan.objects.select_for_update().get_or_create(
        person=by, module_key=module.translation_key, block_id=block_id, defaults={"due_on": due_on}
    )
    if not made and plan.due_on != due_on:
        plan.due_on, plan.done_at = due_on, None
        plan.save(update_fields=["due_on", "done_at"])


@transaction.atomic
def settle_plan(*, plan: Plan, done: bool) -> None:
    """Mark a planned task as done, or take that back. Nothing is said about whether it was in time."""
    plan.done_at = (plan.done_at or timezone.now()) if done else None
    plan.save(update_fields=["done_at"])


@transaction.atomic
def issue_attest(*, module: ModulePage, by: User) -> Attest:
    """Make the attest, frozen as the module is now; the one that was made before, unchanged.

    Raises NotBegun or UnitsStillOpen (modules/rules.py).
    """
    found = Attest.objects.filter(person=by, module_key=module.translation_key).first()
    if found:
        return found
    check_attest(module.all_units, progress_of(module, by))
    return Attest.objects.get_or_create(
        person=by,
        module_key=module.translation_key,
        defaults={
            "title": module.title,
            "hours": module.hours,
            "unit_titles": [unit.title for unit in module.all_units],
        },
    )[0]


@transaction.atomic
def attach_texts(*, attest: Attest, by: User, chosen: Iterable[uuid.UUID]) -> int:
    """Let these frozen texts of this person stand with their attest, and no other; how many do now.

    Of `chosen`, what is not theirs is left out: a form is no proof of whose a text is.
    """
    own = set(Frozen.objects.of(by).filter(pk__in=list(chosen)).values_list("pk", flat=True))
    attest.texts.exclude(frozen__in=own).delete()
    AttestedText.objects.bulk_create(
        [AttestedText(attest=attest, frozen_id=pk) for pk in sorted(own)], ignore_conflicts=True
    )
    return len(own)


def _stopped_in(enrolment: Enrolment, unit: Unit) -> None:
    enrolment.unit_id, enrolment.touched_at = unit.id, timezone.now()
    enrolment.save(update_fields=["unit_id", "touched_at"])


def _row_in(enrolment: Enrolment, unit: Unit) -> UnitProgress:
    """This person's row for the unit, which is now where they stopped."""
    _stopped_in(enrolment, unit)
    return UnitProgress.objects.get_or_create(enrolment=enrolment, unit_id=unit.id)[0]
