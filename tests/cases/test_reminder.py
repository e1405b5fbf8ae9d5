"""A step with a day: one mail without content, that asks what happened."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from reflection.actions.echoes import bring_what_is_due
from reflection.models import Echo
from tests.cases.test_reading import FRONT, STAGE
from tests.factories.cases import make_case
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]


@pytest.fixture
def person(tree, client):
    reader = UserFactory()
    client.force_login(reader)
    make_case()
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    return reader


def day(ahead):
    return (timezone.localdate() + datetime.timedelta(days=ahead)).isoformat()


def waiting(person):
    return [(echo.part, timezone.localdate(echo.due_at).isoformat()) for echo in Echo.objects.of(person).open()]


def test_it_is_asked_for_moved_and_stopped_with_the_step(client, person):
    step = {"als": "ik bel", "dan": "vraag ik", "herinner": "on"}
    assert client.post(FRONT + "slot/", {**step, "tegen": day(3)}).status_code == 303
    assert waiting(person) == [("doe-stap", day(3))]
    assert client.get(FRONT + "slot/").context["form"]["herinner"].value() is True
    client.post(FRONT + "slot/", {**step, "tegen": day(9)})
    assert waiting(person) == [("doe-stap", day(9))]
    client.post(FRONT + "slot/", {"als": "ik bel", "dan": "vraag ik", "tegen": day(9)})
    assert waiting(person) == []


@pytest.mark.parametrize("ahead", [None, 0, -2])
def test_without_a_day_to_come_it_says_so(client, person, ahead):
    given = {} if ahead is None else {"tegen": day(ahead)}
    answer = client.post(FRONT + "slot/", {"dan": "x", "herinner": "on", **given})
    assert answer.status_code == 422
    assert "Kies een dag na vandaag" in answer.content.decode()
    assert waiting(person) == []


def test_the_mail_holds_no_word_and_the_page_asks_what_happened(client, person):
    client.post(FRONT + "slot/", {"als": "GEHEIM", "dan": "KANARIE", "tegen": day(1), "herinner": "on"})
    Echo.objects.of(person).update(due_at=timezone.now())
    assert (bring_what_is_due(), bring_what_is_due()) == (1, 0)
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert not {word for word in ("GEHEIM", "KANARIE", "Casus proef", "doe-stap") if word in told}
    page = client.get(f"/nl/notities/echo/{Echo.objects.of(person).get().pk}/").content.decode()
    assert "Wat gebeurde er met je doe-stap?" in page


def test_a_visitor_has_no_mail_to_choose(client, tree):
    make_case()
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    assert "herinner" not in client.get(FRONT + "slot/").context["form"].fields
    client.post(FRONT + "slot/", {"dan": "x", "tegen": day(2), "herinner": "on"})
    assert Echo.objects.count() == 0
