"""What a person may do in a module, and why not. Reading and writing are never refused here: order is free."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules.progress import Progress
from modules.units import Unit, Units
from people.models import User


class ModuleRuleError(Exception):
    """Its text is fit for the person."""


class AccountNeeded(ModuleRuleError):
    """Progress is kept for people with an account only."""

    def __init__(self) -> None:
        super().__init__(_("Zonder account houden we niet bij waar je bent. Lezen en schrijven kan wel."))


class NotBegun(ModuleRuleError):
    """There is nothing to attest."""

    def __init__(self) -> None:
        super().__init__(_("Je bent nog niet aan deze module begonnen."))


class UnitsStillOpen(ModuleRuleError):
    """Some units are not marked as done."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        super().__init__(
            ngettext(
                "Eén eenheid staat nog open. Vink ze af zodra je ermee klaar bent.",
                "%(count)d eenheden staan nog open. Vink ze af zodra je ermee klaar bent.",
                len(units),
            )
            % {"count": len(units)}
        )


def check_keep_progress(user: User | AnonymousUser) -> None:
    """Raises AccountNeeded for a visitor."""
    if not user.is_authenticated:
        raise AccountNeeded


def can_keep_progress(user: User | AnonymousUser) -> bool:
    """Whether units can be marked as done for this person."""
    return user.is_authenticated


def check_attest(units: Units, progress: Progress) -> None:
    """Raises NotBegun, or UnitsStillOpen with the units. Looks at what was marked as done and at nothing else."""
    if progress.enrolment is None:
        raise NotBegun
    still_open = progress.still_open(units)
    if still_open or not units:
        raise UnitsStillOpen(still_open)


def can_attest(units: Units, progress: Progress) -> bool:
    """Whether an attest can be made now."""
    try:
        check_attest(units, progress)
    except ModuleRuleError:
        return False
    return True
