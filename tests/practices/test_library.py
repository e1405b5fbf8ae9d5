"""Ways into the library beside the list: the map of gaps, practices side by side, the feed."""

import xml.etree.ElementTree as ET
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from people.models.audience import of_group
from practices.gaps import AGES, SHADES, gap_map
from tests.factories.people import MembershipFactory, TeamFactory
from tests.factories.practices import make_practice
from vocabulary.axes import AXES
from vocabulary.models import Concept, Facet

GAPS, COMPARE, FEED = "/nl/praktijken/witte-vlekken/", "/nl/praktijken/naast-elkaar/", "/nl/praktijken/nieuw.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def counted(found):
    return {(one.row, one.column): one.count for line in found.lines for one in line.squares if one.count}


def test_a_practice_counts_where_its_axes_meet_narrower_ones_included():
    found = gap_map([frozenset({"as.taal.kindtolk", "as.migratie", "fase.6-12"}), frozenset({"as.taal"})])
    assert counted(found) == {
        ("as.taal", "as.taal"): 2,
        ("as.migratie", "as.migratie"): 1,
        ("as.taal", "as.migratie"): 1,
    }
    assert found.gaps == len(AXES) * (len(AXES) + 1) // 2 - 3
    assert counted(gap_map([frozenset({"as.taal", "fase.6-12"})], "fase.0-6")) == {}


CONCEPTS = st.frozensets(st.sampled_from([axis.id for axis in AXES] + list(AGES) + ["as.taal.hart", "thema.tolk"]))


@given(st.lists(CONCEPTS, max_size=12), st.sampled_from(["", *AGES]))
def test_every_square_says_its_true_number_and_a_shade_that_grows_with_it(practices, age):
    found = gap_map(practices, age)
    squares = [one for line in found.lines for one in line.squares]
    told = [one for one in practices if not age or age in one]
    for one in squares:
        both = [p for p in told if all(any(c == a or c.startswith(f"{a}.") for c in p) for a in (one.row, one.column))]
        assert one.count == len(both)
        assert (one.shade == 0) == (one.count == 0)
        assert one.shade <= SHADES
    by_count = sorted(squares, key=lambda one: one.count)
    assert [one.shade for one in by_count] == sorted(one.shade for one in by_count)


@pytest.fixture
def concepts(db):
    for name in ("as", "fase"):
        Facet.objects.get_or_create(
            pk=name, defaults={"label_nl": name, "label_fr": name, "label_en": name, "position": 1}
        )
    for position, pk in enumerate(("as.taal", "as.migratie", "fase.6-12", "as.taal.kindtolk", "fase.6-12.klas")):
        Concept.objects.get_or_create(
            pk=pk,
            defaults={
                "facet_id": pk.partition(".")[0],
                "label_nl": pk,
                "label_fr": pk,
                "label_en": pk,
                "position": position,
            },
        )


pages = pytest.mark.usefixtures("tree", "_clear_page_caches")


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pages
@pytest.mark.django_db
def test_map_and_table_say_the_same_and_lead_to_the_same_search(client, concepts):
    make_practice("a", concepts=("as.taal", "as.migratie", "fase.6-12"))
    make_practice("kanarie", concepts=("as.taal",), audience=of_group(TeamFactory()))
    page = soup(client.get(GAPS, {"leeftijd": "fase.6-12"}))
    drawn = [(link["href"], link.select_one("text").get_text().replace("·", "0")) for link in page.select(".gap-map a")]
    table = [(link["href"], link.get_text()) for link in page.select(".gap-map__table td a")]
    assert drawn == table
    filled = {tuple(sorted(parse_qsl(urlsplit(url).query))): number for url, number in table if number != "0"}
    age = ("fase", "fase.6-12")
    assert filled == {
        (("as", "as.taal"), age): "1",
        (("as", "as.migratie"), age): "1",
        (("as", "as.taal"), age, ("kruist", "as.migratie")): "1",
    }


@pages
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("age", ["", "fase.6-12"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_square_says_what_its_link_finds(client, concepts, language, age, inside):
    team = TeamFactory()
    make_practice("a", concepts=("as.taal.kindtolk", "as.migratie", "fase.6-12.klas"))
    make_practice("b", concepts=("as.taal",), audience=of_group(team))
    make_practice("c", concepts=("as.taal", "as.taal.kindtolk", "fase.6-12"))
    make_practice("d", concepts=("as.taal", "as.migratie"), live=False)
    make_practice(
        "e", language="fr", concepts=("as.taal", "fase.6-12"), translation_key=make_practice("f").translation_key
    )
    if inside:
        client.force_login(MembershipFactory(team=team).person)
    page = soup(client.get(GAPS.replace("/nl/", f"/{language}/"), {"leeftijd": age}))
    links = {link["href"]: int(link.get_text()) for link in page.select(".gap-map__table td a")}
    assert len(links) == len(AXES) * (len(AXES) + 1) // 2
    told = {url: number for url, number in links.items() if number}
    assert told
    asked = {url: client.get(url).context["listing"] for url in told}
    assert {url: found.total for url, found in asked.items()} == told
    crossed = [url for url in told if "kruist" in url]
    assert [[one.value for one in asked[url].picked if one.value.startswith("as.")] for url in crossed]


@pages
@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_map_costs_the_same_however_many(client, concepts, number, django_assert_num_queries):
    for one in range(number):
        make_practice(f"p-{one}", concepts=("as.taal",))
    client.get(GAPS)
    with django_assert_num_queries(4):
        client.get(GAPS)


@pages
@pytest.mark.django_db
def test_three_at_most_stand_side_by_side_in_the_order_asked_and_none_of_others(client):
    team = TeamFactory()
    for slug in ("a", "b", "c", "d"):
        make_practice(slug)
    make_practice("kanarie", audience=of_group(team))
    asked = {"met": ["kanarie", "c", "zomaar", "a", "c", "b", "d"]}
    page = soup(client.get(COMPARE, asked))
    assert [link.get_text() for link in page.select(".compare thead a")] == ["C", "A", "B"]
    assert page.select(".compare-add") == []
    assert "anarie" not in page.select_one("main").get_text()
    page = soup(client.get(COMPARE, {"met": "a"}))
    assert [option["value"] for option in page.select(".compare-add option")] == ["b", "c", "d"]
    client.force_login(MembershipFactory(team=team).person)
    page = soup(client.get(COMPARE, asked))
    assert [link.get_text() for link in page.select(".compare thead a")] == ["Kanarie", "C", "A"]


@pages
@pytest.mark.django_db
def test_a_practice_leads_to_what_stands_beside_it(client):
    page = make_practice("a")
    hrefs = [link["href"] for link in soup(client.get(page.url)).select(".practice__facts a")]
    assert f"{COMPARE}?met=a" in hrefs


@pages
@pytest.mark.django_db
def test_the_feed_holds_what_everybody_may_read_whoever_asks(client):
    team = TeamFactory()
    make_practice("a", summary="Eerst bellen.")
    make_practice("b", summary="Niet meer doen.", discouraged_because="Het werkte niet.")
    make_practice("kanarie", audience=of_group(team))
    client.force_login(MembershipFactory(team=team).person)
    response = client.get(FEED)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    assert {(one.find(f"{ATOM}title").text, one.find(f"{ATOM}summary").text) for one in feed.findall(f"{ATOM}entry")} == {
        ("A", "Eerst bellen."), ("B", "Niet (meer) aanbevolen. Niet meer doen."),
    }  # fmt: skip
