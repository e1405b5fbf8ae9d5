"""The tasks of a stage: what each keeps, what an edit does to it, and what never leaves the server."""

import json

import pytest

from cases.lenses import LENSES
from cases.models import CasePage
from cases.tasks.marks import number_of
from reflection.models import Answer
from reflection.notebook import MemberNotebook
from tests.cases.test_reading import EVERYWHERE, FRONT, STAGE, told
from tests.factories.cases import make_case, publish
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

ALL = ("gezien-ingevuld", "zinnen", "uitspraken", "vraag-aan", "navraag", "kruispuntfiguur", "zekerheid")
STORY = "Noé vertaalt. Zijn moeder knikt.\n\nAn noteert: *weinig betrokken*. Het is vijf uur."


@pytest.fixture
def person(tree, client):
    reader = UserFactory()
    client.force_login(reader)
    return reader


def case_asking(*tasks, text=STORY):
    case = make_case(tasks=tasks)
    return edit(case, text=text)


def edit(case, **first):
    """Publish the case with another first stage."""
    raw = list(case.stages.raw_data)
    raw[0]["value"] |= first
    case.stages = raw
    publish(case)
    return CasePage.objects.get(pk=case.pk)


def kept(person, case, name):
    return MemberNotebook(person).read_all(case.about).get(f"fase.{case.stages[0].id}.{name}")


def stage_shown(client, number=1):
    return client.get(STAGE.format(number)).context["stage"]


class TestMarks:
    def test_a_mark_holds_the_words_and_what_stands_around_them(self, client, person):
        case = case_asking("zinnen")
        answer = client.post(STAGE.format(1), {"zin-2": ["as.taal", "mech.structureel"]})
        assert answer["Location"] == STAGE.format(2)
        assert kept(person, case, "zinnen") == {
            "gekozen": [
                {
                    "zin": "Zijn moeder knikt.",
                    "voor": "Noé vertaalt. ",
                    "na": " An noteert: weinig betrokken. Het is vijf uur.",
                    "alleen": True,
                    "taal": "nl",
                    "lenzen": ["as.taal", "mech.structureel"],
                }
            ]
        }
        body = client.get(STAGE.format(1)).content.decode()
        assert body.count(" checked") == 2
        assert "taal, macht van de instelling" in body

    def test_more_than_three_lenses_on_a_sentence_say_so_there(self, client, person):
        case = case_asking("zinnen")
        answer = client.post(STAGE.format(1), {"zin-1": [lens.id for lens in LENSES[:4]]})
        assert answer.status_code == 422
        assert "Kies bij één zin hoogstens 3 lenzen." in answer.content.decode()
        assert kept(person, case, "zinnen") is None

    def test_what_is_no_lens_is_refused(self, client, person):
        case_asking("zinnen")
        assert client.post(STAGE.format(1), {"zin-1": ["as.naam"]}).status_code == 422

    def test_an_edit_elsewhere_moves_a_mark_along_and_a_rewritten_sentence_keeps_it_apart(self, client, person):
        case = case_asking("zinnen")
        client.post(STAGE.format(1), {"zin-2": ["as.taal"], "zin-4": ["as.klasse"]})
        case = edit(case, text="Nieuw begin. Zijn broer zwijgt. " + STORY.replace("Het is vijf uur.", "Het is laat."))
        stage = stage_shown(client)
        marks = kept(person, case, "zinnen")["gekozen"]
        assert [number_of(stage, mark) for mark in marks] == [3, None]
        body = client.get(STAGE.format(1)).content.decode()
        assert "Ze staan niet meer zo in de tekst" in body
        client.post(STAGE.format(1), {"zin-4": ["as.taal"], "zin-1": ["mech.beeld"]})
        after = kept(person, case, "zinnen")["gekozen"]
        assert [mark["zin"] for mark in after] == ["Het is vijf uur.", "Nieuw begin.", "Zijn moeder knikt."]
        assert after[2] == marks[0]

    def test_sending_what_stands_already_writes_nothing_new(self, client, person):
        case_asking("zinnen")
        for _ in range(2):
            client.post(STAGE.format(1), {"zin-2": ["as.taal"], "was": ""})
        assert Answer.objects.of(person).filter(part__endswith="zinnen").count() == 1

    def test_taking_the_last_mark_away_is_kept_too(self, client, person):
        case = case_asking("zinnen")
        client.post(STAGE.format(1), {"zin-2": ["as.taal"]})
        client.post(STAGE.format(1), {})
        assert kept(person, case, "zinnen") == {"gekozen": []}


class TestLedger:
    def test_each_statement_is_kept_with_its_own_words(self, client, person):
        case = case_asking("uitspraken")
        first, _second, third = (bound.id for bound in case.stages[0].value["statements"].bound_blocks)
        client.post(STAGE.format(1), {f"uitspraak-{first}": "interpretatie", f"uitspraak-{third}": "weet-niet"})
        assert kept(person, case, "uitspraken") == {
            "gekozen": [
                {"id": first, "uitspraak": "Uitspraak 1-1.", "keuze": "interpretatie"},
                {"id": third, "uitspraak": "Uitspraak 1-3.", "keuze": "weet-niet"},
            ]
        }

    def test_what_a_statement_turns_out_to_be_is_nowhere_before_the_end(self, client, person):
        case_asking(*ALL)
        for number in (1, 2, 3):
            for address in [*EVERYWHERE, STAGE.format(number)]:
                if not address.endswith("/slot/"):
                    assert "canary-later" not in told(client.get(address)), address
            client.post(STAGE.format(number), {"verder": "1"})


class TestInquiry:
    def ids(self, case):
        return [bound.id for bound in case.stages[0].value["inquiries"].bound_blocks]

    def asked_in(self, text):
        return {n for n in range(1, 9) if f"canary-answer-1-{n}." in text}

    def test_only_the_answers_that_were_asked_for_ever_leave(self, client, person):
        case = case_asking(*ALL)
        ids = self.ids(case)
        assert self.asked_in(told(client.get(STAGE.format(1)))) == set()
        answer = client.post(STAGE.format(1), {"navraag": [ids[0], ids[4], ids[7]]})
        assert (answer.status_code, answer["Location"]) == (303, STAGE.format(1) + "#antwoorden")
        shown = told(client.get(STAGE.format(1)))
        assert self.asked_in(shown) == {1, 5, 8}
        # There is no second round: not by sending again, not from a page that stayed open, not by a draft.
        client.post(STAGE.format(1), {"navraag": [ids[1], ids[2], ids[3]], "gezien": "x"})
        assert [each["id"] for each in kept(person, case, "navraag")["gekozen"]] == [ids[0], ids[4], ids[7]]
        for number in (1, 2, 3):
            client.post(STAGE.format(number), {"verder": "1"})
        client.post(FRONT + "slot/", {"geen": "1"})
        client.post(FRONT + "begeleiden/")
        pages = [
            *EVERYWHERE,
            *(STAGE.format(n) for n in (1, 2, 3)),
            FRONT + "samen/",
            "/nl/mijn/",
            "/nl/zoeken/?q=canary",
        ]
        pages += [FRONT + f"stemmen/{n}/" for n in (1, 2, 3)] + [f"/nl/notities/werkboek/van/{case.about}/"]
        for address in pages:
            answer = client.get(address)
            assert self.asked_in(told(answer)) <= {1, 5, 8}, address
            assert "canary-answer-2" not in told(answer), address
        assert self.asked_in(told(client.get(f"/nl/notities/werkboek/van/{case.about}/"))) == {1, 5, 8}

    @pytest.mark.parametrize("how_many", [4, 8])
    def test_too_many_questions_come_back_with_the_reason_and_without_answers(self, client, person, how_many):
        case = case_asking("navraag")
        answer = client.post(STAGE.format(1), {"navraag": self.ids(case)[:how_many]})
        assert answer.status_code == 422
        assert f"Je koos {how_many} vragen." in answer.content.decode()
        assert self.asked_in(told(answer)) == set()
        onward = client.post(STAGE.format(1), {"navraag": self.ids(case)[:how_many], "verder": "1"})
        assert (onward["Location"], kept(person, case, "navraag")) == (STAGE.format(2), None)

    def test_the_paper_of_whoever_leads_holds_the_questions_and_no_answers(self, client, person):
        case_asking(*ALL)
        client.post(FRONT + "begeleiden/")
        for version in ("deelnemers", "begeleider"):
            sheet = told(client.get(FRONT + f"papier/{version}/"))
            assert "Vraag 1-8?" in sheet
            assert "canary-answer" not in sheet
            assert "canary-later" not in sheet

    def test_an_editors_preview_has_everything(self, client, tree):
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
        case = case_asking("navraag")
        assert self.asked_in(told(client.get(f"/beheer/pages/{case.pk}/view_draft/"))) == set(range(1, 9))


def test_a_draft_brings_every_task_back(client, person):
    case = case_asking(*ALL)
    desk = client.get(STAGE.format(1)).context["desk"]
    statement = case.stages[0].value["statements"].bound_blocks[0].id
    question = case.stages[0].value["inquiries"].bound_blocks[2].id
    fields = {
        "zin-3": ["mech.beeld"],
        f"uitspraak-{statement}": ["feit"],
        "navraag": [question],
        "assen-as.taal": ["2"],
        "zekerheid": ["40"],
    }
    body = {"kladje": desk.token, "versie": 0, "operation": "0" * 32, "velden": fields}
    assert client.post("/nl/notities/kladje/", json.dumps(body), content_type="application/json").status_code == 200
    page = client.get(STAGE.format(1)).content.decode()
    for ticked in (
        'name="zin-3" value="mech.beeld" checked',
        f'value="{question}"',
        'name="assen-as.taal" value="2" checked',
    ):
        assert ticked in page
    form = client.get(STAGE.format(1)).context["form"]
    assert form[f"uitspraak-{statement}"].value() == "feit"
    assert (form["navraag"].value(), form["zekerheid"].value()) == ([question], "40")
    assert "canary-answer" not in page


@pytest.mark.parametrize("sentences", [1, 8])
def test_a_stage_that_asks_everything_stays_within_its_budget(client, person, sentences, django_assert_num_queries):
    case_asking(*ALL, text="Zijn moeder knikt en zegt nog altijd niet zoveel. " * sentences)
    client.get(STAGE.format(1))
    with django_assert_num_queries(8):
        answer = client.get(STAGE.format(1))
    assert len(answer.content) <= 60_000
