"""Other places in a planned session: somebody falls ill, or another case cannot wait."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import CASE, GUEST_KINDS, PERSON_KINDS, SeatKind
from intervision.exceptions import NotYourPlace, OvertakenByOther
from intervision.handover import drop_offer
from intervision.models import Contribution, Seat, Session
from intervision.queries import members_of
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
    ready is taken back; the pad stays with who wrote it, for them alone. Who leaves takes all of theirs away. The chair
    of whoever was erased goes, and so does a proposal to hand over by, or to, whoever gets another place or none.
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
    chairs = list(Seat.objects.filter(session=session, kind__in=PERSON_KINDS - GUEST_KINDS).select_related("person"))
    standing = {seat.person: seat for seat in chairs if seat.person is not None}
    gone = [seat for seat in chairs if seat.person is None or seat.person not in places]
    changed = [person for person, kind in places.items() if person in standing and standing[person].kind != kind]
    new = [person for person in places if person not in standing]
    if not (gone or changed or new):
        return
    moved = [standing[person] for person in changed]
    bringer = next((seat for seat in chairs if seat.kind == SeatKind.BRINGER), None)
    if bringer is not None and (bringer in gone or bringer in moved):
        Contribution.objects.filter(session=session, kind=CASE).delete()
        bringer.kind = SeatKind.PEER  # one at a time: there is never a second who brings
        bringer.save(update_fields=["kind"])
    transaction.on_commit(empty_write_ahead_log)
    drop_offer(session, of=[*gone, *moved])
    Seat.objects.filter(pk__in=[seat.pk for seat in gone]).delete()
    # whoever typed for them, or they for others, did so from another place
    Seat.objects.filter(Q(pk__in=[seat.pk for seat in moved]) | Q(typed_by__in=moved)).update(typed_by=None)
    for order, (person, kind) in enumerate(places.items()):
        seat = standing.get(person)
        if seat is None:
            Seat.objects.create(session=session, person=person, kind=kind, order=order)
        else:
            seat.kind, seat.order = kind, order
            seat.save(update_fields=["kind", "order"])  # `typed_by` was read before it was changed above
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
