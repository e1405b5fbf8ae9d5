"""What could tell who somebody is in a case: searched when saved, decided by people, refused until then."""

import pytest
from wagtail import blocks as wagtail_blocks

from cases import trace_files
from cases.models import CasePage, Trace, TraceSearch
from cases.rules import CaseNotReady
from cases.traces.actions import agree, keep, put_for, search_traces, take_for_nobody
from cases.traces.passages import NO_TEXT, STREAMS, Change, replace
from cases.traces.queries import draft_of, questions_of, stamp_of
from cases.traces.rules import ChangedMeanwhile, DoesNotFit, NotYours, ReasonMissing, can_agree, can_decide
from cases.traces.standing import Level, level_of
from pages.content import ContentError, read
from people.models import Role
from tests.factories.cases import make_case
from tests.factories.people import RoleGrantFactory, UserFactory


def grant(person, role):
    RoleGrantFactory(person=person, role=role)
    return person


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


@pytest.fixture
def trainer():
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def case():
    """A draft in which a name, the name of whose it is, and a town stand."""
    page = make_case()
    page.title = "De brief van Ibtissam"
    page.summary = "Ibtissams moeder woont in Vilvoorde."
    raw = page.stages.get_prep_value()
    raw[0]["value"]["statements"][0]["value"]["later"] = "Ibtissam zei het zelf."
    page.stages = page.stages.stream_block.to_python(raw)
    page.save_revision()
    search_traces(page)
    return page


def test_every_text_of_every_block_is_searched():
    """A block that gets a new text has it searched: only what is chosen from a list is passed over."""

    def texts(block):
        if isinstance(block, wagtail_blocks.StreamBlock | wagtail_blocks.StructBlock):
            for name, child in block.child_blocks.items():
                yield from ((name, child),) if not hasattr(child, "child_blocks") else ()
                yield from texts(child)
        elif isinstance(block, wagtail_blocks.ListBlock):
            yield from texts(block.child_block)

    chosen = wagtail_blocks.ChoiceBlock | wagtail_blocks.MultipleChoiceBlock | wagtail_blocks.DateBlock
    for stream in STREAMS:
        for name, block in texts(getattr(CasePage, stream).field.stream_block):
            if isinstance(block, wagtail_blocks.TextBlock):
                assert name not in NO_TEXT
            elif name in NO_TEXT:
                assert isinstance(block, chosen) or name in {"role", "axis"}


def test_what_is_found_stands_by_block_and_words(case):
    found = {(trace.block.split(".")[0], trace.quote, trace.label) for trace in Trace.objects.filter(case=case)}
    assert {each for each in found if each[1] in {"Ibtissam", "Vilvoorde"}} == {
        ("title", "Ibtissam", "PERSON"), ("summary", "Ibtissam", "PERSON"), ("stages", "Ibtissam", "PERSON"),
        ("summary", "Vilvoorde", "PLACE"),
    }  # fmt: skip


def seen(case, quote):
    """What somebody who looks now sends along."""
    return next(question.stamp for question in questions_of(draft_of(case)) if question.quote == quote)


def decide_the_rest(case, by):
    for quote in set(Trace.objects.filter(case=case, decision="").values_list("quote", flat=True)):
        keep(case, quote, reason="Verzonnen.", seen=seen(case, quote), by=by)


def test_a_case_is_published_after_a_decision_about_everything_and_not_after_a_change(case, trainer):
    with pytest.raises(CaseNotReady, match="die iemand herkenbaar kunnen maken"):
        case.save_revision().publish()
    decide_the_rest(case, trainer)
    case.save_revision().publish()
    case = CasePage.objects.get(pk=case.pk)
    case.do_step = "Bel Sulaiman."
    with pytest.raises(CaseNotReady, match="De tekst is veranderd sinds"):
        case.save_revision().publish()
    search_traces(case)
    with pytest.raises(CaseNotReady, match="Er staat 1 plek"):
        case.save_revision().publish()


def test_another_name_comes_in_every_place_and_nothing_keeps_the_first(case, trainer):
    decide_the_rest(case, trainer)
    put_for(case, "Ibtissam", "Samira", widens=False, seen=seen(case, "Ibtissam"), by=trainer)
    draft = CasePage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert (draft.title, draft.summary) == ("De brief van Samira", "Samiras moeder woont in Vilvoorde.")
    assert "Ibtissam" not in str(draft.stages.get_prep_value())
    assert not Trace.objects.filter(quote="Ibtissam").exists()
    assert TraceSearch.objects.get().replaced == 1
    # The new name is a trace as well; what was decided about the town stands.
    assert set(Trace.objects.filter(decision="").values_list("quote", flat=True)) == {"Samira"}


def test_what_stays_needs_a_reason(case, trainer):
    with pytest.raises(ReasonMissing):
        keep(case, "Vilvoorde", reason=" x ", seen=seen(case, "Vilvoorde"), by=trainer)
    keep(case, "Ibtissam", reason=" Zij koos die naam zelf. ", seen=seen(case, "Ibtissam"), by=trainer)
    kept = Trace.objects.filter(quote="Ibtissam").values_list("decision", "reason", "decided_by")
    assert list(kept) == [("blijft", "Zij koos die naam zelf.", trainer.pk)] * 3


def test_what_is_about_nobody_needs_no_reason_and_lowers_no_level(case, trainer):
    case.do_step = "Bel 0468 20 30 40."
    case.save_revision()
    search_traces(case)
    take_for_nobody(case, "0468 20 30 40", seen=seen(case, "0468 20 30 40"), by=trainer)
    decide_the_rest(case, trainer)
    assert Trace.objects.get(quote="0468 20 30 40").decision == "niemand"
    assert (case.trace_standing().undecided, case.trace_standing().level) == (0, Level.HIGH)


def test_a_decision_about_what_changed_meanwhile_is_refused(case, trainer):
    looked = {quote: seen(case, quote) for quote in ("Ibtissam", "Vilvoorde")}
    keep(case, "Ibtissam", reason="Verzonnen.", seen=looked["Ibtissam"], by=trainer)
    with pytest.raises(ChangedMeanwhile):
        take_for_nobody(case, "Ibtissam", seen=looked["Ibtissam"], by=trainer)
    # Somebody else decides about other words; about these nothing changed.
    keep(case, "Vilvoorde", reason="Verzonnen.", seen=looked["Vilvoorde"], by=trainer)
    now = seen(case, "Vilvoorde")
    case.summary = "Ibtissams moeder woont vanaf mei in Vilvoorde."
    case.save_revision()
    with pytest.raises(ChangedMeanwhile):
        put_for(case, "Vilvoorde", "de streek", widens=True, seen=now, by=trainer)
    case.summary = "Zij zwijgt."
    case.save_revision()
    with pytest.raises(ChangedMeanwhile):
        put_for(case, "Vilvoorde", "de streek", widens=True, seen=now, by=trainer)


def test_words_that_do_not_fit_are_refused_and_nothing_is_written(case, trainer):
    before = case.get_latest_revision().pk
    with pytest.raises(DoesNotFit, match="te lang"):
        put_for(case, "Ibtissam", "x" * 250, widens=False, seen=seen(case, "Ibtissam"), by=trainer)
    assert CasePage.objects.get(pk=case.pk).get_latest_revision().pk == before


def test_replacing_leaves_other_words_alone():
    page = make_case()
    page.summary = "An en Anouk. Ans fiets, An's jas, ANders, Van An."
    replace(page, Change("An", "Els"))
    assert page.summary == "Els en Anouk. Elss fiets, Els's jas, ANders, Van Els."


@pytest.mark.parametrize(
    ("labels", "level"),
    [
        ([], Level.LOW),
        (["PERSON", "NICK"], Level.LOW),
        (["AGE"], Level.LOW),
        (["AGE", "PLACE"], Level.MEDIUM),
        (["QUASI"], Level.MEDIUM),
        (["QUASI", "AGE"], Level.MEDIUM),
        (["QUASI", "PLACE"], Level.HIGH),
        (["SCHOOL", "FACILITY", "AGE", "DATE"], Level.HIGH),
        (["PHONE"], Level.HIGH),
        (["NN"], Level.HIGH),
    ],
)
def test_what_stands_together_raises_the_level(labels, level):
    assert level_of(labels) == level


def test_only_a_second_person_agrees_and_a_change_asks_again(case, trainer):
    other = grant(UserFactory(), Role.EDITOR)
    case.do_step = "Bel 0468 20 30 40."
    case.save_revision()
    search_traces(case)
    decide_the_rest(case, trainer)
    with pytest.raises(CaseNotReady, match="Een tweede persoon moet meekijken"):
        case.save_revision().publish()
    looked = stamp_of(draft_of(case), questions_of(draft_of(case)))
    with pytest.raises(NotYours):
        agree(case, seen=looked, by=trainer)
    with pytest.raises(ChangedMeanwhile):
        agree(case, seen="", by=other)
    agree(case, seen=looked, by=other)
    case.save_revision().publish()
    case.do_step = "Bel 0468 20 30 40 morgen."
    search_traces(case)
    assert case.trace_standing().agreed is False


@pytest.mark.parametrize(
    ("role", "decides", "agrees"),
    [(None, False, False), (Role.FACILITATOR, False, False), (Role.EXPERIENCE_REVIEWER, False, False),
     (Role.TRAINER, False, False), (Role.EDITOR, False, True)],
)  # fmt: skip
def test_who_decides_and_who_agrees(case, role, decides, agrees):
    """Roles of the platform alone; the right to change this page is Wagtail's, and none of these was given it here."""
    person = UserFactory() if role is None else grant(UserFactory(), role)
    assert (can_decide(case, person) and decides, can_agree(case, person)) == (decides, agrees)


def test_saving_a_draft_searches_it(case, django_capture_on_commit_callbacks):
    case.wants = "Wonen bij Zarmina."
    with django_capture_on_commit_callbacks(execute=True):
        case.save_revision()
    assert Trace.objects.filter(case=case, block="wants").values_list("quote", flat=True)[0] == "Zarmina"


def url(case):
    return f"/nl/casussen/herkenbaarheid/{case.pk}/"


def test_the_page_explains_each_place_and_takes_a_decision(client, case, trainer):
    client.force_login(trainer)
    html = client.get(url(case)).content.decode()
    assert "Automatisch zoeken mist dingen. Jij beslist." in html
    assert "<mark>Vilvoorde</mark>" in html
    assert [len(question.suggestions) for question in questions_of(case)] == [3] * len(questions_of(case))
    for question in questions_of(case):
        sent = {"quote": question.quote, "seen": question.stamp, "choice": "laat-staan", "reason": "Verzonnen naam."}
        assert client.post(url(case), sent)["Location"] == f"{url(case)}#verder"
    assert case.trace_standing().is_settled
    about = {"quote": "Vilvoorde", "seen": seen(case, "Vilvoorde")}
    for bad in (
        {"choice": "laat-staan"},
        {"choice": "iets"},
        {},
        {"choice": "eigen"},
        {"choice": f"vervang:{'x' * 212}"},
    ):
        assert client.post(url(case), {**about, **bad}).status_code == 422
    client.post(url(case), {**about, "choice": "algemener:een gemeente in Vlaanderen"})
    assert draft_of(case).summary == "Ibtissams moeder woont in een gemeente in Vlaanderen."
    assert TraceSearch.objects.get().widened == 1


def test_a_stale_page_answers_409_and_keeps_what_was_sent(client, case, trainer):
    client.force_login(trainer)
    old = seen(case, "Vilvoorde")
    keep(case, "Vilvoorde", reason="Een grote stad.", seen=old, by=trainer)
    sent = {"quote": "Vilvoorde", "seen": old, "choice": "eigen", "own": "aan de rand van de stad"}
    answer = client.post(url(case), sent)
    html = answer.content.decode()
    assert (answer.status_code, draft_of(case).summary) == (409, case.summary)
    assert "besliste iemand anders" in html
    assert "Een grote stad." in html
    assert 'value="aan de rand van de stad"' in html
    # What is sent once more from there was looked at.
    assert client.post(url(case), {**sent, "seen": seen(case, "Vilvoorde")}).status_code == 302
    assert draft_of(case).summary == "Ibtissams moeder woont in aan de rand van de stad."


def test_an_agreement_with_another_text_answers_409(client, case):
    client.force_login(grant(UserFactory(), Role.EDITOR))
    assert client.post(f"{url(case)}akkoord/", {"seen": "oud"}).status_code == 409
    assert TraceSearch.objects.get().agreed_by is None


def test_for_who_does_not_write_the_page_does_not_exist(client, case):
    assert client.get(url(case)).status_code == 404
    client.force_login(UserFactory())
    assert client.get(url(case)).status_code == 404
    assert client.post(f"{url(case)}akkoord/").status_code == 404


def test_looking_writes_nothing_and_the_preview_says_it_too(client, case, trainer):
    client.force_login(trainer)
    case.do_step = "Bel Sulaiman."
    case.save_revision()
    before = TraceSearch.objects.values().get()
    assert "De tekst is veranderd" in client.get(url(case)).content.decode()
    assert TraceSearch.objects.values().get() == before
    client.post(url(case), {"zoek": "ja"})
    assert Trace.objects.filter(quote="Sulaiman").exists()


def test_a_file_without_a_reason_is_refused_with_the_words(tmp_path, settings):
    told = (settings.CONTENT_DIR / "nl/casussen/acht-maten-rust.md").read_text(encoding="utf-8")
    file = tmp_path / "casus.md"
    file.write_text(told.replace('  "Ismaël": ', '  "Iemand anders": ', 1), encoding="utf-8")
    with pytest.raises(ContentError, match="'Ismaël' kan iemand herkenbaar maken"):
        trace_files.decided(read(file), {"summary": "Ismaël telt."}, {}, trace_files.reasons_in(read(file)))
    file.write_text(
        told.replace('"Verzonnen naam van de jongere over wie dit verhaal gaat."', '""', 1), encoding="utf-8"
    )
    with pytest.raises(ContentError, match="Bij 'Ismaël' staat geen reden"):
        trace_files.reasons_in(read(file))
