"""Editors give and take platform roles: found by a whole address, from when to when, with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people import actions, queries, rules
from people.actions.roles import settle_roles
from people.exceptions import NotAllowed
from people.models import MembershipRole, Role, RoleGrant
from people.views.roles import token_of
from tests.factories.people import MembershipFactory, OrganisationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db

FIND = "/nl/mensen/rollen/"


def page_of(person, more=""):
    return f"{FIND}{token_of(person)}/{more}"


def reason(check, *asked):
    try:
        check(*asked)
    except NotAllowed as refused:
        return str(refused)
    return ""


@pytest.fixture
def editor():
    return RoleGrantFactory(role=Role.EDITOR).person


@pytest.fixture
def person():
    return UserFactory(email="amal@voorbeeld.test", first_name="Amal")


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def test_only_editors_and_the_platform_look_somebody_up():
    only = "Alleen de redactie kan rollen geven of terugnemen."
    people = {
        "visitor": AnonymousUser(),
        "professional": UserFactory(),
        "organisation admin": MembershipFactory(organisation=OrganisationFactory(), role=MembershipRole.ADMIN).person,
        "former editor": RoleGrantFactory(role=Role.EDITOR, revoked_at=timezone.now()).person,
        "editor whose time is over": RoleGrantFactory(role=Role.EDITOR, ends_at=timezone.now()).person,
        "editor to come": RoleGrantFactory(role=Role.EDITOR, granted_at=timezone.now() + timedelta(days=1)).person,
        "closed editor": RoleGrantFactory(role=Role.EDITOR, person__is_active=False).person,
        "superuser": UserFactory(is_superuser=True),
        **{role.value: RoleGrantFactory(role=role).person for role in Role},
    }
    away = "Meld je aan om rollen te geven."
    assert {name: reason(rules.check_find_for_roles, one) for name, one in people.items()} == {
        **dict.fromkeys(people, only), "visitor": away, "closed editor": away, "superuser": "", "editor": "",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["", "token", "terugnemen"])
def test_for_everybody_else_the_pages_do_not_exist(client, person, path):
    client.force_login(RoleGrantFactory(role=Role.TRAINER).person)
    where = {"": FIND, "token": page_of(person), "terugnemen": page_of(person, "terugnemen/")}[path]
    assert client.post(where).status_code == 404
    assert client.get(FIND).status_code == 404


@pytest.mark.parametrize("typed", ["amal@voorbeeld.test", " Amal@Voorbeeld.test "])
def test_a_whole_address_finds_somebody(as_editor, person, typed):
    answer = as_editor.post(FIND, {"email": typed}, follow=True)
    assert answer.context["person"] == person
    assert answer["Cache-Control"] == "private, no-store"
    assert "amal" not in answer.redirect_chain[0][0]


@pytest.mark.parametrize(
    "typed", ["amal@", "amal", "@voorbeeld.test", "mal@voorbeeld.test", "", "gesloten@voorbeeld.test"]
)
def test_nothing_less_than_a_whole_open_address_finds_anybody(as_editor, person, typed):
    UserFactory(email="gesloten@voorbeeld.test", is_active=False)
    answer = as_editor.post(FIND, {"email": typed})
    assert answer.status_code == 422
    assert answer.context["form"]["email"].value() == typed
    assert b"Amal" not in answer.content


def test_an_address_of_somebody_else_or_of_yesterday_is_no_page(as_editor, person):
    assert as_editor.get(f"{FIND}{person.pk}/").status_code == 404
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=False):
        old = page_of(person)
    assert as_editor.get(old).status_code == 404


def test_a_role_is_given_with_its_days_and_reason(as_editor, editor, person):
    asked = {"role": "trainer", "starts": "2999-11-23", "until": "2999-11-24", "reason": "Schrijft drie casussen."}
    assert as_editor.post(page_of(person), asked).status_code == 302
    [grant] = person.role_grants.all()
    assert (grant.granted_by, grant.reason, grant.is_to_come) == (editor, "Schrijft drie casussen.", True)
    page = as_editor.get(page_of(person)).content.decode()
    assert "Vanaf 23 november 2999, tot en met 24 november 2999, gegeven door" in page
    assert "begint nog" in page


def test_a_role_holds_through_its_last_day_and_is_over_after_it(editor, person):
    with time_machine.travel(datetime(2027, 11, 20, 9, 0, tzinfo=UTC), tick=False):
        days = {"starts": date(2027, 11, 23), "until": date(2027, 11, 24)}
        grant = actions.grant_role(person=person, role=Role.TRAINER, by=editor, **days)
    held = {}
    for day, hour in ((22, 12), (23, 0), (24, 22), (24, 23)):  # Brussels is an hour ahead of UTC
        with time_machine.travel(datetime(2027, 11, day, hour, 30, tzinfo=UTC), tick=False):
            settle_roles()
            held[day, hour] = (queries.roles_of(person), [group.name for group in person.groups.all()])
    trainer = ([Role.TRAINER], ["Trainers"])
    assert held == {(22, 12): ([], []), (23, 0): trainer, (24, 22): trainer, (24, 23): ([], [])}
    assert person.role_grants.get().revoked_at == grant.ends_at


def test_what_is_over_can_be_given_again_and_given_twice_is_given_once(editor, person):
    RoleGrantFactory(person=person, role=Role.TRAINER, ends_at=timezone.now() - timedelta(days=1))
    for _time in range(2):
        actions.grant_role(person=person, role=Role.TRAINER, by=editor, reason="Opnieuw.")
    assert [grant.is_open for grant in queries.grants_of(person)] == [True, False]
    settle_roles()  # the editor of this test was never put in a group
    assert settle_roles() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"role": ""}, "role"),
        ({"role": "editor"}, "role"),
        ({"role": "zomaar"}, "role"),
        ({"starts": "2020-01-01"}, "starts"),
        ({"starts": "2999-01-02", "until": "2999-01-01"}, "until"),
        ({"until": "morgen"}, "until"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field_and_nothing_is_lost(as_editor, person, sent, field):
    answer = as_editor.post(page_of(person), {"role": "trainer", "reason": "Waarom", **sent})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not person.role_grants.exists()


def test_taking_back_asks_why_and_keeps_the_history(as_editor, editor, person):
    actions.grant_role(person=person, role=Role.TRAINER, by=editor, reason="Schrijft.")
    where = page_of(person, "terugnemen/")
    refused = as_editor.post(where, {"role": "trainer", "reason": ""})
    assert refused.status_code == 422
    assert BeautifulSoup(refused.content, "html.parser").select_one(".role-list details").has_attr("open")
    assert as_editor.post(where, {"role": "trainer", "reason": "De casussen zijn af."}).status_code == 302
    grant = person.role_grants.get()
    assert (grant.revoked_by, grant.revoked_reason, grant.is_open) == (editor, "De casussen zijn af.", False)
    assert not person.groups.exists()
    page = as_editor.get(page_of(person)).content.decode()
    assert "Waarom teruggenomen: De casussen zijn af." in page.split('id="rollen-vroeger"')[1]


def test_an_editor_takes_no_editor_back_and_nothing_of_their_own(as_editor, editor):
    other = RoleGrantFactory(role=Role.EDITOR).person
    for one in (other, editor):
        page = BeautifulSoup(as_editor.get(page_of(one)).content, "html.parser")
        assert page.select(".role-list form") == []
        answer = as_editor.post(page_of(one, "terugnemen/"), {"role": "editor", "reason": "x"})
        assert answer.status_code == 422
    assert RoleGrant.objects.current().filter(role=Role.EDITOR).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_roles(as_editor, person, count, django_assert_num_queries):
    for role in list(Role)[:count]:
        RoleGrantFactory(person=person, role=role)
    as_editor.get(page_of(person))
    with django_assert_num_queries(9):
        as_editor.get(page_of(person))
