"""People's own tags: beside the vocabulary, never against it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import Client, RequestFactory

from discussion.models import FreeTag, TagProposal
from people.models.audience import of_owner
from tests.factories.discussion import KIND, make_thing
from tests.factories.vocabulary import HIDDEN, NO_ECHO, load_small
from vocabulary.models import Concept

TEMPLATE = Template("{% load free_tags %}{% free_tags thing %}")


@pytest.fixture(autouse=True)
def _words(db):
    load_small()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def propose(thing, person, name):
    return signed_in(person).post(f"/nl/gesprek/{KIND}/{thing.pk}/label/", {"name": name})


def shown(thing, person):
    request = RequestFactory().get("/")
    request.user = person
    html = TEMPLATE.render(Context({"thing": thing, "request": request}))
    return re.findall(r'<(?:span|a) class="tag[^>]*>([^<]+)<', html)


def test_a_tag_is_shown_apart_and_without_its_proposer(thing, writer, reader):
    writer.first_name = "KANARIE"
    writer.save()
    propose(thing, writer, "op de gang")
    assert shown(thing, reader) == ["op de gang"]
    request = RequestFactory().get("/")
    request.user = reader
    assert "KANARIE" not in TEMPLATE.render(Context({"thing": thing, "request": request}))


def test_visitors_see_no_tags(thing, writer):
    propose(thing, writer, "op de gang")
    assert shown(thing, AnonymousUser()) == []


def test_one_word_in_any_spelling_is_one_tag(thing, writer, reader):
    other = make_thing("Ander stuk")
    for person, name in ((writer, "Op de gang"), (reader, "op  de GANG"), (reader, "Op-de-gang")):
        assert propose(thing, person, name).status_code == 302
    propose(other, reader, "op de gang")
    assert list(FreeTag.objects.values_list("name", flat=True)) == ["Op de gang"]
    assert TagProposal.objects.count() == 2


@pytest.mark.parametrize("name", [NO_ECHO, NO_ECHO.upper(), HIDDEN, f"{HIDDEN}en", f"die {NO_ECHO}", "kwéts\u200bvorm"])
def test_a_word_we_do_not_repeat_is_answered_with_a_tip(thing, writer, name):
    response = propose(thing, writer, name)
    page = response.content.decode()
    assert (response.status_code, FreeTag.objects.count()) == (200, 0)
    assert "Dit woord kan mensen wegzetten. We bewaren het niet als label." in page
    assert [word for word in (NO_ECHO, HIDDEN, name) if word.casefold() in page.casefold()] == []


def test_a_word_of_the_language_guide_is_answered_with_its_alternative(thing, writer):
    page = propose(thing, writer, "Moeilijk bereikbaar").content.decode()
    assert "nog niet bereikt" in page
    assert FreeTag.objects.count() == 0


@pytest.mark.parametrize("name", ["Taal", "meertaligheid", "LANGUE", "language"])
def test_a_word_of_the_vocabulary_suggests_its_concept(thing, writer, name):
    page = propose(thing, writer, name).content.decode()
    assert '<a href="/nl/woorden/as.taal/">Taal</a>' in page
    assert FreeTag.objects.count() == 0


@pytest.mark.parametrize("name", ["", "a", "a" * 41, "<b>x</b>", "jan@voorbeeld.test", "...", "a\x00b"])
def test_what_is_no_word_is_refused(thing, writer, name):
    assert propose(thing, writer, name).status_code == 422
    assert FreeTag.objects.count() == 0


@pytest.mark.parametrize("name", ["كلمة", "dilemma's", "C&A-moment", "18 jaar", "日本語"])
def test_words_in_any_script_are_words(thing, writer, name):
    assert propose(thing, writer, name).status_code == 302
    assert shown(thing, writer) == [name.replace("&", "&amp;").replace("'", "&#x27;")]


def test_what_one_may_not_see_cannot_be_tagged(writer, reader, thing):
    foreign = make_thing("Van een ander", audience=of_owner(reader))
    assert propose(foreign, writer, "op de gang").status_code == 404
    assert TagProposal.objects.count() == 0


def test_editors_map_a_tag_to_a_concept(thing, writer, editor):
    propose(thing, writer, "thuistaal")
    tag = FreeTag.objects.get()
    response = signed_in(editor).post(f"/nl/gesprek/labels/{tag.pk}/", {"concept": "as.taal"})
    tag.refresh_from_db()
    assert (response.status_code, tag.concept_id) == (302, "as.taal")
    assert shown(thing, writer) == [str(Concept.objects.get(pk="as.taal"))]


def test_editors_decline_a_tag(thing, writer, editor):
    propose(thing, writer, "jantje")
    tag = FreeTag.objects.get()
    signed_in(editor).post(f"/nl/gesprek/labels/{tag.pk}/", {"decline": "1", "reason": "Dit is een naam."})
    assert shown(thing, writer) == []


def test_the_queue_does_not_exist_for_others(thing, writer, editor):
    propose(thing, writer, "thuistaal")
    tag = FreeTag.objects.get()
    assert signed_in(writer).get("/nl/gesprek/labels/").status_code == 404
    assert signed_in(writer).post(f"/nl/gesprek/labels/{tag.pk}/", {"concept": "as.taal"}).status_code == 404
    assert Client().get("/nl/gesprek/labels/").status_code == 404
    page = signed_in(editor).get("/nl/gesprek/labels/").content.decode()
    assert page.count("thuistaal") == 1
    assert str(writer) not in page.partition("<main")[2]


@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize("count", [1, 3])
def test_tags_take_as_many_queries_for_one_as_for_three(thing, writer, count, django_assert_num_queries):
    for number in range(count):
        propose(thing, writer, f"woord {number}")
    shown(thing, writer)
    with django_assert_num_queries(1):
        assert len(shown(thing, writer)) == count
