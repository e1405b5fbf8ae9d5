"""What the editor's form of a case costs: the same number of questions however long the case, and each list sent once."""

import re

import pytest

from cases.models import CasePage
from people.models import Role
from tests.cases.conftest import person_with
from tests.factories.cases import make_case
from vocabulary.models import Concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, tree):
    client.force_login(person_with(Role.EDITOR))
    return client


def form_of(editor, stages):
    case = make_case(stages=5)
    case.stages = list(case.stages.raw_data)[:stages]
    case.save()
    case.save_revision()
    editor.get(f"/beheer/pages/{case.pk}/edit/")  # fills what is asked once per process
    return f"/beheer/pages/{case.pk}/edit/"


@pytest.mark.parametrize("stages", [1, 5])
def test_the_form_asks_as_much_for_five_stages_as_for_one(editor, stages, django_assert_num_queries):
    address = form_of(editor, stages)
    with django_assert_num_queries(81):
        answer = editor.get(address)
    assert answer.status_code == 200


def test_the_form_sends_each_concept_once_and_each_kind_of_block_once(editor):
    """Sent twice, six hundred concepts are 300 kB and half of the processor time of the page."""
    told = editor.get(form_of(editor, 5)).content.decode()
    named = re.findall(r'name="concepts" value="([^"]+)"', told)
    assert sorted(named) == sorted(Concept.objects.in_use().values_list("pk", flat=True))
    assert "concept-picker" not in told.split('id="w-edit-handler-data"')[1].split("</script>")[0]
    assert told.count("&quot;wagtail.blocks.StreamBlock&quot;") == 8
    assert told.count("&quot;stage&quot;, {&quot;_type&quot;: &quot;wagtail.blocks.StructBlock&quot;") <= 1


def test_a_stage_more_adds_its_words_and_no_form_of_its_own(editor):
    """The form of a stage is drawn by the browser, from one description of it."""
    sizes = []
    for stages in (1, 5):
        sizes.append(len(editor.get(form_of(editor, stages)).content))
        CasePage.objects.all().delete()
    words = len(str(list(make_case(stages=5).stages.raw_data)[1:]))
    assert sizes[1] - sizes[0] < 4 * words
