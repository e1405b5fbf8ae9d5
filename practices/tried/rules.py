"""When a practice moves up the ladder because others tried it. Who may tell so is said by discussion/rules.py."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import Role, User
from people.rules import has_role
from practices.enums import Ladder
from practices.ladder import LEAST_REPORTS
from practices.tried.exceptions import NotTheEditors, NotYet, TriedRefused

if TYPE_CHECKING:
    from practices.models import PracticePage

Person = User | AnonymousUser


def check_move_up(person: Person, page: "PracticePage", independent: int) -> None:
    """An editor, from "idea" to "tried", where somebody else tried it and no draft waits."""
    if not has_role(person, Role.EDITOR):
        raise NotTheEditors(_("Alleen de redactie beslist over de trap."))
    if page.ladder != Ladder.IDEA:
        raise NotYet(_("Deze praktijk staat niet meer op de trap ‘idee’."))
    if independent < LEAST_REPORTS:
        raise NotYet(_("Er is nog geen verslag van iemand anders."))
    if page.has_unpublished_changes:
        raise NotYet(_("Er ligt nog een ontwerp van deze pagina. Pas de trap daar aan."))


def can_move_up(person: Person, page: "PracticePage", independent: int) -> bool:
    """Whether `check_move_up` would pass."""
    try:
        check_move_up(person, page, independent)
    except TriedRefused:
        return False
    return True
