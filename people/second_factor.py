"""Who needs a second factor, and whether this session has shown one.

allauth asks for the code of somebody who has set up a second factor; it has no rule that somebody must
(allauth#3649). Staff must: trainers, facilitators, editors, admins of an organisation, superusers.
"""

from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from people.backend import with_duties
from people.models import User


class SecondFactor(Enum):
    """What still stands between this person and the site."""

    NOTHING = "nothing"
    SET_UP = "set up"  # staff without a second factor
    SHOW = "show"  # staff with one, in a session that began without it


def missing(request: HttpRequest, person: User) -> SecondFactor:
    """What this person still has to do before the site opens."""
    duties = person if hasattr(person, "has_staff_role") else with_duties().get(pk=person.pk)
    if not duties.has_staff_role:  # type: ignore[union-attr]
        return SecondFactor.NOTHING
    if not duties.has_second_factor:  # type: ignore[union-attr]
        return SecondFactor.SET_UP
    shown = any(record.get("method") == "mfa" for record in get_authentication_records(request, person))
    return SecondFactor.NOTHING if shown else SecondFactor.SHOW
