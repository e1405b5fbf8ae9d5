"""What people wrote for themselves, and sessions at the moments where something is hidden."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from intervision.actions.calendars import make_feed
from intervision.actions.caution import answer_safely
from intervision.actions.preparing import keep_pad, lay_ready
from intervision.actions.writing import contribute, save_draft
from intervision.agreement import Part
from intervision.casepad import QUESTIONS
from intervision.enums import Judged, Move, Status
from intervision.models import AfterCare, Agreement, KeptLine, Seat, Session, Signature
from intervision.screens import COOKIE
from meerstemmig.who_sees_what import Reader
from modules import actions
from modules.models import Attest, Plan
from people.models import User
from reflection.actions.echoes import answer, ask_echoes
from reflection.drafts import Place
from reflection.models import Echo, new_data_key
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.intervision import Room, make_method
from tests.factories.people import CircleFactory, MembershipFactory
from tests.factories.practice import begin, steer_practice
from tests.trust.canary import Canaries
from tests.trust.planting.pages import Pages, block_of
from tests.trust.planting.people import People

SCREEN_SECRET = "geheim-van-het-scherm"
GUEST_SECRET = "geheim-van-de-gast"


@dataclass
class Sessions:
    """A session that still hides, one that has shown, and one that is over; with the ids that addresses take."""

    hiding: Session
    shown: Session
    closed: Session
    practice: Session
    coming: Session
    contribution: uuid.UUID
    feeds: list[str]
    """The secrets of calendars: one that reads, one of somebody who will leave."""
    cookie: str = COOKIE


def plant_own(canaries: Canaries, people: People, pages: Pages) -> tuple[Attest, Plan]:
    """The professional's notes at the first stage and in a module, their plan and their attest."""
    person = people[Reader.PROFESSIONAL]
    notebook, case, module = MemberNotebook(person), pages.cases["public"], pages.modules["public"]
    first = case.stages[0].id
    notebook.write_all(
        case.about,
        {
            f"fase.{first}.gezien": {"tekst": canaries.text("note.own", "seen"), "weet_niet": False},
            f"fase.{first}.verder": {"hoe": "geschreven"},
        },
    )
    about = f"module:{module.translation_key}"
    notebook.write(Prompt(about, block_of("public")), {"text": canaries.text("note.own", "answer")})
    notebook.write(Prompt(about, block_of("public", "step")), {"then": canaries.text("note.own", "plan"), "due_on": ""})
    drafted = Place(about, f"eenheid.{module.all_units[0].id}")
    fields = {f"{block_of('public')}-text": [canaries.text("draft.own", "text")]}
    notebook.keep_draft(drafted, fields, seen=0, page=uuid.uuid4())
    actions.enrol(module=module, by=person)
    plan = Plan.objects.create(
        person=person,
        module_key=module.translation_key,
        block_id=block_of("public", "step"),
        due_on=timezone.localdate(),
    )
    attest = Attest.objects.create(
        person=person,
        module_key=module.translation_key,
        title=canaries.text("attest.own", "title"),
        hours=3,
        unit_titles=[canaries.text("attest.own", "unit")],
    )
    return attest, plan


def plant_echoes(canaries: Canaries, people: People, pages: Pages) -> list[Echo]:
    """The professional looked again at one case and still may at another; each has a word of its own."""
    person, case = people[Reader.PROFESSIONAL], pages.cases["public"]
    written = f"fase.{case.stages[0].id}.gezien"
    ask_echoes(by=person, about=case.about, part=written)
    ask_echoes(by=person, about=case.about)
    Echo.objects.of(person).update(due_at=timezone.now())
    answered, ready = Echo.objects.of(person).get(part=written, weeks=4), Echo.objects.of(person).get(part="", weeks=4)
    answer(by=person, echo_id=answered.pk, texts={written: canaries.text("echo.own", "now")}, operation=uuid.uuid4())
    return [answered, ready]


def plant_sessions(canaries: Canaries, people: People) -> Sessions:
    """Kring Noord in three sessions. Written through the actions, so that everything is sealed as it would be."""
    hiding, shown, closed = (_room(people) for _session in range(3))
    _hide(canaries, people, hiding)
    contribution = _show(canaries, people, shown)
    _keep(canaries, people, closed)
    for version in (1, 2):
        agreement = Agreement(circle=people.circle, version=version, written_at=timezone.now())
        words = {part.value: canaries.text("agreement.circle", f"{part}_{version}") for part in Part}
        agreement.seal_parts(words, new_data_key())
        agreement.save()
        Signature.objects.create(agreement=agreement, person=people[Reader.COLLEAGUE], signed_at=timezone.now())
    screen = Seat.objects.create(session=hiding.session, kind="beamer", order=99, device_hash=_hash(canaries))
    Seat.objects.filter(pk=screen.pk).update(order=98)
    Seat.objects.create(session=shown.session, kind="beamer", order=99, device_hash=screen.device_hash)
    practice = _practise(canaries, people)
    feeds = [_feed(canaries), make_feed(circle=people.circle, by=people[Reader.FORMER])]
    coming = _prepare(canaries, people, _room(people))
    return Sessions(hiding.fresh(), shown.fresh(), closed.fresh(), practice, coming, contribution, feeds)


def _prepare(canaries: Canaries, people: People, room: Room) -> Session:
    """The professional has a case on the pad, of which a part lies ready; everybody answered the private question."""
    person = people[Reader.PROFESSIONAL]
    bringer = _seat(room, person)
    fields = {question.name: [canaries.text("case.pad", question.name)] for question in QUESTIONS}
    kept = keep_pad(session_id=room.session.pk, by=bringer, fields=fields, seen=0, page=uuid.uuid4())
    ready = {1: canaries.text("case.ready", "happened"), 4: canaries.text("case.ready", "question")}
    lay_ready(session_id=room.session.pk, by=bringer, parts=ready, seen=kept.version)
    for seat in Seat.objects.filter(session=room.session, person__isnull=False).select_related("person"):
        answer_safely(session_id=room.session.pk, by=seat, answer=Judged.YES)
    return room.fresh()


def _practise(canaries: Canaries, people: People) -> Session:
    """The professional practises, and is writing something."""
    phase = {"floor": ["X"], "writes": [{"who": "A", "kind": "hidden_reveal", "prompt": ""}], "reveal": "never"}
    practice = begin(make_method("oefenmethode", phase), by=people[Reader.PROFESSIONAL])
    steer_practice(practice, Move.START)
    seat = practice.seats.get(person=people[Reader.PROFESSIONAL])
    save_draft(session_id=practice.pk, by=seat, phase=1, slot=0, text=canaries.text("practice.own", "draft"))
    return practice


def _feed(canaries: Canaries) -> str:
    """The address at which somebody's calendar reads another circle."""
    circle = CircleFactory(name=canaries.token("group.calendar", "name"))
    member = MembershipFactory(circle=circle).person
    return make_feed(circle=circle, by=member)


def _room(people: People) -> Room:
    """A planned session of the circle, with the one who will leave among the peers."""
    from intervision.actions.planning import plan_session
    from intervision.models import Method

    method = Method.objects.filter(slug="methode").first() or make_method()
    peers = [people[Reader.COLLEAGUE], people.peer, people[Reader.FORMER]]
    session = plan_session(
        by=people[Reader.FACILITATOR],
        circle=people.circle,
        method=method,
        starts_at=timezone.now(),
        facilitator=people[Reader.FACILITATOR],
        bringer=people[Reader.PROFESSIONAL],
        peers=peers,
    )
    seats = list(Seat.objects.filter(session=session).select_related("person", "session"))
    return Room(session, people.circle, seats[0], seats[1], seats[2:])


def _seat(room: Room, person: User) -> Seat:
    return Seat.objects.select_related("person").get(session=room.session, person=person)


def _note(room: Room, person: User, text: str, phase: int, slot: int = 0) -> None:
    save_draft(session_id=room.session.pk, by=_seat(room, person), phase=phase, slot=slot, text=text)


def _write(room: Room, person: User, text: str, phase: int) -> uuid.UUID:
    made = uuid.uuid4()
    contribute(session_id=room.session.pk, by=_seat(room, person), contribution_id=made, phase=phase, slot=0, text=text)
    return made


def _hide(canaries: Canaries, people: People, room: Room) -> None:
    colleague, former = people[Reader.COLLEAGUE], people[Reader.FORMER]
    room.go_to(1)
    _note(room, colleague, canaries.text("session.private.peer", "note"), 1)
    _note(room, people.peer, canaries.text("session.hidden.other", "note"), 1)
    _note(room, former, canaries.text("session.former", "note"), 1)
    room.go_to(2)
    _write(room, colleague, canaries.text("session.hidden.own", "text"), 2)
    _write(room, people.peer, canaries.text("session.hidden.other", "text"), 2)
    _write(room, former, canaries.text("session.former", "text"), 2)
    _note(room, colleague, canaries.text("session.draft", "text"), 2)
    _note(room, people.peer, canaries.text("session.hidden.other", "draft"), 2)


def _show(canaries: Canaries, people: People, room: Room) -> uuid.UUID:
    guest = Seat.objects.create(
        session=room.session,
        kind="guest",
        order=90,
        guest_name=canaries.token("session.guest.name", "name"),
        device_hash=_hash(canaries, GUEST_SECRET),
        admitted_at=timezone.now(),
    )
    room.go_to(1)
    note = canaries.text("session.private.guest", "note")
    save_draft(session_id=room.session.pk, by=guest, phase=1, slot=0, text=note)
    room.go_to(2)
    made = _write(room, people.peer, canaries.text("session.revealed", "text"), 2)
    room.go_to(3)
    bringer = _seat(room, people[Reader.PROFESSIONAL])
    slot = next(
        slot["nr"]
        for slot in room.fresh().method_snapshot["phases"][2]["slots"]
        if slot["kind"] == "private" and slot["who"] == "B"
    )
    assert bringer.kind == "bringer"
    _note(room, people[Reader.PROFESSIONAL], canaries.text("session.private.bringer", "note"), 3, slot)
    return made


def _keep(canaries: Canaries, people: People, room: Room) -> None:
    person = people[Reader.PROFESSIONAL]
    own = KeptLine(session=room.session, person=person, is_step=True, kept_at=timezone.now())
    own.seal(canaries.text("kept.own", "line"), new_data_key(person=person))
    own.save()
    circle = KeptLine(session=room.session, circle=people.circle, kept_at=timezone.now())
    circle.seal(canaries.text("kept.circle", "line"), new_data_key())
    circle.save()
    AfterCare.objects.create(session=room.session, person=person, due_at=timezone.now())
    Session.objects.filter(pk=room.session.pk).update(status=Status.CLOSED, closed_at=timezone.now())


def _hash(canaries: Canaries, secret: str = SCREEN_SECRET) -> str:
    from intervision.actions.screens import hash_of

    canaries.literal("secret", secret)
    return canaries.literal("secret", hash_of(secret))
