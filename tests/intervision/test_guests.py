"""Guests of one session and whoever facilitates beside: in by a code and a name, out without a trace."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from intervision.actions.closing import close
from intervision.actions.guests import admit, ask_in, offer_guest, show_out
from intervision.actions.screens import code_of, pair_screen
from intervision.actions.writing import contribute, save_draft
from intervision.enums import Move, SeatKind
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, Draft, KeptLine, Seat
from intervision.projection import project
from intervision.queries import guest_of, still_admitted
from intervision.retention import late_guests
from tests.factories.intervision import make_method, make_room

SAID = "kanarie-op-tafel"
SHARED = {"floor": ["A"], "writes": [{"who": "P", "kind": "shared", "prompt": ""}]}
OUTPUT = {
    "floor": ["A"],
    "writes": [{"who": "A", "kind": "yield", "prompt": ""}, {"who": "A", "kind": "agreement", "prompt": ""}],
}


@pytest.fixture(autouse=True)
def no_tries():
    cache.clear()


@pytest.fixture
def room(db):
    return make_room(make_method("gasten", SHARED, OUTPUT))


def code(room, kind=SeatKind.GUEST):
    return code_of(offer_guest(session_id=room.session.pk, by=room.facilitator, kind=kind), timezone.now())


def knock(client, room, given, name="Lin", **changes):
    return client.post(reverse("intervision:guest"), {"code": given, "name": name, "promise": "on", **changes})


def address(room, name):
    return reverse(f"intervision:{name}", args=[room.session.pk])


def write(room, seat, phase=1, slot=0, text=SAID):
    contribute(session_id=room.session.pk, by=seat, contribution_id=uuid.uuid4(), phase=phase, slot=slot, text=text)


def test_a_guest_knocks_waits_and_is_let_in_by_name(client, room, django_user_model):
    room.go_to(1)
    write(room, room.peers[0])
    answer = knock(client, room, code(room))
    assert (answer.status_code, answer.url) == (302, address(room, "guest_door"))
    door = client.get(answer.url)
    assert (door["Refresh"], SAID in door.content.decode(), "Gasten" in door.content.decode()) == ("5", False, False)
    for name in ("room", "state"):
        refused = client.get(address(room, name))
        assert (refused.status_code, SAID in refused.content.decode()) == (404, False)
    (visitor,) = project(room.fresh(), room.facilitator).controls.guests.waiting
    assert (visitor.called, [each.called for each in project(room.fresh(), room.bringer).people]) == (
        "Lin",
        ["Noor", "Sam", "Peer1", "Peer2"],
    )
    client_of_noor = type(client)()
    client_of_noor.force_login(room.facilitator.person)
    assert "Lin klopt aan" in client_of_noor.get(address(room, "room")).content.decode()
    assert client_of_noor.post(address(room, "admit_guest"), {"gast": str(visitor.id)}).status_code == 302
    assert client.get(address(room, "guest_door")).url == address(room, "room")
    page = client.get(address(room, "room")).content.decode()
    assert (SAID in page, "Kring Test" in page) == (True, False)
    assert [each.called for each in project(room.fresh(), room.bringer).people][-1] == "Lin"


def test_what_a_guest_lays_on_the_table_is_theirs_and_goes_with_everything(client, room):
    guest = room.guest()
    room.go_to(1)
    write(room, guest)
    (card,) = project(room.fresh(), room.bringer).boards[0].cards
    assert (card.author, card.text) == ("Gast Lin", SAID)
    room.go_to(2)
    assert [field.kind for field in project(room.fresh(), guest).fields] == ["agreement"]
    write(room, guest, 2, 1, "Een afspraak.")
    room.steer(Move.NEXT)
    assert project(room.fresh(), guest).outputs == ()
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert (Seat.objects.filter(pk=guest.pk).count(), Contribution.objects.count(), KeptLine.objects.count()) == (
        0,
        0,
        0,
    )
    client.cookies["meerstemmig-gast"] = "geheim-guest"
    gone = client.get(address(room, "room"))
    absent = client.get(reverse("intervision:room", args=[(other := uuid.uuid4())]))
    said = [
        answer.content.split(b"csrf")[0].replace(str(pk).encode(), b"")
        for answer, pk in ((gone, room.session.pk), (absent, other))
    ]
    assert (gone.status_code, said[0]) == (404, said[1])
    assert "Je bent hier niet meer te gast" in gone.content.decode()


def test_who_is_shown_out_sees_nothing_any_more_and_what_they_said_stays(client, room):
    guest = room.guest()
    room.go_to(1)
    write(room, guest)
    save_draft(session_id=room.session.pk, by=guest, phase=1, slot=0, text="nog niet af")
    client.cookies["meerstemmig-gast"] = "geheim-guest"
    assert client.get(address(room, "room")).status_code == 200
    show_out(session_id=room.session.pk, by=room.facilitator, seat_id=guest.pk)
    assert {client.get(address(room, name)).status_code for name in ("room", "state", "guest_door")} == {404}
    assert client.post(address(room, "write"), {"phase": 1, "slot": 0, "text": "toch"}).status_code == 404
    assert (still_admitted([guest.pk]), guest_of("geheim-guest", room.session.pk), Draft.objects.count()) == (
        set(),
        None,
        0,
    )
    view = project(room.fresh(), room.bringer)
    assert ([card.author for card in view.boards[0].cards], "Gast Lin" in {each.called for each in view.people}) == (
        ["Gast Lin"],
        False,
    )
    with pytest.raises(NotNow):
        show_out(session_id=room.session.pk, by=room.facilitator, seat_id=guest.pk)


def test_who_is_not_let_in_leaves_nothing(room):
    seat, _secret = ask_in(code=code(room), name="Lin")
    show_out(session_id=room.session.pk, by=room.facilitator, seat_id=seat.pk)
    assert Seat.objects.filter(guest_name="Lin").count() == 0


@pytest.mark.parametrize(
    ("who", "refused"),
    [("facilitator", False), ("co", False), ("bringer", True), ("peer", True), ("guest", True), ("interpreter", True), ("beamer", True)],
)  # fmt: skip
def test_who_holds_the_door_and_the_course(room, who, refused):
    made = {
        "co": room.co_facilitator,
        "guest": room.guest,
        "beamer": room.beamer,
        "interpreter": lambda: room.guest("interpreter"),
    }
    seats = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0]}
    seat = seats.get(who) or made[who]()
    waiting, _secret = ask_in(code=code(room), name="Lin")
    acts = (
        lambda: offer_guest(session_id=room.session.pk, by=seat, kind=SeatKind.GUEST),
        lambda: admit(session_id=room.session.pk, by=seat, seat_id=waiting.pk),
        lambda: show_out(session_id=room.session.pk, by=seat, seat_id=waiting.pk),
        lambda: room.steer(Move.START, by=seat),
    )
    for act in acts:
        if refused:
            with pytest.raises(NotYourPlace):
                act()
        else:
            act()
    assert (room.fresh().status == "running") is not refused


def test_an_interpreter_sees_the_table_writes_nothing_and_may_stop(room):
    interpreter = room.guest("interpreter", name="Tolk Ilse")
    room.go_to(1)
    write(room, room.peers[0])
    view = project(room.fresh(), interpreter)
    assert ([card.text for card in view.boards[0].cards], view.fields, view.can_stop) == ([SAID], (), True)
    with pytest.raises(NotYourPlace) as refused:
        write(room, interpreter)
    assert refused.value.reason == "Als tolk geef je woorden door. Je schrijft hier zelf niets."
    room.steer(Move.STOP, by=interpreter)
    assert room.fresh().is_paused


def test_a_code_is_for_one_guest_for_a_quarter_of_an_hour_and_is_no_code_for_a_screen(room):
    given = code(room)
    with pytest.raises(NotYourPlace):
        pair_screen(code=given)
    ask_in(code=given.lower(), name="Lin")
    with pytest.raises(NotYourPlace):
        ask_in(code=given, name="Nog iemand")
    later = code(room)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False), pytest.raises(NotYourPlace):
        ask_in(code=later, name="Te laat")


def test_two_guests_at_most_and_none_at_the_end(room):
    for name in ("Lin", "Bo"):
        ask_in(code=code(room), name=name)
    with pytest.raises(NotNow):
        code(room)
    Seat.objects.filter(guest_name="Bo").delete()
    room.go_to(2)
    room.steer(Move.NEXT)
    with pytest.raises(NotNow):
        code(room)


@pytest.mark.parametrize("missing", ["code", "name", "promise"])
def test_what_is_missing_is_said_at_the_field(client, room, missing):
    answer = knock(client, room, code(room), **{missing: ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])
    assert Seat.objects.exclude(guest_name="").count() == 0


def test_guessing_stops_after_ten_times(client, room):
    right = code(room)
    answers = [knock(client, room, "AAAAAA").status_code for _ in range(10)]
    assert (answers, knock(client, room, right).status_code) == ([422] * 10, 429)


def test_a_guest_of_one_session_has_no_place_in_another(client, room):
    room.guest()
    other = make_room()
    client.cookies["meerstemmig-gast"] = "geheim-guest"
    assert client.get(address(room, "room")).status_code == 200
    assert client.get(address(other, "room")).status_code == 404
    circle = client.get(reverse("intervision:circle", args=[room.circle.pk]))
    assert circle.status_code == 302  # to the sign-in page


def test_a_guest_of_a_session_that_never_began_goes_after_two_days(room):
    room.guest()
    at = room.session.starts_at
    assert [late_guests(at + timedelta(hours=hours)).count() for hours in (47, 49)] == [0, 1]


def test_the_planner_may_choose_who_facilitates_beside(client, room):
    client.force_login(room.facilitator.person)
    sent = {
        "method": room.session.method_id,
        "starts_at": "2027-01-12T14:00",
        "facilitator": room.facilitator.person_id,
        "bringer": room.bringer.person_id,
        "co_facilitator": room.peers[0].person_id,
        "peers": [room.peers[1].person_id],
    }
    url = reverse("intervision:plan", args=[room.circle.pk])
    for wrong in ({"co_facilitator": room.bringer.person_id}, {"peers": [room.peers[0].person_id]}):
        assert client.post(url, {**sent, **wrong}).status_code == 422
    assert client.post(url, sent).status_code == 302
    made = Seat.objects.exclude(session=room.session).order_by("order")
    assert [each.kind for each in made] == ["facilitator", "bringer", "co", "peer"]


@pytest.mark.parametrize(
    ("name", "called"), [("Lin\r\nSam begeleidt", "Lin Sam begeleidt"), ("\u202eLin\u2066", "Lin"), ("\u202e", None)]
)
def test_a_name_at_the_door_is_one_line_that_turns_nothing(client, room, name, called):
    answer = knock(client, room, code(room), name=name)
    names = list(Seat.objects.exclude(guest_name="").values_list("guest_name", flat=True))
    assert (answer.status_code, names) == ((302, [called]) if called else (422, []))
