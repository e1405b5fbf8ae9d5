"""From a writer's draft to the editors: nobody stands before a page that does not say how to go on."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.models import TaskState

from cases.models import CaseIndexPage, CasePage
from cases.models.review_task import Step
from cases.steps_before_publishing import READING
from pages.tree import home_of, index_of
from people.editing import ensure_editing_groups
from people.models import Role
from tests.cases.conftest import person_with
from tests.cases.test_publishing import posted
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db
FIRST = READING[Step.PRACTICE]


@pytest.fixture
def trainer(tree):
    return person_with(Role.TRAINER)


@pytest.fixture
def editor(tree):
    return person_with(Role.EDITOR)


def add(client, trainer, **extra):
    client.force_login(trainer)
    parent = index_of(CaseIndexPage, "nl")
    return client.post(f"/beheer/pages/add/cases/casepage/{parent.pk}/", posted(**extra))


def form_of(client, case):
    return BeautifulSoup(client.get(f"/beheer/pages/{case.pk}/edit/").content, "html.parser")


def text_of(soup, selector):
    return " ".join(soup.select_one(selector).get_text(" ").split())


def test_after_saving_a_draft_the_writer_reads_who_publishes_what_misses_and_how_to_go_on(client, trainer):
    assert add(client, trainer).status_code == 302
    soup = form_of(client, CasePage.objects.get())
    told = text_of(soup, "[data-next-step]")
    assert told.startswith("De redactie publiceert je casus.")
    assert "16 dingen ontbreken nog in het bewaarde concept:" in told
    assert "Twee assen. Kies minstens twee assen" in told
    assert [button.get_text(strip=True) for button in soup.select("[data-next-step] button[name=action-submit]")] == [
        "Leg voor aan de redactie"
    ]
    labels = [" ".join(button.get_text(" ").split()) for button in soup.select("footer button[name^=action-]")]
    assert labels == ["Leg voor aan de redactie"]


def test_a_draft_laid_before_the_editors_waits_for_them_and_its_writer_reads_at_which_step(client, trainer, editor):
    with time_machine.travel("2030-11-20 09:00", tick=False):
        assert add(client, trainer, **{"action-submit": "1"}).status_code == 302
    case = CasePage.objects.get()
    assert TaskState.objects.get().task.name == FIRST
    assert mail.outbox == []
    client.force_login(trainer)
    told = text_of(form_of(client, case), "[data-next-step]")
    assert told.startswith("Deze casus ligt sinds 20 november 2030 bij de redactie. De stap van nu: " + FIRST)
    with time_machine.travel("2030-11-26 09:00", tick=False):
        client.force_login(editor)
        home = BeautifulSoup(client.get("/beheer/").content, "html.parser")
    row = [" ".join(cell.get_text(" ").split()) for cell in home.select("#wacht-op-de-redactie-section tbody td")]
    assert row == ["Half", "casus", "Nederlands", FIRST, "20 november 2030 (6 dagen geleden)"]


def test_the_editors_ask_for_a_change_and_the_writer_reads_it_at_home_and_in_the_form(client, trainer, editor):
    add(client, trainer, **{"action-submit": "1"})
    case, state = CasePage.objects.get(), TaskState.objects.get()
    client.force_login(editor)
    # What is not complete cannot be approved: not offered, and not done.
    soup = form_of(client, case)
    offered = {item["data-workflow-action-name"] for item in soup.select("[data-workflow-action-name]")}
    assert offered == {"reject"}
    assert client.post(f"/beheer/pages/workflow/action/{case.pk}/approve/{state.pk}/", {"comment": ""}).status_code in {
        302,
        403,
    }
    assert CasePage.objects.get().live is False
    client.post(f"/beheer/pages/workflow/action/{case.pk}/reject/{state.pk}/", {"comment": "Wie is Yusra?"})
    client.force_login(trainer)
    home = BeautifulSoup(client.get("/beheer/").content, "html.parser")
    assert "De redactie vraagt een aanpassing: Wie is Yusra?" in text_of(home, "#mijn-concepten-section tbody")
    assert home.select("#wacht-op-de-redactie-section") == []
    told = text_of(form_of(client, case), "[data-next-step]")
    assert told.startswith("De redactie vraagt een aanpassing. Wie is Yusra?")
    assert "Leg voor aan de redactie" in told


def test_the_writers_first_page_says_where_to_begin_and_where_the_help_is(client, trainer):
    client.force_login(trainer)
    page = BeautifulSoup(client.get("/beheer/").content, "html.parser")
    index = index_of(CaseIndexPage, "nl")
    assert [(" ".join(link.get_text(" ").split()), link["href"]) for link in page.select("#beginnen-section li a")] == [
        ("Nieuwe casus", f"/beheer/pages/add/cases/casepage/{index.pk}/"),
        ("Mijn concepten", "#mijn-concepten-section"),
        ("Hulp bij het schrijven", "/nl/casussen/hulp-bij-het-schrijven/"),
    ]
    assert "Je hebt geen concepten." in text_of(page, "#mijn-concepten-section")
    whole = str(page)
    assert ("guide.wagtail" in whole, "New in Wagtail" in whole, "releases.wagtail" in whole) == (False, False, False)
    answer = client.get("/nl/casussen/hulp-bij-het-schrijven/")
    assert answer.status_code == 200
    assert "Eén casus" not in answer.content.decode()
    assert "Kies minstens twee assen" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_asks_as_often_for_three_drafts_as_for_one(
    count, client, trainer, editor, django_assert_num_queries
):
    from meerstemmig.editor_home import drafts_of, waiting_for

    for number in range(count):
        add(client, trainer, title=f"Casus {number}", slug=f"casus-{number}", **{"action-submit": "1"})
    with django_assert_num_queries(3):
        assert len(drafts_of(trainer)) == count
    person = type(editor).objects.get(pk=editor.pk)
    with django_assert_num_queries(12):
        assert len(waiting_for(person)) == count


def test_who_cannot_publish_is_not_offered_to_plan_it(client, trainer, editor):
    add(client, trainer)
    case = CasePage.objects.get()
    offered = client.get(f"/beheer/pages/{case.pk}/edit/")
    assert {"go_live_at", "expire_at"} & set(offered.context["form"].fields) == set()
    assert "Stel schema in" not in offered.content.decode()
    moment = datetime.date(2027, 1, 1).isoformat() + " 09:00"
    client.post(f"/beheer/pages/{case.pk}/edit/", posted(go_live_at=moment))
    assert CasePage.objects.get().get_latest_revision_as_object().go_live_at is None
    client.force_login(editor)
    offered = client.get(f"/beheer/pages/{case.pk}/edit/")
    assert {"go_live_at", "expire_at"} <= set(offered.context["form"].fields)


def test_an_error_behind_a_closed_tab_names_the_tab(client, trainer):
    make_case("bezet")
    answer = add(client, trainer, slug="bezet")
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert "In het tabblad 'Eigenschappen' vraagt nog iets aandacht: Slug." in text_of(page, ".messages")


def test_every_kind_of_page_has_a_way_to_the_editors(tree):
    ensure_editing_groups()
    ensure_editing_groups()
    assert {page.get_workflow().name for page in (home_of("nl"), home_of("fr"))} == {"de redactie"}
    assert index_of(CaseIndexPage, "fr").get_workflow().name == "nalezing van een casus"


def test_practice_of_a_trainer_can_be_laid_before_the_editors(client, trainer, editor):
    from practices.models import PracticeIndexPage

    client.force_login(trainer)
    parent = index_of(PracticeIndexPage, "nl")
    page = BeautifulSoup(client.get(f"/beheer/pages/add/practices/practicepage/{parent.pk}/").content, "html.parser")
    assert [" ".join(each.get_text(" ").split()) for each in page.select("footer button[name^=action-]")] == [
        "Leg voor aan de redactie"
    ]


def test_the_editors_find_what_readers_proposed_reported_and_did_not_find(client, editor):
    client.force_login(editor)
    page = BeautifulSoup(client.get("/beheer/").content, "html.parser")
    links = [a["href"] for a in page.select("a[href]")]
    wanted = ["/nl/gesprek/labels/", "/nl/gesprek/meldingen/", "/nl/zoeken/vragen/"]
    assert [each for each in wanted if each not in links] == []
    assert [client.get(each).status_code for each in wanted] == [200, 200, 200]
