"""A session over days: a date per phase, hidden text that comes out by date, and one mail when a person asks for it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from intervision.actions.closing import let_go
from intervision.actions.pacing import hold_at_a_table, hold_slowly
from intervision.actions.steering import close_by_date, close_what_is_due, steer
from intervision.enums import MethodKind, Move, SeatKind, Status
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Contribution, Event, Session
from intervision.pace import Asked, last_moment, proposed, shifted, slowed
from intervision.projection import project
from intervision.script import Script
from people.retention import apply_all
from tests.factories.intervision import make_method, make_room
from tests.factories.practice import begin
from tests.factories.slow import dates, past, phases, say, script, slow_room, view


@pytest.fixture
def slow(db):
    return slow_room()


# --- the plan -------------------------------------------------------------------------------------------------------


def test_who_has_the_floor_writes_and_nobody_turns_a_chair(slow):
    found = [
        (phase.chair, [(slot.who, slot.kind) for slot in phase.slots], phase.carries_to)
        for phase in script(slow).phases
    ]
    assert found == [
        ("in", [("B", "shared")], (2, 3, 4)),
        ("in", [("P", "hidden_reveal")], (3,)),
        ("in", [("B", "private"), ("P", "shared")], (4,)),
        ("in", [("P", "hidden_anonymous")], ()),
    ]


def test_a_second_time_only_the_dates_change(slow):
    before = script(slow)
    again = slowed(before, [at + timedelta(days=1) for at in dates(slow, 1, 3, 5, 7)])
    assert [phase.slots for phase in again.phases] == [phase.slots for phase in before.phases]
    assert again == shifted(before, since=1, days=1)


def test_the_moment_to_choose_what_is_kept_stays_one(db):
    make_method("afsluiting", {"floor": ["B"], "silent": ["P"], "writes": []}, kind=MethodKind.CLOSING)
    course = Script.from_json(make_room(make_method("traag", *phases())).fresh().method_snapshot)
    made = slowed(course, proposed(course, timezone.now()))
    assert made.phases[-1].asks_to_keep


def test_proposed_days_are_working_days_and_short_phases_share_one(db):
    lengths = [{"floor": ["A"], "minutes": minutes, "least": 1, "most": 9} for minutes in (1, 2, 5, 8)]
    course = Script.from_json(make_room(make_method("traag", *lengths)).fresh().method_snapshot)
    friday = timezone.make_aware(timezone.datetime(2026, 11, 27, 10, 0))
    assert [timezone.localtime(at).strftime("%d %H:%M") for at in proposed(course, friday)] == [
        "30 17:00", "30 17:00", "30 17:00", "01 17:00",
    ]  # fmt: skip


def test_back_to_the_table(slow):
    hold_at_a_table(session_id=slow.session.pk, by=slow.facilitator)
    assert (slow.fresh().is_slow, script(slow).is_slow, script(slow).phases[2].chair) == (False, False, "turned")


@pytest.mark.parametrize(("who", "refused"), [("facilitator", False), ("bringer", True), ("peer", True)])
def test_who_decides_about_the_pace(slow, who, refused):
    seat = {"facilitator": slow.facilitator, "bringer": slow.bringer, "peer": slow.peers[0]}[who]
    if refused:
        with pytest.raises(NotYourPlace):
            hold_at_a_table(session_id=slow.session.pk, by=seat)
    else:
        hold_at_a_table(session_id=slow.session.pk, by=seat)


def test_not_once_it_began_and_not_a_practice(slow):
    slow.go_to(1)
    with pytest.raises(NotNow):
        hold_slowly(session_id=slow.session.pk, by=slow.facilitator, closes=dates(slow, 1, 3, 5, 7))
    practice = begin(slow.session.method)
    with pytest.raises(NotNow):
        hold_at_a_table(session_id=practice.pk, by=practice.seats.get(kind=SeatKind.FACILITATOR))


# --- closing by date ------------------------------------------------------------------------------------------------


def test_a_hidden_phase_closes_by_its_date_for_everybody_at_once(slow):
    slow.go_to(2)
    say(slow, slow.peers[0], "Kanarie")
    assert "Kanarie" not in str(view(slow, slow.peers[1]))
    before = slow.fresh()
    assert close_by_date(session_id=before.pk, now=before.deadline - timedelta(minutes=1)) is False
    assert close_by_date(session_id=before.pk, now=past(slow)) is True
    assert (slow.fresh().pointer, slow.fresh().version) == (3, before.version + 1)
    for seat in (slow.facilitator, slow.bringer, *slow.peers):
        assert "Kanarie" in str(view(slow, seat))


def test_at_the_same_moment_it_closes_once(slow):
    slow.go_to(2)
    now = past(slow)
    assert [close_by_date(session_id=slow.session.pk, now=now) for _time in range(2)] == [True, False]
    with pytest.raises(OvertakenByOther):
        steer(session_id=slow.session.pk, by=slow.facilitator, move=Move.NEXT, seen=1)


def test_what_is_shown_with_the_button_is_shown_and_waits_for_a_person(slow):
    slow.go_to(4)
    say(slow, slow.peers[0], "Kanarie")
    now = past(slow)
    assert [close_by_date(session_id=slow.session.pk, now=now) for _time in range(2)] == [True, False]
    assert (slow.fresh().pointer, slow.fresh().revealed) == (4, [4])


@pytest.mark.parametrize("pointer", [1, 3])
def test_other_phases_wait_for_a_person(slow, pointer):
    slow.go_to(pointer)
    assert close_by_date(session_id=slow.session.pk, now=past(slow)) is False
    assert view(slow, slow.peers[0], now=past(slow)).slow.is_past is True


def test_a_pause_keeps_it_open(slow):
    slow.go_to(2)
    now = past(slow)
    slow.steer(Move.PAUSE)
    assert close_by_date(session_id=slow.session.pk, now=now) is False


def test_the_chore_finds_only_what_is_due(slow):
    slow.go_to(2)
    table = make_room(make_method("tafel", *phases()))
    table.go_to(2)
    assert close_what_is_due() == 0
    Session.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    assert (close_what_is_due(), slow.fresh().pointer, table.fresh().pointer) == (1, 3, 2)


def test_going_on_early_leaves_the_later_dates(slow):
    closes = [phase.closes_at for phase in script(slow).phases]
    slow.go_to(2)
    assert slow.fresh().deadline == closes[1]


def test_a_phase_that_begins_after_its_date_gets_a_day(slow):
    Session.objects.update(method_snapshot=shifted(script(slow), since=1, days=-20).to_json())
    slow.go_to(1)
    assert timedelta(hours=23) < slow.fresh().deadline - timezone.now() <= timedelta(days=1)


def test_days_more_are_for_this_phase_and_all_that_follow(slow):
    slow.go_to(2)
    before, closes = slow.fresh().deadline, [phase.closes_at for phase in script(slow).phases]
    slow.steer(Move.EXTEND_3)
    assert slow.fresh().deadline == before + timedelta(days=3)
    assert [(after.closes_at - old).days for after, old in zip(script(slow).phases, closes, strict=True)] == [
        0,
        3,
        3,
        3,
    ]


def test_a_step_of_a_date_can_be_taken_back_and_does_not_close_again_at_once(slow):
    slow.go_to(2)
    Session.objects.update(deadline=timezone.now() - timedelta(minutes=5))
    close_what_is_due()
    slow.steer(Move.UNDO)
    session = slow.fresh()
    assert (session.pointer, close_what_is_due()) == (2, 0)
    assert view(slow, slow.peers[0]).phase.already_seen is True


def test_a_step_can_be_taken_back_for_an_hour_and_not_longer(slow):
    slow.go_to(2)
    for minutes, refused in ((59, False), (61, True)):
        Event.objects.filter(kind=Move.NEXT).update(at=timezone.now() - timedelta(minutes=minutes))
        if refused:
            slow.go_to(2)
            Event.objects.filter(kind=Move.NEXT).update(at=timezone.now() - timedelta(minutes=minutes))
            with pytest.raises(NotNow) as said:
                slow.steer(Move.UNDO)
            assert said.value.reason == "Terugnemen kan tot een uur na de stap."
        else:
            slow.steer(Move.UNDO)


def test_no_lens_in_between(slow):
    slow.go_to(2)
    assert "lens" not in view(slow, slow.facilitator).controls.names


# --- what is asked of whom ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "facilitator", "bringer", "peer"),
    [
        (1, Asked.READ, Asked.WRITE, Asked.READ),
        (2, Asked.READ, Asked.READ, Asked.WRITE_HIDDEN),
        (3, Asked.READ, Asked.READ, Asked.WRITE),
        (4, Asked.READ, Asked.READ, Asked.WRITE_HIDDEN),
    ],
)
def test_each_seat_reads_what_is_asked_of_it_and_until_when(slow, pointer, facilitator, bringer, peer):
    slow.go_to(pointer)
    asked = [view(slow, seat).slow.asked for seat in (slow.facilitator, slow.bringer, slow.peers[0])]
    assert asked == [facilitator, bringer, peer]
    assert view(slow, slow.peers[0]).slow.until == slow.fresh().deadline


def test_what_was_told_stays_to_be_read_and_who_listens_reads_along(slow):
    slow.go_to(1)
    say(slow, slow.bringer, "Het verhaal")
    slow.go_to(3)
    say(slow, slow.peers[0], "Een gedachte")
    seen = [card.text for board in view(slow, slow.bringer).boards for card in board.cards]
    assert seen == ["Het verhaal", "Een gedachte"]
    assert [view(slow, slow.peers[0]).slow.asked, view(slow, slow.peers[1]).slow.asked] == [Asked.DONE, Asked.WRITE]


def test_there_is_no_clock(slow):
    slow.go_to(1)
    assert (view(slow, slow.facilitator).clock, make_and_see(slow)) == (None, None)


def make_and_see(_slow):
    room = make_room(make_method("tafel", *phases()))
    room.go_to(1)
    return project(room.fresh(), room.facilitator).slow


# --- thirty days ----------------------------------------------------------------------------------------------------


def test_days_more_end_at_the_last_day_of_a_session(slow, client):
    slow.go_to(1)
    client.force_login(slow.facilitator.person)
    latest, moves = last_moment(slow.fresh().starts_at), []
    while "extend_3" in view(slow, slow.facilitator).controls.names:
        moves.append(slow.steer(Move.EXTEND_3))
    ends = timezone.localtime(slow.fresh().deadline).date()
    assert (len(moves), ends) == (9, latest.date() - timedelta(days=2))
    assert max(phase.closes_at for phase in script(slow).phases) == latest
    before = slow.fresh()
    address = reverse("intervision:steer", args=[before.pk])
    answer = client.post(address, {"move": "extend_3", "seen": before.move})
    assert (answer.status_code, slow.fresh().deadline, slow.fresh().move) == (409, before.deadline, before.move)
    assert "Een sessie duurt hoogstens dertig dagen. Er kunnen geen dagen meer bij." in answer.content.decode()


def test_a_table_is_given_minutes_as_ever(db):
    table = make_room(make_method("tafel", *phases()))
    table.go_to(1)
    for _time in range(20):
        table.steer(Move.EXTEND_3)


def test_what_is_written_stays_while_its_phase_goes_on_and_a_month_after(slow):
    began = timezone.now()
    with time_machine.travel(began, tick=False):
        slow.go_to(1)
        say(slow, slow.bringer, "Kanarie")
        for _time in range(9):
            slow.steer(Move.EXTEND_3)
    until = slow.fresh().deadline
    for at in (began + timedelta(days=30, hours=6), until + timedelta(days=29)):
        apply_all(now=at)
        assert [each.open() for each in Contribution.objects.all()] == ["Kanarie"]
    apply_all(now=until + timedelta(days=31))
    assert (Contribution.objects.count(), slow.fresh().status, slow.fresh().data_key) == (0, Status.CLOSED, None)


def test_nobody_rounds_off_for_a_while_and_the_texts_wait(slow):
    slow.go_to(1)
    say(slow, slow.bringer, "Kanarie")
    Session.objects.update(starts_at=timezone.now() - timedelta(days=40))
    for _phase in range(4):
        if slow.fresh().pointer == 4:
            slow.steer(Move.REVEAL)
        slow.steer(Move.NEXT)
    assert slow.fresh().status == Status.CLOSING
    apply_all(now=timezone.now() + timedelta(days=1))
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("closed", [True, False], ids=["let go", "let go before that was marked"])
def test_a_text_for_what_was_let_go_is_refused(slow, client, closed):
    slow.go_to(1)
    let_go([slow.session])
    if not closed:
        Session.objects.update(status=Status.RUNNING, pointer=1)
    client.force_login(slow.bringer.person)
    sent = {"phase": 1, "slot": 0, "text": "te laat"}
    for name in ("write", "draft"):
        answer = client.post(reverse(f"intervision:{name}", args=[slow.session.pk]), sent)
        assert (answer.status_code, Contribution.objects.count()) == (409, 0)
        assert "De sessie is afgesloten en gewist. Je tekst is niet meer opgeslagen." in answer.content.decode()
