"""Sessions in people's own calendars: the moments right in summer and winter, the circle's name, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from intervision.actions.calendars import end_feed, make_feed
from intervision.actions.replanning import cancel_session, move_session
from intervision.calendars import calendar_of, entries_for, entry_of
from intervision.exceptions import NotYourPlace
from intervision.models import CalendarFeed, CancelledSession, Session
from intervision.retention import long_cancelled
from people.models import Circle
from tests.factories.intervision import make_room
from tests.factories.people import UserFactory

SUMMER, WINTER = datetime(2027, 7, 6, 12, 0, tzinfo=UTC), datetime(2027, 1, 12, 13, 0, tzinfo=UTC)
NAMES = ("Noor", "Sam", "Peer1", "Peer2", "Methode", "voorbeeld.test")


@pytest.fixture
def room(db):
    return make_room()


@pytest.fixture
def sam(room):
    return room.bringer.person


def feed_of(room, person):
    return reverse("intervision:feed", args=[make_feed(circle=room.circle, by=person)])


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def fields(event):
    return {name: event.decoded(name) for name in ("uid", "sequence", "status", "dtstart")}


@pytest.mark.parametrize(("at", "clock", "offset"), [(SUMMER, "20270706T140000", 2), (WINTER, "20270112T140000", 1)])
def test_two_in_the_afternoon_is_that_in_summer_and_in_winter(room, at, clock, offset):
    room.session.starts_at = at
    content = calendar_of([entry_of(room.session)])
    assert f"DTSTART;TZID=Europe/Brussels:{clock}".encode() in content
    event = events(content)[0]
    # Read with the zone that the file itself defines, as a calendar does that knows no zones.
    zone = Calendar.from_ical(content).walk("VTIMEZONE")[0].to_tz()
    start = event.decoded("dtstart").replace(tzinfo=None)
    assert zone.utcoffset(start) == timedelta(hours=offset)
    assert event.decoded("dtstart").astimezone(UTC) == at
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=20)


def test_the_zone_turns_at_the_hour_at_which_the_clocks_do():
    zone = Calendar.from_ical(calendar_of([])).walk("VTIMEZONE")[0].to_ical().decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in zone
    assert "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in zone


def test_a_feed_holds_the_circle_and_the_moment_and_nothing_else(client, room, sam):
    answer = client.get(feed_of(room, sam))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    event = events(answer.content)[0]
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS", "URL"}
    assert event["SUMMARY"] == "Intervisie: Kring Test"
    assert [name for name in NAMES if name.encode() in answer.content] == []


def test_moving_raises_the_sequence_and_cancelling_says_so_under_the_same_name(client, room, sam):
    url, uid = feed_of(room, sam), f"{room.session.pk}@meerstemmig"
    where = {"session_id": room.session.pk, "by": room.facilitator}
    assert [fields(each)["sequence"] for each in events(client.get(url).content)] == [0]
    move_session(starts_at=SUMMER, **where)
    assert [fields(each) for each in events(client.get(url).content)] == [
        {"uid": uid, "sequence": 1, "status": "CONFIRMED", "dtstart": SUMMER}
    ]
    cancel_session(**where)
    assert [fields(each) for each in events(client.get(url).content)] == [
        {"uid": uid, "sequence": 2, "status": "CANCELLED", "dtstart": SUMMER}
    ]
    assert CancelledSession.objects.get().pk == room.session.pk


def test_what_did_not_change_is_not_sent_again(client, room, sam):
    url = feed_of(room, sam)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert (first["Cache-Control"], again.status_code, again.content) == ("private, no-cache", 304, b"")
        move_session(session_id=room.session.pk, by=room.facilitator, starts_at=SUMMER)
        assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_address_ends_with_a_new_one_with_leaving_and_on_request(client, room, sam):
    old, new = feed_of(room, sam), feed_of(room, sam)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    end_feed(circle=room.circle, by=sam)
    assert client.get(new).status_code == 404
    mine = feed_of(room, sam)
    sam.memberships.update(left_at=timezone.now())
    assert client.get(mine).status_code == 404
    closed = room.peers[0].person
    theirs = feed_of(room, closed)
    closed.is_active = False
    closed.save()
    assert (client.get(theirs).status_code, client.get(reverse("intervision:feed", args=["weg"])).status_code) == (
        404,
        404,
    )
    with pytest.raises(NotYourPlace):
        make_feed(circle=room.circle, by=UserFactory())


def test_the_address_is_shown_once_and_stored_nowhere(client, room, sam):
    client.force_login(sam)
    url = reverse("intervision:calendar", args=[room.circle.pk])
    assert "Maak een adres" in client.get(url).content.decode()
    shown = client.post(url)
    address = shown.context["address"]
    assert address in shown.content.decode()
    token = address.split("/agenda/")[1].split("/")[0]
    assert token not in str(CalendarFeed.objects.values().get())
    later = client.get(url).content.decode()
    assert (token in later, "We tonen het niet opnieuw." in later) == (False, True)
    assert client.get(address.removeprefix("http://testserver")).status_code == 200
    client.post(reverse("intervision:end_calendar", args=[room.circle.pk]))
    assert CalendarFeed.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_two_queries_and_leaves_out_what_is_long_ago_or_not_mine(db, django_assert_num_queries, count):
    room = make_room()
    other = make_room()
    person = room.bringer.person
    for days in [*range(1, count), -91]:
        made = Session.objects.get(pk=room.session.pk)
        made.pk, made.starts_at = None, timezone.now() + timedelta(days=days)
        made.save(force_insert=True)
        made.seats.create(person=person, kind="peer")
    with django_assert_num_queries(2):
        assert len(entries_for(person, room.circle)) == count
    assert entries_for(person, other.circle) == []


def test_the_mails_carry_the_same_as_a_file(room, django_capture_on_commit_callbacks):
    where = {"session_id": room.session.pk, "by": room.facilitator}
    with django_capture_on_commit_callbacks(execute=True):
        move_session(starts_at=SUMMER, **where)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_session(**where)
    found = []
    for sent in mail.outbox:
        (attached,) = sent.attachments
        name, content, mimetype = attached
        assert (name, mimetype) == ("intervisie.ics", "text/calendar")
        assert [word for word in NAMES if word in content] == []
        event = fields(events(content)[0])
        found.append((sent.subject, event["sequence"], event["status"]))
    assert sorted(set(found)) == [
        ("Je sessie gaat niet door", 2, "CANCELLED"),
        ("Je sessie is verzet", 1, "CONFIRMED"),
    ]


def test_what_was_cancelled_goes_when_calendars_have_heard_it(room):
    cancel_session(session_id=room.session.pk, by=room.facilitator)
    at = CancelledSession.objects.get().starts_at
    assert [long_cancelled(at + timedelta(days=days)).count() for days in (89, 91)] == [0, 1]


def test_a_broken_name_of_a_circle_adds_nothing_to_the_file(client, room, sam):
    Circle.objects.update(name="Noord; a,b\r\nX-KWAAD:1\rX-ERGER:2\u2028\u202eom")
    answer = client.get(feed_of(room, sam))
    calendar = Calendar.from_ical(answer.content)
    assert (calendar["X-WR-CALNAME"].to_ical().decode(), events(answer.content)[0]["SUMMARY"]) == (
        "Noord\\; a\\,b X-KWAAD:1 X-ERGER:2 om",
        "Intervisie: Noord; a,b X-KWAAD:1 X-ERGER:2 om",
    )
    lines = answer.content.decode().split("\r\n")
    assert [line for line in lines if line.startswith("X-") and not line.startswith("X-WR-CALNAME:")] == []
    assert ("\r" in "".join(lines), "\n" in "".join(lines)) == (False, False)
