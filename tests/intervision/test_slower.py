"""An interpreter asks for a slower pace: everybody sees it, nothing stops, and the next phase begins afresh."""

import pytest

from intervision.actions.slower import ask_slower
from intervision.enums import Move
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Session
from intervision.projection import project
from intervision.screens import GUEST_COOKIE
from tests.factories.intervision import make_room
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SAID = "Iets trager, graag. Er wordt getolkt."


@pytest.fixture
def room():
    return make_room()


def ask(room, seat, *, wanted=True):
    ask_slower(session_id=room.session.pk, by=seat, wanted=wanted)


def everybody(room, interpreter):
    return [room.facilitator, room.bringer, *room.peers, interpreter, room.beamer()]


def test_everybody_sees_it_and_nothing_stops(room):
    interpreter = room.guest("interpreter", "Tolk Li")
    room.go_to(1)
    before = room.fresh()
    ask(room, interpreter)
    after = room.fresh()
    assert [project(after, seat).goes_slower for seat in everybody(room, interpreter)] == [True] * 6
    assert (after.version, after.move, after.is_paused) == (before.version + 1, before.move, False)
    ask(room, interpreter)
    assert room.fresh().version == after.version  # a second press says nothing new
    ask(room, interpreter, wanted=False)
    assert project(room.fresh(), room.bringer).goes_slower is False


def test_the_next_phase_begins_afresh_and_a_pause_does_not(room):
    interpreter = room.guest("interpreter", "Tolk Li")
    room.go_to(1)
    ask(room, interpreter)
    room.steer(Move.PAUSE)
    assert room.fresh().goes_slower is True
    room.steer(Move.RESUME)
    assert room.steer(Move.NEXT).goes_slower is False


REASON = "Dit is de knop van wie tolkt. Gaat het voor jou te snel, zeg het dan, of druk op stop."


@pytest.mark.parametrize("kind", ["facilitator", "co", "bringer", "peer", "guest", "interpreter", "beamer"])
def test_it_is_the_interpreters_button(room, kind):
    made = {"facilitator": lambda: room.facilitator, "co": room.co_facilitator, "bringer": lambda: room.bringer}
    made |= {"peer": lambda: room.peers[0], "guest": room.guest, "beamer": room.beamer}
    seat = room.guest("interpreter", "Tolk Li") if kind == "interpreter" else made[kind]()
    room.go_to(1)
    assert project(room.fresh(), seat).can_ask_slower is (kind == "interpreter")
    if kind == "interpreter":
        ask(room, seat)
        return
    with pytest.raises(NotYourPlace) as refused:
        ask(room, seat)
    assert refused.value.reason == REASON


def test_before_the_start_there_is_nothing_to_slow_down(room):
    with pytest.raises(NotNow):
        ask(room, room.guest("interpreter", "Tolk Li"))


def test_over_days_nobody_talks_too_fast(room):
    interpreter = room.guest("interpreter", "Tolk Li")
    room.go_to(1)
    Session.objects.update(is_slow=True)
    with pytest.raises(NotNow):
        ask(room, interpreter)


def test_without_script_from_the_device_of_an_interpreter(client, room):
    room.guest("interpreter", "Tolk Li")
    room.go_to(1)
    client.cookies[GUEST_COOKIE] = "geheim-interpreter"
    base = room.session.get_absolute_url()
    assert "Iets trager</button>" in client.get(base).content.decode()
    assert client.post(f"{base}trager/", {"trager": "ja"}).status_code == 302
    client.cookies.clear()
    client.force_login(room.bringer.person)
    page = client.get(base).content.decode()
    assert [SAID in page, "Tolk Li" in page.split(SAID)[0].rsplit('role="status"', 1)[-1]] == [True, False]
    assert client.post(f"{base}trager/", {"trager": "ja"}).status_code == 403
    client.force_login(UserFactory())
    assert client.post(f"{base}trager/", {"trager": "ja"}).status_code == 404
