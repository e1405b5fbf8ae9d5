"""A unit that shows a stage of a case keeps the promise of the case: later stages are not sent unasked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseIndexPage, CasePage
from pages.tree import index_of
from people.models.audience import of_owner
from tests.factories.modules import block, id_of, module, unit

pytestmark = pytest.mark.django_db

TEXTS = ["Wat je eerst ziet, kanarie-een.", "Wat erbij komt, kanarie-twee.", "Wat het verandert, kanarie-drie."]


@pytest.fixture
def case(tree):
    index = index_of(CaseIndexPage, "nl")
    page = CasePage(title="De brief", slug="de-brief", locale=index.locale, wants="Rust.", do_step="Kies.")
    page.stages = page.stages.stream_block.to_python(
        [
            {"type": "stage", "id": id_of(text), "value": {"title": f"Fase {n}", "text": text, "assignments": []}}
            for n, text in enumerate(TEXTS)
        ]
    )
    return index.add_child(instance=page)


def shows(client, number, **query):
    page = client.get(f"/nl/modules/proef/{number}/", query).content.decode()
    return [text in page for text in TEXTS]


@pytest.fixture
def proef(case):
    key = str(case.translation_key)
    return module(
        *(unit(f"Deel {n}", block("case_stage", f"Fase {n}", case=key, stage=n)) for n in (1, 2, 3, 9)), slug="proef"
    )


@pytest.mark.usefixtures("proef")
def test_the_first_stage_is_there_and_a_later_one_only_when_asked(client):
    assert shows(client, 1) == [True, False, False]
    assert shows(client, 2) == [False, False, False]
    assert shows(client, 3) == [False, False, False]
    assert shows(client, 3, **{f"fase-{id_of('Fase 3')}": "toon"}) == [False, False, True]


@pytest.mark.usefixtures("proef")
def test_who_went_on_in_the_case_sees_the_next_stage_here_too(signed_in, person, case):
    from cases.reading import PASSED, part_of
    from reflection.notebook import MemberNotebook, Prompt

    MemberNotebook(person).write(Prompt(case.about, part_of(id_of(TEXTS[0]), PASSED)), {"hoe": "geschreven"})
    assert [shows(signed_in, 2), shows(signed_in, 3)] == [[False, True, False], [False, False, False]]


@pytest.mark.usefixtures("proef")
def test_a_case_that_is_hidden_and_a_stage_that_is_not_there_read_the_same(client, case, other):
    absent = client.get("/nl/modules/proef/deel-9/").content.decode()
    assert "Deze casus is er nu niet." in absent
    case.audience = of_owner(other)
    case.save()
    assert shows(client, 1, **{f"fase-{id_of('Fase 1')}": "toon"}) == [False, False, False]
    assert "De brief" not in client.get("/nl/modules/proef/deel-1/").content.decode()


@pytest.mark.parametrize(("noted", "asked"), [(1, 1), (2, 0)])
def test_what_a_reader_chose_is_asked_only_where_the_stage_that_is_shown_has_a_short_version(
    signed_in, case, proef, noted, asked
):
    note = {"content": [{"topic": "inh.oorlog", "intensity": "genoemd"}], "gist": "Kort."}
    case.stages = case.stages.stream_block.to_python(
        [
            {
                "type": "stage",
                "id": id_of(text),
                "value": {"title": f"Fase {n}", "text": text, "assignments": [], **(note if n == noted else {})},
            }
            for n, text in enumerate(TEXTS, start=1)
        ]
    )
    case.save()
    with CaptureQueriesContext(connection) as captured:
        assert shows(signed_in, 1) == [True, False, False]
        queries = [query["sql"] for query in captured]
    assert sum("cases_contentpreference" in sql for sql in queries) == asked
