"""Who writes and changes methods. `check_x` raises with a reason for the person, `can_x` answers yes or no.

Trainers write and adapt, and publish what they made: what the checks and the dry run ask is the same for everybody.
Editors change every method, and only they change what came with the house in its own place.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from intervision.enums import MethodKind
from intervision.models import Method, MethodDraft
from intervision.workshop.exceptions import NotReady, NotYourMethod, WorkshopRefusal
from people.models import Role, User
from people.models.roles import EDITING_ROLES
from people.rules import has_one_of, has_role

Person = User | AnonymousUser


def check_write(person: Person) -> None:
    """Trainers and editors write methods, from nothing or from another one."""
    if not has_one_of(person, EDITING_ROLES):
        raise NotYourMethod(_("Alleen trainers en redactie schrijven methodes."))


def check_adapt(person: Person, method: Method) -> None:
    """From every method that can be found, whoever wrote it. Opening, closing and lenses come with the house."""
    check_write(person)
    if method.kind != MethodKind.METHOD or not method.is_offered:
        raise NotReady(_("Deze methode kan je niet aanpassen."))


def check_take_over(person: Person, method: Method) -> None:
    """Change a method of the house in its own place: from then on files leave it alone. The editors' decision."""
    check_adapt(person, method)
    if not has_role(person, Role.EDITOR):
        raise NotYourMethod(_("Een methode van het huis zelf wijzigt alleen de redactie. Maak een eigen versie."))
    if MethodDraft.objects.filter(method=method).exists():
        raise NotReady(_("Aan deze methode wordt al gewerkt."))


def check_change(person: Person, draft: MethodDraft) -> None:
    """Whoever made it, as long as they are a trainer, and every editor."""
    check_write(person)
    if draft.owner_id != person.pk and not has_role(person, Role.EDITOR):
        raise NotYourMethod(
            _("Deze methode is van iemand anders. Maak er een eigen versie van, of vraag het de redactie.")
        )


def check_publish(person: Person, draft: MethodDraft, *, holds: bool) -> None:
    """What holds, and went through a dry run as it stands here without anything that blocked."""
    check_change(person, draft)
    if not holds:
        raise NotReady(_("Deze methode kan nog niet gekozen worden. Hieronder staat wat er nog ontbreekt."))
    if draft.tried_version != draft.version:
        raise NotReady(_("Doe eerst een droge loop van wat er nu staat. Zo weet je dat niemand vastloopt."))
    if draft.report.get("faults"):
        raise NotReady(_("In de droge loop liep er iets vast. Los dat eerst op en loop dan nog eens."))


def check_withdraw(person: Person, draft: MethodDraft) -> None:
    """Take it out of the list; what was planned with it goes on."""
    check_change(person, draft)
    if draft.method is None or not draft.is_published or not draft.method.is_offered:
        raise NotReady(_("Deze methode staat niet in de lijst."))


def check_throw_away(person: Person, draft: MethodDraft) -> None:
    """A draft of which nothing was published. What was published can be taken out of the list instead."""
    check_change(person, draft)
    if draft.is_published:
        raise NotReady(_("Deze methode is al gepubliceerd. Haal ze uit de lijst als niemand ze nog moet kiezen."))


def _answers(check: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
    try:
        check(*args, **kwargs)
    except WorkshopRefusal:
        return False
    return True


def can_write(person: Person) -> bool:
    return _answers(check_write, person)


def can_adapt(person: Person, method: Method) -> bool:
    return _answers(check_adapt, person, method)


def can_take_over(person: Person, method: Method) -> bool:
    return _answers(check_take_over, person, method)


def can_change(person: Person, draft: MethodDraft) -> bool:
    return _answers(check_change, person, draft)


def can_publish(person: Person, draft: MethodDraft, *, holds: bool) -> bool:
    return _answers(check_publish, person, draft, holds=holds)


def can_withdraw(person: Person, draft: MethodDraft) -> bool:
    return _answers(check_withdraw, person, draft)


def can_throw_away(person: Person, draft: MethodDraft) -> bool:
    return _answers(check_throw_away, person, draft)
