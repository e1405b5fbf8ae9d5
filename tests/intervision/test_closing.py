"""The end: kept is what somebody asked for; everything else is gone, from the file too."""

import logging
import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from intervision.actions.closing import close, decide
from intervision.actions.writing import contribute, save_draft
from intervision.enums import Keep, Move
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, Draft, Event, KeptLine, Ready, Session
from intervision.projection import project
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room

SECRET = "kanarie-casus-Brugstraat"
LINE = "Wij bellen voortaan eerst de tolk."


def phases():
    return (
        {"floor": ["X"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}], "carries_to": [2]},
        {
            "floor": ["A"],
            "writes": [{"who": "B", "kind": "agreement", "prompt": ""}, {"who": "P", "kind": "yield", "prompt": ""}],
        },
    )


def finished_room():
    room = make_room(make_method("slot", *phases()))
    room.go_to(1)
    write(room, room.peers[0], 1, 0, SECRET)
    save_draft(session_id=room.session.pk, by=room.peers[1], phase=1, slot=0, text=SECRET)
    room.go_to(2)
    agreement = write(room, room.bringer, 2, 0, LINE)
    own = write(room, room.peers[0], 2, 1, "Ik vraag vaker door.")
    room.steer(Move.NEXT)
    return room, agreement, own


def write(room, seat, phase, slot, text):
    key = uuid.uuid4()
    contribute(session_id=room.session.pk, by=seat, contribution_id=key, phase=phase, slot=slot, text=text)
    return key


def close_it(room):
    return close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)


@pytest.mark.django_db
def test_nothing_is_kept_unless_somebody_asks():
    room, _agreement, _own = finished_room()
    close_it(room)
    assert KeptLine.objects.count() == 0


@pytest.mark.django_db
def test_what_is_asked_for_is_kept_by_whom_it_belongs_to():
    room, agreement, own = finished_room()
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: Keep.TEAM})
    decide(session_id=room.session.pk, by=room.peers[0], choices={own: Keep.OWN})
    close_it(room)
    kept = {(line.open(), line.person_id, line.circle_id) for line in KeptLine.objects.all()}
    assert kept == {(LINE, None, room.circle.pk), ("Ik vraag vaker door.", room.peers[0].person_id, None)}


@pytest.mark.django_db
def test_what_somebody_kept_for_themselves_is_on_their_page_only(client):
    room, _agreement, own = finished_room()
    decide(session_id=room.session.pk, by=room.peers[0], choices={own: Keep.OWN})
    close_it(room)
    for seat in (room.facilitator, room.bringer, *room.peers):
        client.force_login(seat.person)
        page = client.get(reverse("intervision:home")).content.decode()
        assert ("Ik vraag vaker door." in page) == (seat == room.peers[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "what", "refused"),
    [
        ("bringer", "agreement", False),
        ("facilitator", "agreement", True),
        ("peer", "agreement", True),
        ("peer", "own", False),
        ("bringer", "own", True),
        ("other", "own", True),
    ],
)
def test_who_decides_what(who, what, refused):
    room, agreement, own = finished_room()
    seats = {"bringer": room.bringer, "facilitator": room.facilitator, "peer": room.peers[0], "other": room.peers[1]}
    choices = {{"agreement": agreement, "own": own}[what]: Keep.TEAM}
    if refused:
        with pytest.raises(NotYourPlace):
            decide(session_id=room.session.pk, by=seats[who], choices=choices)
    else:
        decide(session_id=room.session.pk, by=seats[who], choices=choices)
        assert [len(project(room.fresh(), seats[who]).outputs)] == [1]


@pytest.mark.django_db
def test_closing_needs_the_facilitator_and_the_end():
    room = make_room(make_method("slot", *phases()))
    room.go_to(1)
    with pytest.raises(NotNow):
        close_it(room)
    room.go_to(2)
    room.steer(Move.NEXT)
    with pytest.raises(NotYourPlace):
        close(session_id=room.session.pk, by=room.bringer, seen=room.fresh().move)


@pytest.mark.django_db(transaction=True)
def test_the_text_and_its_key_are_gone_from_the_database_file():
    room, agreement, _own = finished_room()
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: Keep.TEAM})
    key = room.fresh().data_key
    wrapped, scope = bytes(key.wrapped), key.pk
    sealed = bytes(Contribution.objects.get(phase=1).sealed)
    if connection.vendor == "sqlite":
        assert any(wrapped in stored for stored in stored_bytes())  # the search would find it
    close_it(room)
    assert not DataKey.objects.filter(pk=scope).exists()
    assert [model.objects.count() for model in (Contribution, Draft, Ready, Event)] == [0, 0, 0, 0]
    session = Session.objects.get()
    assert (session.status, session.data_key_id, session.circle_id) == ("closed", None, room.circle.pk)
    if connection.vendor == "sqlite":
        for stored in stored_bytes():
            assert SECRET.encode() not in stored
            assert wrapped not in stored
            assert sealed not in stored


def stored_bytes():
    """The database file and its write-ahead log, as they lie on the disk."""
    name = Path(connection.settings_dict["NAME"])
    return [path.read_bytes() for path in (name, name.with_name(name.name + "-wal")) if path.exists()]


@pytest.mark.django_db
def test_after_closing_the_room_is_a_receipt(client):
    room, _agreement, _own = finished_room()
    close_it(room)
    client.force_login(room.bringer.person)
    page = client.get(f"/nl/intervisie/sessie/{room.session.pk}/").content.decode()
    assert "De sessie is afgesloten" in page
    assert LINE not in page
    answer = client.post(
        f"/nl/intervisie/sessie/{room.session.pk}/schrijven/", {"phase": 2, "slot": 0, "text": "nog iets"}
    )
    assert answer.status_code == 409
    assert "Je tekst is niet meer opgeslagen." in answer.content.decode()


@pytest.mark.django_db
def test_no_text_reaches_the_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    room, _agreement, _own = finished_room()
    client.force_login(room.peers[0].person)
    base = f"/nl/intervisie/sessie/{room.session.pk}/"
    client.post(f"{base}schrijven/", {"phase": 1, "slot": 0, "text": SECRET})
    client.post(f"{base}schrijven/", {"phase": 9, "slot": 0, "text": SECRET})
    client.post(f"{base}schrijven/", {"phase": "x", "text": SECRET})
    assert SECRET not in caplog.text


def choosing(room):
    view = project(room.fresh(), room.facilitator).choosing
    return view.chosen, view.open


@pytest.mark.django_db
def test_the_facilitator_alone_sees_who_has_chosen_and_never_what():
    room, agreement, own = finished_room()
    assert choosing(room) == ((), ("Sam", "Peer1"))
    decide(session_id=room.session.pk, by=room.peers[0], choices={own: Keep.OWN})
    assert choosing(room) == (("Peer1",), ("Sam",))
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: Keep.DISCARD})
    assert choosing(room) == (("Sam", "Peer1"), ())
    assert [project(room.fresh(), seat).choosing for seat in (room.bringer, *room.peers, room.beamer())] == [None] * 4
    views = [project(room.fresh(), seat) for seat in (room.facilitator, room.bringer, *room.peers)]
    assert [view.has_chosen for view in views] == [False, True, True, False]


@pytest.mark.django_db
def test_something_new_to_choose_about_opens_the_choice_again():
    room, agreement, own = finished_room()
    decide(session_id=room.session.pk, by=room.peers[0], choices={own: Keep.OWN})
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: Keep.TEAM})
    write(room, room.peers[0], 2, 1, "Nog iets wat ik leerde.")
    assert choosing(room) == (("Sam",), ("Peer1",))
    write(room, room.bringer, 2, 0, "Een tweede stap.")
    assert choosing(room) == ((), ("Sam", "Peer1"))


@pytest.mark.django_db
def test_a_choice_is_confirmed_and_can_be_changed_and_no_text_stands_twice(client):
    room, agreement, _own = finished_room()
    client.force_login(room.bringer.person)
    base = f"/nl/intervisie/sessie/{room.session.pk}/"
    before = client.get(base).content.decode()
    assert (before.count(LINE), "Je keuze ligt vast" in before, "Leg mijn keuze vast" in before) == (1, False, True)
    assert client.post(f"{base}bewaren/", {f"bewaar-{agreement}": "team"}).status_code == 302
    after = client.get(base).content.decode()
    assert "Je keuze ligt vast. Tot de begeleider afsluit, kan je ze nog veranderen." in after
    assert "Verander mijn keuze" in after
    fragment = {"headers": {"X-Room-Fragment": "1"}}
    answer = client.post(f"{base}bewaren/", {f"bewaar-{agreement}": "own"}, **fragment).content.decode()
    assert '<p class="room-notice">Je keuze ligt vast.</p>' in answer
    assert Contribution.objects.get(pk=agreement).keep == Keep.OWN
    client.force_login(room.peers[0].person)
    assert client.get(base).content.decode().count(LINE) == 1  # on the table, for who does not decide about it


@pytest.mark.django_db
def test_before_the_end_a_page_says_what_goes_and_who_has_not_chosen(client):
    room, agreement, _own = finished_room()
    decide(session_id=room.session.pk, by=room.bringer, choices={agreement: Keep.TEAM})
    url = reverse("intervision:confirm_close", args=[room.session.pk])
    client.force_login(room.facilitator.person)
    html = client.get(url).content.decode()
    for said in (
        "alle 3 teksten die iemand indiende",
        "Eén zin blijft bewaard, zoals gekozen.",
        "<dd>Sam</dd>",
        "<dd>1: Peer1</dd>",
        "Wie nog niet koos, bewaart niets.",
    ):
        assert said in html
    assert [word for word in (SECRET, LINE, "Ik vraag vaker door.") if word in html] == []
    assert room.fresh().status == "closing"
    client.force_login(room.bringer.person)
    assert client.get(url).status_code == 403
    client.force_login(room.facilitator.person)
    assert client.post(
        reverse("intervision:steer", args=[room.session.pk]), {"move": "close", "seen": room.fresh().move}
    )
    assert (room.fresh().status, client.get(url).status_code) == ("closed", 409)


@pytest.mark.django_db
def test_where_nobody_wrote_the_end_says_so_once_and_contradicts_itself_nowhere(client):
    room = make_room(make_method("slot", *phases()))
    room.go_to(2)
    room.steer(Move.NEXT)
    contradicting = (
        "Alleen wat iemand uitdrukkelijk bewaart",
        "je keuze nog veranderen",
        "Wie heeft gekozen",
        "nog niemand",
    )
    said = {
        room.facilitator: "Niemand schreef iets op om te bewaren. Je kan afsluiten;",
        room.bringer: "Zodra de begeleider afsluit, wordt alles van deze sessie gewist. Jij hoeft niets te kiezen.",
    }
    for seat, sentence in said.items():
        client.force_login(seat.person)
        html = client.get(room.session.get_absolute_url()).content.decode()
        assert (sentence in html, [each for each in contradicting if each in html]) == (True, [])
    client.force_login(room.facilitator.person)
    html = client.get(reverse("intervision:confirm_close", args=[room.session.pk])).content.decode()
    assert "Niemand schreef iets op om te bewaren." in html
    assert [each for each in (*contradicting, "alle 0 teksten", "0 tekst") if each in html] == []
