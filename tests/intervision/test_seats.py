"""Other places in a planned session: who may give them, what stays with a chair, and who is told."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from intervision.actions.caution import answer_safely
from intervision.actions.handing_over import accept, propose
from intervision.actions.proxies import let_type
from intervision.actions.seating import give_seats
from intervision.casepad import pad_of
from intervision.enums import Judged
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Preparation, SafetyAnswer, Seat
from people.erasing import erase
from reflection.models import DataKey
from tests.factories.intervision import make_room
from tests.factories.people import MembershipFactory, UserFactory
from tests.factories.preparing import WRITTEN, laid, lay, telling_room

pytestmark = pytest.mark.django_db


def places(room):
    found = Seat.objects.filter(session=room.session).select_related("person").order_by("order", "pk")
    return [(seat.kind, seat.person.first_name) for seat in found]


def give(room, *, by=None, seen=None, **changed):
    people = {
        "facilitator": room.facilitator.person,
        "bringer": room.bringer.person,
        "peers": [seat.person for seat in room.peers],
        **changed,
    }
    version = room.fresh().version if seen is None else seen
    give_seats(session_id=room.session.pk, by=by or room.facilitator, seen=version, **people)


def address(room):
    return reverse("intervision:seats", args=[room.session.pk])


def another(room, name="Ama"):
    return MembershipFactory(circle=room.circle, person=UserFactory(first_name=name)).person


@pytest.mark.parametrize(
    ("who", "status", "refused"),
    [
        ("facilitator", "planned", None),
        ("planner", "planned", None),
        ("peer", "planned", NotYourPlace),
        ("bringer", "planned", NotYourPlace),
        ("facilitator", "running", NotNow),
        ("facilitator", "closed", NotNow),
    ],
)
def test_who_gives_places_and_until_when(who, status, refused):
    room = telling_room()
    Seat.objects.filter(pk=room.peers[1].pk).update(planned=True)
    type(room.session).objects.filter(pk=room.session.pk).update(status=status)
    seats = {"facilitator": room.facilitator, "planner": room.peers[1], "peer": room.peers[0], "bringer": room.bringer}
    by = Seat.objects.get(pk=seats[who].pk)
    swapped = {"bringer": room.peers[0].person, "peers": [room.bringer.person, room.peers[1].person]}
    before = places(room)
    if refused:
        with pytest.raises(refused):
            give(room, by=by, **swapped)
        assert places(room) == before
    else:
        give(room, by=by, **swapped)
        assert places(room) == [("facilitator", "Noor"), ("bringer", "Peer1"), ("peer", "Sam"), ("peer", "Peer2")]


def test_who_stays_keeps_chair_answer_and_pad_and_what_lay_ready_is_taken_back():
    room = telling_room()
    lay(room)
    answer_safely(session_id=room.session.pk, by=room.bringer, answer=Judged.YES)
    give(room, bringer=room.peers[0].person, peers=[room.bringer.person, room.peers[1].person])
    assert laid(room) == []
    assert pad_of(room.bringer).fields == WRITTEN
    assert SafetyAnswer.objects.get().seat == room.bringer
    client = Client()
    client.force_login(room.bringer.person)
    assert client.get(reverse("intervision:prepare", args=[room.session.pk])).status_code == 403
    give(room)  # and back
    assert (laid(room), pad_of(room.bringer).fields) == ([], WRITTEN)
    assert client.get(reverse("intervision:prepare", args=[room.session.pk])).status_code == 200


def test_who_leaves_takes_everything_away_and_who_comes_gets_a_chair():
    room = telling_room()
    lay(room)
    answer_safely(session_id=room.session.pk, by=room.bringer, answer=Judged.YES)
    keys = DataKey.objects.count()
    ama = another(room)
    give(room, bringer=room.peers[0].person, peers=[ama, room.peers[1].person])
    assert places(room) == [("facilitator", "Noor"), ("bringer", "Peer1"), ("peer", "Ama"), ("peer", "Peer2")]
    assert (Preparation.objects.count(), SafetyAnswer.objects.count(), laid(room)) == (0, 0, [])
    assert DataKey.objects.count() == keys - 1  # that of the answer; the session's is still the session's


def test_the_same_places_change_nothing_and_mail_nobody(django_capture_on_commit_callbacks):
    room = telling_room()
    version = room.fresh().version
    with django_capture_on_commit_callbacks(execute=True):
        give(room)
    assert (room.fresh().version, mail.outbox) == (version, [])


def test_each_is_mailed_what_concerns_them_and_nobody_who_brings(django_capture_on_commit_callbacks):
    room = telling_room()
    ama = another(room)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        give(room, bringer=room.peers[0].person, peers=[ama, room.peers[1].person], co_facilitator=None)
    told = {message.to[0]: message for message in mail.outbox}
    assert {to: message.subject for to, message in told.items()} == {
        room.bringer.person.email: "Je hebt geen plaats meer in een sessie",
        room.peers[0].person.email: "Je plaats in een sessie is veranderd",
        ama.email: "Er is een sessie gepland",
    }
    whole = "".join(message.message().as_string() for message in mail.outbox)
    assert [word in whole.lower() for word in ("inbreng", "begeleid", "peer1")] == [False] * 3
    calendar = told[room.bringer.person.email].attachments[0][1]
    assert "STATUS:CANCELLED" in calendar
    assert "STATUS:CANCELLED" not in told[room.peers[0].person.email].attachments[0][1]


def test_two_who_give_at_once_do_not_undo_each_other():
    room = telling_room()
    seen = room.fresh().version
    give(room, bringer=room.peers[0].person, peers=[room.bringer.person, room.peers[1].person], seen=seen)
    with pytest.raises(OvertakenByOther):
        give(room, bringer=room.peers[1].person, peers=[room.bringer.person, room.peers[0].person], seen=seen)


def test_a_place_is_for_somebody_of_the_circle_and_each_has_one():
    room = telling_room()
    for wrong in ({"bringer": UserFactory()}, {"bringer": room.facilitator.person}):
        with pytest.raises(NotYourPlace):
            give(room, **wrong)


def test_the_form_shows_the_places_and_gives_others(client):
    room = make_room()
    client.force_login(room.facilitator.person)
    html = client.get(address(room)).content.decode()
    assert re.findall(r'<option value="(\d+)" selected>', html) == [
        str(room.facilitator.person_id), str(room.bringer.person_id),
    ]  # fmt: skip
    assert html.count("checked") == 2
    sent = {
        "facilitator": room.facilitator.person_id,
        "bringer": room.peers[0].person_id,
        "peers": [room.bringer.person_id, room.peers[1].person_id],
        "seen": room.fresh().version,
    }
    assert client.post(address(room), sent).url == room.session.get_absolute_url()
    assert places(room)[1] == ("bringer", "Peer1")
    stale = client.post(address(room), sent)
    html = stale.content.decode()
    assert (stale.status_code, "De sessie is intussen veranderd." in html) == (409, True)
    assert f'name="seen" value="{room.fresh().version}"' in html  # sent once more, it is a choice
    small = client.post(address(room), {**sent, "peers": [room.facilitator.person_id], "seen": room.fresh().version})
    assert (small.status_code, "Kies minstens één meedenker" in small.content.decode()) == (422, True)
    client.force_login(room.peers[1].person)
    assert client.get(address(room)).status_code == 403


def test_who_gives_their_own_place_away_is_led_to_the_circle(client):
    room = make_room()
    ama = another(room)
    client.force_login(room.facilitator.person)
    sent = {
        "facilitator": ama.pk,
        "bringer": room.bringer.person_id,
        "peers": [seat.person_id for seat in room.peers],
        "seen": room.fresh().version,
    }
    answer = client.post(address(room), sent)
    assert answer.url == reverse("intervision:circle", args=[room.circle.pk])
    assert client.get(room.session.get_absolute_url()).status_code == 404


def test_the_place_of_who_was_erased_is_for_somebody_else():
    room = telling_room()
    lay(room)
    erase(person=room.bringer.person)
    give(room, bringer=room.peers[0].person, peers=[room.peers[1].person])
    assert places(room) == [("facilitator", "Noor"), ("bringer", "Peer1"), ("peer", "Peer2")]
    assert laid(room) == []


def test_there_is_one_facilitator_after_the_other_was_erased():
    room = telling_room()
    Seat.objects.filter(pk=room.peers[0].pk).update(planned=True)
    planner = Seat.objects.get(pk=room.peers[0].pk)
    beamer, guest = room.beamer(), room.guest()
    erase(person=room.facilitator.person)
    give(room, by=planner, facilitator=room.peers[1].person, peers=[planner.person])
    people = Seat.objects.filter(session=room.session).exclude(pk__in=[beamer.pk, guest.pk])
    assert list(people.order_by("order").values_list("kind", "person")) == [
        ("facilitator", room.peers[1].person_id),
        ("bringer", room.bringer.person_id),
        ("peer", planner.person_id),
    ]
    assert Seat.objects.filter(pk__in=[beamer.pk, guest.pk]).count() == 2
    propose(session_id=room.session.pk, by=planner)
    accept(session_id=room.session.pk, by=Seat.objects.get(pk=room.peers[1].pk))
    assert list(people.order_by("order").values_list("kind", flat=True)) == ["peer", "bringer", "facilitator"]


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ("the asker goes", False),
        ("the asker brings", False),
        ("the proposer goes", False),
        ("the proposer thinks along", False),
        ("another goes", True),
        ("another facilitates", True),
    ],
)
@pytest.mark.django_db(transaction=True)  # what a row names must be there when it is committed
def test_a_proposal_to_hand_over_goes_with_the_place_of_either(change, stays):
    room = make_room(peers=3)
    noor, sam = room.facilitator.person, room.bringer.person
    first, second, third = (seat.person for seat in room.peers)
    asks = "asker" in change or change == "another facilitates"
    proposer = room.peers[0] if asks else room.facilitator
    propose(session_id=room.session.pk, by=proposer, to=room.peers[0].pk)
    given = {
        "the asker goes": {"peers": [second, third]},
        "the asker brings": {"bringer": first, "peers": [sam, second, third]},
        "the proposer goes": {"facilitator": second, "peers": [first, third]},
        "the proposer thinks along": {"facilitator": second, "peers": [first, noor, third]},
        "another goes": {"peers": [first, second]},
        "another facilitates": {"facilitator": second, "peers": [first, noor, third]},
    }[change]
    give(room, **given)
    session = room.fresh()
    expected = (room.peers[0].pk, proposer.pk, True) if stays else (None, None, False)
    assert (session.offered_to_id, session.offered_by_id, session.offered_at is not None) == expected


@pytest.mark.parametrize("goes", [True, False])
@pytest.mark.django_db(transaction=True)
def test_nobody_types_from_a_place_that_is_gone_or_another(goes):
    room = make_room(peers=3)
    first, second, third = (seat.person for seat in room.peers)
    let_type(session_id=room.session.pk, by=room.facilitator, seat_id=room.peers[1].pk, typed_by=room.peers[0].pk)
    give(room, peers=[second, third], co_facilitator=None if goes else first)
    assert Seat.objects.get(pk=room.peers[1].pk).typed_by is None


@pytest.mark.parametrize("sent", ["9" * 30, "-" + "9" * 30, "\x00", "zz"])
def test_a_choice_that_nobody_has_is_told_at_the_field(client, sent):
    room = make_room()
    client.force_login(room.facilitator.person)
    people = {
        "facilitator": room.facilitator.person_id,
        "bringer": room.bringer.person_id,
        "co_facilitator": "",
        "peers": [seat.person_id for seat in room.peers],
        "seen": room.fresh().version,
    }
    for name in ("facilitator", "co_facilitator", "bringer", "peers"):
        answer = client.post(address(room), {**people, name: sent})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
