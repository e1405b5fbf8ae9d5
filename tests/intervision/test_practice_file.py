"""The file of a practice: what it needs, and that what ships fits every method that ships."""

import pytest
from django.conf import settings
from django.utils import timezone

from intervision.actions.practising import begin_practice, play_along
from intervision.actions.steering import steer
from intervision.cast import ANYWHERE, CLOSING, OPENING, Play, deeds_in, heard_in
from intervision.cast_content import PracticeLoader
from intervision.enums import Move, SeatKind, Status
from intervision.exceptions import NotNow
from intervision.models import Method, Phase, PracticeCase, Session
from intervision.projection import project
from intervision.script import Script
from pages.content import ContentError, content_files, load, read
from tests.factories.people import UserFactory

CONTENT = settings.CONTENT_DIR / "nl"
SHIPPED = sorted(
    path.stem for path in (CONTENT / "methoden").glob("*.md") if path.stem not in {"opening", "afsluiting"}
)


@pytest.fixture
def shipped(db):
    load([*content_files(CONTENT / "methoden"), *content_files(CONTENT / "oefeningen")])


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_method_can_be_practised_from_start_to_end(shipped, slug):
    """Every hidden text comes, everybody who is awaited is ready, and in every phase that is not silent somebody speaks."""
    session = begin_practice(
        by=UserFactory(), method=Method.objects.get(slug=slug), case=PracticeCase.objects.get()
    )  # fmt: skip
    facilitator = session.seats.get(kind=SeatKind.FACILITATOR)
    silent = []

    def now():
        return Session.objects.select_related("data_key", "circle").get(pk=session.pk)

    steer(session_id=session.pk, by=facilitator, move=Move.START, seen=0)
    while now().status == Status.RUNNING:
        later = timezone.now() + timezone.timedelta(minutes=3)
        play_along(now(), now=later)
        room = project(now(), facilitator, now=later)
        own = 1 if room.can_be_ready or (room.pulse and room.pulse.questions) else 0
        assert room.ready_count == room.ready_of - own, room.phase.title
        if not room.practice.heard and not room.phase.nobody_speaks and room.phase.floor != ("F",):
            silent.append(room.phase.title)
        try:
            steer(session_id=session.pk, by=facilitator, move=Move.NEXT, seen=now().move)
        except NotNow:
            steer(session_id=session.pk, by=facilitator, move=Move.REVEAL, seen=now().move)
            steer(session_id=session.pk, by=facilitator, move=Move.NEXT, seen=now().move)
    play_along(now())
    assert (silent, project(now(), facilitator).choosing.open) == ([], ())


def test_what_is_written_for_a_phase_stands_under_a_phase_that_exists(shipped):
    play = Play.from_json(PracticeCase.objects.get().play)
    slugs = {OPENING: "opening", CLOSING: "afsluiting"}
    asked = {(slugs.get(line.part, line.part), line.phase) for line in play.lines if line.part != ANYWHERE}
    assert asked - set(Phase.objects.values_list("method__slug", "title")) == set()


@pytest.mark.parametrize("slug", ["incident", "kruispuntronde"])
def test_the_two_methods_to_begin_with_have_lines_for_every_phase(shipped, slug):
    play = Play.from_json(PracticeCase.objects.get().play)
    titles = set(Phase.objects.filter(method__slug=slug).values_list("title", flat=True))
    assert {line.phase for line in play.lines if line.part == slug} == titles


def test_loading_twice_changes_nothing_and_a_running_practice_keeps_what_it_began_with(shipped):
    session = begin_practice(by=UserFactory(), method=Method.objects.first(), case=PracticeCase.objects.get())
    PracticeCase.objects.update(play={})
    load(content_files(CONTENT / "oefeningen"))
    assert PracticeCase.objects.count() == 1
    session.refresh_from_db()
    play, script = Play.from_json(session.play), Script.from_json(session.method_snapshot)
    seats = list(session.seats.all())
    assert heard_in(play, script, script.phases[0], seats)
    assert isinstance(deeds_in(play, script, script.phases[0], seats), tuple)


HEAD = """---
soort: oefening
taal: nl
slug: kort
titel: Kort
kort: Kort.
inbrenger: Lotte
meedenkers: [Bram, Meryem, Joris]
---
"""
LONG = "x" * 601


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("# Overal\n\n## De inbrenger spreekt\n- Lotte zegt: Hier.\n", "Onder '# Overal', '## Iedereen spreekt' heeft Lotte geen lijn."),
        ("# Overal\n\n## Zomaar\n", "'Zomaar' is geen kop onder '# Overal'."),
        ("# Ergens\n", "De kop 'Ergens' hoort hier niet."),
        ("## Los\n", "Er zijn '# Overal', '# Opening', '# Afsluiting' en '# Methode: slug', en daaronder '## Fase'."),
        ("# Opening\n\n## Aankomen\n- Pieter zegt: Dag.\n", "Pieter speelt niet mee in deze oefening."),
        ("# Opening\n\n## Aankomen\nLotte zegt dag\n", "De lijn 'Lotte zegt dag' is niet '- Naam zegt: …', '- Naam schrijft: …' of '- Tip: …'."),
        (f"# Opening\n\n## Aankomen\n- Lotte zegt: {LONG}\n", f"De lijn '- Lotte zegt: {'x' * 46}' telt meer dan 600 tekens."),
    ],
)  # fmt: skip
def test_a_file_that_does_not_hold_says_why(tmp_path, body, reason):
    path = tmp_path / "kort.md"
    path.write_text(HEAD + body)
    with pytest.raises(ContentError) as refused:
        PracticeLoader().check(read(path))
    assert str(refused.value).endswith(reason)
