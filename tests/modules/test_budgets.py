"""Queries stay the same however many units, blocks and modules there are; pages stay light."""

import pytest

from cases.models import CaseIndexPage, CasePage
from pages.tree import index_of
from tests.factories.modules import block, id_of, module, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

UNIT, VISITOR, FRONT, LIST = 9, 2, 15, 11
"""Measured on a second visit, as in a process that runs. Wagtail's own routing asks 7 of the last two."""

KINDS = ("writing", "do_step", "text", "practice_task")


def made(count):
    blocks = [block(kind, f"{kind} {n}", text="Tekst. " * 100) for n in range(count) for kind in KINDS]
    return module(
        unit("Eerst", *blocks),
        # Reading the stream of a unit that shows a case may not ask for every case there is.
        unit("Casus", *(block("case_stage", f"c{n}", case=id_of("een casus"), stage=1) for n in range(count))),
        *(unit(f"Nog {n}", block("text", f"t{n}", text="x")) for n in range(count)),
        slug="proef",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_unit_asks_the_same_for_one_block_and_for_many(signed_in, tree, count, django_assert_num_queries):
    made(count)
    signed_in.post("/nl/modules/proef/begin/")
    for n in range(count):
        signed_in.post(
            f"/nl/modules/proef/eerst/blok/{id_of(f'writing {n}')}/", {f"{id_of(f'writing {n}')}-text": "Wat ik zag"}
        )
    signed_in.get("/nl/modules/proef/eerst/")
    with django_assert_num_queries(UNIT - 1):  # no task was written at, so that none has a date
        signed_in.get("/nl/modules/proef/eerst/")
    for n in range(count):
        step = id_of(f"do_step {n}")
        signed_in.post(f"/nl/modules/proef/eerst/blok/{step}/", {f"{step}-then": "Vraag het haar"})
    signed_in.get("/nl/modules/proef/eerst/")
    with django_assert_num_queries(UNIT):
        page = signed_in.get("/nl/modules/proef/eerst/").content
    assert page.count(b"Wat ik zag") == count
    assert len(page) < 60_000


@pytest.mark.parametrize("count", [1, 3])
def test_later_stages_of_cases_ask_one_query_more(signed_in, tree, count, django_assert_num_queries):
    index = index_of(CaseIndexPage, "nl")
    shown = []
    for n in range(count):
        case = CasePage(title=f"Casus {n}", slug=f"casus-{n}", locale=index.locale, wants="Rust.", do_step="Kies.")
        case.stages = case.stages.stream_block.to_python(
            [{"type": "stage", "value": {"title": f"Fase {nr}", "text": "x", "assignments": []}} for nr in (1, 2)]
        )
        index.add_child(instance=case)
        shown.append(block("case_stage", f"c{n}", case=str(case.translation_key), stage=2))
    module(unit("Casus", block("writing", "w", text="Schrijf"), *shown), slug="later")
    signed_in.get("/nl/modules/later/casus/")
    with django_assert_num_queries(UNIT):  # the cases; and no plan, for there is no task here
        page = signed_in.get("/nl/modules/later/casus/").content.decode()
    assert page.count('value="toon" formaction') == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_visitor_asks_less(client, tree, count, django_assert_num_queries):
    made(count)
    client.get("/nl/modules/proef/eerst/")
    with django_assert_num_queries(VISITOR):
        client.get("/nl/modules/proef/eerst/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_asks_the_same_for_one_unit_and_for_many(signed_in, tree, count, django_assert_num_queries):
    made(count)
    signed_in.get("/nl/modules/proef/")
    with django_assert_num_queries(FRONT):
        page = signed_in.get("/nl/modules/proef/").content.decode()
    assert page.count("contents__facts") == count + 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_module_and_for_many(signed_in, tree, count, django_assert_num_queries):
    for _each in range(count):
        module(unit("Eerst", block("text", "x", text="x")))
    signed_in.get("/nl/modules/")
    with django_assert_num_queries(LIST):
        page = signed_in.get("/nl/modules/").content.decode()
    assert page.count('class="card module-entry"') == count
