"""A case in two languages: readings count together, an older translation says so, a missing one leads to the Dutch."""

import pytest
from django.utils.html import escape

from cases.models import CasePage, FollowedText
from cases.panels import FOLLOWS_NOW
from cases.spread import CODE
from cases.translations import digest_of, follow_source, outdated
from pages.content import load
from people import actions as people_actions
from people.models.audience import of_group
from reflection.guarded.pictures import count_in, make_picture
from reflection.notebook import MemberNotebook
from tests.cases.test_content import FILE
from tests.factories.cases import CONCEPTS, concept, make_case, publish
from tests.factories.people import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db

OLD = "De Nederlandse tekst veranderde"


@pytest.fixture
def pair(tree):
    """A Dutch case and its French translation, with the same blocks."""
    dutch = make_case()
    french = make_case(language="fr")
    french.translation_key = dutch.translation_key
    french.stages = french.stages.stream_block.to_python(dutch.stages.raw_data)
    publish(french)
    FollowedText.objects.all().delete()
    french = CasePage.objects.get(pk=french.pk)
    follow_source(french)
    return dutch, french


def change(dutch, title="Anders"):
    dutch.title = title
    publish(dutch)


def test_marks_and_axes_of_both_languages_lie_on_the_same_blocks_and_count_together(client, pair):
    dutch, french = pair
    circle = CircleFactory()
    for number in range(5):
        person = UserFactory()
        people_actions.join(person=person, group=circle)
        count_in(by=person)
        client.force_login(person)
        language = "fr" if number % 2 else "nl"
        for stage in (1, 2, 3):
            client.post(f"/{language}/casussen/proef/fase/{stage}/", {"assen-as.taal": "3" if number < 3 else "0"})
    parts = {part for part in MemberNotebook(person).read_all(french.about) if part.endswith(".assen")}
    assert parts == {f"fase.{block.id}.assen" for block in dutch.stages}
    picture = make_picture(by=person, code=CODE, about=dutch.about, group=circle)
    assert (picture.people, picture.table["as.taal"], picture.audience) == (5, "speelt-mee", of_group(circle))


def test_a_translation_says_that_the_dutch_text_changed_and_stops_when_an_editor_says_it_follows(client, pair):
    dutch, french = pair
    assert OLD not in client.get("/fr/casussen/proef/").content.decode()
    change(dutch)
    for address in ("/fr/casussen/proef/", "/fr/casussen/proef/fase/1/"):
        page = client.get(address).content.decode()
        assert "/nl/casussen/proef/" in page
        assert OLD in page or escape("néerlandais") in page
    assert OLD not in client.get("/nl/casussen/proef/").content.decode()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert FOLLOWS_NOW in client.get(f"/beheer/pages/{french.pk}/edit/").content.decode()
    assert FOLLOWS_NOW not in client.get(f"/beheer/pages/{dutch.pk}/edit/").content.decode()
    follow_source(french)
    assert outdated(french) is None


@pytest.mark.parametrize(
    ("field", "value"), [("summary", "Anders."), ("do_step", "Anders."), ("wants", "Anders."), ("title", "Anders")]
)
def test_every_text_counts_and_saving_the_same_does_not(pair, field, value):
    dutch, french = pair
    publish(dutch)
    assert outdated(CasePage.objects.get(pk=french.pk)) is None
    before = digest_of(dutch)
    setattr(dutch, field, value)
    publish(dutch)
    assert digest_of(dutch) != before
    assert outdated(CasePage.objects.get(pk=french.pk)).source.pk == dutch.pk


def test_publishing_a_translation_again_says_nothing_about_what_it_follows(pair):
    dutch, french = pair
    change(dutch)
    french.title = "Une faute de frappe en moins"
    publish(french)
    assert outdated(CasePage.objects.get(pk=french.pk)) is not None


def test_files_of_both_languages_follow_each_other_whichever_is_read_first(tree, tmp_path):
    for each in CONCEPTS:
        concept(each)
    paths = [tmp_path / "a-fr.md", tmp_path / "b-nl.md"]
    french = FILE.replace("taal: nl", "taal: fr\nvertaling_van: proef")
    for text in (FILE, FILE.replace("Tekst een.", "Tekst anders.")):
        paths[0].write_text(french.replace("Tekst een.", f"Texte {len(text)}."))
        paths[1].write_text(text)
        load(paths)
        assert outdated(CasePage.objects.get(locale__language_code="fr")) is None
    paths[1].write_text(FILE)
    load(paths)
    assert outdated(CasePage.objects.get(locale__language_code="fr")) is not None


@pytest.mark.parametrize(
    ("slug", "status", "leads"),
    [("alleen", 302, "/nl/casussen/alleen/"), ("proef", 200, None), ("verborgen", 404, None), ("nergens", 404, None)],
)
def test_an_untranslated_case_leads_to_the_dutch_one_and_says_so(client, pair, slug, status, leads):
    make_case("alleen")
    make_case("verborgen", audience=of_group(CircleFactory()))
    answer = client.get(f"/fr/casussen/{slug}/")
    assert (answer.status_code, answer.get("Location")) == (status, leads)
    if leads:
        page = client.get(leads).content.decode()
        assert '<span lang="fr">' in page


def test_a_dutch_case_asks_nothing_about_translations(pair, django_assert_num_queries):
    dutch = CasePage.objects.select_related("locale").get(pk=pair[0].pk)
    with django_assert_num_queries(0):
        assert outdated(dutch) is None
