"""Who may submit a signal, and when; who may take one back."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from people.models import Organisation, User
from people.rules import membership_in
from signalling.models import Signal
from signalling.wording import missing_in, remarks_on


class NotYet(Exception):
    """This cannot be submitted, or not by this person. Its text is fit for the person."""


def check_submit(person: User, organisation: Organisation, said: Mapping[str, str], *, went_through: bool) -> None:
    """A member of the organisation, with a signal that says enough, who went through what may identify somebody.

    Raises NotYet.
    """
    if membership_in(person, organisation) is None:
        raise NotYet(_("Je hoort niet (meer) bij deze organisatie."))
    if missing := missing_in(said):
        told = ", ".join(f"'{label}'" for label in missing)
        raise NotYet(_("Vul nog aan: %(fields)s.") % {"fields": told})
    if not went_through:
        if remarks_on(said):
            raise NotYet(_("Kijk elke aanduiding na, pas de tekst aan of laat ze staan, en zet dan het vinkje."))
        raise NotYet(_("Zet het vinkje: jij las de tekst na op wat iemand herkenbaar maakt."))


def can_submit(person: User, organisation: Organisation, said: Mapping[str, str], *, went_through: bool) -> bool:
    """Whether `check_submit` would pass."""
    try:
        check_submit(person, organisation, said, went_through=went_through)
    except NotYet:
        return False
    return True


def check_withdraw(person: User, signal: Signal) -> None:
    """Whoever submitted it. Raises NotYet."""
    if signal.author_id != person.pk:
        raise NotYet(_("Intrekken kan alleen wie het signaal indiende."))


def can_withdraw(person: User, signal: Signal) -> bool:
    """Whether `check_withdraw` would pass."""
    return signal.author_id == person.pk
