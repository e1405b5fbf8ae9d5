"""A circle's rhythm: the dates that it proposes, and that one confirmation plans them, each with whose turn it is."""

from datetime import UTC, date, datetime, time

import pytest
from django.core import mail
from django.urls import reverse

from intervision.actions.calendars import set_rhythm
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import CancelledSession, Rhythm, Seat, Session
from intervision.rhythm import proposed_by
from tests.factories.intervision import make_room
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory

NOW = datetime(2027, 2, 20, 9, 0, tzinfo=UTC)
WHEN = {"first_on": date(2027, 3, 2), "at": time(14, 0), "every_weeks": 4, "until": date(2027, 6, 1)}
SENT = {"first_on": "2027-03-02", "at": "14:00", "every_weeks": 4, "until": "2027-06-01"}
# The clocks change on 28 March: two in the afternoon stays that.
DATES = [datetime(2027, 3, 2, 13, tzinfo=UTC), datetime(2027, 3, 30, 12, tzinfo=UTC), datetime(2027, 4, 27, 12, tzinfo=UTC), datetime(2027, 5, 25, 12, tzinfo=UTC)]  # fmt: skip


@pytest.fixture
def room(db):
    made = make_room()
    Session.objects.filter(pk=made.session.pk).update(starts_at=datetime(2027, 1, 5, 13, tzinfo=UTC))
    return made


@pytest.fixture
def rhythm(room):
    return set_rhythm(circle=room.circle, by=room.bringer.person, seen=0, **WHEN)


def address(room, name):
    return reverse(f"intervision:{name}", args=[room.circle.pk])


def starts(rhythm, now=NOW):
    return [each.starts_at for each in proposed_by(rhythm, now)]


def test_the_same_hour_on_the_clock_until_the_last_day(rhythm):
    assert starts(rhythm) == DATES
    assert starts(rhythm, datetime(2027, 3, 30, 12, 1, tzinfo=UTC)) == DATES[2:]


def test_what_is_planned_moved_or_cancelled_is_not_proposed_again(room, rhythm):
    for at in (DATES[1], DATES[2].replace(day=30)):  # on its day, and moved by three days
        Session.objects.create(circle=room.circle, method=room.session.method, starts_at=at, method_snapshot={})
    CancelledSession.objects.create(
        id=room.session.pk, circle=room.circle, starts_at=DATES[3], minutes=60, sequence=1, cancelled_at=NOW
    )
    assert starts(rhythm) == DATES[:1]


@pytest.mark.parametrize("weeks", [1, 4])
def test_proposing_costs_four_queries(rhythm, django_assert_num_queries, weeks):
    rhythm.every_weeks = weeks
    with django_assert_num_queries(4):
        assert len(starts(rhythm)) == {1: 14, 4: 4}[weeks]


def test_who_may_set_it(room):
    with pytest.raises(NotYourPlace):
        set_rhythm(circle=room.circle, by=UserFactory(), seen=0, **WHEN)
    pair = CircleFactory()
    member = MembershipFactory(circle=pair).person
    MembershipFactory(circle=pair)
    with pytest.raises(NotNow):
        set_rhythm(circle=pair, by=member, seen=0, **WHEN)
    set_rhythm(circle=room.circle, by=room.peers[0].person, seen=0, **WHEN)
    with pytest.raises(OvertakenByOther):
        set_rhythm(circle=room.circle, by=room.peers[0].person, seen=0, **WHEN)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": "2027-03-01"}, "Dit is voor de eerste keer."),
        ({"until": "2030-03-01"}, "Dit is meer dan twee jaar na de eerste keer."),
        ({"first_on": "9999-12-31", "until": "9999-12-31"}, "Dit is meer dan twee jaar vooruit."),
        ({"every_weeks": 0}, "every_weeks"),
        ({"every_weeks": 27}, "every_weeks"),
        ({"first_on": "gisteren"}, "first_on"),
        ({"at": "25:00"}, "at"),
    ],
)
def test_what_makes_no_rhythm_is_said_at_the_field(client, room, changes, said):
    client.force_login(room.bringer.person)
    answer = client.post(address(room, "rhythm"), {"seen": 0, **SENT, **changes})
    assert (answer.status_code, Rhythm.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_one_confirmation_plans_what_was_ticked_and_mails_each_person_once(
    client, room, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to(NOW, tick=False)
    client.force_login(room.bringer.person)
    assert client.post(address(room, "rhythm"), {"seen": 0, **SENT}).status_code == 302
    page = client.get(address(room, "rhythm"))
    html = page.content.decode()
    assert "Om de 4 weken op dinsdag om 14:00, tot en met 1 juni 2027." in html
    assert "dinsdag 2 maart 2027, 14:00: Sam begeleidt, Noor brengt in" in html
    values = [each.value for each in page.context["series"].proposed]
    sent = {"method": room.session.method_id, "dates": [values[0], values[2]]}
    for _ in range(2):  # the second time nothing of it is there any more
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(address(room, "plan_series"), sent)
    assert answer.status_code == 422
    made = Session.objects.exclude(pk=room.session.pk)
    assert [each.starts_at for each in made] == [DATES[0], DATES[2]]
    chairs = [
        [(seat.kind, seat.person.first_name) for seat in Seat.objects.filter(session=each).select_related("person")]
        for each in made
    ]
    assert chairs[0] == [("facilitator", "Sam"), ("bringer", "Noor"), ("peer", "Peer1"), ("peer", "Peer2")]
    assert chairs[1] == [("facilitator", "Peer2"), ("bringer", "Peer1"), ("peer", "Noor"), ("peer", "Sam")]
    others = sorted(seat.person.email for seat in (room.facilitator, *room.peers))
    assert sorted(each.to[0] for each in mail.outbox) == others
    for each in mail.outbox:
        assert (each.subject, each.body.count("/sessie/")) == ("Er zijn sessies gepland", 2)
        assert each.attachments[0][1].count("BEGIN:VEVENT") == 2
        assert [word for word in ("Noor", "Sam", "Peer", "Methode") if word in each.body + each.attachments[0][1]] == []


def test_a_method_for_another_size_and_nothing_ticked_are_said(client, room, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(room.bringer.person)
    client.post(address(room, "rhythm"), {"seen": 0, **SENT})
    room.session.method.group_min = 6
    room.session.method.save()
    answer = client.post(address(room, "plan_series"), {"method": room.session.method_id})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Methode is voor 6 tot 12 mensen. In deze kring zijn jullie met 4." in html
    assert Session.objects.count() == 1


def test_two_who_change_it_at_once_lose_nothing(client, room, rhythm):
    client.force_login(room.facilitator.person)
    late = client.post(address(room, "rhythm"), {"seen": 0, **SENT, "every_weeks": 2})
    assert (late.status_code, Rhythm.objects.get().every_weeks) == (409, 4)
    assert 'name="every_weeks" value="2"' in late.content.decode()
    again = client.post(address(room, "rhythm"), {"seen": 1, **SENT, "every_weeks": 2})
    assert (again.status_code, Rhythm.objects.get().every_weeks) == (302, 2)


def test_stopping_leaves_what_is_planned(client, room, rhythm):
    client.force_login(room.facilitator.person)
    for seen in ("x", "7"):
        client.post(address(room, "stop_rhythm"), {"seen": seen})
        assert Rhythm.objects.count() == 1
    client.post(address(room, "stop_rhythm"), {"seen": "1"})
    assert (Rhythm.objects.count(), Session.objects.count()) == (0, 1)


def test_for_somebody_else_there_is_no_rhythm(client, room, rhythm):
    client.force_login(UserFactory())
    assert [client.get(address(room, name)).status_code for name in ("rhythm", "calendar")] == [404, 404]
    assert client.post(address(room, "plan_series"), {}).status_code == 404


def test_a_rhythm_at_the_end_of_all_days_has_a_page_all_the_same(client, room, rhythm):
    client.force_login(room.facilitator.person)
    for first in (date(9999, 12, 1), date(9999, 12, 31)):
        Rhythm.objects.update(first_on=first, until=date(9999, 12, 31))
        assert client.get(address(room, "rhythm")).status_code == 200


@pytest.mark.parametrize(
    ("seen", "stops"), [("1", True), ("9" * 5000, False), ("٣", False), ("-1", False), ("", False)]
)
def test_stopping_reads_any_version_that_is_sent(client, room, rhythm, seen, stops):
    client.force_login(room.facilitator.person)
    answer = client.post(address(room, "stop_rhythm"), {"seen": seen})
    assert (answer.status_code, Rhythm.objects.exists()) == (302, not stops)
