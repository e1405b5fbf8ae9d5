"""The rhythm of a circle, and the address at which a member's own calendar reads."""

from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.exceptions import NotYourPlace, OvertakenByOther
from intervision.models import CalendarFeed, Rhythm
from intervision.rules import check_can_plan
from people.models import Circle, User
from people.models.invitation import hash_of, new_token
from people.rules import membership_in


@transaction.atomic
def set_rhythm(
    *, circle: Circle, by: User, first_on: date, at: time, every_weeks: int, until: date, seen: int
) -> Rhythm:
    """Say how often the circle meets. Plans nothing. `seen` is the version that was before them, 0 where there was none.

    Locks the circle. Raises what `check_can_plan` raises, and OvertakenByOther.
    """
    check_can_plan(circle, by)
    rhythm = _current(circle, seen) or Rhythm(circle=circle, version=0)
    rhythm.first_on, rhythm.at, rhythm.every_weeks, rhythm.until = first_on, at, every_weeks, until
    rhythm.version += 1
    rhythm.save()
    return rhythm


@transaction.atomic
def stop_rhythm(*, circle: Circle, by: User, seen: int) -> None:
    """Propose nothing any more; what was planned stays. Raises as `set_rhythm`."""
    check_can_plan(circle, by)
    rhythm = _current(circle, seen)
    if rhythm is not None:
        rhythm.delete()


@transaction.atomic
def make_feed(*, circle: Circle, by: User) -> str:
    """A new secret address for this member, which ends an earlier one; the only moment at which the secret is known.

    Raises NotYourPlace for whoever is no member.
    """
    membership = membership_in(by, circle)
    if membership is None:
        raise NotYourPlace(_("Alleen leden van de kring zetten haar sessies in hun agenda."))
    token = new_token()
    CalendarFeed.objects.update_or_create(
        membership=membership, defaults={"token_hash": hash_of(token), "made_at": timezone.now()}
    )
    return token


@transaction.atomic
def end_feed(*, circle: Circle, by: User) -> None:
    """The address answers nobody any more."""
    CalendarFeed.objects.filter(membership__circle=circle, membership__person=by).delete()


def _current(circle: Circle, seen: int) -> Rhythm | None:
    """The rhythm as it is, while nobody else can change it."""
    Circle.objects.select_for_update().get(pk=circle.pk)
    rhythm = Rhythm.objects.filter(circle=circle).first()
    if (rhythm.version if rhythm else 0) != seen:
        raise OvertakenByOther(_("Iemand anders wijzigde het ritme intussen. Kijk hoe het nu is."))
    return rhythm
