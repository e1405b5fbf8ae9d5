"""The demo's learners: one in the middle of a module, one who finished it and has an attest."""

from datetime import timedelta

from django.utils import timezone

from modules import actions
from modules.addresses import about_module
from modules.models import Enrolment, ModulePage
from modules.units import Unit
from people.models import User
from reflection.notebook import MemberNotebook, Prompt

MODULE = "vertragen"
DONE_BY_PROFESSIONAL = 1
NOTE = "Ik zag een moeder die knikte. Dat ze weinig betrokken was, had ik er zelf bij gedacht."
PLAN = {"then": "Ik tel na mijn eerste vraag tot zeven.", "due_on": ""}


def load() -> None:
    """Make what is missing. Somebody who already began keeps what they did."""
    module = ModulePage.objects.live().filter(slug=MODULE, locale__language_code="nl").first()
    if module is None:
        return
    _in_the_middle(module, _person("professional"))
    _finished(module, _person("collega"))


def _in_the_middle(module: ModulePage, person: User) -> None:
    if _began(module, person):
        return
    units = module.all_units
    for unit in units[:DONE_BY_PROFESSIONAL]:
        _note(module, unit, person)
        actions.finish_unit(module=module, unit=unit, by=person)
    unit = units[min(DONE_BY_PROFESSIONAL, len(units) - 1)]
    block = next((each for each in unit.blocks if each.block_type == "writing"), unit.blocks[0])
    actions.bookmark(module=module, unit=unit, block_id=block.id, by=person)


def _note(module: ModulePage, unit: Unit, person: User) -> None:
    """A first note, and a doe-stap with a date next week."""
    notebook = MemberNotebook(person)
    about = about_module(module)
    for block in unit.blocks:
        if block.block_type == "writing":
            notebook.write(Prompt(about, block.id), {"text": NOTE})
            break
    for block in unit.blocks:
        if block.block_type == "do_step":
            due_on = timezone.localdate() + timedelta(days=6)
            notebook.write(Prompt(about, block.id), {**PLAN, "due_on": due_on.isoformat()})
            actions.set_date(module=module, block_id=block.id, due_on=due_on, by=person)
            break


def _finished(module: ModulePage, person: User) -> None:
    if _began(module, person):
        return
    for unit in module.all_units:
        actions.finish_unit(module=module, unit=unit, by=person)
    actions.issue_attest(module=module, by=person)


def _began(module: ModulePage, person: User) -> bool:
    return Enrolment.objects.filter(person=person, module_key=module.translation_key).exists()


def _person(local_part: str) -> User:
    return User.objects.get(email=f"{local_part}@demo.meerstemmig.test")
