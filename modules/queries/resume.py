"""The modules somebody is in the middle of, with the exact place where they stopped."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from modules.addresses import unit_url
from modules.models import Attest, Enrolment, ModulePage, UnitProgress
from modules.progress import Progress
from modules.queries.pages import modules_by_key
from modules.units import Unit
from people.models import User


@dataclass(frozen=True)
class Resume:
    """One module of a person: where a click brings them, or that every unit is done."""

    module: ModulePage
    unit: Unit | None
    block_title: str
    url: str
    attest: Attest | None


def resumes(user: User) -> list[Resume]:
    """Every module this person began and may still see, the one touched last first. Four queries at most."""
    enrolments = list(Enrolment.objects.filter(person=user).order_by("-touched_at", "-pk"))
    if not enrolments:
        return []
    keys = {enrolment.module_key for enrolment in enrolments}
    rows: dict[uuid.UUID, dict[str, UnitProgress]] = defaultdict(dict)
    for row in UnitProgress.objects.filter(person=user, module_key__in=keys):
        rows[row.module_key][row.unit_id] = row
    attests = {attest.module_key: attest for attest in Attest.objects.filter(person=user)}
    pages = modules_by_key(keys, user)
    return [
        _resume(pages[each.module_key], Progress(each, rows[each.module_key]), attests.get(each.module_key))
        for each in enrolments
        if each.module_key in pages
    ]


def _resume(module: ModulePage, progress: Progress, attest: Attest | None) -> Resume:
    place = progress.place(module.all_units)
    if place is None:
        return Resume(module, None, "", module.url, attest)
    block = place.unit.block(place.block_id) if place.block_id else None
    title = block.value.get("title", "") if block else ""
    return Resume(module, place.unit, title, unit_url(module, place.unit, place.block_id), attest)
