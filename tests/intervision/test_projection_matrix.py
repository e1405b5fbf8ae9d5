"""The projection matrix: all nineteen methods, every phase, every seat, with a planted text in every hidden place.

What a seat gets is compared, whole, with a table of rules that is written here from the phase's fields, apart
from the code that is tested. A case lies ready from before the start. `project` is the only way from a session to a page, so its value is what is read;
that pages show no more than it holds is tested in test_projection.py.
"""

import json
import uuid
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from django.conf import settings

from intervision.caution import nameless
from intervision.content import MethodLoader
from intervision.enums import Reveal, SeatKind, WriteKind
from intervision.models import Contribution, Draft, Session
from intervision.projection import project
from intervision.script import PhaseScript, Script, Slot, script_of
from pages.content import read
from tests.factories.intervision import make_method, make_room
from tests.factories.preparing import HAPPENED, PRIVATE, QUESTION, TELLING, WRITTEN, lay
from tests.intervision.test_projection import canary, may_see

FOLDER = Path(settings.CONTENT_DIR, "nl", "methoden")
SLUGS = [entry["slug"] for entry in json.loads(Path(settings.CONTENT_DIR, "methoden.json").read_text(encoding="utf-8"))]
MEANT = {
    "A": {"facilitator", "co", "bringer", "peer", "guest"},
    "B": {"bringer"},
    "F": {"facilitator", "co"},
    "X": set(),
}
A_PHASE = PhaseScript(1, "method", "Fase", 5, (), (), (), "on_advance", "-", "in", "", "", "", (), "discard")
ADDED_NOTE = {"who": "B", "kind": "private", "prompt": ""}


def who(codes):
    """The kinds of seat that these codes mean: P, I, R and C are peers with or without a task."""
    return set().union(*(MEANT.get(code, {"peer", "guest"}) for code in codes)) if codes else set()


def fields_of(phase, kind):
    """Which fields a seat has, from the file's own fields: with the back to the circle you write for yourself only."""
    turned = kind == "bringer" and phase.bringer_seat != "in"
    writes = [write for write in phase.writes if kind in who([write["who"]])]
    found = [write for write in writes if write["kind"] in {"private", "yield"} or not turned]
    if kind == "guest":  # takes nothing along
        found = [write for write in found if write["kind"] != "yield"]
    if kind == "bringer" and not found and (turned or "bringer" in who(phase.silent)):
        found = [ADDED_NOTE]
    return [(write["kind"], write["prompt"]) for write in found]


def wait_for(phase, kind):
    """Whether the others wait for this seat: it writes something hidden here."""
    return any(written.startswith("hidden") for written, _prompt in fields_of(phase, kind))


def facts(view):
    """Everything in a seat's view that follows from the phase."""
    phase = view.phase
    return {
        "title": phase.title,
        "for_all": phase.for_all,
        "for_you": phase.for_you,
        "floor": phase.has_floor,
        "silent": phase.is_silent,
        "turned": phase.is_turned,
        "chair": phase.bringer_turned,
        "fields": [(field.kind, field.prompt) for field in view.fields],
        "names_ready": all(person.is_ready is not None for person in view.people),
        "can_be_ready": view.can_be_ready,
        "steers": view.controls is not None,
        "can_stop": view.can_stop,
    }


def rules(phase, kind):
    """The same, from the fields of the phase as it stands in its file."""
    nameless = any(write["kind"] == "hidden_anonymous" for write in phase.writes)
    return {
        "title": phase.title,
        "for_all": phase.instruct_all,
        "for_you": {
            "bringer": phase.instruct_bringer,
            "facilitator": phase.instruct_facilitator,
            "co": phase.instruct_facilitator,
            "peer": phase.instruct_peers,
            "guest": phase.instruct_peers,
        }.get(kind, ""),
        "floor": kind in who(phase.floor),
        "silent": kind in who(phase.silent),
        "turned": kind == "bringer" and phase.bringer_seat != "in",
        "chair": phase.bringer_seat != "in",
        "fields": fields_of(phase, kind),
        "names_ready": not nameless,
        "can_be_ready": wait_for(phase, kind),
        "steers": kind in {"facilitator", "co"},
        "can_stop": kind in {"bringer", "peer", "guest", "interpreter"},
    }


def plant(session, phase, seats):
    """A text in every place where somebody writes in this phase, as it is stored."""
    planted, drafts, texts = [], [], []
    for slot in phase.slots:
        for seat in seats:
            if not phase.gives(slot, seat.kind):
                continue
            text = canary(phase, slot, seat)
            if slot.kind == WriteKind.PRIVATE:
                made = Draft(seat=seat, phase=phase.nr, slot=slot.nr)
                drafts.append(made)
            else:
                owner = {"seat": None} if slot.is_nameless else {"seat": seat, "sequence": phase.nr}
                where = {"phase": phase.nr, "slot": slot.nr, "kind": slot.kind}
                made = Contribution(pk=uuid.uuid4(), session=session, **where, **owner)
                texts.append(made)
            made.seal(text, session.data_key)
            planted.append((text, phase, slot, seat))
    Draft.objects.bulk_create(drafts)
    Contribution.objects.bulk_create(texts)
    return planted


@pytest.mark.parametrize("slug", SLUGS)
def test_every_phase_from_every_seat(db, slug):
    parsed = MethodLoader().check(read(FOLDER / f"{slug}.md"))
    phases = parsed.phases
    fields = ("title", "minutes", "least", "most", "floor", "silent", "writes", "reveal", "turn", "bringer_seat")
    texts = ("instruct_all", "instruct_peers", "instruct_bringer", "instruct_facilitator", "carries_to", "keep")
    method = make_method(slug, *({name: getattr(phase, name) for name in (*fields, *texts)} for phase in phases))
    room = make_room(method)
    script = Script.from_json(room.session.method_snapshot)
    assert script == script_of(method)
    lay(room, {**WRITTEN, "deel": ["gebeurde"]})
    telling = phases.index(next(phase for phase in phases if phase.title == TELLING[slug])) + 1
    people = [room.facilitator, room.co_facilitator(), room.bringer, *room.peers, room.guest()]
    seats = [*people, room.guest("interpreter"), room.beamer()]
    session = room.go_to(1)
    planted = []
    seen = 0
    for phase, file_phase in zip(script.phases, phases, strict=True):
        shown = [each.nr for each in script.phases if each.nr < phase.nr and each.reveal == Reveal.BUTTON]
        Session.objects.filter(pk=session.pk).update(pointer=phase.nr, revealed=shown)  # as the room asks
        session = room.fresh()
        planted += plant(session, phase, people)
        for seat in seats:
            view = project(session, seat)
            assert facts(view) == rules(file_phase, seat.kind), (phase.nr, seat.kind)
            whole = str(asdict(view))
            found = {text for text, *_rest in planted if text in whole}
            assert found == {each[0] for each in planted if may_see(each, seat, phase, phase.nr)}, (phase.nr, seat.kind)
            turned = seat.kind == "bringer" and file_phase.bringer_seat != "in"
            assert (HAPPENED in whole) == (phase.nr >= telling and not turned), (phase.nr, seat.kind)
            assert [each in whole for each in (QUESTION, PRIVATE)] == [False, False]  # never laid ready
            seen += 1
    assert seen == len(phases) * len(seats)


@pytest.mark.parametrize("slug", SLUGS)
def test_without_names_no_method_says_who_wrote_what_was_hidden(slug):
    parsed = MethodLoader().check(read(FOLDER / f"{slug}.md"))
    for phase in parsed.phases:
        kinds = [write["kind"] for write in phase.writes]
        slots = tuple(Slot(nr, write["who"], write["kind"]) for nr, write in enumerate(phase.writes))
        made = nameless(replace(A_PHASE, slots=slots))
        other = {"hidden_reveal": "hidden_anonymous"}
        assert [slot.kind for slot in made.slots] == [other.get(kind, kind) for kind in kinds]
        assert replace(made, slots=()) == replace(A_PHASE, slots=())  # nothing else changes


def test_the_matrix_knows_every_kind_of_seat():
    """A new kind of seat needs its column in the matrix first."""
    assert set(SeatKind.values) == {"facilitator", "co", "bringer", "peer", "guest", "interpreter", "beamer"}
