"""One search form changes what some texts are about: those are read anew, and no others. The real index."""

import pytest
from django.core.management import call_command

from search.engines import engine
from search.engines.base import Plan
from search.forms_file import read
from search.indexer import MOST_WORDS, drain
from search.models import DirtyDocument, SearchForm
from search.outbox import WORDS
from search.tree import CONCEPTS, Leaf
from tests.factories.practices import make_practice
from tests.search.conftest import EVERYBODY
from vocabulary.models import Concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(tree, _clear_page_caches):
    """Ten practices, two of which hold both words of `oma missen`, and one only the second."""
    call_command("import_thesaurus", verbosity=0)
    made = [make_practice(f"p{number}", title=f"Stoel {number}", summary="Een kaart.") for number in range(7)]
    made += [
        make_practice("oma", title="Een oma die je missen kan", summary="Een kaart."),
        make_practice("omas", title="Oma's missen", summary="Een kaart."),
        make_practice("missen", title="De bus missen", summary="Een kaart."),
    ]
    call_command("index_search", rebuild=True, verbosity=0)
    DirtyDocument.objects.all().delete()
    return {page.slug: f"praktijk:{page.pk}" for page in made}


def rows():
    return sorted(DirtyDocument.objects.values_list("kind", "key"))


def about(concept):
    return {hit.pk for hit in engine().search(Plan(scored=Leaf(CONCEPTS, concept), limit=99), EVERYBODY).hits}


def test_a_new_form_reads_the_texts_with_its_words_and_no_others(library):
    before = engine().health().generation
    form = SearchForm.objects.create(concept_id="thema.rouw", language="nl", text="oma missen")
    assert rows() == [(WORDS, f"nl:{form.sequence}")]
    assert drain() == 2
    assert about("thema.rouw") == {library["oma"], library["omas"]}
    assert engine().health().generation == before
    assert rows() == []


def test_a_changed_form_reads_what_it_was_and_what_it_is(library):
    form = SearchForm.objects.create(concept_id="thema.rouw", language="nl", text="oma missen")
    drain()
    form.text = "bus missen"
    form.save()
    assert len(rows()) == 2
    assert drain() == 3
    assert about("thema.rouw") == {library["missen"]}
    form.is_used = False
    form.save()
    assert (drain(), about("thema.rouw")) == (1, set())


def test_a_deleted_form_leaves_no_text_about_it(library):
    form = SearchForm.objects.create(concept_id="thema.rouw", language="nl", text="oma missen")
    drain()
    form.delete()
    assert (drain(), about("thema.rouw")) == (2, set())


def test_a_form_of_another_language_reads_no_text_of_this_one(library):
    SearchForm.objects.create(concept_id="thema.rouw", language="fr", text="stoel")
    assert (drain(), rows()) == (0, [])


def test_many_forms_at_once_are_a_new_index(library, tmp_path):
    before = engine().health().generation
    some = "\n".join(f"    - oma {chr(97 + n // 26)}{chr(97 + n % 26)}lkw" for n in range(MOST_WORDS + 1))
    path = tmp_path / "vormen.yaml"
    path.write_text(f"gewoon:\n  thema.rouw:\n    nl:\n{some}\n", encoding="utf-8")
    assert len(read(path)) == MOST_WORDS + 1
    call_command("import_search_forms", path, verbosity=0)
    assert len(rows()) == MOST_WORDS + 1
    assert (drain(), rows()) == (10, [])
    assert engine().health().generation != before


def test_a_thesaurus_that_changed_is_a_new_index(library):
    before = engine().health().generation
    rouw = Concept.objects.get(pk="thema.rouw")
    Concept.objects.create(pk="thema.nieuw", facet=rouw.facet, position=999)
    assert drain() == 10
    assert engine().health().generation != before
