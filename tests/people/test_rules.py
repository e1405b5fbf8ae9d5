"""Who may do what: one table per rule, with the reason that a person reads where it is no."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people import rules
from people.exceptions import NotAllowed
from people.models import MembershipRole, Role
from tests.factories.people import (
    CircleFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOT_YOURS = "Je hoort niet bij deze groep."
ADMINS_INVITE = "Alleen een beheerder van deze groep kan iemand uitnodigen."
ADMINS_INVITE_ADMINS = "Alleen een beheerder van deze groep kan een beheerder uitnodigen."
ADMINS_DO = "Alleen een beheerder van deze groep kan dit doen."
LAST = "Dit is de laatste beheerder van deze groep. Maak eerst iemand anders beheerder."
FULL = "Deze kring is vol: een kring telt hoogstens twaalf mensen."
OWN = "Je kan je eigen rollen niet wijzigen. Vraag het aan iemand anders."
EDITORS_GIVE = "Alleen de redactie kan deze rol geven of terugnemen."
PLATFORM_GIVES = "De rol van redactie wordt alleen door de platformbeheerder gegeven."


def reason(check, *asked):
    """Why it is refused; empty when it is allowed."""
    try:
        check(*asked)
    except NotAllowed as refused:
        return str(refused)
    return ""


@pytest.fixture
def world():
    """One organisation with a team and one circle, and everybody who is near to them."""
    organisation = OrganisationFactory()
    team, circle = TeamFactory(organisation=organisation), CircleFactory()
    other = OrganisationFactory()
    people = {
        "anonymous": AnonymousUser(),
        "outsider": UserFactory(),
        "admin elsewhere": MembershipFactory(organisation=other, role=MembershipRole.ADMIN).person,
        "organisation admin": MembershipFactory(organisation=organisation, role=MembershipRole.ADMIN).person,
        "organisation member": MembershipFactory(organisation=organisation).person,
        "former admin": MembershipFactory(
            organisation=organisation,
            role=MembershipRole.ADMIN,
            joined_at=timezone.now() - timedelta(days=2),
            left_at=timezone.now() - timedelta(days=1),
        ).person,
        "deactivated admin": MembershipFactory(
            organisation=organisation, role=MembershipRole.ADMIN, person__is_active=False
        ).person,
        "team admin": MembershipFactory(team=team, role=MembershipRole.ADMIN).person,
        "team member": MembershipFactory(team=team).person,
        "circle admin": MembershipFactory(circle=circle, role=MembershipRole.ADMIN).person,
        "circle member": MembershipFactory(circle=circle).person,
        "editor": RoleGrantFactory(role=Role.EDITOR).person,
        "superuser": UserFactory(is_superuser=True),
    }
    return {"organisation": organisation, "team": team, "circle": circle, "people": people}


SEE = {
    "organisation": {"organisation admin", "organisation member"},
    "team": {"organisation admin", "team admin", "team member"},
    "circle": {"circle admin", "circle member"},
}
MANAGE = {
    "organisation": {"organisation admin"},
    "team": {"organisation admin", "team admin"},
    "circle": {"circle admin"},
}


@pytest.mark.parametrize("kind", SEE)
def test_group_is_seen_by_its_members_and_nobody_else(world, kind):
    told = {name: reason(rules.check_see_group, person, world[kind]) for name, person in world["people"].items()}
    assert told == {name: "" if name in SEE[kind] else NOT_YOURS for name in world["people"]}


@pytest.mark.parametrize("kind", MANAGE)
def test_group_is_managed_by_its_admins_not_by_editors_or_superusers(world, kind):
    told = {name: reason(rules.check_manage_group, person, world[kind]) for name, person in world["people"].items()}
    assert told == {name: "" if name in MANAGE[kind] else ADMINS_DO for name in world["people"]}


@pytest.mark.parametrize("kind", ["organisation", "team", "circle"])
@pytest.mark.parametrize("role", MembershipRole.values)
def test_invite(world, kind, role):
    def expected(name):
        if name not in SEE[kind]:
            return NOT_YOURS
        if name in MANAGE[kind]:
            return ""
        if role == MembershipRole.ADMIN:
            return ADMINS_INVITE_ADMINS
        return "" if kind == "circle" else ADMINS_INVITE

    told = {name: reason(rules.check_invite, person, world[kind], role) for name, person in world["people"].items()}
    assert told == {name: expected(name) for name in world["people"]}


def test_full_circle_takes_nobody_more(world):
    circle, admin = world["circle"], world["people"]["circle admin"]
    MembershipFactory.create_batch(9, circle=circle)
    assert reason(rules.check_invite, admin, circle, "member") == ""
    MembershipFactory(circle=circle)
    assert reason(rules.check_invite, admin, circle, "member") == FULL


def test_everybody_may_leave_but_the_last_admin_hands_over_first(world):
    people = world["people"]
    own = people["organisation member"].memberships.get()
    assert reason(rules.check_end_membership, people["organisation member"], own) == ""
    assert reason(rules.check_end_membership, people["organisation admin"], own) == ""
    assert reason(rules.check_end_membership, people["outsider"], own) == ADMINS_DO
    last = people["organisation admin"].memberships.get()
    assert reason(rules.check_end_membership, people["organisation admin"], last) == LAST
    assert reason(rules.check_change_membership_role, people["organisation admin"], last, "member") == LAST
    assert reason(rules.check_change_membership_role, people["organisation admin"], last, "admin") == ""


@pytest.mark.parametrize("role", list(Role))
def test_platform_roles_are_given_by_editors_and_never_to_oneself(role):
    other = UserFactory()
    people = {held: RoleGrantFactory(role=held).person for held in Role}
    admin = MembershipFactory(organisation=OrganisationFactory(), role=MembershipRole.ADMIN).person
    superuser = UserFactory(is_superuser=True)
    editors = PLATFORM_GIVES if role == Role.EDITOR else EDITORS_GIVE
    told = {held: reason(rules.check_change_role, person, other, role) for held, person in people.items()}
    assert told == {
        **dict.fromkeys((Role.TRAINER, Role.FACILITATOR, Role.EXPERIENCE_REVIEWER), editors),
        Role.EDITOR: PLATFORM_GIVES if role == Role.EDITOR else "",
    }
    assert reason(rules.check_change_role, admin, other, role) == editors
    assert reason(rules.check_change_role, AnonymousUser(), other, role) == "Meld je aan om rollen te geven."
    assert reason(rules.check_change_role, superuser, other, role) == ""
    assert reason(rules.check_change_role, superuser, superuser, role) == OWN
