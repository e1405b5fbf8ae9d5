"""Everything that changes a case that a group reads."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.gathering.queries import gathering_of
from cases.gathering.rules import GatheringRefused, check_day, check_is_in
from cases.models import Gathering, ShownProgress
from people.models import User
from people.models.audience import of_group
from people.models.groups import Group


class DayMoved(GatheringRefused):
    """Somebody else chose another day since this page went out."""


def open_gathering(*, by: User, about: str, group: Group, meets_on: date | None) -> Gathering:
    """Open this case for this group. Where somebody did already, theirs is the one. Raises GatheringRefused."""
    check_is_in(by, group)
    check_day(meets_on)
    if found := gathering_of(by, about, group):
        return found
    try:
        with transaction.atomic():
            made: Gathering = Gathering.objects.create(about=about, audience=of_group(group), meets_on=meets_on)
            return made
    except IntegrityError:  # two at once: the other was first
        found = gathering_of(by, about, group)
        assert found is not None
        return found


@transaction.atomic
def set_day(*, by: User, gathering: Gathering, group: Group, meets_on: date | None, seen: date | None) -> None:
    """Choose the day to meet, or none. `seen` is the day that stood on the page. Raises GatheringRefused."""
    check_is_in(by, group)
    held = Gathering.objects.select_for_update().filter(pk=gathering.pk, closed_at=None).first()
    if held is None:
        raise GatheringRefused(_("Dit is intussen afgesloten."))
    if held.meets_on == meets_on:
        return
    if held.meets_on != seen:
        day = date_format(held.meets_on, "j F Y") if held.meets_on else _("nog geen dag")
        raise DayMoved(_("Iemand koos intussen iets anders: %(day)s. Kies opnieuw als het toch moet.") % {"day": day})
    check_day(meets_on)
    held.meets_on = meets_on
    held.save(update_fields=["meets_on"])


@transaction.atomic
def close_gathering(*, by: User, gathering: Gathering, group: Group) -> None:
    """Nobody reads together any more; who showed how far they were, shows nothing. A second time changes nothing."""
    check_is_in(by, group)
    end(gathering)


def end(gathering: Gathering) -> None:
    """Close it, whoever asks: the house does when its time is over."""
    Gathering.objects.filter(pk=gathering.pk, closed_at=None).update(closed_at=timezone.now())
    ShownProgress.objects.filter(gathering=gathering).delete()


@transaction.atomic
def show_progress(*, by: User, gathering: Gathering, group: Group, passed: Sequence[str]) -> None:
    """Let the group see that this person is through these stages, and from now on the next ones."""
    check_is_in(by, group)
    if not Gathering.objects.select_for_update().filter(pk=gathering.pk, closed_at=None).exists():
        raise GatheringRefused(_("Dit is intussen afgesloten."))
    ShownProgress.objects.update_or_create(
        gathering=gathering, person=by, defaults={"passed": list(passed), "since": timezone.now()}
    )


def hide_progress(*, by: User, gathering: Gathering) -> None:
    """Show nothing any more. Anybody may always do that with their own."""
    ShownProgress.objects.filter(gathering=gathering, person=by).delete()


@transaction.atomic
def note_passed(*, person: User, about: str, stage: str) -> None:
    """They went through a stage: whoever they let see how far they are, sees that. One query for who shows nothing."""
    shown = ShownProgress.objects.select_for_update().filter(
        person=person, gathering__about=about, gathering__closed_at=None
    )
    for row in shown:
        if stage not in row.passed:
            row.passed = [*row.passed, stage]
            row.save(update_fields=["passed"])


def note_restart(*, person: User, about: str) -> None:
    """They began again."""
    ShownProgress.objects.filter(person=person, gathering__about=about).update(passed=[])
