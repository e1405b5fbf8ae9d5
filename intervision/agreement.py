"""The agreement of a circle as people read it: its four parts, the text to begin with, and who signed what."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from intervision.models import Agreement, Signature
from intervision.queries import members_of
from people.models import Circle, User


class Part(models.TextChoices):
    """What a circle agrees about, in the order of the page."""

    DURATION = "duration", _("Hoe vaak en hoe lang")
    PRESENCE = "presence", _("Aanwezig zijn")
    CONFIDENTIALITY = "confidentiality", _("Wat hier blijft")
    LEAVING = "leaving", _("Weggaan")


TEMPLATE = {
    Part.DURATION: _(
        "We komen om de zes weken samen, telkens anderhalf uur. We beginnen en eindigen op tijd.\n\n"
        "Na zes sessies kijken we samen of we zo verdergaan."
    ),
    Part.PRESENCE: _(
        "Wie erbij is, is er helemaal bij: geen telefoon of mail tussendoor, tenzij je daarmee meeschrijft.\n\n"
        "Kan je niet komen, dan laat je het op tijd weten. Zijn we met minder dan drie, dan verzetten we de sessie.\n\n"
        "De begeleiding en de inbreng gaan rond. Een beurt overslaan mag altijd."
    ),
    Part.CONFIDENTIALITY: _(
        "Wat hier gezegd en geschreven wordt, blijft hier. Wat je zelf leerde, mag je meenemen; het verhaal van een ander niet.\n\n"
        "We noemen geen echte namen van kinderen, jongeren of ouders, en geen plaatsen waaraan ze te herkennen zijn.\n\n"
        "We maken geen foto’s, geen opnames en geen schermafdrukken.\n\n"
        "Ons beroepsgeheim blijft gelden, ook tegenover elkaar. Is iemand in gevaar, dan is dat geen intervisie meer: "
        "dan stoppen we en volgen we de stappen van onze organisatie."
    ),
    Part.LEAVING: _(
        "Weggaan mag altijd. Je zegt het bij voorkeur in een sessie, zodat de groep afscheid kan nemen. "
        "Een reden hoeft niet.\n\n"
        "Wat je hier hoorde, blijft ook daarna vertrouwelijk. Wat je voor jezelf bewaarde, blijft van jou.\n\n"
        "Komt er iemand bij, dan beslist de hele kring. Wie nieuw is, leest en tekent eerst deze afspraken."
    ),
}
"""A text to begin with; every word of it can be changed."""


@dataclass(frozen=True)
class Text:
    """One part, with its heading."""

    part: str
    title: str
    text: str


@dataclass(frozen=True)
class Version:
    """One version as it can be read."""

    number: int
    written_at: datetime
    by: str
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Member:
    """Somebody in the circle, and the latest version that they signed; 0 where they signed none."""

    person: User
    version: int
    signed_at: datetime | None
    is_current: bool


@dataclass(frozen=True)
class Standing:
    """How the agreement of a circle stands now: the version that holds, those before it, and who signed which."""

    current: Version
    earlier: tuple[Version, ...]
    members: tuple[Member, ...]

    def has_signed(self, person: User) -> bool:
        """Whether this person signed the version that holds."""
        return any(each.is_current for each in self.members if each.person == person)

    @property
    def is_signed_by_all(self) -> bool:
        return all(each.is_current for each in self.members)


def standing_of(circle: Circle) -> Standing | None:
    """The agreement with its signatures; None where the circle wrote none. Three queries, however many versions."""
    versions = list(Agreement.objects.filter(circle=circle).select_related("data_key", "written_by"))
    if not versions:
        return None
    current, *earlier = [_read(each) for each in versions]
    return Standing(current, tuple(earlier), _members(circle, current.number))


def _read(agreement: Agreement) -> Version:
    parts = agreement.parts()
    return Version(
        agreement.version,
        agreement.written_at,
        agreement.written_by.called if agreement.written_by else "",
        tuple(Text(part.value, str(part.label), parts.get(part.value, "")) for part in Part),
    )


def _members(circle: Circle, current: int) -> tuple[Member, ...]:
    signatures = Signature.objects.filter(agreement__circle=circle).order_by("agreement__version")
    latest: dict[int, tuple[int, datetime | None]] = {
        person: (version, signed_at)
        for person, version, signed_at in signatures.values_list("person", "agreement__version", "signed_at")
    }
    members = []
    for person in members_of(circle):
        version, signed_at = latest.get(person.pk, (0, None))
        members.append(Member(person, version, signed_at, version == current))
    return tuple(members)
