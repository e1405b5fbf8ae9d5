"""The tasks somebody gave a date. What they planned stays sealed in their notebook; this says where and when."""

from dataclasses import dataclass
from datetime import date

from modules.addresses import unit_url
from modules.models import ModulePage, Plan
from modules.queries.pages import modules_by_key
from people.models import User


@dataclass(frozen=True)
class PlannedTask:
    """A task that is still to do."""

    plan: Plan
    title: str
    module: ModulePage
    due_on: date
    url: str


def planned(user: User) -> list[PlannedTask]:
    """What this person still has to do, the nearest date first. Two queries. A task that an editor removed is left out."""
    plans = list(Plan.objects.filter(person=user, done_at=None, due_on__isnull=False).order_by("due_on", "pk"))
    pages = modules_by_key({plan.module_key for plan in plans}, user)
    tasks = []
    for plan in plans:
        module = pages.get(plan.module_key)
        unit = module.all_units.with_block(plan.block_id) if module else None
        block = unit.block(plan.block_id) if unit else None
        if module and unit and block and plan.due_on:
            title = block.value["title"] or unit.title
            tasks.append(PlannedTask(plan, title, module, plan.due_on, unit_url(module, unit, plan.block_id)))
    return tasks
