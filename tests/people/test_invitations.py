"""An invitation: one address, one use, one week."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from people import actions, exceptions
from people.models import Invitation, Membership, MembershipRole
from tests.factories.people import (
    CircleFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return MembershipFactory(organisation=OrganisationFactory(name="De Brug"), role=MembershipRole.ADMIN).person


@pytest.fixture
def organisation(admin):
    return admin.memberships.get().organisation


@pytest.fixture
def invited(admin, organisation):
    return actions.invite(group=organisation, email="Nieuw@Voorbeeld.test", by=admin)


def address(token):
    return reverse("people:invitation", kwargs={"token": token})


def test_mail_carries_the_link_and_only_a_hash_is_stored(
    admin, organisation, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.invite(group=organisation, email="nieuw@voorbeeld.test", by=admin)
    (message,) = mail.outbox
    assert message.to == ["nieuw@voorbeeld.test"]
    assert message.subject == "Een uitnodiging voor Meerstemmig"
    assert f"{settings.SITE_URL}/nl/mensen/uitnodiging/{made.token}/" in message.body
    assert made.token not in str(Invitation.objects.values_list())


def test_accepting_joins_once_however_often_it_is_sent(invited, organisation):
    person = UserFactory(email="nieuw@voorbeeld.test")
    first = actions.accept_invitation(token=invited.token, by=person)
    again = actions.accept_invitation(token=invited.token, by=person)
    assert first == again
    assert list(Membership.objects.filter(person=person).values_list("organisation", "role")) == [
        (organisation.pk, "member")
    ]


def test_second_person_with_the_same_link_is_refused(invited):
    actions.accept_invitation(token=invited.token, by=UserFactory(email="nieuw@voorbeeld.test"))
    other = UserFactory()
    with pytest.raises(exceptions.InvitationUsed):
        actions.accept_invitation(token=invited.token, by=other)
    assert not other.memberships.exists()


def test_used_link_does_not_let_somebody_back_in_who_left(invited):
    person = UserFactory(email="nieuw@voorbeeld.test")
    membership = actions.accept_invitation(token=invited.token, by=person)
    actions.leave(membership=membership, by=person)
    with pytest.raises(exceptions.InvitationUsed):
        actions.accept_invitation(token=invited.token, by=person)


def expire(invitation, _admin):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def withdraw(invitation, admin):
    actions.withdraw_invitation(invitation=invitation, by=admin)


def replace(invitation, admin):
    actions.invite(group=invitation.group, email=invitation.email, by=admin)


@pytest.mark.parametrize(
    ("happened", "error", "status"),
    [
        (expire, exceptions.InvitationExpired, 410),
        (withdraw, exceptions.InvitationWithdrawn, 410),
        (replace, exceptions.InvitationWithdrawn, 410),
    ],
)
def test_closed_invitation_is_refused_with_a_page_that_leads_on(client, invited, admin, happened, error, status):
    person = UserFactory(email="nieuw@voorbeeld.test")
    happened(invited.invitation, admin)
    with pytest.raises(error) as refused:
        actions.accept_invitation(token=invited.token, by=person)
    client.force_login(person)
    for response in (client.get(address(invited.token)), client.post(address(invited.token))):
        page = response.content.decode()
        assert response.status_code == status
        assert str(refused.value) in page
        assert "/nl/casussen/" in page
        assert "De Brug" not in page
    assert not person.memberships.exists()


def test_unknown_link_is_a_404_that_leads_on(client):
    response = client.get(address("bestaat-niet"))
    assert response.status_code == 404
    assert "Deze link kennen we niet" in response.content.decode()


def test_other_address_sees_neither_group_nor_button(client, invited):
    person = UserFactory()
    client.force_login(person)
    for response in (client.get(address(invited.token)), client.post(address(invited.token))):
        page = response.content.decode()
        assert response.status_code == 403
        assert "ander e-mailadres" in page
        assert "De Brug" not in page
    assert not person.memberships.exists()


def test_page_names_group_inviter_and_role(client, invited, admin):
    client.force_login(UserFactory(email="nieuw@voorbeeld.test"))
    page = client.get(address(invited.token)).content.decode()
    assert "<h1>De Brug</h1>" in page
    assert f"{admin.called} nodigt je uit als lid" in page


def test_somebody_without_account_signs_up_and_is_let_in_without_another_mail(client, invited, organisation):
    client.get(address(invited.token))
    answer = client.post(
        reverse("account_signup"),
        {
            "email": "nieuw@voorbeeld.test",
            "name": "Nour",
            "password1": "vier losse woorden samen",
            "next": address(invited.token),
        },
    )
    assert answer.headers["Location"] == address(invited.token)
    answer = client.post(address(invited.token))
    assert answer.headers["Location"] == f"/nl/mensen/organisatie/{organisation.pk}/"
    assert organisation.memberships.filter(person__email="nieuw@voorbeeld.test").count() == 1
    assert mail.outbox == []


def test_link_proves_no_other_address_than_its_own(client, invited):
    client.get(address(invited.token))
    client.post(
        reverse("account_signup"),
        {"email": "iemand@anders.test", "password1": "vier losse woorden samen", "next": address(invited.token)},
    )
    assert "_auth_user_id" not in client.session


def test_last_place_in_a_circle_is_taken_once():
    circle = CircleFactory()
    admin = MembershipFactory(circle=circle, role=MembershipRole.ADMIN).person
    MembershipFactory.create_batch(10, circle=circle)
    first, second = (actions.invite(group=circle, email=f"{n}@voorbeeld.test", by=admin) for n in ("a", "b"))
    actions.accept_invitation(token=first.token, by=UserFactory(email="a@voorbeeld.test"))
    with pytest.raises(exceptions.CircleFull):
        actions.accept_invitation(token=second.token, by=UserFactory(email="b@voorbeeld.test"))
    second.invitation.refresh_from_db()
    assert second.invitation.accepted_at is None


def test_group_page_shows_people_never_content_and_is_a_404_for_others(client, admin, organisation, invited):
    team = TeamFactory(organisation=organisation, name="Team Noord")
    here = reverse("people:group", kwargs={"kind": "organisatie", "pk": organisation.pk})
    client.force_login(admin)
    page = client.get(here).content.decode()
    assert ("Team Noord" in page, "nieuw@voorbeeld.test" in page) == (True, True)
    absent = reverse("people:group", kwargs={"kind": "organisatie", "pk": UserFactory().public_id})
    for person in (MembershipFactory(organisation=OrganisationFactory(), role="admin").person, UserFactory()):
        client.force_login(person)
        answers = [client.get(url) for url in (here, absent)]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies = [
            re.sub(rf'{answer.wsgi_request.path.split("/")[-2]}|value="[\w ]*"', "", answer.content.decode())
            for answer in answers
        ]
        assert bodies[0] == bodies[1]
        assert client.post(f"{here}uitnodigen/", {"email": "x@voorbeeld.test"}).status_code == 404
        assert client.post(reverse("people:make_team", kwargs={"pk": organisation.pk})).status_code == 404
        assert client.post(reverse("people:withdraw", kwargs={"pk": invited.invitation.pk})).status_code == 404
    assert list(organisation.teams.all()) == [team]


def test_member_sees_members_but_not_who_is_invited(client, organisation, invited):
    client.force_login(MembershipFactory(organisation=organisation).person)
    page = client.get(reverse("people:group", kwargs={"kind": "organisatie", "pk": organisation.pk})).content.decode()
    assert "nieuw@voorbeeld.test" not in page
    assert "Uitnodiging sturen" not in page


def test_posted_role_of_a_plain_circle_member_is_ignored(client):
    circle = CircleFactory()
    MembershipFactory(circle=circle, role=MembershipRole.ADMIN)
    client.force_login(MembershipFactory(circle=circle).person)
    url = reverse("people:invite", kwargs={"kind": "kring", "pk": circle.pk})
    client.post(url, {"email": "c@voorbeeld.test", "role": "admin"})
    assert Invitation.objects.get().role == MembershipRole.MEMBER


def test_roles_open_the_editor_for_trainers_and_editors_only(client, tree):
    superuser = UserFactory(is_superuser=True)
    entered = {}
    for role in ("trainer", "facilitator", "experience_reviewer", "editor"):
        person = UserFactory()
        actions.grant_role(person=person, role=role, by=superuser)
        client.force_login(person)
        entered[role] = client.get("/beheer/").status_code
    organisation_admin = MembershipFactory(organisation=OrganisationFactory(), role="admin").person
    client.force_login(organisation_admin)
    entered["organisation admin"] = client.get("/beheer/").status_code
    assert entered == {
        "trainer": 200,
        "facilitator": 403,
        "experience_reviewer": 403,
        "editor": 200,
        "organisation admin": 403,
    }


def test_revoked_role_closes_the_editor_and_keeps_its_history(client, tree):
    superuser, person = UserFactory(is_superuser=True), UserFactory()
    actions.grant_role(person=person, role="editor", by=superuser)
    actions.grant_role(person=person, role="editor", by=superuser)
    actions.revoke_role(person=person, role="editor", by=superuser)
    assert list(person.role_grants.values_list("role", flat=True)) == ["editor"]
    assert not person.groups.exists()
    client.force_login(person)
    assert client.get("/beheer/").status_code == 403


def test_editing_groups_hold_no_permission_on_a_root(tree):
    from django.contrib.auth.models import Group

    actions.grant_role(person=UserFactory(), role="trainer", by=UserFactory(is_superuser=True))
    assert set(Group.objects.values_list("name", flat=True)) == {"Trainers", "Redactie"}
    assert not Group.objects.filter(page_permissions__page__depth=1).exists()
    assert not Group.objects.filter(collection_permissions__collection__depth=1).exists()


def test_leaving_an_organisation_leaves_its_teams_and_keeps_history():
    organisation = OrganisationFactory()
    team, elsewhere = TeamFactory(organisation=organisation), TeamFactory()
    person = UserFactory()
    of_organisation = actions.join(person=person, group=organisation)
    for group in (team, elsewhere):
        actions.join(person=person, group=group)
    actions.leave(membership=of_organisation, by=person)
    assert list(person.memberships.current().values_list("team", flat=True)) == [elsewhere.pk]
    assert person.memberships.count() == 3


def test_only_an_editor_gives_roles():
    with pytest.raises(exceptions.NotAllowed):
        actions.grant_role(person=UserFactory(), role="trainer", by=RoleGrantFactory(role="trainer").person)
