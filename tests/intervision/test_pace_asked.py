"""A session over days, in what people get to see: one mail when a person asks for it, and the pages."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intervision.actions.steering import close_what_is_due, steer
from intervision.actions.writing import set_ready
from intervision.enums import Move, Status
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Event, Session
from intervision.pace import LONGEST
from tests.factories.intervision import make_method, make_room
from tests.factories.people import UserFactory
from tests.factories.slow import phases, say, slow_room, view


@pytest.fixture
def slow(db):
    return slow_room()


# --- one mail, by a person ------------------------------------------------------------------------------------------


def test_one_mail_to_who_is_waited_for_and_without_content(slow, django_capture_on_commit_callbacks):
    slow.go_to(2)
    say(slow, slow.peers[0], "Kanarie")
    set_ready(session_id=slow.session.pk, by=slow.peers[0], phase=2, ready=True)
    with django_capture_on_commit_callbacks(execute=True):
        slow.steer(Move.NUDGE)
    assert [each.to for each in mail.outbox] == [[slow.peers[1].person.email]]
    said = mail.outbox[0].subject + mail.outbox[0].body
    assert [word in said for word in ("Kanarie", "Schrijven", "Traag", "Kring Test")] == [False, False, False, True]


def test_once_per_phase_and_again_in_the_next(slow, django_capture_on_commit_callbacks):
    slow.go_to(2)
    slow.steer(Move.NUDGE)
    with pytest.raises(NotNow) as refused:
        slow.steer(Move.NUDGE)
    assert refused.value.reason == "Je liet het in deze fase al weten. Eén keer is genoeg."
    controls = view(slow, slow.facilitator)
    assert ("nudge" in controls.controls.names, controls.slow.was_told) == (False, True)
    slow.go_to(3)
    slow.steer(Move.NUDGE)
    assert Event.objects.filter(kind=Move.NUDGE).count() == 2


def test_two_clicks_make_one_mail(slow, django_capture_on_commit_callbacks):
    slow.go_to(2)
    seen = slow.fresh().move
    with django_capture_on_commit_callbacks(execute=True):
        steer(session_id=slow.session.pk, by=slow.facilitator, move=Move.NUDGE, seen=seen)
        with pytest.raises(OvertakenByOther):
            steer(session_id=slow.session.pk, by=slow.facilitator, move=Move.NUDGE, seen=seen)
    assert len(mail.outbox) == 2


def test_in_a_nameless_phase_nobody_learns_who_wrote(slow, django_capture_on_commit_callbacks):
    slow.go_to(4)
    say(slow, slow.peers[0], "Kanarie")
    with django_capture_on_commit_callbacks(execute=True):
        slow.steer(Move.NUDGE)
    assert sorted(each.to[0] for each in mail.outbox) == sorted(peer.person.email for peer in slow.peers)


def test_nobody_to_wait_for(slow):
    slow.go_to(2)
    for peer in slow.peers:
        set_ready(session_id=slow.session.pk, by=peer, phase=2, ready=True)
    with pytest.raises(NotNow) as refused:
        slow.steer(Move.NUDGE)
    assert refused.value.reason == "Er is niemand op wie de groep nog wacht."


@pytest.mark.parametrize("kind", ["bringer", "peer"])
def test_only_the_facilitator_lets_know(slow, kind):
    slow.go_to(2)
    with pytest.raises(NotYourPlace):
        slow.steer(Move.NUDGE, by=slow.bringer if kind == "bringer" else slow.peers[0])


def test_at_a_table_there_is_nothing_to_mail(db):
    room = make_room(make_method("tafel", *phases()))
    room.go_to(2)
    assert "nudge" not in view(room, room.facilitator).controls.names
    with pytest.raises(NotNow):
        room.steer(Move.NUDGE)


def test_the_machine_mails_nobody(slow, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        slow.go_to(2)
        Session.objects.update(deadline=timezone.now() - timedelta(days=2))
        close_what_is_due()
    assert mail.outbox == []


# --- the pages ------------------------------------------------------------------------------------------------------


def sent(room, **changed):
    days = {f"sluit_{nr}": (room.session.starts_at + timedelta(days=nr)).date().isoformat() for nr in range(1, 5)}
    return {**days, **changed}


def test_somebody_plans_it_without_script(client, db):
    room = make_room(make_method("traag", *phases()))
    client.force_login(room.facilitator.person)
    page = client.get(room.session.get_absolute_url()).content.decode()
    address = reverse("intervision:pace", args=[room.session.pk])
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200
    answer = client.post(address, sent(room), follow=True)
    assert ("Het verloop, over meerdere dagen" in answer.content.decode(), room.fresh().is_slow) == (True, True)
    again = client.get(address).content.decode()
    assert f'value="{sent(room)["sluit_3"]}"' in again
    client.post(address, {"tafel": "1"})
    assert room.fresh().is_slow is False


@pytest.mark.parametrize(
    ("field", "days", "reason"),
    [
        ("sluit_1", -3, "Deze dag komt vóór het begin, of vóór de vorige fase."),
        ("sluit_3", 1, "Deze dag komt vóór het begin, of vóór de vorige fase."),
        ("sluit_4", LONGEST.days + 2, "Een sessie duurt hoogstens dertig dagen. Kies een vroegere dag."),
    ],
)
def test_a_date_that_does_not_fit_is_told_at_its_field(client, db, field, days, reason):
    room = make_room(make_method("traag", *phases()))
    client.force_login(room.facilitator.person)
    wrong = (room.session.starts_at + timedelta(days=days)).date().isoformat()
    answer = client.post(reverse("intervision:pace", args=[room.session.pk]), sent(room, **{field: wrong}))
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [reason]})
    assert room.fresh().is_slow is False


def test_who_may_not_is_told_so_and_a_stranger_finds_nothing(client, slow):
    address = reverse("intervision:pace", args=[slow.session.pk])
    client.force_login(slow.peers[0].person)
    assert client.post(address, sent(slow)).status_code == 403
    client.force_login(UserFactory())
    assert client.post(address, sent(slow)).status_code == 404


def test_the_room_reads_what_is_asked_without_script(client, slow):
    slow.go_to(2)
    client.force_login(slow.peers[0].person)
    page = client.get(slow.session.get_absolute_url()).content.decode()
    assert "Nu aan jou: schrijf." in page
    client.force_login(slow.facilitator.person)
    page = client.get(slow.session.get_absolute_url()).content.decode()
    assert ["Laat weten dat we wachten" in page, "+1 dag" in page, "+1 minuut" in page] == [True, True, False]
    session = slow.fresh()
    client.post(f"{session.get_absolute_url()}verloop/", {"move": "nudge", "seen": session.move})
    assert "Je liet in deze fase weten dat er gewacht wordt." in client.get(session.get_absolute_url()).content.decode()


def test_a_session_of_before_this_existed_still_runs(db):
    room = make_room(make_method("tafel", *phases()))
    old = room.fresh()
    for phase in old.method_snapshot["phases"]:
        del phase["closes"]
    old.save()
    room.go_to(2)
    assert (room.fresh().status, room.fresh().pointer) == (Status.RUNNING, 2)
