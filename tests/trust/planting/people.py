"""Somebody in every relation to one team, one circle and one session."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from meerstemmig.who_sees_what import Reader
from people import actions
from people.actions.roles import place_role
from people.models import Circle, MembershipRole, Organisation, Role, Team, User
from tests.factories.people import CircleFactory, OrganisationFactory, RoleGrantFactory, TeamFactory, UserFactory
from tests.trust.canary import Canaries

ROLES = {
    Reader.FACILITATOR: Role.FACILITATOR,
    Reader.TRAINER: Role.TRAINER,
    Reader.EDITOR: Role.EDITOR,
    Reader.REVIEWER: Role.EXPERIENCE_REVIEWER,
}
STAFF = (Reader.FACILITATOR, Reader.TRAINER, Reader.EDITOR, Reader.ORGANISATION_ADMIN, Reader.SUPERUSER)
WITHOUT_ACCOUNT = {Reader.ANONYMOUS, Reader.SCREEN, Reader.GUEST}
NAMED = {
    Reader.PROFESSIONAL: "person.professional.name",
    Reader.COLLEAGUE: "person.colleague.name",
    Reader.STRANGER: "person.stranger.name",
}


@dataclass
class People:
    """The people of the world and their groups."""

    by_reader: dict[Reader, User]
    peer: User
    organisation: Organisation
    elsewhere: Organisation
    team: Team
    other_team: Team
    circle: Circle
    link_circle: Circle
    invitation_token: str
    invitation_pk: int
    memberships: list[int]
    rolled: User
    """Somebody who was given a role, with the reason why; none of the readers."""

    def __getitem__(self, reader: Reader) -> User:
        return self.by_reader[reader]


def plant_people(canaries: Canaries) -> People:
    """Make everybody. Those who stopped belonging did belong: leaving is what is tried."""
    people = {reader: _person(reader, canaries) for reader in Reader if reader not in WITHOUT_ACCOUNT}
    peer = UserFactory(first_name=canaries.token("person.peer.name", "first_name"))
    organisation = OrganisationFactory(name=canaries.token("group.organisation", "name"))
    elsewhere = OrganisationFactory(name=canaries.token("group.elsewhere", "name"))
    team = TeamFactory(name=canaries.token("group.team", "name"), organisation=organisation)
    other_team = TeamFactory(name="Team Zuid", organisation=organisation)
    circle = CircleFactory(name=canaries.token("group.circle", "name"))
    link_circle = CircleFactory(name=canaries.token("group.invited", "name"))
    admin = people[Reader.ORGANISATION_ADMIN]
    memberships = [actions.join(person=admin, group=organisation, role=MembershipRole.ADMIN)]
    belongs = {
        organisation: (Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.NEIGHBOUR, Reader.FACILITATOR),
        team: (Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.FORMER, Reader.DEACTIVATED),
        other_team: (Reader.NEIGHBOUR,),
        circle: (Reader.FACILITATOR, Reader.PROFESSIONAL, Reader.COLLEAGUE, Reader.FORMER),
        elsewhere: (Reader.STRANGER,),
    }
    for group, readers in belongs.items():
        memberships += [actions.join(person=people[reader], group=group) for reader in readers]
    memberships.append(actions.join(person=peer, group=circle))
    host = UserFactory(first_name="Wie uitnodigt")
    actions.join(person=host, group=link_circle, role=MembershipRole.ADMIN)
    for reader, role in ROLES.items():
        place_role(person=people[reader], role=role)
    rolled = UserFactory(first_name="Wie een rol kreeg")
    RoleGrantFactory(person=rolled, role=Role.EXPERIENCE_REVIEWER, reason=canaries.token("role.reason", "reason"))
    linked = actions.invite(group=link_circle, email="genodigd@elders.test", by=host)
    own = actions.invite(
        group=organisation, email=f"{canaries.token('invitation.email', 'email')}@voorbeeld.test", by=admin
    )
    canaries.literal("invitation.token", own.token)
    canaries.literal("invitation.token", own.invitation.token_hash)
    for reader in STAFF:
        secret = generate_totp_secret()
        TOTP.activate(people[reader], canaries.literal("secret", secret))
    return People(
        by_reader=people,
        peer=peer,
        organisation=organisation,
        elsewhere=elsewhere,
        team=team,
        other_team=other_team,
        circle=circle,
        link_circle=link_circle,
        invitation_token=linked.token,
        invitation_pk=own.invitation.pk,
        memberships=[membership.pk for membership in memberships],
        rolled=rolled,
    )


def _person(reader: Reader, canaries: Canaries) -> User:
    name = canaries.token(NAMED[reader], "first_name") if reader in NAMED else reader.name.capitalize()
    fields = {"first_name": name, "is_superuser": reader is Reader.SUPERUSER}
    if reader is Reader.PROFESSIONAL:
        fields["email"] = f"{canaries.token('person.email', 'email')}@voorbeeld.test".lower()
    person = UserFactory(**fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def end_what_ended(people: People) -> None:
    """Former members leave, after they wrote and sat where members do; the closed account closes."""
    former = people[Reader.FORMER]
    for membership in former.memberships.current():
        actions.leave(membership=membership, by=former)
    closed = people[Reader.DEACTIVATED]
    closed.is_active = False
    closed.save()
