"""A planned session on another day, or not at all: by whom, until when, and what the others are mailed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intervision.actions.pacing import hold_slowly
from intervision.actions.replanning import cancel_session, move_session
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Seat, Session
from intervision.projection import project
from intervision.script import Script
from tests.factories.intervision import make_room

LATER = datetime(2027, 3, 9, 13, 0, tzinfo=UTC)


@pytest.fixture
def room(db):
    """A session that the first peer planned."""
    made = make_room()
    Seat.objects.filter(session=made.session).update(planned=False)
    Seat.objects.filter(pk=made.peers[0].pk).update(planned=True)
    made.peers[0].refresh_from_db()
    made.facilitator.refresh_from_db()
    return made


def address(room, name):
    return reverse(f"intervision:{name}", args=[room.session.pk])


def acts(room, seat):
    where = {"session_id": room.session.pk, "by": seat}
    return (lambda: move_session(starts_at=LATER, **where), lambda: cancel_session(**where))


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("planner", True), ("facilitator", True), ("bringer", False), ("peer", False), ("beamer", False)],
)
def test_who_moves_and_cancels(room, who, allowed):
    seats = {"planner": room.peers[0], "facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[1]}
    seat = seats.get(who) or room.beamer()
    assert project(room.fresh(), seat).can_replan is allowed
    for act in acts(room, seat):
        if allowed:
            act()
        else:
            with pytest.raises(NotYourPlace):
                act()
    assert Session.objects.exists() is not allowed


def test_a_session_that_began_stays_where_it_is(room):
    room.go_to(1)
    for act in acts(room, room.facilitator):
        with pytest.raises(NotNow):
            act()
    assert project(room.fresh(), room.facilitator).can_replan is False


def test_moving_mails_the_others_the_circle_and_the_moment_and_nothing_else(
    client, room, django_capture_on_commit_callbacks
):
    client.force_login(room.peers[0].person)
    assert "Over de casus staat er niets in." in client.get(address(room, "move_session")).content.decode()
    for _ in range(2):  # the same moment again is no news
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address(room, "move_session"), {"starts_at": "2027-03-09T14:00"})
        assert (answer.status_code, answer.url, room.fresh().starts_at) == (302, address(room, "room"), LATER)
    others = [room.facilitator, room.bringer, room.peers[1]]
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(seat.person.email for seat in others)
    assert {sent.subject for sent in mail.outbox} == {"Je sessie is verzet"}
    for sent in mail.outbox:
        for said in ("dinsdag 9 maart 2027, 14:00", "Kring Test", address(room, "room")):
            assert said in sent.body
        assert [name for name in ("Methode", "Sam", "Noor", "Peer") if name in sent.body + sent.subject] == []


@pytest.mark.parametrize("moment", ["", "gisteren", "2020-01-01T10:00"])
def test_a_moment_that_is_none_moves_nothing(client, room, moment):
    client.force_login(room.peers[0].person)
    before = room.fresh().starts_at
    assert client.post(address(room, "move_session"), {"starts_at": moment}).status_code == 422
    assert (room.fresh().starts_at, mail.outbox) == (before, [])


def test_cancelling_takes_it_from_the_list_and_mails_the_others(client, room, django_capture_on_commit_callbacks):
    client.force_login(room.facilitator.person)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(room, "cancel_session"), follow=True)
    html = answer.content.decode()
    assert ("De sessie is afgezegd." in html, "Er staat nog niets gepland." in html) == (True, True)
    assert (Session.objects.count(), Seat.objects.count()) == (0, 0)
    others = sorted(seat.person.email for seat in (room.bringer, *room.peers))
    assert sorted(sent.to[0] for sent in mail.outbox) == others
    assert {sent.subject for sent in mail.outbox} == {"Je sessie gaat niet door"}
    assert all("Deze sessie van Kring Test gaat niet door" in sent.body for sent in mail.outbox)


def test_somebody_without_the_right_hears_why(client, room):
    client.force_login(room.bringer.person)
    before = room.fresh().starts_at
    assert "Verzetten of afzeggen" not in client.get(address(room, "room")).content.decode()
    for answer in (client.get(address(room, "move_session")), client.post(address(room, "cancel_session"))):
        assert answer.status_code == 403
        assert "Alleen wie de sessie plande of begeleidt, verzet ze of zegt ze af." in answer.content.decode()
    assert room.fresh().starts_at == before


@pytest.mark.parametrize("moment", ["9999-12-31T23:30", "2030-01-01T10:00"])
def test_more_than_two_years_ahead_is_said_and_breaks_no_calendar(client, room, moment, time_machine):
    time_machine.move_to(datetime(2027, 1, 5, 9, tzinfo=UTC), tick=False)
    client.force_login(room.peers[0].person)
    before = room.fresh().starts_at
    sent = {"starts_at": moment}
    for name, at in (("move_session", room.session.pk), ("plan", room.circle.pk)):
        answer = client.post(reverse(f"intervision:{name}", args=[at]), sent)
        assert answer.status_code == 422
        assert "Dit is meer dan twee jaar vooruit. Kies een vroegere dag." in answer.content.decode()
    assert [each.starts_at for each in Session.objects.all()] == [before]


def test_the_dates_of_a_session_over_days_move_along_and_keep_their_hour(db, django_capture_on_commit_callbacks):
    made = make_room()
    start = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    Session.objects.filter(pk=made.session.pk).update(starts_at=start)
    phases = len(made.fresh().method_snapshot["phases"])
    closes = [datetime(2027, 3, 3 + nr, 17, 0, tzinfo=timezone.get_current_timezone()) for nr in range(phases)]
    hold_slowly(session_id=made.session.pk, by=made.facilitator, closes=closes)
    where = {"session_id": made.session.pk, "by": made.facilitator}
    move_session(starts_at=start + timedelta(days=28), **where)  # the clocks change in between
    dates = [timezone.localtime(phase.closes_at) for phase in Script.from_json(made.fresh().method_snapshot).phases]
    assert [at.replace(tzinfo=None) for at in dates] == [at.replace(tzinfo=None) + timedelta(days=28) for at in closes]
    move_session(starts_at=start, **where)
    assert [phase.closes_at for phase in Script.from_json(made.fresh().method_snapshot).phases] == closes
