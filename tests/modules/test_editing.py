"""An editor's correction resets nobody."""

import pytest

from modules.queries import own
from tests.factories.modules import block, edit, id_of, unit

pytestmark = pytest.mark.django_db

FRONT = "/nl/modules/vertragen/"


@pytest.fixture
def halfway(signed_in, vertragen):
    """Somebody who finished the second unit, and stopped at the question of the first."""
    signed_in.post(f"{FRONT}praten/klaar/")
    signed_in.post(f"{FRONT}kijken/blok/{id_of('Gezien')}/", {f"{id_of('Gezien')}-text": "Wat ik zag"})
    return signed_in


def test_another_title_another_order_and_a_block_more_keep_progress_and_answers(halfway, vertragen, person):
    edit(
        vertragen,
        unit("Praten, en zwijgen", block("text", "Nieuw", text="Erbij."), key="Praten", slug="praten"),
        unit("Nieuw begin", block("text", "Nog iets", text="Erbij.")),
        unit(
            "Traag kijken",
            block("text", "Nieuw in kijken", text="Erbij."),
            block("writing", "Wat zag je echt?", key="Gezien"),
            key="Kijken",
        ),
    )
    [resume] = own(person).resumes
    assert resume.url == f"{FRONT}traag-kijken/#blok-{id_of('Gezien')}"
    assert "Wat ik zag" in halfway.get(f"{FRONT}traag-kijken/").content.decode()
    assert "Je bent klaar met deze eenheid." in halfway.get(f"{FRONT}praten/").content.decode()


def test_a_bookmark_follows_its_block_to_another_unit(halfway, vertragen, person):
    edit(vertragen, unit("Kijken", block("text", "Eerst", text="x")), unit("Schrijven", block("writing", "Gezien")))
    assert own(person).resumes[0].url == f"{FRONT}schrijven/#blok-{id_of('Gezien')}"


def test_a_unit_that_was_taken_out_leaves_the_rest(halfway, vertragen, person):
    edit(vertragen, unit("Praten", block("text", "Eerst", text="x")), unit("Doen", block("text", "Dan", text="x")))
    assert own(person).resumes[0].url == f"{FRONT}doen/"


def test_a_module_that_was_unpublished_is_left_out(halfway, vertragen, person):
    vertragen.unpublish()
    assert own(person).resumes == []
