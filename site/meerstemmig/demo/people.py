"""The demo's people: seven accounts named by role, an organisation, a team and a circle."""

from people import actions
from people.actions.roles import place_role
from people.demo import ACCOUNTS, DEMO_PASSWORD
from people.models import Circle, MembershipRole, Organisation, Team, User

ORGANISATION = "Jeugdhuis De Brug"
TEAM = "Team Noord"
CIRCLE = "Kring Noord"
STAFF_OF_ORGANISATION = ("organisatie", "professional", "collega", "begeleider")
IN_TEAM = ("professional", "collega")
IN_CIRCLE = ("begeleider", "professional", "collega", "ervaringsdeskundige")


def load() -> None:
    """Make what is missing. A second time changes nothing."""
    people = {account.local_part: _person(account.email, account.name) for account in ACCOUNTS}
    for account in ACCOUNTS:
        if account.role is not None:
            place_role(person=people[account.local_part], role=account.role)
    organisation = Organisation.objects.filter(name=ORGANISATION).first() or actions.make_organisation(
        name=ORGANISATION, admin=people["organisatie"]
    )
    team = Team.objects.filter(name=TEAM, organisation=organisation).first() or actions.make_team(
        organisation=organisation, name=TEAM, by=people["organisatie"]
    )
    circle = Circle.objects.filter(name=CIRCLE).first() or actions.make_circle(name=CIRCLE, by=people["begeleider"])
    for group, members in ((organisation, STAFF_OF_ORGANISATION), (team, IN_TEAM), (circle, IN_CIRCLE)):
        for local_part in members:
            _belongs(people[local_part], group)


def _person(email: str, name: str) -> User:
    return actions.register(email=email, name=name, password=DEMO_PASSWORD)


def _belongs(person: User, group: Organisation | Team | Circle) -> None:
    """Joined once; somebody who left the demo group by hand stays away."""
    if not group.memberships.filter(person=person).exists():
        actions.join(person=person, group=group, role=MembershipRole.MEMBER)
