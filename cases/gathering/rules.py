"""Who may open a case for a group, and what they may do there."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from people.models.groups import Group
from people.rules import membership_in

AHEAD_AT_MOST = timedelta(days=731)


class GatheringRefused(Exception):
    """This cannot be done, or not by this person. Its text is fit for the person."""


def check_is_in(person: User, group: Group) -> None:
    """Members do all of it, and members only: a group of colleagues has no boss here. Raises GatheringRefused."""
    if membership_in(person, group) is None:
        raise GatheringRefused(_("Je hoort niet bij deze groep."))


def check_day(day: date | None) -> None:
    """A day to meet is today or later, and within two years. None is a day that is not known yet."""
    if day is None:
        return
    if day < timezone.localdate():
        raise GatheringRefused(_("Deze dag is al voorbij. Kies een dag die nog komt."))
    if day > timezone.localdate() + AHEAD_AT_MOST:
        raise GatheringRefused(_("Dit is meer dan twee jaar vooruit. Kies een vroegere dag."))
