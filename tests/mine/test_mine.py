"""The page "mijn": what one person is in the middle of, at one click, for that person only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import CaseIndexPage, CasePage
from cases.reading import part_of
from intervision.actions.planning import plan_session
from pages.tree import index_of
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.intervision import make_method
from tests.factories.modules import block, id_of, module, unit
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory
from tests.factories.releases import released, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

MINE = "/nl/mijn/"
QUERIES = 12
QUERIES_WITH_NOTHING_BEGUN = 10
"""On a second visit, as in a process that runs."""


@pytest.fixture
def person():
    return UserFactory(first_name="Amal")


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


def begun(client, number):
    """A module with an answer in it and a task with a date."""
    writing, step = block("writing", f"Vraag {number}"), block("do_step", f"Stap {number}", text="x")
    page = module(unit(f"Eenheid van {number}", writing, step), title=f"Module van {number}")
    for each, data in ((step, {"then": "x", "due_on": f"2026-12-0{number + 1}"}), (writing, {"text": "Wat ik zag"})):
        client.post(
            f"/nl/modules/{page.slug}/1/blok/{each['id']}/",
            {f"{each['id']}-{name}": sent for name, sent in data.items()},
        )
    return page


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(MINE)["Location"].startswith("/nl/account/login/")


def test_with_nothing_begun_it_invites_and_promises_nothing(signed_in):
    page = signed_in.get(MINE).content.decode()
    assert "Hier hoef je niet te weten hoe het moet. Je mag beginnen met kijken." in page
    assert 'href="/nl/casussen/"' in page
    assert "Verder waar je stopte" not in page


def test_one_click_leads_to_the_unit_and_block_where_one_stopped(signed_in):
    first, last = begun(signed_in, 1), begun(signed_in, 2)
    page = signed_in.get(MINE).content.decode()
    assert page.count("Verder waar je stopte") == 1
    assert f'<a class="button" href="/nl/modules/{last.slug}/eenheid-van-2/#blok-{id_of("Vraag 2")}">' in page
    assert f'<a href="/nl/modules/{first.slug}/eenheid-van-1/#blok-{id_of("Vraag 1")}">Module van 1</a>' in page
    assert "Wat ik zag" not in page


def test_a_finished_module_leads_to_its_attest(signed_in):
    page = begun(signed_in, 1)
    signed_in.post(f"/nl/modules/{page.slug}/1/klaar/")
    signed_in.get(f"/nl/modules/{page.slug}/eenheid-van-1/")
    signed_in.post(f"/nl/modules/{page.slug}/eenheid-van-1/klaar/")
    assert f'href="/nl/modules/{page.slug}/attest/">Maak je attest' in signed_in.get(MINE).content.decode()
    where = signed_in.post(f"/nl/modules/{page.slug}/attest/maken/")["Location"]
    assert f'href="{where}">Je attest' in signed_in.get(MINE).content.decode()


def test_nothing_of_anybody_else_stands_on_it(client, signed_in):
    begun(signed_in, 1)
    client.force_login(UserFactory())
    page = client.get(MINE).content.decode()
    assert [text in page for text in ("Module van 1", "Stap 1", "Amal")] == [False, False, False]


def test_read_in_french_a_dutch_module_leads_to_its_dutch_address(signed_in):
    page = begun(signed_in, 1)
    assert f'href="/nl/modules/{page.slug}/eenheid-van-1/#blok-' in signed_in.get("/fr/mijn/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_for_one_of_each_and_for_three(signed_in, person, count, django_assert_num_queries):
    for number in range(count):
        begun(signed_in, number)
        started(person, number)
        planned(person, number)
    signed_in.get(MINE)
    with django_assert_num_queries(QUERIES):
        page = signed_in.get(MINE).content.decode()
    for text in ("Stap ", "Casus van ", "Kring van "):
        assert len({f"{text}{n}" for n in range(9) if f"{text}{n}" in page}) == count


def planned(person, number):
    """A session of a circle, with this person as its facilitator."""
    circle = CircleFactory(name=f"Kring van {number}")
    others = [UserFactory(), UserFactory()]
    for each in (person, *others):
        MembershipFactory(person=each, circle=circle)
    plan_session(
        by=person,
        circle=circle,
        method=make_method(f"methode-{number}"),
        starts_at=timezone.now() + timedelta(days=number + 1),
        facilitator=person,
        bringer=others[0],
        peers=others[1:],
    )


def started(person, number):
    """A case with a note at its first stage."""
    index, stage = index_of(CaseIndexPage, "nl"), id_of(f"fase {number}")
    page = CasePage(title=f"Casus van {number}", slug=f"casus-{number}", locale=index.locale, wants="x", do_step="x")
    value = {"title": "Eerst", "text": "x", "assignments": []}
    page.stages = page.stages.stream_block.to_python([{"type": "stage", "id": stage, "value": value}])
    index.add_child(instance=page)
    MemberNotebook(person).write(Prompt(page.about, part_of(stage, "gezien")), {"text": "x"})


@pytest.mark.parametrize("count", [1, 3])
def test_what_others_shared_is_one_line_until_it_is_opened(signed_in, person, count, django_assert_num_queries):
    circle, owner = CircleFactory(), UserFactory()
    for each in (person, owner):
        MembershipFactory(person=each, circle=circle)
    made = [released(written(owner, f"Zin {number}.", part=f"deel-{number}"), circle) for number in range(count)]
    gone = written(owner, "Later gewist.", part="weg")
    released(gone, circle)
    gone.delete()
    signed_in.get(MINE)
    with django_assert_num_queries(QUERIES_WITH_NOTHING_BEGUN):
        page = signed_in.get(MINE).content.decode()
    said = {1: "Iemand liet je iets lezen.", 3: "Er liggen 3 teksten klaar die iemand je liet lezen."}
    assert (said[count] in page, 'href="/nl/notities/gedeeld/#met-jou"' in page, "Zin 0" in page) == (True, True, False)
    assert signed_in.get("/nl/notities/gedeeld/").content.decode().count("nog niet geopend") == count
    for each in made:
        signed_in.get(f"/nl/notities/gedeeld/lees/{each.pk}/")
    assert "liet lezen" not in signed_in.get(MINE).content.decode()
    assert "liet je iets lezen" not in signed_in.get(MINE).content.decode()
