"""A kept line goes on as something else; and for a circle's line, the consent of whoever brought the case."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from intervision import consent_mail
from intervision.enums import Consent
from intervision.exceptions import NotYourPlace
from intervision.models import KeptLine
from intervision.passing_on import bringer_of, brought_line, can_ask, check_can_pass_on, line_for, seed_of
from people.models import User
from reflection.onward import ways_on


@transaction.atomic
def pass_on(*, by: User, line: KeptLine, way: str) -> str:
    """Begin what this line becomes, as a draft of this person alone; the address of its form.

    Raises NotYourPlace, with the reason, where the rules say no or there is no such way for this person.
    """
    check_can_pass_on(by, line, bringer_of(line))
    chosen = next((each for each in ways_on(by) if each.name == way), None)
    if chosen is None:
        raise NotYourPlace(_("Kies wat je ervan wil maken."))
    return chosen.begin(by, seed_of(line))


@transaction.atomic
def ask_consent(*, by: User, line_id: uuid.UUID) -> None:
    """Ask whoever brought the case by mail, once. Who asked is not stored. Raises NotYourPlace."""
    KeptLine.objects.select_for_update().filter(pk=line_id).first()
    line = line_for(by, line_id)
    bringer = bringer_of(line) if line else None
    if line is None or bringer is None or not can_ask(by, line, bringer):
        raise NotYourPlace(_("Er valt hier niets te vragen."))
    line.consent = Consent.ASKED
    line.save(update_fields=["consent"])
    told = (str(line.pk), bringer.pk)
    transaction.on_commit(lambda: consent_mail.ask_bringer.enqueue(*told))


@transaction.atomic
def answer_consent(*, by: User, line_id: uuid.UUID, consent: Consent) -> None:
    """Say whether a line of a case that one brought may leave the circle. What left it before stays where it is.

    Raises NotYourPlace for whoever did not bring it.
    """
    line = brought_line(by, line_id)
    if line is None or consent == Consent.ASKED:
        raise NotYourPlace(_("Deze zin is van iemand anders."))
    line.consent = consent
    line.save(update_fields=["consent"])
