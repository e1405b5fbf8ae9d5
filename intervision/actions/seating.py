"""Other places in a planned session: somebody falls ill, or another case cannot wait."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import CASE, SeatKind
from intervision.exceptions import NotYourPlace, OvertakenByOther
from intervision.models import Contribution, Seat, Session
from intervision.queries import members_of, seated_in
from intervision.rules import check_can_replan
from intervision.tasks import tell_planned, tell_seats, tell_unseated
from people.leftovers import empty_write_ahead_log
from people.models import User


@transaction.atomic
def give_seats(
    *,
    session_id: uuid.UUID,
    by: Seat,
    facilitator: User,
    bringer: User,
    peers: Iterable[User],
    seen: int,
    co_facilitator: User | None = None,
) -> None:
    """Give the places of a planned session to these members; pokes every device and mails whoever got or lost one.

    Who stays keeps their chair, with what they answered and wrote beforehand. Where somebody else brings now, what lay
    ready is taken back; the pad stays with who wrote it, for them alone. Who leaves takes all of theirs away.
    `seen` is the version that the page had. Raises NotYourPlace, NotNow, OvertakenByOther.
    """
    session = locked(session_id)
    check_can_replan(session, by)
    if session.version != seen:
        raise OvertakenByOther(_("De sessie is intussen veranderd. Kijk hoe ze er nu uitziet, en wijzig dan opnieuw."))
    assert session.circle is not None  # check_can_replan refuses a practice
    places = [(facilitator, SeatKind.FACILITATOR), (bringer, SeatKind.BRINGER)]
    places += [(co_facilitator, SeatKind.CO_FACILITATOR)] if co_facilitator else []
    places += [(peer, SeatKind.PEER) for peer in peers]
    people = [person for person, _kind in places]
    if len(set(people)) != len(people) or set(people) - set(members_of(session.circle)):
        raise NotYourPlace(_("Een plaats is voor iemand uit de kring, en ieder heeft er één."))
    _seat(session, dict(places), by)


def _seat(session: Session, places: dict[User, SeatKind], by: Seat) -> None:
    standing = {seat.person: seat for seat in seated_in(session)}
    gone = [seat for person, seat in standing.items() if person not in places]
    changed = [person for person, kind in places.items() if person in standing and standing[person].kind != kind]
    new = [person for person in places if person not in standing]
    if not (gone or changed or new):
        return
    bringer = next((seat for seat in standing.values() if seat is not None and seat.kind == SeatKind.BRINGER), None)
    if bringer is not None and places.get(bringer.person) != SeatKind.BRINGER:  # type: ignore[arg-type]  # seated_in
        Contribution.objects.filter(session=session, kind=CASE).delete()
        bringer.kind = SeatKind.PEER  # one at a time: there is never a second who brings
        bringer.save(update_fields=["kind"])
    transaction.on_commit(empty_write_ahead_log)
    Seat.objects.filter(pk__in=[seat.pk for seat in gone]).delete()
    for order, (person, kind) in enumerate(places.items()):
        seat = standing.get(person) or Seat(session=session, person=person)
        if person in changed:  # whoever typed for them, or they for others, did so from another place
            seat.typed_by = None
            seat.types_for.update(typed_by=None)
        seat.kind, seat.order = kind, order
        seat.save()
    store(session)
    _tell(session, by, new=new, changed=changed, gone=[seat.person_id for seat in gone if seat.person_id])


def _tell(session: Session, by: Seat, *, new: list[User], changed: list[User], gone: list[int]) -> None:
    """Mail each what concerns them, after the commit; nobody hears who has which place. Ids, never a text."""
    about, doer = str(session.pk), by.person_id or 0
    seated = [person.pk for person in new if person.pk != doer]
    moved = [person.pk for person in changed if person.pk != doer]
    left = [person for person in gone if person != doer]
    transaction.on_commit(lambda: tell_planned.enqueue([about], doer, seated) if seated else None)
    transaction.on_commit(lambda: tell_seats.enqueue(about, moved) if moved else None)
    transaction.on_commit(lambda: tell_unseated.enqueue(about, left) if left else None)
