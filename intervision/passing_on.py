"""Whether a kept line may become something outside the circle: one's own may, a circle's with the bringer's consent."""

import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from intervision.enums import Consent, SeatKind
from intervision.exceptions import NotYourPlace
from intervision.kept import KIND
from intervision.models import KeptLine, Seat
from people.models import Membership, User
from reflection.onward import Seed


def line_for(person: User, line_id: uuid.UUID) -> KeptLine | None:
    """A line of this person's own, or of a circle that they are in; anybody else's does not exist. Two queries."""
    circles = Membership.objects.current().filter(person=person, circle__isnull=False).values("circle")
    found = KeptLine.objects.filter(Q(person=person) | Q(circle__in=circles), pk=line_id)
    return found.select_related("data_key", "session__circle").first()


def brought_line(person: User, line_id: uuid.UUID) -> KeptLine | None:
    """A line of a circle, of a session in which this person brought the case. One query."""
    brought = Seat.objects.filter(person=person, kind=SeatKind.BRINGER).values("session")
    found = KeptLine.objects.filter(pk=line_id, circle__isnull=False, session__in=brought)
    return found.select_related("data_key", "session__circle").first()


def bringer_of(line: KeptLine) -> User | None:
    """Who brought the case of this line and can still be asked. One query."""
    seats = Seat.objects.filter(session=line.session_id, kind=SeatKind.BRINGER, person__is_active=True)
    seat = seats.select_related("person").first()
    return seat.person if seat else None


def check_can_pass_on(person: User, line: KeptLine, bringer: User | None) -> None:
    """One's own line; a circle's, where this person brought the case or whoever did says that it may. Raises NotYourPlace."""
    if line.person_id is not None:
        if line.person_id != person.pk:
            raise NotYourPlace(_("Deze zin is van iemand anders."))
        return
    if bringer is not None and bringer.pk == person.pk:
        return
    if line.consent == Consent.YES:
        return
    if line.consent == Consent.NO:
        raise NotYourPlace(_("Wie de casus inbracht, houdt deze zin liever in de kring."))
    if bringer is None:
        raise NotYourPlace(_("Wie de casus inbracht, is er niet meer. Deze zin blijft in de kring."))
    if line.consent == Consent.ASKED:
        raise NotYourPlace(_("Het is gevraagd aan wie de casus inbracht. Er is nog geen antwoord."))
    raise NotYourPlace(_("Deze zin is niet van jou alleen. Vraag eerst aan wie de casus inbracht of hij verder mag."))


def can_pass_on(person: User, line: KeptLine, bringer: User | None) -> bool:
    try:
        check_can_pass_on(person, line, bringer)
    except NotYourPlace:
        return False
    return True


def can_ask(person: User, line: KeptLine, bringer: User | None) -> bool:
    """Whether asking makes sense: nobody asked yet, and somebody can answer."""
    return bringer is not None and not line.consent and not can_pass_on(person, line, bringer)


def seed_of(line: KeptLine) -> Seed:
    """The line to begin something with. Of which circle and session it is, does not go along."""
    return Seed(text=line.open(), about=KIND, key=str(line.pk))
