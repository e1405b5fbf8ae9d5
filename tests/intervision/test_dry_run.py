"""A dry run: a method held by played chairs, through the room's own actions, of which nothing stays."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.core import mail

from intervision.models import Contribution, Draft, Event, Method, Phase, Ready, Seat, Session
from intervision.workshop import walk
from intervision.workshop.report import Met, Report
from intervision.workshop.sheet import Sheet
from intervision.workshop.walk import dry_run
from pages.content import content_files, load
from people.models import User
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room
from tests.factories.workshop import a_typed

CONTENT = settings.CONTENT_DIR / "nl"
SHIPPED = sorted(
    path.stem for path in (CONTENT / "methoden").glob("*.md") if path.stem not in {"opening", "afsluiting"}
)
HIDDEN = {"who": "P", "kind": "hidden_reveal", "prompt": "Ik zou …"}
SHARED = {"who": "A", "kind": "shared", "prompt": ""}


def run(*phases, **fields):
    """A dry run of a method with these phases, each with a text for everybody."""
    texts = {"purpose": "Doel.", "choose_when": "Altijd.", "avoid_when": "Nooit."}
    rows = [{"floor": ["A"], "instruct_all": f"Tekst {nr}.", **phase} for nr, phase in enumerate(phases, start=1)]
    method = make_method("proef", *rows, **{**texts, **fields})
    return dry_run(method, list(method.phases.all()))


def seat(report, phase, who):
    return next(each for each in report.phases[phase - 1].seats if each.who == who)


@pytest.fixture
def shipped(db):
    load(content_files(CONTENT / "methoden"))


@pytest.mark.parametrize("slug", SHIPPED)
def test_nobody_gets_stuck_in_a_method_of_the_house(shipped, slug):
    method = Method.objects.get(slug=slug)
    phases = list(method.phases.all())
    report = dry_run(method, phases)
    assert report.faults == ()
    told = [(each.method_nr, each.title, each.minutes) for each in report.phases if each.method_nr]
    assert told == [(phase.nr, phase.title, phase.minutes) for phase in phases]
    asked_already = 1 if slug == "troika" else 0  # the minute for what everybody wrote at the end of the method itself
    assert (report.minutes, report.around) == (method.total_min, 11 - asked_already)
    assert [each.part for each in report.phases][:: len(report.phases) - 1] == ["opening", "afsluiting"]
    assert [each.begins for each in report.phases] == [
        sum(before.minutes for before in report.phases[:number]) for number in range(len(report.phases))
    ]
    assert Report.from_json(report.to_json()) == report


def everything():
    models = (Method, Phase, Session, Seat, Event, Contribution, Draft, Ready, DataKey, User)
    return {model.__name__: sorted(str(pk) for pk in model.objects.values_list("pk", flat=True)) for model in models}


def test_nothing_of_it_stays_and_no_room_notices(db, django_capture_on_commit_callbacks):
    room = make_room()
    room.go_to(2)
    method = room.session.method
    before, version = everything(), room.fresh().version
    with django_capture_on_commit_callbacks() as later:
        report = dry_run(method, list(method.phases.all()))
    assert sum(each.written for each in report.phases) > 0
    assert (everything(), room.fresh().version, later, mail.outbox) == (before, version, [], [])


def test_when_it_breaks_half_way_nothing_of_it_stays_either(db, monkeypatch):
    method = make_method()
    before = everything()

    def fall(*_args, **_kwargs):
        raise RuntimeError("halfway")

    monkeypatch.setattr(walk, "play_along", fall)
    with pytest.raises(RuntimeError):
        dry_run(method, list(method.phases.all()))
    assert everything() == before


def test_a_method_that_was_never_stored_is_held_as_well(db):
    report = dry_run(*Sheet.of(a_typed()).built)
    assert (report.faults, [each.title for each in report.phases]) == ((), ["Deel 1", "Deel 2"])
    assert Method.objects.count() == 0


def test_what_each_chair_may_do_and_sees(db):
    report = run(
        {"floor": ["B"], "silent": ["P"], "writes": [HIDDEN], "carries_to": [2], "instruct_bringer": "Vertel."},
        {"floor": ["P"], "silent": ["B"], "bringer_seat": "turned", "writes": [SHARED]},
        {"floor": ["A"], "writes": [{"who": "B", "kind": "agreement", "prompt": ""}]},
    )
    first, second, third = report.phases
    assert report.faults == ()
    assert [(each.who, each.speaks, each.silent, each.turned) for each in first.seats] == [
        ("begeleider", False, False, False),
        ("inbrenger", True, False, False),
        ("meedenker", False, True, False),
        ("kritische vriend, te gast", False, True, False),
        ("scherm", False, False, False),
    ]
    assert [seat(report, 1, who).writes for who in ("inbrenger", "meedenker", "scherm")] == [
        (),
        ("Ik zou … (verborgen, daarna met naam voor iedereen)",),
        (),
    ]
    assert (seat(report, 1, "inbrenger").text, first.text) == ("Vertel.", "Tekst 1.")
    assert (first.shown, first.written) == ((), 2)
    assert second.shown == ("“Fase 1” verschijnt voor: begeleider, meedenker, kritische vriend, te gast, scherm",)
    bringer = seat(report, 2, "inbrenger")
    assert (bringer.silent, bringer.turned, bringer.sees) == (True, True, ())
    assert bringer.writes == ("alleen voor jezelf",)
    assert seat(report, 2, "meedenker").sees == ("“Fase 1”: 2 teksten", "“Fase 2”: 3 teksten")
    assert seat(report, 3, "scherm").writes == ()
    assert (third.method_nr, third.begins, third.minutes) == (3, 10, 5)
    assert report.notes == (Met(1, "De inbrenger krijgt niet te zien wat hier geschreven wordt. Is dat bedoeld?"),)


def test_a_button_shows_in_the_phase_itself(db):
    report = run({"writes": [{**HIDDEN, "kind": "hidden_anonymous"}], "reveal": "button"}, {})
    assert report.faults == ()
    assert report.phases[0].shown == (
        "“Fase 1” verschijnt voor: begeleider, inbrenger, meedenker, kritische vriend, te gast, scherm",
    )
    assert seat(report, 1, "inbrenger").sees == ("“Fase 1”: 2 teksten, zonder naam",)


def test_only_their_own_lines_stay_theirs(db):
    report = run(
        {"writes": [{"who": "A", "kind": "yield", "prompt": ""}, {"who": "A", "kind": "private", "prompt": ""}]}
    )
    assert (report.phases[0].written, seat(report, 1, "scherm").sees, seat(report, 1, "begeleider").sees) == (4, (), ())


@pytest.mark.parametrize(
    ("phases", "faults"),
    [
        (
            ({"floor": ["X"]}, {}),
            [Met(1, "niemand mag spreken en niemand mag schrijven. Geef iemand iets te doen.")],
        ),
        (
            ({}, {"reveal": "button"}),
            [Met(2, "er wordt niets verborgen geschreven, dus valt er niets te tonen.")],
        ),
        (
            ({"writes": [HIDDEN]}, {}),
            [
                Met(1, "wat verborgen geschreven wordt, komt in geen enkele fase terug."),
            ],
        ),
        (
            ({"writes": [{"who": "B", "kind": "hidden_reveal", "prompt": ""}], "carries_to": [2]}, {"floor": ["B"]}),
            [],
        ),
        (
            ({}, {"floor": ["B"], "writes": [{"who": "B", "kind": "label", "prompt": ""}]}),
            [Met(2, "Er ligt nog niets op tafel om een label bij te leggen.")],
        ),
        (
            (
                {"writes": [SHARED], "carries_to": [2]},
                {"floor": ["B"], "writes": [{"who": "B", "kind": "label", "prompt": ""}]},
            ),
            [],
        ),
        (
            ({"floor": ["B"], "silent": ["P"]}, {"floor": ["F"], "silent": ["P"]}),
            [Met(0, "De meedenker spreekt nergens en geeft nergens iets af.")],
        ),
        (
            ({"floor": ["P"], "silent": ["B"]}, {"floor": ["P"], "silent": ["B"]}),
            [Met(0, "De inbrenger spreekt nergens en geeft nergens iets af.")],
        ),
    ],
)
def test_what_is_wrong_is_met(db, phases, faults):
    report = run(*phases)
    assert list(report.faults) == faults


def test_what_is_hidden_and_carried_to_where_nobody_else_looks(db):
    """The bringer writes hidden, and only the bringer, turned away, would be there to read: the run meets it."""
    phases = (
        {
            "floor": ["X"],
            "writes": [{"who": "B", "kind": "hidden_reveal", "prompt": ""}],
            "carries_to": [2],
            "turn": "-",
        },
        {},
    )
    held = run(*phases)
    assert held.faults == ()
    stopped = run({**phases[0], "reveal": "never"}, phases[1])
    assert [met.reason for met in stopped.faults] == [
        "wat verborgen geschreven wordt, krijgt niemand ooit te zien. Kies wanneer het getoond wordt."
    ]


def test_a_long_silence_is_pointed_at_and_holds_nothing_up(db):
    long = {"minutes": 25, "least": 20, "most": 30, "floor": ["P"], "silent": ["B"]}
    report = run({**long}, {**long}, {"floor": ["B"]})
    assert (report.faults, report.notes) == (
        (),
        (Met(2, "De inbrenger is hier al 50 minuten stil. Is dat bedoeld?"),),
    )


def test_a_room_that_will_not_go_on_is_told(db, monkeypatch):
    from intervision.exceptions import NotNow

    real = walk.steer

    def refuse(**said):
        if said["move"] == "next":
            raise NotNow("nee")
        return real(**said)

    monkeypatch.setattr(walk, "steer", refuse)
    report = run({}, {})
    assert (report.faults, len(report.phases)) == ((Met(1, "Van hier raakt de groep niet verder."),), 1)


def test_text_that_leaks_before_its_time_is_told(db, monkeypatch):
    """Should the room ever show what is still hidden, the run says so."""
    from uuid import UUID

    from intervision.roomview import Board, Card

    real = walk.project

    def leak(session, chair, **said):
        view = real(session, chair, **said)
        hidden = Contribution.objects.filter(session=session, kind="hidden_reveal").first()
        if hidden is None or session.pointer != 1 or chair.kind != "bringer":
            return view
        card = Card(UUID(str(hidden.pk)), "lek", "", is_own=False)
        return replace(view, boards=(Board(1, "Fase 1", True, (card,)),))

    monkeypatch.setattr(walk, "project", leak)
    report = run({"writes": [HIDDEN], "carries_to": [2]}, {})
    assert report.faults == (Met(1, "Verborgen tekst was te zien voor ze getoond werd."),)
