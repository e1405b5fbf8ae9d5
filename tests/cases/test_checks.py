"""The checks beside a draft: what is measured, what blocks, and that looking writes nothing of any reader."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.checks import Checks
from cases.measuring import ease_of, shares, words_in, young_part
from cases.models import CaseIndexPage, CasePage
from cases.previews import modes_of, template_of
from cases.traces.actions import search_traces
from pages.tree import index_of
from tests.factories.cases import CONCEPTS, blocks, concept, make_case, publish, settled
from tests.factories.people import UserFactory
from vocabulary.models import LanguageTip


def voice(name, role, words):
    return {"name": name, "role": role, "quote": " ".join(["woord"] * words), "stake": ""}


def test_each_voice_gets_its_share_of_the_words():
    told = shares(
        [voice("Noé", "rol.jongere", 15), voice("An", "rol.leerkracht", 60), voice("Zus", "rol.broerzus", 25)]
    )
    assert [(share.name, share.words, share.part, share.is_young) for share in told] == [
        ("Noé", 15, 0.15, True), ("An", 60, 0.60, False), ("Zus", 25, 0.25, False),
    ]  # fmt: skip
    assert young_part(told) == 0.15
    assert shares([voice("Noé", "rol.jongere", 0)]) == []
    assert shares([]) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["rol.jongere", "rol.ouder", ""]), st.integers(0, 300)), max_size=6))
def test_shares_are_parts_of_one(voices):
    told = shares([voice(str(number), role, words) for number, (role, words) in enumerate(voices)])
    assert (len(told) == len(voices)) is bool(told or not voices)
    assert not told or abs(sum(share.part for share in told) - 1) < 1e-9
    assert all(0 <= share.part <= 1 for share in told)


@pytest.mark.parametrize(
    ("text", "count"), [("Noé's brief, zo-even gelezen.", 4), ("12 mei 2026", 1), ("", 0), ("--- !", 0), ("وقف هنا", 2)]
)
def test_words_are_counted_as_a_reader_counts_them(text, count):
    assert words_in(text) == count


def test_plain_reads_easier_than_official():
    plain = ease_of("Noé is elf. Hij vertaalt voor zijn moeder op school. Dat doet hij elke week.", "nl")
    hard = ease_of(
        "De begeleidingsverantwoordelijke organiseert multidisciplinaire overlegmomenten betreffende "
        "onderwijsgerelateerde communicatiemoeilijkheden binnen gezinssituaties.",
        "nl",
    )
    assert (plain.is_plain, hard.is_plain) == (True, False)
    assert round(plain.words_per_sentence, 1) == 5.0
    assert ease_of("Te kort om te meten.", "nl") is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["nl", "fr", "en", "xx"]))
def test_any_text_has_an_ease_or_none(text, language):
    ease = ease_of(text, language)
    assert ease is None or ease.score == ease.score


@pytest.fixture
def tip(db):
    return LanguageTip.objects.create(
        id="taal.kansarm", term="kansarm", matches=["kansarm"], status="vermijd", alternatives=["met weinig geld"],
        note="Zegt wat iemand niet heeft.", surface=["editor"], position=1, term_may_be_spoken=True,
        note_may_be_spoken=True,
    )  # fmt: skip


def drafted(**fields):
    case = make_case(**fields)
    case.voices = blocks(
        "voice", [voice("Noé", "rol.jongere", 10), voice("An", "rol.leerkracht", 70), voice("Mama", "rol.ouder", 20)]
    )
    return case


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_advice_never_blocks(tip):
    case = drafted()
    case.summary = "Een kansarm dorp, en een jongen die elke week voor zijn moeder vertaalt op school."
    checks = Checks(settled(case))
    assert checks.missing == []
    assert checks.young_says_little is True
    assert checks.tagged == {"strengths": 1, "obstacles": 1}
    assert checks.more_obstacles is False
    assert [hint.tip.pk for hint in checks.hints] == ["taal.kansarm"]
    publish(case)
    assert CasePage.objects.get(pk=case.pk).live is True


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_a_word_that_was_meant_is_not_pointed_at_again(tip):
    case = drafted(deliberate_words=["taal.kansarm"])
    case.summary = "Een kansarm dorp."
    assert [hint.tip.pk for hint in Checks(case).hints] == []
    assert [hint.tip.pk for hint in Checks(case).deliberate] == ["taal.kansarm"]


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("stages", [1, 3])
def test_checking_costs_six_queries_however_many_stages(stages, tip, django_assert_num_queries):
    case = make_case(stages=3)
    case.stages = list(case.stages.raw_data)[:stages]
    case = CasePage.objects.select_related("locale").get(pk=case.pk)
    checks = Checks(case)
    with django_assert_num_queries(6):
        assert (checks.requirements, checks.hints, checks.ease, checks.voices, checks.tagged["strengths"])[4] == 1


MODES = ["", "nagaan", "nalezing", "fase-1", "fase-2", "fase-3", "stemmen", "deelnemers", "begeleider"]
SHOWN = {
    "": {"stage-1", "stage-2", "stage-3", "voice-1", "voice-3", "guide", "question-zelf", "wants"},
    "nagaan": set(),
    "nalezing": set(),
    "fase-1": {"stage-1"},
    "fase-2": {"stage-2"},
    "fase-3": {"stage-3"},
    "stemmen": {"voice-1", "voice-3"},
    "deelnemers": {"stage-1", "stage-2", "stage-3", "voice-1", "voice-3", "question-zelf"},
    "begeleider": {"stage-1", "stage-2", "stage-3", "voice-1", "voice-3", "question-zelf", "guide", "wants"},
}


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("mode", MODES)
def test_each_preview_shows_what_that_reader_gets_and_writes_nothing(client, mode):
    from reflection.models import Answer, Draft

    case = make_case()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert [name for name, _label in modes_of(case)] == MODES
    answer = client.get(f"/beheer/pages/{case.pk}/view_draft/", {"mode": mode})
    body = answer.content.decode()
    assert answer.status_code == 200
    planted = [
        "stage-1",
        "stage-2",
        "stage-3",
        "voice-1",
        "voice-3",
        "later-1-1",
        "answer-1-1",
        "guide",
        "question-zelf",
        "wants",
    ]
    assert {part for part in planted if re.search(rf"canary-{part}(?!\d)", body)} == SHOWN[mode]
    assert (Answer.objects.count(), Draft.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_a_draft_with_nothing_in_it_can_be_looked_at_in_every_way(client):
    case = make_case()
    case.stages, case.voices, case.knowledge, case.summary = [], [], [], ""
    case.went_through_guide = False
    case.concepts.set([concept(each) for each in CONCEPTS[:1]])
    case.save_revision()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    said = {}
    for mode in MODES:
        answer = client.get(f"/beheer/pages/{case.pk}/view_draft/", {"mode": mode})
        assert answer.status_code == 200, mode
        said[mode] = answer.content.decode()
    assert "Dit ontwerp heeft nog geen stemmen." in said["stemmen"]
    assert "Nog 11 dingen, dan kan deze casus gepubliceerd worden." in said["nagaan"]
    assert "Er spreekt nog niemand." in said["nagaan"]


@pytest.mark.django_db
def test_nothing_counts_as_done_before_somebody_did_it(tree):
    """No veto, no reading that lapsed and no testimony to check: that is no work of anybody. Nor is a choice beforehand."""
    index = index_of(CaseIndexPage, "nl")
    case = index.add_child(instance=CasePage(title="Half", slug="half", wants="Rust.", do_step="Bel.", live=False))
    case.save_revision()
    search_traces(case)
    checks = Checks(case)
    assert [str(each.name) for each in checks.met] == ["Wat de jongere wil", "Een doe-stap"]
    assert "Waar de casus vandaan komt" in [str(each.name) for each in checks.missing]
    assert {str(each.name) for each in checks.requirements} - {
        str(each.name) for each in (*checks.met, *checks.missing)
    } == {
        "Wie een getuigenis nakeek",
        "Nalezingen die nog gelden",
        "Geen open veto",
        "Gezocht naar wie te herkennen is, en over elke vondst beslist",
    }


@pytest.mark.parametrize("mode", ["fase-0", "fase-12", "../stage", "weg", "fase-1\n"])
def test_a_mode_that_is_not_there_shows_the_whole_case(mode):
    assert template_of(mode) == "cases/preview.html"
