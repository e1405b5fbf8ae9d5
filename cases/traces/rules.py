"""Who decides about what makes somebody recognisable in a case, and who agrees with it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from people.models import User
from people.models.roles import Role
from people.rules import has_role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cases.models import CasePage


class NotYours(Exception):
    """This person may not do this. Its text is fit for the person."""


class ChangedMeanwhile(Exception):
    """The text, or what was decided about it, is no longer what this person saw. Its text is fit for the person."""


class DoesNotFit(Exception):
    """With these words a text gets longer than it may be. Its text is fit for the person."""


class ReasonMissing(Exception):
    """What stays needs a reason. Its text is fit for the person."""


def check_decide(case: "CasePage", person: "User | AnonymousUser") -> None:
    """Who may change the case decides what stands in it. Raises NotYours."""
    if not (person.is_authenticated and case.permissions_for_user(person).can_edit()):
        raise NotYours(_("Alleen wie deze casus mag bewerken, beslist hierover."))


def can_decide(case: "CasePage", person: "User | AnonymousUser") -> bool:
    """Whether `check_decide` would pass."""
    try:
        check_decide(case, person)
    except NotYours:
        return False
    return True


def check_agree(case: "CasePage", person: "User | AnonymousUser") -> None:
    """Somebody of the editors: not who owns the case, nor who decided about any of it. Raises NotYours."""
    if not (person.is_authenticated and (has_role(person, Role.EDITOR) or person.is_superuser)):
        raise NotYours(_("Alleen iemand van de redactie gaat akkoord."))
    if person.pk == case.owner_id or case.traces.filter(decided_by=person.pk).exists():
        raise NotYours(_("Vier ogen zien meer: iemand anders dan wie schreef of besliste, gaat akkoord."))


def can_agree(case: "CasePage", person: "User | AnonymousUser") -> bool:
    """Whether `check_agree` would pass."""
    try:
        check_agree(case, person)
    except NotYours:
        return False
    return True


def check_seen(now: str | None, seen: str) -> None:
    """A decision is about what stood there when somebody looked; `now` is None where it is gone. Raises ChangedMeanwhile."""
    if now != seen:
        raise ChangedMeanwhile(
            _(
                "Intussen veranderde hier de tekst, of besliste iemand anders. Kijk hoe het nu staat, en beslis dan nog eens."
            )
        )


def check_reason(reason: str) -> None:
    """A few words at least. Raises ReasonMissing."""
    if len(reason.strip()) < 3:
        raise ReasonMissing(_("Schrijf in een paar woorden waarom dit mag blijven staan."))
