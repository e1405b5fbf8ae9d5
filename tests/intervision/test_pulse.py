"""How it went: closed questions without a name, of which everybody sees a shape and nobody an answer."""

import json
import uuid
from collections import Counter
from dataclasses import asdict
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from intervision.actions.proxies import contribute_for
from intervision.actions.pulse import answer
from intervision.actions.writing import contribute, save_draft, set_ready
from intervision.enums import Move, PulseAnswer
from intervision.exceptions import NotNow, NotYourPlace, TextRefused
from intervision.models import Contribution, Draft, Ready
from intervision.projection import project
from intervision.pulse import FROM, Shape, read_tally, shape_of
from intervision.validation import of_phase
from reflection.guarded import LEAST
from tests.factories.intervision import make_method, make_room
from tests.intervision.test_projection import bytes_of

YES, NO, UNKNOWN = PulseAnswer.YES, PulseAnswer.NO, PulseAnswer.UNKNOWN
SAFE, TALK = "Voelde ik me veilig?", "Was iemand te veel aan het woord?"
TOO_FEW = "Er tellen te weinig mensen mee: minstens 5. Bij minder kan je raden wie wat koos."
ASKS = {
    "floor": ["X"],
    "silent": ["A"],
    "writes": [{"who": "A", "kind": "pulse", "prompt": SAFE}, {"who": "A", "kind": "pulse", "prompt": TALK}],
    "reveal": "button",
}
QUIET = {"floor": ["A"], "writes": []}
pytestmark = pytest.mark.django_db


def asking(peers=3):
    room = make_room(make_method("pols", ASKS, QUIET), peers=peers)
    room.go_to(1)
    return room


def people(room):
    return [room.facilitator, room.bringer, *room.peers]


def give(room, seat, safe=YES, talk=NO):
    answer(session_id=room.session.pk, by=seat, phase=1, answers={0: safe, 1: talk})


def shapes(room, seat):
    return project(room.fresh(), seat).pulse.shapes


@pytest.mark.parametrize(
    ("given", "word", "refused", "because"),
    [
        ([YES] * 4, TOO_FEW, True, "four are too few, also when they agree"),
        ([], TOO_FEW, True, "nobody answered"),
        ([YES] * 5, "De meesten: ja.", False, "all of them are the most, and no number says that it is all"),
        ([YES] * 3 + [NO] * 2, "De meesten: ja.", False, "more than half"),
        ([NO] * 4 + [YES], "De meesten: nee.", False, "one who differs stays unseen"),
        ([UNKNOWN] * 3 + [NO, YES], "De meesten weten het niet.", False, "not knowing is an answer"),
        ([YES] * 2 + [NO] * 2 + [UNKNOWN], "Verdeeld: geen antwoord kwam van meer dan de helft.", False, "no half"),
        (
            [YES] * 3 + [NO] * 3,
            "Verdeeld: geen antwoord kwam van meer dan de helft.",
            False,
            "exactly half is not more",
        ),
    ],
)
def test_the_shape(given, word, refused, because):
    room = asking(peers=4)
    for seat, each in zip(people(room), given, strict=False):
        give(room, seat, safe=each)
    room.steer(Move.REVEAL)
    assert shapes(room, room.peers[0])[0] == Shape(SAFE, word, refused), because


def test_fewer_than_the_door_allows_is_never_shown():
    assert FROM == LEAST


def test_every_seat_sees_the_same_shape_at_the_same_moment_and_nobody_before():
    room = asking()
    for seat in people(room):
        give(room, seat)
    seats = [*people(room), room.guest(), room.guest("interpreter"), room.beamer()]
    assert [shapes(room, seat) for seat in seats] == [()] * 8
    room.steer(Move.REVEAL)
    expected = (Shape(SAFE, "De meesten: ja.", False), Shape(TALK, "De meesten: nee.", False))
    assert [shapes(room, seat) for seat in seats] == [expected] * 8
    session = room.fresh()
    assert [bytes_of(seat, session).count("De meesten: ja.") for seat in seats] == [1] * 8


def test_hidden_means_not_sent():
    """Whatever the others answered, the room of somebody who waits is the same to the byte, but for the count."""
    rooms = []
    for safe in PulseAnswer:
        room = asking()
        for seat in people(room)[1:]:
            give(room, seat, safe=safe)
        view = asdict(project(room.fresh(), room.facilitator))
        rooms.append((view["pulse"], view["boards"], view["ready_count"], view["late"], view["unsent"]))
    assert rooms[0] == rooms[1] == rooms[2]


def test_no_answer_has_a_writer_an_order_or_a_row_of_its_own():
    room = asking()
    for seat, safe in zip(people(room), (YES, NO, NO, UNKNOWN, YES), strict=True):
        give(room, seat, safe=safe)
    rows = list(Contribution.objects.order_by("slot"))
    assert [(row.kind, row.seat_id, row.sequence, row.slot) for row in rows] == [("pulse", None, 0, 0), ("pulse", None, 0, 1)]  # fmt: skip
    assert json.loads(rows[0].open()) == {"ja": 2, "nee": 2, "weet_niet": 1}
    assert (Draft.objects.count(), Ready.objects.filter(phase=1).count()) == (0, 5)


def test_a_tally_with_a_writer_is_no_row(db):
    room = asking()
    row = Contribution(pk=uuid.uuid4(), session=room.session, seat=room.peers[0], phase=1, kind="pulse")
    row.seal("x", room.fresh().data_key)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_answer_is_given_once():
    room = asking()
    give(room, room.peers[0], safe=NO)
    with pytest.raises(NotNow) as refusal:
        give(room, room.peers[0], safe=YES)
    assert (
        refusal.value.reason
        == "Je antwoord ligt er al bij. Omdat er geen naam bij staat, kan het niet meer veranderen."
    )
    assert [read_tally(row.open())["ja"] for row in Contribution.objects.filter(slot=0)] == [0]


def test_after_the_shape_no_answer_can_move_it():
    room = asking(peers=4)
    for seat in people(room)[1:]:
        give(room, seat)
    room.steer(Move.REVEAL)
    before = shapes(room, room.beamer())
    with pytest.raises(NotNow) as refusal:
        give(room, room.facilitator, safe=NO)
    assert refusal.value.reason == "De antwoorden zijn al getoond. Er komt geen antwoord meer bij."
    room.steer(Move.NEXT)
    room.steer(Move.UNDO)
    with pytest.raises(NotNow):
        give(room, room.facilitator, safe=NO)
    assert shapes(room, room.beamer()) == before


@pytest.mark.parametrize(
    ("kind", "at", "because"),
    [
        ("facilitator", 1, None),
        ("co", 1, None),
        ("bringer", 1, None),
        ("peer", 1, None),
        ("guest", 1, None),
        ("interpreter", 1, "Als tolk geef je woorden door. Je schrijft hier zelf niets."),
        ("beamer", 1, "Een scherm kan alleen tonen."),
        ("peer", 0, "De groep is niet in deze fase. Je antwoord is niet opgeslagen."),
        ("peer", 2, "De groep is niet in deze fase. Je antwoord is niet opgeslagen."),
    ],
)
def test_who_answers_and_when(kind, at, because):
    room = make_room(make_method("pols", ASKS, QUIET))
    seats = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0]}
    made = {"co": room.co_facilitator, "guest": room.guest, "beamer": room.beamer}
    seat = seats.get(kind) or (room.guest("interpreter") if kind == "interpreter" else made[kind]())
    if at:
        room.go_to(at)
    view = project(room.fresh(), seat).pulse
    asked = [question.prompt for question in view.questions] if view else []
    assert asked == ([SAFE, TALK] if because is None else [])
    if because is None:
        give(room, seat)
        assert Ready.objects.filter(seat=seat, phase=1).count() == 1
        return
    with pytest.raises((NotNow, NotYourPlace)) as refusal:
        give(room, seat)
    assert (refusal.value.reason, Contribution.objects.count()) == (because, 0)


def test_a_phase_without_questions_takes_no_answer():
    room = asking()
    room.go_to(2)
    with pytest.raises(NotYourPlace) as refusal:
        answer(session_id=room.session.pk, by=room.bringer, phase=2, answers={})
    assert refusal.value.reason == "In deze fase is er niets om op te antwoorden."


@pytest.mark.parametrize("answers", [{}, {0: YES}, {0: YES, 1: NO, 2: NO}, {5: YES, 6: YES}])
def test_every_question_is_answered_or_none(answers):
    room = asking()
    with pytest.raises(TextRefused) as refusal:
        answer(session_id=room.session.pk, by=room.bringer, phase=1, answers=answers)
    assert refusal.value.reason == "Kies bij elke vraag een antwoord. “Weet ik niet” is er ook een."
    assert (Contribution.objects.count(), Ready.objects.count()) == (0, 0)


def test_nothing_is_written_there_and_no_draft_kept():
    room = asking()
    where = {"session_id": room.session.pk, "by": room.peers[0], "phase": 1, "slot": 0, "text": "ja, maar"}
    for writes in (save_draft, lambda **given: contribute(contribution_id=uuid.uuid4(), **given)):
        with pytest.raises(NotYourPlace) as refusal:
            writes(**where)
        assert refusal.value.reason == "Hier kies je een antwoord. Er valt niets te schrijven."
    assert (Draft.objects.count(), Contribution.objects.count()) == (0, 0)


def test_whoever_answered_is_ready_and_cannot_say_otherwise():
    room = asking()
    give(room, room.bringer)
    view = project(room.fresh(), room.bringer)
    assert (view.ready_count, view.ready_of, view.can_be_ready) == (1, 5, False)
    assert [person.is_ready for person in view.people] == [None] * 5
    for ready in (True, False):
        with pytest.raises(NotYourPlace) as refusal:
            set_ready(session_id=room.session.pk, by=room.bringer, phase=1, ready=ready)
        assert refusal.value.reason == "Hier ben je klaar zodra je antwoordt."


def test_nobody_answers_for_a_neighbour_and_nobody_waits_for_that():
    room = asking()
    room.peers[0].typed_by = room.peers[1]
    room.peers[0].save()
    view = project(room.fresh(), room.peers[1])
    assert (view.on_behalf, view.ready_of) == ((), 4)
    with pytest.raises(NotYourPlace):
        contribute_for(
            session_id=room.session.pk,
            by=room.peers[1],
            seat_id=room.peers[0].pk,
            contribution_id=uuid.uuid4(),
            phase=1,
            slot=0,
            text="ja",
        )


@pytest.mark.parametrize("n", [5, 6, 7])
def test_whoever_knows_their_own_answer_learns_nobody_elses(n):
    """All answers there can be, through the words that stand on the screen."""
    possible = {}
    for given in product(PulseAnswer.values, repeat=n):
        counts = Counter(given)
        word = shape_of(SAFE, {each: counts[each] for each in PulseAnswer.values}).word
        others = possible.setdefault((given[0], word), [set() for _other in given[1:]])
        for known, theirs in zip(others, given[1:], strict=True):
            known.add(theirs)
    assert {frozenset(known) for others in possible.values() for known in others} == {frozenset(PulseAnswer.values)}


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        (
            {"reveal": "on_advance", "carries_to": [2]},
            [("reveal", "de vorm van gesloten vragen toont de begeleider met de knop.")],
        ),
        (
            {"writes": [*ASKS["writes"], {"who": "A", "kind": "shared", "prompt": "x"}]},
            [("writes", "gesloten vragen staan alleen in hun fase.")],
        ),
    ],
)
def test_a_phase_with_questions_holds_when_the_button_shows_them_alone(changed, faults):
    phase = make_method("pols", {**ASKS, **changed}, QUIET).phases.get(nr=1)
    assert [(fault.field, fault.reason) for fault in of_phase(phase, count=2, written=False)] == faults


def test_a_plain_form_does_it_all(client):
    """Without script: choose, send, read that it lies there, and nothing of it on the page."""
    room = asking()
    url = reverse("intervision:room", args=[room.session.pk])
    client.force_login(room.peers[0].person)
    html = client.get(url).content.decode()
    assert [html.count(word) for word in ('type="radio"', SAFE, TALK, "Geef mijn antwoord")] == [6, 1, 1, 1]
    assert (html.count("<textarea"), "Ik ben klaar" in html) == (0, False)
    half = client.post(f"{url}pols/", {"phase": 1, "antwoord-0": "ja"})
    assert (half.status_code, "“Weet ik niet” is er ook een." in half.content.decode()) == (422, True)
    assert client.post(f"{url}pols/", {"phase": 1, "antwoord-0": "nee", "antwoord-1": "weet_niet"}).status_code == 302
    html = client.get(url).content.decode()
    assert [html.count(word) for word in ('type="radio"', "Je antwoord ligt erbij, zonder je naam.")] == [0, 1]
    again = client.post(f"{url}pols/", {"phase": 1, "antwoord-0": "ja", "antwoord-1": "ja"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"phase": "x"}, 400),
        ({"phase": 99}, 403),
        ({"phase": 1, "antwoord-0": "<b>", "antwoord-1": "ja"}, 422),
        ({"phase": 1, "antwoord-²": "ja", "antwoord-1": "ja"}, 422),
        ({"phase": 1, "antwoord-99999999999999999999": "ja", "antwoord-0": "ja"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_and_stores_nothing(client, sent, status):
    room = asking()
    client.force_login(room.peers[0].person)
    url = reverse("intervision:pulse", args=[room.session.pk])
    assert client.post(url, sent).status_code == status
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("text", ["{}", '{"ja": 5}', "hallo", "[1]"])
def test_nothing_that_somebody_writes_is_taken_for_a_tally(text):
    room, other = asking(), asking()
    for session, seat in ((room.session, room.peers[0]), (other.session, None)):
        planted = Contribution(session=session, seat=seat, phase=1, slot=0, kind="shared" if seat else "hidden_reveal")
        planted.seal(text, session.__class__.objects.get(pk=session.pk).data_key)
        planted.save()
    for seat in people(room):
        give(room, seat)
    room.steer(Move.REVEAL)
    assert [shape.word for shape in shapes(room, room.peers[0])] == ["De meesten: ja.", "De meesten: nee."]
    assert {found.open() for found in Contribution.objects.exclude(seat=None)} == {text}
