"""The list of practices and the record of one: who sees what, what the filters count, what it costs."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from people.models.audience import of_group
from practices.models import PracticePage
from tests.factories.discussion import PostFactory, ThreadFactory
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice
from vocabulary.models import Concept, Facet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

INDEX = "/nl/praktijken/"


def titles(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [link.get_text(strip=True) for link in page.select(".practice-cards .card__title a")]


def counts(response):
    page = BeautifulSoup(response.content, "html.parser")
    return {
        value.select_one("span").get_text(strip=True): int(value.select_one(".facet__count").contents[-1].strip())
        for value in page.select(".facet__value[href]")
    }


def test_list_shows_published_practices_of_this_person_in_order(client):
    team = TeamFactory()
    make_practice("bbb", ladder="idee", time_band="uren")
    make_practice("aaa")
    make_practice("kanarie-team", audience=of_group(team), ladder="onderzocht")
    make_practice("niet-klaar", live=False)
    response = client.get(INDEX)
    assert titles(response) == ["Aaa", "Bbb"]
    assert counts(response) == {"idee": 1, "uitgeprobeerd": 1, "minder dan een uur": 1, "een of enkele uren": 1}
    assert b"anarie" not in response.content

    client.force_login(MembershipFactory(team=team).person)
    assert titles(client.get(INDEX)) == ["Aaa", "Bbb", "Kanarie team"]


def test_filters_narrow_and_count_what_they_leave(client):
    make_practice("a", ladder="idee", time_band="uren")
    make_practice("b", ladder="idee", time_band="dagen")
    make_practice("c", ladder="onderzocht", time_band="uren")
    response = client.get(INDEX, {"trap": "idee", "duur": "uren"})
    assert titles(response) == ["A"]
    assert counts(response) == {"idee": 1, "onderzocht": 1, "een of enkele uren": 1, "een dag of enkele dagen": 1}
    assert titles(client.get(INDEX, {"trap": ["idee", "onderzocht"]})) == ["A", "B", "C"]


def test_unknown_filters_are_left_out_and_not_repeated(client):
    make_practice("a")
    response = client.get(INDEX, {"trap": "<script>kanarie", "zomaar": "kanarie"})
    assert titles(response) == ["A"]
    assert b"kanarie" not in BeautifulSoup(response.content, "html.parser").select_one("main").encode()


def test_nothing_left_says_so_and_leads_on(client):
    make_practice("a", ladder="idee", time_band="uren")
    make_practice("b", ladder="onderzocht", time_band="dagen")
    page = BeautifulSoup(client.get(INDEX, {"trap": "idee", "duur": "dagen"}).content, "html.parser")
    assert page.select_one(".empty a")["href"] == INDEX


def test_other_languages_list_dutch_practices_under_an_honest_heading(client):
    make_practice("a")
    page = BeautifulSoup(client.get("/fr/praktijken/").content, "html.parser")
    card = page.select_one(".practice-cards .card")
    link = card.select_one("a")
    assert (link["href"], link["lang"], link["hreflang"]) == ("/nl/praktijken/a/", "nl", "nl")
    assert "lang" not in card.select_one(".kicker").attrs  # how sure we are is said in French


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_however_many(client, number, django_assert_num_queries):
    for one in range(number):
        make_practice(f"p{one}")
    client.get(INDEX)
    with django_assert_num_queries(9):
        client.get(INDEX)


def concept(pk):
    facet, _ = Facet.objects.get_or_create(pk="as", defaults={"label_nl": "As", "label_fr": "As", "label_en": "As", "position": 1})  # fmt: skip
    return Concept.objects.create(pk=pk, facet=facet, label_nl=pk, label_fr=pk, label_en=pk, position=1)


def test_a_link_that_comes_or_goes_counts_in_the_next_request(client):
    """The links are kept between requests: each way in which they change has to be noticed."""
    language, place = concept("as.taal"), concept("as.plaats")
    page, other = make_practice("a"), make_practice("b")
    links = PracticePage.concepts.through.objects
    asked = lambda: {k: v for k, v in counts(client.get(INDEX)).items() if k.startswith("as.")}  # noqa: E731
    assert asked() == {}
    first = links.create(practicepage=page, concept=language)
    links.create(practicepage=other, concept=language)
    assert titles(client.get(INDEX, {"as": "as.taal"})) == ["A", "B"]
    first.delete()
    links.create(practicepage=page, concept=place)
    assert titles(client.get(INDEX, {"as": "as.taal"})) == ["B"]
    assert titles(client.get(INDEX, {"as": "as.plaats"})) == ["A"]
    other.unpublish()
    assert titles(client.get(INDEX, {"as": "as.taal"})) == ["A"]  # what no practice has is left out of the address


@pytest.mark.parametrize("number", [1, 30])
def test_a_practice_costs_the_same_however_much_is_said_about_it(client, number, django_assert_num_queries):
    page = make_practice("a", related=[("related", {"kind": "casus", "slug": "b"})])
    thread = ThreadFactory(kind="praktijk", object_id=str(page.pk))
    for _ in range(number):
        PostFactory(thread=thread)
    client.force_login(UserFactory())
    client.get(page.url)
    with django_assert_num_queries(14):
        client.get(page.url)


def test_record_shows_every_part(client):
    page = make_practice(
        "tolk-eerst", voice="Ik hoorde mama.", discouraged_because="", organisation="Bedacht voorbeeld"
    )
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    headings = [heading.get_text(strip=True) for heading in soup.select(".practice h2")]
    assert headings == [
        "Hoe zeker we zijn", "Aanleiding", "Zo doe je het", "Wat moeilijk was", "Wanneer niet",
        "Voor wie het is nagegaan", "Voor welke levens", "Begrippen", "Herkomst en zorg", "Wie dit probeerde",
    ]  # fmt: skip
    assert soup.select_one(".ladder [aria-current=step] .ladder__label").get_text() == "uitgeprobeerd"
    assert len(soup.select(".ladder .is-reached")) == 2
    assert [dd.get_text() for dd in soup.select(".evidence-line dd")] == ["nog niemand", "dat weten we niet"]


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({}, []),
        ({"review_on": datetime.date(2020, 1, 1)}, ["Nog niet opnieuw nagelezen"]),
        ({"review_on": datetime.date(2999, 1, 1)}, []),
        ({"discouraged_because": "Het legde te veel bij ouders."}, ["Niet (meer) aanbevolen"]),
    ],
    ids=["in date", "stale", "later", "discouraged"],
)
def test_record_warns_when_it_should(client, fields, notes):
    page = make_practice("a", **fields)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [note.get_text(strip=True) for note in soup.select(".practice > .note .note__title")] == notes


def test_record_of_a_team_is_as_absent_as_what_does_not_exist(client):
    team = TeamFactory()
    page = make_practice("kanarie", summary="Kanarietekst", audience=of_group(team))
    hidden, absent = client.get(page.url), client.get("/nl/praktijken/bestaat-niet/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert b"Kanarietekst" not in hidden.content
    client.force_login(UserFactory())
    assert client.get(page.url).status_code == 404
    client.force_login(MembershipFactory(team=team).person)
    assert client.get(page.url).status_code == 200


def test_family_shows_only_what_this_person_may_see(client):
    parent = make_practice("ouder-praktijk")
    make_practice("bewerking", adapted_from=parent)
    make_practice("kanarie-bewerking", adapted_from=parent, audience=of_group(TeamFactory()))
    soup = BeautifulSoup(client.get(parent.url).content, "html.parser")
    assert [link.get_text() for link in soup.select(".lineage a")] == ["Bewerking"]
    child = PracticePage.objects.get(slug="bewerking")
    soup = BeautifulSoup(client.get(child.url).content, "html.parser")
    assert [link.get_text() for link in soup.select(".lineage a")] == ["Ouder praktijk"]


def test_text_of_writers_is_escaped(client):
    page = make_practice("a", occasion="<script>alert(1)</script> **vet**")
    content = client.get(page.url).content.decode()
    assert "<script>alert" not in content
    assert "<strong>vet</strong>" in content


def test_front_door_shows_practices(rf):
    from django.contrib.auth.models import AnonymousUser

    from practices.home import practices_on_home

    request = rf.get("/nl/")
    request.user = AnonymousUser()
    assert practices_on_home(request) is None
    make_practice("kanarie-team", audience=of_group(TeamFactory()))
    assert practices_on_home(request) is None
    make_practice("open")
    assert [page.slug for page in practices_on_home(request)["practices"]] == ["open"]


def test_search_page_is_reachable_by_name():
    assert reverse("search:results") == "/nl/zoeken/"


def test_a_long_library_is_read_in_stretches_and_keeps_its_filters(client, tree):
    for number in range(25):
        make_practice(title=f"Praktijk {number:02}", slug=f"praktijk-{number:02}", ladder="idee")
    make_practice(title="Beschreven", slug="beschreven", ladder="goed-beschreven")
    first = client.get("/nl/praktijken/?trap=idee")
    assert titles_of(first) == [f"Praktijk {number:02}" for number in range(24)]
    assert 'href="?trap=idee&amp;page=2"' in first.content.decode()
    second = client.get("/nl/praktijken/?trap=idee&page=2")
    assert titles_of(second) == ["Praktijk 24"]
    beyond = client.get("/nl/praktijken/?trap=idee&page=999")
    assert titles_of(beyond) == ["Praktijk 24"]


def titles_of(response):
    return [practice.title for practice in response.context["listing"].practices]


def test_a_practice_shows_its_concepts_with_their_explanation_or_a_way_to_it(client, tree):
    Facet.objects.create(pk="as", label_nl="Assen", label_fr="Axes", label_en="Axes", position=1)
    told = {"label_fr": "x", "label_en": "x", "facet_id": "as"}
    Concept.objects.create(pk="as.een", label_nl="Met uitleg", note_nl="Dit betekent het.", position=1, **told)
    Concept.objects.create(pk="as.twee", label_nl="Zonder uitleg", position=2, **told)
    make_practice(slug="met-begrippen", concepts=["as.een", "as.twee"])
    html = client.get("/nl/praktijken/met-begrippen/").content.decode()
    assert '<summary>Met uitleg</summary><p lang="nl">Dit betekent het.</p>' in html
    assert '<a class="tag" href="/nl/woorden/as.twee/">Zonder uitleg</a>' in html
