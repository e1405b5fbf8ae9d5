"""Who may do what, with the reason that the person reads."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from discussion import rules
from discussion.exceptions import Refused
from people.models.audience import members, of_group, public
from tests.factories.discussion import PostFactory, ThreadFactory
from tests.factories.people import MembershipFactory, RoleGrantFactory, TeamFactory, UserFactory

ACCOUNT = "Meld je aan om mee te praten."
OTHERS = "Dit gesprek is voor andere mensen dan jij."
NOT_YOURS = "Dit is niet jouw bericht."
WITHDRAWN = "Je trok dit bericht in. Zet het eerst terug."
HIDDEN = "De redactie verborg dit bericht. Je ziet erbij waarom."
GONE = "Dit bericht is er niet meer."
OWN = "Dit is je eigen bericht. Je kan het aanpassen of intrekken."
ACCOUNT_TO_REPORT = "Meld je aan om iets te melden."
NOT_WITHDRAWN = "Dit bericht is niet ingetrokken."
TOO_LATE = "We bewaren een ingetrokken tekst dertig dagen. Die zijn voorbij."


def reason(check, *args):
    try:
        check(*args)
    except Refused as refused:
        return str(refused)
    return None


@pytest.fixture
def people(thing):
    team = TeamFactory()
    return {
        "visitor": AnonymousUser(),
        "outsider": UserFactory(),
        "inactive": UserFactory(is_active=False),
        "member": MembershipFactory(team=team).person,
        "former": MembershipFactory(
            team=team, joined_at=timezone.now() - timedelta(days=9), left_at=timezone.now()
        ).person,
        "superuser": UserFactory(is_superuser=True),
        "editor": RoleGrantFactory(role="editor").person,
        "trainer": RoleGrantFactory(role="trainer").person,
        "team": team,
        "thing": thing,
    }


@pytest.mark.parametrize(
    ("who", "for_public", "for_members", "for_team"),
    [
        ("visitor", ACCOUNT, ACCOUNT, ACCOUNT),
        ("inactive", ACCOUNT, ACCOUNT, ACCOUNT),
        ("outsider", None, None, OTHERS),
        ("former", None, None, OTHERS),
        ("superuser", None, None, OTHERS),
        ("editor", None, None, OTHERS),
        ("member", None, None, None),
    ],
)
def test_who_may_write_for_whom(people, who, for_public, for_members, for_team):
    person = people[who]
    found = [reason(rules.check_write, person, a) for a in (public(), members(), of_group(people["team"]))]
    assert found == [for_public, for_members, for_team]
    assert [rules.can_write(person, a) for a in (public(), members(), of_group(people["team"]))] == [
        r is None for r in (for_public, for_members, for_team)
    ]


STATES = {
    "there": {},
    "withdrawn": {"withdrawn_at": timezone.now()},
    "withdrawn long ago": {"withdrawn_at": timezone.now() - timedelta(days=31)},
    "hidden": {"hidden_at": timezone.now(), "hidden_reason": "Herkenbaar."},
}


@pytest.mark.parametrize(
    ("state", "who", "change", "restore", "reply", "report"),
    [
        ("there", "author", None, NOT_WITHDRAWN, None, OWN),
        ("there", "outsider", NOT_YOURS, NOT_YOURS, None, None),
        ("there", "superuser", NOT_YOURS, NOT_YOURS, None, None),
        ("there", "visitor", NOT_YOURS, NOT_YOURS, ACCOUNT, ACCOUNT_TO_REPORT),
        ("withdrawn", "author", WITHDRAWN, None, GONE, OWN),
        ("withdrawn", "outsider", NOT_YOURS, NOT_YOURS, GONE, GONE),
        ("withdrawn long ago", "author", WITHDRAWN, TOO_LATE, GONE, OWN),
        ("hidden", "author", HIDDEN, NOT_WITHDRAWN, GONE, OWN),
        ("hidden", "outsider", NOT_YOURS, NOT_YOURS, GONE, GONE),
    ],
)
def test_what_may_be_done_with_a_post(people, state, who, change, restore, reply, report):
    post = PostFactory(thread=ThreadFactory(object_id=str(people["thing"].pk)), **STATES[state])
    person = post.author if who == "author" else people[who]
    checks = (rules.check_change, rules.check_restore, rules.check_reply, rules.check_report)
    assert [reason(check, person, post) for check in checks] == [change, restore, reply, report]
    answers = (rules.can_change, rules.can_restore, rules.can_reply, rules.can_report)
    assert [can(person, post) for can in answers] == [r is None for r in (change, restore, reply, report)]


def test_nobody_owns_the_post_of_an_erased_person(people):
    post = PostFactory(thread=ThreadFactory(object_id=str(people["thing"].pk)), author=None)
    assert reason(rules.check_change, people["visitor"], post) == NOT_YOURS
    assert reason(rules.check_restore, people["visitor"], post) == NOT_YOURS


@pytest.mark.parametrize("who", ["visitor", "inactive", "outsider", "superuser", "trainer", "editor"])
def test_only_editors_decide(people, who):
    expected = None if who == "editor" else "Alleen de redactie beslist hierover."
    assert reason(rules.check_moderate, people[who]) == expected
    assert rules.can_moderate(people[who]) == (expected is None)
