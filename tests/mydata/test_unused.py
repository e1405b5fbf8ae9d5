"""An account that nobody uses: one mail, thirty days, gone. Whoever signs in has come back."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from intervision.enums import Status
from intervision.models import Contribution, Session
from people import retention
from people.erasing import erase_due
from people.inactivity import KEPT, NOTICE
from people.models import ErasureRequest, User
from reflection.models import DataKey
from tests.factories.intervision import make_room
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

START = datetime(2024, 3, 1, 9, tzinfo=UTC)
TOLD = START + KEPT - NOTICE
HOUR = timedelta(hours=1)


def member(**fields):
    with time_machine.travel(START, tick=False):
        return UserFactory(**{"last_login": START, "date_joined": START, **fields})


def at(moment):
    return time_machine.travel(moment, tick=False)


def night(moment):
    with at(moment):
        retention.apply_all()
        return erase_due()


@pytest.mark.parametrize("last_login", [START, None], ids=["signed in once", "never signed in"])
def test_one_mail_and_thirty_days_later_it_is_gone(last_login):
    person = member(last_login=last_login)
    assert (night(TOLD - HOUR), len(mail.outbox)) == (0, 0)
    assert (night(TOLD + HOUR), len(mail.outbox)) == (0, 1)
    assert (night(TOLD + NOTICE), len(mail.outbox)) == (0, 1)
    assert mail.outbox[0].to == [person.email]
    assert "31 maart" not in mail.outbox[0].subject
    assert night(TOLD + NOTICE + 2 * HOUR) == 1
    assert (User.objects.filter(pk=person.pk).exists(), len(mail.outbox)) == (False, 1)


def test_the_mail_says_when_and_how_to_keep_it_and_nothing_of_what_was_written():
    person = member(first_name="Amal")
    night(TOLD + HOUR)
    with at(TOLD + HOUR):
        due_at = ErasureRequest.objects.get(person=person).due_at
    body = mail.outbox[0].body
    assert (due_at, "/nl/account/login/" in body, "Amal" in body) == (TOLD + HOUR + NOTICE, True, False)


def test_who_signs_in_after_the_mail_stays_and_is_told_again_only_after_two_more_years():
    person = member()
    night(TOLD + HOUR)
    back = TOLD + timedelta(days=20)
    User.objects.filter(pk=person.pk).update(last_login=back)
    with at(TOLD + NOTICE + 2 * HOUR):
        assert erase_due() == 0  # also where the nightly round did not come by yet
    assert night(TOLD + NOTICE + 2 * HOUR) == 0
    assert (ErasureRequest.objects.count(), len(mail.outbox)) == (0, 1)
    night(back + KEPT - NOTICE + HOUR)
    assert (ErasureRequest.objects.count(), len(mail.outbox)) == (1, 2)


def test_where_no_mail_goes_out_nothing_goes(monkeypatch):
    member()
    monkeypatch.setattr("people.mail.send", lambda message: False)
    for days in (1, 40, 400):
        assert night(TOLD + timedelta(days=days)) == 0
    assert (ErasureRequest.objects.count(), User.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("fields", "told"),
    [({}, 1), ({"is_superuser": True}, 0), ({"last_login": TOLD}, 0), ({"is_active": False}, 1)],
    ids=["unused", "operates the site", "used", "closed and unused"],
)
def test_whose_account_this_is_about(fields, told):
    member(**fields)
    night(TOLD + HOUR)
    assert len(mail.outbox) == told


def test_who_asked_to_be_erased_is_not_mailed():
    person = member()
    with at(TOLD - HOUR):
        ErasureRequest.objects.create(person=person)
    night(TOLD + HOUR)
    assert len(mail.outbox) == 0


def test_the_dry_run_shows_it_and_sends_nothing():
    member()
    told = StringIO()
    with at(TOLD + HOUR):
        call_command("apply_retention", "--dry-run", stdout=told)
    line = "     1 would go: people.User (not signed in for 700 days: one mail, and erased 30 days later)"
    assert line in told.getvalue().splitlines()
    assert (len(mail.outbox), ErasureRequest.objects.count()) == (0, 0)


def test_who_comes_back_and_asks_is_erased_all_the_same():
    person = member()
    night(TOLD + HOUR)
    back = TOLD + timedelta(days=20)
    User.objects.filter(pk=person.pk).update(last_login=back)
    from meerstemmig.mydata.actions import ask_erasure

    with at(back + HOUR):
        ask_erasure(by=person)
    assert (night(back + timedelta(days=6)), night(back + timedelta(days=8))) == (0, 1)


def test_a_session_that_nobody_closed_loses_its_key_and_keeps_that_it_was():
    room = make_room()
    room.go_to(1)
    Session.objects.filter(pk=room.session.pk).update(starts_at=START, phase_started_at=START, went_on_at=START)
    key = Session.objects.get(pk=room.session.pk).data_key_id
    assert key is not None
    with at(START + timedelta(days=29)):
        retention.apply_all()
        assert DataKey.objects.filter(pk=key).exists()
    with at(START + timedelta(days=31)):
        retention.apply_all(dry_run=True)
        assert DataKey.objects.filter(pk=key).exists()
        retention.apply_all()
        assert {ended.rows for ended in retention.apply_all()} == {0}
    session = Session.objects.get(pk=room.session.pk)
    assert (DataKey.objects.filter(pk=key).exists(), session.data_key_id) == (False, None)
    assert (Contribution.objects.count(), session.status == Status.CLOSED) == (0, True)
