"""Who facilitates is handed over by consent of two, and a room whose facilitator is gone is not stuck."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from intervision.actions.handing_over import accept, propose, refuse
from intervision.actions.proxies import let_type
from intervision.actions.steering import steer
from intervision.enums import Move, SeatKind
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Seat
from intervision.projection import project
from people.erasing import erase
from people.models import Membership
from tests.factories.intervision import make_method, make_room
from tests.factories.practice import begin

OTHERS = "Alleen wie begeleidt, draagt de begeleiding over. Wie meedenkt, kan ze zelf vragen."
SOMEBODY_ELSE = "Op dit voorstel antwoordt iemand anders."
NO_TAKER = "Dat kan niet: kies iemand die meedenkt en een eigen toestel heeft."
GONE = "Er ligt geen voorstel meer."
pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    made = make_room(peers=3)
    made.go_to(1)
    return made


def seat_of(room, kind):
    seats = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0], "other": room.peers[1]}
    made = {"co": room.co_facilitator, "guest": room.guest, "beamer": room.beamer}
    if kind == "interpreter":
        return room.guest("interpreter")
    return seats.get(kind) or made[kind]()


def kinds(room):
    return list(Seat.objects.filter(session=room.session).order_by("order").values_list("kind", flat=True))


def offer(room, by="facilitator", to="peer"):
    propose(session_id=room.session.pk, by=seat_of(room, by), to=seat_of(room, to).pk if to else None)


def answers(room, by, act=accept):
    act(session_id=room.session.pk, by=seat_of(room, by))


@pytest.mark.parametrize(
    ("by", "to", "because"),
    [
        ("facilitator", "peer", None),
        ("facilitator", "co", None),
        ("peer", None, None),
        ("peer", "peer", None),
        ("co", None, None),
        ("facilitator", None, NO_TAKER),
        ("facilitator", "facilitator", NO_TAKER),
        ("facilitator", "bringer", NO_TAKER),
        ("facilitator", "guest", NO_TAKER),
        ("facilitator", "beamer", NO_TAKER),
        ("peer", "other", OTHERS),
        ("bringer", None, OTHERS),
        ("bringer", "peer", OTHERS),
        ("guest", None, OTHERS),
        ("interpreter", None, OTHERS),
        ("beamer", None, OTHERS),
    ],
)
def test_who_proposes_what(room, by, to, because):
    if because is None:
        offer(room, by, to)
        assert room.fresh().offered_to_id is not None
        assert kinds(room)[:5] == ["facilitator", "bringer", "peer", "peer", "peer"]
        return
    with pytest.raises(NotYourPlace) as refusal:
        offer(room, by, to)
    assert (refusal.value.reason, room.fresh().offered_to_id) == (because, None)


@pytest.mark.parametrize(
    ("by", "to", "who", "minutes", "because"),
    [
        ("facilitator", "peer", "peer", 0, None),
        ("facilitator", "peer", "facilitator", 0, SOMEBODY_ELSE),
        ("facilitator", "peer", "other", 60, SOMEBODY_ELSE),
        ("facilitator", "peer", "bringer", 60, SOMEBODY_ELSE),
        ("peer", None, "facilitator", 0, None),
        ("peer", None, "peer", 60, SOMEBODY_ELSE),
        ("peer", None, "other", 1, "Wie begeleidt, kan nog antwoorden. Vanaf 12:02 kan jij instemmen."),
        ("peer", None, "bringer", 1, "Wie begeleidt, kan nog antwoorden. Vanaf 12:02 kan jij instemmen."),
        ("peer", None, "other", 2, None),
        ("peer", None, "bringer", 2, None),
        ("peer", None, "co", 2, None),
        ("peer", None, "guest", 60, SOMEBODY_ELSE),
        ("peer", None, "interpreter", 60, SOMEBODY_ELSE),
        ("peer", None, "beamer", 60, SOMEBODY_ELSE),
    ],
)
def test_who_consents_and_when(by, to, who, minutes, because):
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        room = make_room(peers=3)
        room.go_to(1)
        offer(room, by, to)
        traveller.shift(timedelta(minutes=minutes))
        if because is None:
            answers(room, who)
            assert kinds(room)[:5] == ["peer", "bringer", "facilitator", "peer", "peer"]
            return
        with pytest.raises((NotYourPlace, NotNow)) as refusal:
            answers(room, who)
        assert (refusal.value.reason, kinds(room)[0]) == (because, "facilitator")


@pytest.mark.parametrize(
    ("by", "who", "because"),
    [
        ("facilitator", "peer", None),
        ("facilitator", "facilitator", None),
        ("peer", "facilitator", None),
        ("peer", "peer", None),
        ("peer", "other", SOMEBODY_ELSE),
        ("peer", "bringer", SOMEBODY_ELSE),
        ("facilitator", "guest", SOMEBODY_ELSE),
    ],
)
def test_who_says_no(room, by, who, because):
    offer(room, by, "peer")
    if because is None:
        answers(room, who, refuse)
        assert (room.fresh().offered_to_id, kinds(room)[0]) == (None, "facilitator")
        with pytest.raises(NotNow) as refusal:
            answers(room, "other")
        assert refusal.value.reason == GONE
        return
    with pytest.raises(NotYourPlace) as refusal:
        answers(room, who, refuse)
    assert (refusal.value.reason, room.fresh().offered_to_id) == (because, room.peers[0].pk)


def test_one_proposal_at_a_time(room):
    offer(room)
    with pytest.raises(NotNow) as refusal:
        offer(room, "other", None)
    assert refusal.value.reason == "Er ligt al een voorstel. Antwoord daar eerst op."


def test_afterwards_the_one_steers_and_the_other_does_not(room):
    stale, seen = Seat.objects.get(pk=room.facilitator.pk), room.fresh().move
    offer(room)
    answers(room, "peer")
    new, old = Seat.objects.get(pk=room.peers[0].pk), Seat.objects.get(pk=room.facilitator.pk)
    with pytest.raises(OvertakenByOther):  # a click from the page of before
        steer(session_id=room.session.pk, by=stale, move=Move.NEXT, seen=seen)
    with pytest.raises(NotYourPlace):
        steer(session_id=room.session.pk, by=old, move=Move.NEXT, seen=room.fresh().move)
    assert steer(session_id=room.session.pk, by=new, move=Move.NEXT, seen=room.fresh().move).pointer == 2
    views = {seat.pk: project(room.fresh(), seat) for seat in (new, old)}
    assert [(view.seat_kind, view.controls is not None) for view in views.values()] == [("facilitator", True), ("peer", False)]  # fmt: skip
    assert [(each.called, each.kind) for each in views[old.pk].people][:3] == [
        ("Noor", "peer"),
        ("Sam", "bringer"),
        ("Peer1", "facilitator"),
    ]


def test_each_seat_sees_of_it_what_concerns_it(room):
    seats = {kind: seat_of(room, kind) for kind in ("facilitator", "bringer", "peer", "other", "guest", "beamer")}

    def seen():
        views = {kind: project(room.fresh(), seat).handing_over for kind, seat in seats.items()}
        return {kind: view and (view.to, view.can_accept, view.can_refuse) for kind, view in views.items()}

    assert seen() == {
        "facilitator": ("", False, False),
        "bringer": None,
        "peer": ("", False, False),
        "other": ("", False, False),
        "guest": None,
        "beamer": None,
    }
    offer(room)
    only_two = dict.fromkeys(seats) | {"facilitator": ("Peer1", False, True), "peer": ("Peer1", True, True)}
    assert seen() == only_two
    answers(room, "facilitator", refuse)
    offer(room, "peer", None)
    assert seen() == {
        "facilitator": ("Peer1", True, True),
        "bringer": ("Peer1", True, False),
        "peer": ("Peer1", False, True),
        "other": ("Peer1", True, False),
        "guest": None,
        "beamer": None,
    }


def leaves(room):
    Membership.objects.filter(person=room.peers[0].person).update(left_at=timezone.now())


def is_stopped(room):
    type(room.peers[0].person).objects.filter(pk=room.peers[0].person_id).update(is_active=False)


def is_erased(room):
    erase(person=room.peers[0].person)


def brings(room):  # no page does this to a session that runs
    Seat.objects.filter(pk=room.bringer.pk).update(kind="peer")
    Seat.objects.filter(pk=room.peers[0].pk).update(kind="bringer")


def is_typed_for(room):
    Seat.objects.filter(pk=room.peers[0].pk).update(typed_by=room.peers[1])


@pytest.mark.parametrize("what", [leaves, is_stopped, is_erased, brings, is_typed_for])
def test_who_cannot_take_it_any_more_does_not_get_it_and_holds_up_nobody(room, what):
    propose(session_id=room.session.pk, by=room.peers[0])
    what(room)
    before = kinds(room)
    with pytest.raises(NotNow) as refusal:
        answers(room, "facilitator")
    assert (refusal.value.reason, kinds(room)) == (GONE, before)
    view = project(room.fresh(), room.facilitator).handing_over
    assert (view.to, "Peer1" in [each.called for each in view.can_offer_to]) == ("", False)
    propose(session_id=room.session.pk, by=room.peers[2])
    answers(room, "facilitator")
    assert Seat.objects.get(session=room.session, kind="facilitator") == room.peers[2]


def test_who_gets_a_neighbour_to_type_for_them_asked_for_nothing_any_more(room):
    offer(room, "peer", None)
    let = {"session_id": room.session.pk, "by": room.facilitator, "seat_id": room.peers[0].pk}
    let_type(**let, typed_by=room.peers[1].pk)
    let_type(**let, typed_by=None)
    assert (room.fresh().offered_to_id, room.fresh().offered_by_id) == (None, None)


def test_it_is_offered_to_who_is_in_the_circle(room):
    leaves(room)
    view = project(room.fresh(), room.facilitator).handing_over
    assert [each.called for each in view.can_offer_to] == ["Peer2", "Peer3"]


def test_a_yes_to_who_was_erased_is_answered_with_the_reason(client, room):
    offer(room, "peer", None)
    is_erased(room)
    client.force_login(room.facilitator.person)
    answer = client.post(reverse("intervision:room", args=[room.session.pk]) + "begeleiding/antwoord/", {"antwoord": "ja"})  # fmt: skip
    assert (answer.status_code, GONE in answer.content.decode()) == (409, True)


def test_nobody_hands_over_a_practice_or_what_is_closed(room):
    practice = begin(make_method("oefening"))
    own = practice.seats.get(kind=SeatKind.FACILITATOR)
    with pytest.raises(NotNow) as refusal:
        propose(session_id=practice.pk, by=own)
    assert refusal.value.reason == "In een oefening begeleid jij. De anderen worden gespeeld."
    assert project(practice, own).handing_over is None
    type(room.session).objects.filter(pk=room.session.pk).update(status="closed")
    with pytest.raises(NotNow) as refusal:
        offer(room)
    assert refusal.value.reason == "De sessie is afgesloten."


def test_by_plain_forms(client, room):
    base = reverse("intervision:room", args=[room.session.pk])
    client.force_login(room.facilitator.person)
    assert "De begeleiding overgeven" in client.get(base).content.decode()
    assert client.post(f"{base}begeleiding/", {"stoel": "x"}).status_code == 400
    assert client.post(f"{base}begeleiding/antwoord/", {"antwoord": "misschien"}).status_code == 400
    assert client.post(f"{base}begeleiding/antwoord/", {"antwoord": "ja"}).status_code == 409
    assert client.post(f"{base}begeleiding/", {"stoel": str(room.peers[0].pk)}).status_code == 302
    client.force_login(room.peers[0].person)
    html = client.get(base).content.decode()
    assert ["Je wordt gevraagd om vanaf nu te begeleiden." in html, "Ja, ik begeleid" in html] == [True, True]
    assert client.post(f"{base}begeleiding/antwoord/", {"antwoord": "ja"}).status_code == 302
    assert "Jij begeleidt" in client.get(base).content.decode()
