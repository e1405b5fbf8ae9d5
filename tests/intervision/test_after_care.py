"""After-care: one line to whoever brought something, with a named person; nothing to anybody else, and off on request."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intervision.actions.aftercare import bring_after_care, set_after_care
from intervision.actions.closing import close, let_go
from intervision.enums import SeatKind
from intervision.models import AfterCare, NoAfterCare, Seat, Session
from people.retention import apply_all
from tests.factories.people import UserFactory
from tests.factories.practice import begin
from tests.intervision.test_closing import LINE, close_it, finished_room

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def care():
    room, _agreement, _own = finished_room()
    close_it(room)
    return room, AfterCare.objects.get()


def test_two_days_later_one_mail_to_the_bringer_alone_and_after_a_month_no_trace():
    with time_machine.travel(datetime(2026, 11, 27, 16, 30, tzinfo=BRUSSELS), tick=False) as traveller:
        room, _agreement, _own = finished_room()
        close_it(room)
        sent = []
        for moment in ("2026-11-29 08:59", "2026-11-29 09:00", "2026-11-29 09:10", "2026-12-20 09:00"):
            traveller.move_to(datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS))
            sent.append(bring_after_care())
        assert sent == [0, 1, 0, 0]
        assert [message.to for message in mail.outbox] == [[room.bringer.person.email]]
        traveller.move_to(datetime(2026, 12, 30, 9, 0, tzinfo=BRUSSELS))
        apply_all()
        assert AfterCare.objects.count() == 0


def test_the_mail_says_nothing_of_what_was_brought_or_that_anything_was(care):
    room, _line = care
    AfterCare.objects.update(due_at=timezone.now())
    bring_after_care()
    told = mail.outbox[0].subject + mail.outbox[0].body
    words = (LINE, room.circle.name, "bracht", "inbreng", "casus", room.session.method.title)
    assert [word in told for word in words] == [False] * 6
    assert f"/nl/intervisie/nazorg/{AfterCare.objects.get().pk}/" in told


def test_its_page_names_somebody_and_is_for_the_bringer_alone(client, care):
    room, line = care
    address = reverse("intervision:after_care", args=[line.pk])
    client.force_login(room.bringer.person)
    page = client.get(address).content.decode()
    assert ["Noor begeleidde de sessie en mag je aanspreken." in page, LINE in page] == [True, False]
    for other in (room.facilitator.person, room.peers[0].person, UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(other)
        assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert AfterCare.objects.get().asked_at is None


def test_asking_to_be_called_sends_one_mail_with_a_name_and_nothing_else(
    client, care, django_capture_on_commit_callbacks
):
    room, line = care
    client.force_login(room.bringer.person)
    address = reverse("intervision:after_care", args=[line.pk])
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            assert client.post(address).status_code == 302
    assert [message.to for message in mail.outbox] == [[room.facilitator.person.email]]
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert [word in told for word in ("Sam", LINE, room.circle.name, "casus")] == [True, False, False, False]
    assert "Noor weet dat je graag iets hoort." in client.get(address).content.decode()


def test_where_the_facilitator_is_gone_the_other_one_is_named_or_nobody(client, care):
    room, line = care
    client.force_login(room.bringer.person)
    address = reverse("intervision:after_care", args=[line.pk])
    ama = beside(room)
    room.facilitator.person.is_active = False
    room.facilitator.person.save()
    assert "Ama begeleidde de sessie" in client.get(address).content.decode()
    Seat.objects.filter(pk=ama.pk).delete()
    assert "Wie begeleidde, is er niet meer." in client.get(address).content.decode()
    answer = client.post(address)
    assert (answer.status_code, mail.outbox) == (409, [])


def beside(room):
    return Seat.objects.create(
        session=room.session, kind=SeatKind.CO_FACILITATOR, person=UserFactory(first_name="Ama"), order=50
    )


def test_it_can_be_switched_off_and_on_again(client, care):
    room, _line = care
    client.force_login(room.bringer.person)
    address = reverse("intervision:choose_after_care")
    client.post(address, {"nazorg": "nee"})
    assert (NoAfterCare.objects.count(), AfterCare.objects.count()) == (1, 0)  # what was not mailed yet goes
    again, _agreement, _own = another_session(room)
    close_it(again)
    assert AfterCare.objects.count() == 0
    assert "Dat staat nu uit." in client.get(address).content.decode()
    client.post(address, {"nazorg": "ja"})
    assert "Dat staat nu aan." in client.get(address).content.decode()
    assert NoAfterCare.objects.count() == 0


def another_session(room):
    found, agreement, own = finished_room()
    Seat.objects.filter(session=found.session, kind=SeatKind.BRINGER).update(person=room.bringer.person)
    return found, agreement, own


def test_one_that_was_switched_off_after_it_was_planned_is_not_mailed(care):
    room, _line = care
    AfterCare.objects.update(due_at=timezone.now())
    NoAfterCare.objects.create(person=room.bringer.person, stopped_at=timezone.now())
    assert (bring_after_care(), mail.outbox) == (0, [])


def test_what_could_not_be_mailed_for_a_week_is_let_be(care):
    AfterCare.objects.update(due_at=timezone.now() - timedelta(days=8))
    assert (bring_after_care(), mail.outbox) == (0, [])


def test_a_mail_that_was_refused_comes_the_next_round(care, monkeypatch):
    AfterCare.objects.update(due_at=timezone.now())
    monkeypatch.setattr("intervision.aftercare_mail.mail.send", lambda message: False)
    assert (bring_after_care(), AfterCare.objects.get().mailed_at) == (0, None)
    monkeypatch.undo()
    assert bring_after_care() == 1


def test_a_practice_and_a_session_that_nobody_closed_ask_nobody(care):
    AfterCare.objects.all().delete()
    practice = begin(Session.objects.first().method)
    practice.status = "closing"
    practice.save()
    close(session_id=practice.pk, by=practice.seats.get(kind=SeatKind.FACILITATOR), seen=practice.move)
    room, _agreement, _own = finished_room()
    let_go([room.session])
    assert AfterCare.objects.count() == 0


def test_off_before_the_end_nothing_is_planned():
    room, _agreement, _own = finished_room()
    set_after_care(by=room.bringer.person, wanted=False)
    close_it(room)
    assert AfterCare.objects.count() == 0
