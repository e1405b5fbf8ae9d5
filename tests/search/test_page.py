"""The search page from end to end: outbox, index, audience, page. Nothing is stood in for."""

from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command

from pages.models import HomePage, StandardPage
from people.models.audience import of_group, public
from practices.models import PracticePage
from search.indexer import drain, reconcile
from search.models import DirtyDocument
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

URL = "/nl/zoeken/"
KANARIE = "Kanarievogel"


@pytest.fixture(autouse=True)
def _empty_index(tree):
    call_command("index_search", rebuild=True, verbosity=0)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens inside is committed: the outbox pokes the indexer, as it would for a reader."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def team_practice(committed):
    team = TeamFactory()
    with committed():
        make_practice(
            "kanarie", title=KANARIE, summary="Kanariezin over tolken", occasion="Kanariewoord", ladder="onderzocht",
            audience=of_group(team),
        )  # fmt: skip
        make_practice("open", title="Tolken in het open veld")
    return team


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def titles(response):
    return [link.get_text() for link in page_of(response).select(".hit__title a")]


def test_publish_unpublish_rename_and_delete_show_at_the_next_request(client, committed):
    with committed():
        page = make_practice("tolk", title="De tolk eerst")
    assert titles(client.get(URL, {"q": "tolken"})) == ["De tolk eerst"]
    with committed():
        page.title = "De agenda eerst"
        page.save_revision().publish()
    assert titles(client.get(URL, {"q": "agenda"})) == ["De agenda eerst"]
    with committed():
        page.unpublish()
    assert titles(client.get(URL, {"q": "agenda"})) == []
    with committed():
        page.save_revision().publish()
    assert titles(client.get(URL, {"q": "agenda"})) == ["De agenda eerst"]
    with committed():
        page.delete()
    assert titles(client.get(URL, {"q": "agenda"})) == []
    assert not DirtyDocument.objects.exists()


def test_a_change_that_is_rolled_back_leaves_no_trace(committed):
    from django.db import transaction

    with committed():
        page = make_practice("tolk")
    with transaction.atomic():
        page.save()
        assert DirtyDocument.objects.count() == 1
        transaction.set_rollback(True)
    assert not DirtyDocument.objects.exists()


def test_one_transaction_queues_the_indexer_once(committed, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    from django_tasks import default_task_backend

    default_task_backend.clear()
    with committed():
        for number in range(5):
            make_practice(f"p{number}")
    queued = [result.task.func.__name__ for result in default_task_backend.results]
    assert queued.count("index_dirty") == 1


def test_unpublished_is_gone_even_while_the_index_is_behind(client, committed):
    with committed():
        page = make_practice("tolk", title="De tolk eerst")
    page.unpublish()
    assert titles(client.get(URL, {"q": "tolk"})) == []


@pytest.mark.parametrize("who", ["visitor", "outsider"])
def test_what_a_team_keeps_shows_in_no_channel_for_others(client, team_practice, who):
    if who == "outsider":
        client.force_login(MembershipFactory(team=TeamFactory()).person)
    for asked in ({"q": "tolken"}, {"q": "kanariewoord"}, {}, {"trap": "onderzocht"}, {"soort": "praktijk"}):
        response = client.get(URL, asked)
        main = page_of(response).select_one("main")
        for box in main.select("input"):
            box.decompose()
        assert b"anarie" not in main.encode().replace(b"kanariewoord", b"")
        kinds = [tab.get_text(" ", strip=True) for tab in main.select(".search-kinds a")]
        assert not any(tab.endswith(" 2") for tab in kinds)
        counted = {value.get_text(" ", strip=True) for value in main.select(".facet__value")}
        assert not any(value.startswith("onderzocht") and not value.endswith(" 0") for value in counted)
    suggested = client.get("/nl/zoeken/suggesties/", {"q": "kanari"}).json()
    assert suggested == {"suggestions": []}


def test_the_team_itself_finds_it_and_leaving_takes_it_away(client, team_practice):
    membership = MembershipFactory(team=team_practice)
    client.force_login(membership.person)
    assert sorted(titles(client.get(URL, {"q": "tolken"}))) == [KANARIE, "Tolken in het open veld"]
    assert client.get("/nl/zoeken/suggesties/", {"q": "kanari"}).json() == {
        "suggestions": [KANARIE, "kanariewoord", "kanariezin"]
    }
    membership.delete()
    assert titles(client.get(URL, {"q": "tolken"})) == ["Tolken in het open veld"]


def test_words_that_only_happen_to_share_a_library_are_not_suggested_as_a_pair(client, committed):
    with committed():
        make_practice("a", title="Omdat de tolk belt", occasion="Ik heb gezwegen. Omdat het zaterdag was.")
    suggested = [client.get("/nl/zoeken/suggesties/", {"q": q}).json()["suggestions"] for q in ("gezw", "gezwegen om")]
    assert suggested == [["gezwegen"], []]
    assert client.get("/nl/zoeken/suggesties/", {"q": "tolk be"}).json() == {"suggestions": ["Omdat de tolk belt"]}


def test_an_excerpt_holds_no_markup(client, committed):
    with committed():
        make_practice("a", title="Bellen", summary="", occasion="## Kop\n\n- **De** tolk\n- [hier](/x/)")
    assert (
        page_of(client.get(URL, {"q": "tolk"}))
        .select_one(".hit__excerpt")
        .get_text()
        .startswith("Kop · De tolk · hier")
    )


def test_narrowing_an_audience_hides_even_while_the_index_is_behind(client, committed):
    with committed():
        page = make_practice("tolk", title="De tolk eerst")
    PracticePage.objects.filter(pk=page.pk).update(audience=of_group(TeamFactory()))
    assert titles(client.get(URL, {"q": "tolk"})) == []


def test_words_are_marked_and_everything_else_is_escaped(client, committed):
    with committed():
        make_practice("a", title="Tolk & <b>team</b>", summary="<script>x</script> de kindtolk", occasion="Niets.")
    response = client.get(URL, {"q": "tolk"})
    assert (
        '<a href="/nl/praktijken/a/" ping="/nl/zoeken/geopend/?q=tolk"><mark>Tolk</mark> &amp; &lt;b&gt;team&lt;/b&gt;</a>'
        in response.content.decode()
    )
    assert [mark.get_text() for mark in page_of(response).select(".hit__excerpt mark")] == ["kindtolk"]
    assert b"<script>x" not in response.content


def test_facets_count_narrow_and_let_go(client, committed):
    with committed():
        make_practice("a", title="Tolk a", ladder="idee", time_band="uren")
        make_practice("b", title="Tolk b", ladder="idee", time_band="dagen")
        make_practice("c", title="Tolk c", ladder="onderzocht", time_band="uren")
    soup = page_of(client.get(URL, {"q": "tolk", "trap": "idee"}))
    values = {
        value.select_one("span").get_text(): (value.select_one(".facet__count").contents[-1].strip(), value["href"])
        for value in soup.select(".facet__value[href]")
    }
    assert values == {
        "Nederlands": ("2", "?q=tolk&trap=idee&taal=nl"),
        "idee": ("2", "?q=tolk"),
        "onderzocht": ("1", "?q=tolk&trap=idee&trap=onderzocht"),
        "een of enkele uren": ("1", "?q=tolk&trap=idee&duur=uren"),
        "een dag of enkele dagen": ("1", "?q=tolk&trap=idee&duur=dagen"),
    }
    assert [(tag.contents[0], tag["href"]) for tag in soup.select(".picked__tag")] == [("idee", "?q=tolk")]
    tabs = {tab.get_text(" ", strip=True): tab.get("href") for tab in soup.select(".search-kinds a")}
    assert tabs == {
        "Alles 2": "?q=tolk&trap=idee", "Casussen 0": None, "Modules 0": None, "Over Meerstemmig 0": None,
        "Praktijken 2": "?q=tolk&trap=idee&soort=praktijk",
    }  # fmt: skip
    empty = [value.select_one("span").get_text() for value in soup.select(".facet__value[aria-disabled]")]
    assert [one for one in empty if one in {"uitgeprobeerd", "Frans", "een jaar of langer", "onderzocht"}] == [
        "Frans", "uitgeprobeerd",
    ]  # fmt: skip
    assert len(soup.select(".facet__empty")) == len(soup.select(".facet:has([aria-disabled])"))


def test_values_that_have_nothing_yet_come_from_the_vocabulary_a_dozen_at_most(client, committed):
    call_command("import_thesaurus", verbosity=0)
    with committed():
        make_practice("a", title="Tolk a", concepts=["mech.taaldrempel", "kracht.school"])
    soup = page_of(client.get(URL, {"q": "tolk", "kracht": "kracht.school"}))
    shown = {
        facet.summary.find(string=True, recursive=False).strip(): [
            (value.select_one("span").get_text(), value.has_attr("href")) for value in facet.select(".facet__value")
        ]
        for facet in soup.select(".facet")
    }
    assert shown["Wat uitsluit"] == [
        ("Structurele uitsluiting", True), ("Drempels in toegang", True), ("Taaldrempel in dienstverlening", True),
        ("Beeldvorming", False),
    ]  # fmt: skip
    assert shown["Waar kracht zit"][:2] == [("School als houvast", True), ("Familie en grootfamilie", False)]
    assert {name: len(values) for name, values in shown.items() if len(values) > 12} == {
        "Uitdrukkelijk gemaakt voor": 18
    }
    assert shown["Wie erbij betrokken is"] == [(name, False) for name, _on in shown["Wie erbij betrokken is"]]
    assert len(shown["Waar kracht zit"]) == len(shown["Wie erbij betrokken is"]) == 12


def test_nothing_found_leads_on(client):
    soup = page_of(client.get(URL, {"q": "xyzzyq"}))
    assert soup.select_one(".empty p").get_text() == ("Hier hebben we nog niets over.")
    assert [link["href"] for link in soup.select(".empty a")] == [
        "/nl/casussen/", "/nl/praktijken/", "/nl/modules/", "/nl/woorden/", "/nl/account/login/",
    ]  # fmt: skip


def test_a_typing_error_is_searched_as_what_was_meant(client, committed):
    with committed():
        make_practice("a", title="Begeleiding thuis")
    response = client.get(URL, {"q": "begeliding"})
    assert titles(response) == ["Begeleiding thuis"]
    assert page_of(response).select_one(".search-line strong").get_text() == "begeleiding"


def test_a_right_word_that_occurs_nowhere_is_left_alone_and_its_neighbour_offered(client, committed):
    """The dictionary knows "mijden": nobody who typed it meant to be searched for "midden"."""
    with committed():
        make_practice("a", title="Oogcontact in het midden")
        make_practice("b", title="In het midden van de week")
    response = client.get(URL, {"q": "oogcontact mijden"})
    assert titles(response)[0] == "Oogcontact in het midden"
    assert "midden" not in [mark.get_text() for mark in page_of(response).select(".hit mark")]
    [line] = page_of(response).select(".search-line")
    assert " ".join(line.get_text().split()) == "Niets met “mijden”. Bedoelde je midden?"
    assert line.a["href"] == "?q=oogcontact+midden"
    assert sorted(titles(client.get(URL + line.a["href"]))) == ["In het midden van de week", "Oogcontact in het midden"]


def test_results_stand_newest_first_where_asked_and_page_two_goes_on(client, committed):
    with committed():
        for number in range(12):
            with time_machine.travel(datetime(2026, 3, 1 + number, tzinfo=UTC), tick=False):
                make_practice(f"p{number:02}", title="Tolk " * (number % 3 + 1) + f"{number:02}")
    newest_first = [f"{number:02}" for number in range(11, -1, -1)]
    best = client.get(URL, {"q": "tolk"})
    sorting = page_of(best).select(".search-sort a")
    assert [(link["href"], link.get("aria-current")) for link in sorting] == [
        ("?q=tolk", "true"), ("?q=tolk&sort=nieuwst", None),
    ]  # fmt: skip
    first = client.get(URL + sorting[1]["href"])
    following = page_of(first).select_one(".pagination [rel=next]")["href"]
    assert following == "?q=tolk&sort=nieuwst&page=2"
    shown = [title[-2:] for title in titles(first) + titles(client.get(URL + following))]
    assert shown == newest_first
    assert [title[-2:] for title in titles(best)] != newest_first[:10]
    assert page_of(first).select_one("input[name=sort]")["value"] == "nieuwst"
    assert page_of(client.get(URL, {"q": "tolk", "sort": "iets"})).select("input[name=sort]") == []
    assert page_of(client.get(URL, {"sort": "nieuwst"})).select(".search-sort") == []


def test_a_text_of_the_house_is_found_by_its_name_and_its_words_and_by_nobody_else(client, tree, committed):
    home = HomePage.objects.get(locale__language_code="nl")
    with committed():
        for slug, title, audience in (
            ("handvest", "Handvest", public()), ("binnen", KANARIE, of_group(TeamFactory())),
        ):  # fmt: skip
            page = StandardPage(title=title, slug=slug, summary="Waar we voor staan.", audience=audience)
            page.body = [("prose", f"Wat {slug} wij **weigeren** te tellen.")]
            home.add_child(instance=page)
            page.save_revision().publish()
    for asked in ("handvest", "weigert"):
        soup = page_of(client.get(URL, {"q": asked}))
        assert [link["href"] for link in soup.select(".hit__title a")] == ["/nl/handvest/"]
        assert soup.select_one(".hit .kicker").get_text(strip=True) == "Over Meerstemmig"
    assert titles(client.get(URL, {"soort": "tekst"})) == ["Handvest"]
    suggested = [client.get("/nl/zoeken/suggesties/", {"q": q}).json()["suggestions"] for q in ("handv", "kanari")]
    assert suggested == [["Handvest"], []]


def test_second_page_continues_the_first(client, committed):
    with committed():
        for number in range(13):
            make_practice(f"tolk-{number:02}", title=f"Tolk {number:02}")
    first = client.get(URL, {"q": "tolk"})
    second = client.get(URL, {"q": "tolk", "page": 2})
    assert (len(titles(first)), len(titles(second))) == (10, 3)
    assert len({*titles(first), *titles(second)}) == 13
    assert [link["rel"] for link in page_of(second).select(".pagination a")] == [["prev"]]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_results_costs_the_same_however_many(client, committed, number, django_assert_num_queries):
    with committed():
        for one in range(number):
            make_practice(f"tolk-{one}")
    client.force_login(UserFactory())
    client.get(URL, {"q": "tolk"})
    with django_assert_num_queries(7):
        assert len(titles(client.get(URL, {"q": "tolk"}))) == number


HOSTILE = [
    "(" * 10_000, "\x00tolk", "🙂" * 300, "a" * 100_000, '"open', "-", "- -", "*", "title:*", 'audience:"x"',
    "%00%ff", "\ud7ff\ufffe", "\u202etolk", "'; DROP TABLE", "{{ 7*7 }}", "<script>alert(1)</script>", "../../",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_get_an_ordinary_page(client, text):
    response = client.get(URL, {"q": text})
    soup = page_of(response)
    assert (response.status_code, soup.h1.get_text()) == (200, "Zoeken")
    assert len(soup.select_one("#zoekvraag")["value"]) <= 256
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-1", "page=99999", "page=x", "page=²", "trap=", "trap=%00", "begrip=x", "soort=zomaar"]
)
def test_a_strange_address_gets_an_ordinary_page(client, asked):
    assert page_of(client.get(f"{URL}?{asked}")).h1.get_text() == "Zoeken"


def test_without_an_index_titles_are_searched_and_it_is_said(client, settings, tmp_path, committed):
    with committed():
        make_practice("tolk", title="De tolk eerst")
        make_practice("geheim", title="De tolk van het team", audience=of_group(TeamFactory()))
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    settings.SEARCH_PLACE = settings.SEARCH_PLACE and f"{settings.SEARCH_PLACE}-weg"
    soup = page_of(client.get(URL, {"q": "tolk"}))
    assert soup.select_one(".note__title").get_text() == "Zoeken is even niet volledig"
    assert [link.get_text() for link in soup.select(".hit__title a")] == ["De tolk eerst"]


def test_reconciling_finds_and_repairs_what_is_missing_and_what_is_no_longer_there(client, committed):
    with committed():
        gone, lost = make_practice("weg", title="Tolk weg"), make_practice("kwijt", title="Tolk kwijt")
    PracticePage.objects.filter(pk=gone.pk).update(live=False)
    from search.engines import engine
    from search.engines.base import Delete

    engine().apply([Delete(f"praktijk:{lost.pk}")])
    found = reconcile()
    assert (found.missing, found.ghosts) == ((f"praktijk:{lost.pk}",), (f"praktijk:{gone.pk}",))
    drain()
    assert titles(client.get(URL, {"q": "tolk"})) == ["Tolk kwijt"]


def test_the_words_stand_in_no_log(client, committed, caplog, capsys):
    with committed():
        make_practice("tolk")
    client.get(URL, {"q": "kanariewoord"})
    assert "kanariewoord" not in caplog.text + capsys.readouterr().out


def test_a_practice_leads_on_to_what_is_like_it_and_never_to_what_a_team_keeps(client, committed):
    alike = {"summary": "Praten zonder formulier", "occasion": "Wie wacht op de bus praat zonder formulier."}
    with committed():
        make_practice("stoel", title="De stoel", **alike)
        make_practice("bus", title="De bus", **alike)
        make_practice("geheim", title=KANARIE, audience=of_group(TeamFactory()), **alike)
    soup = page_of(client.get("/nl/praktijken/stoel/"))
    assert [link.get_text() for link in soup.select(".similar .card__title a")] == ["De bus"]


def test_without_an_index_a_practice_shows_nothing_like_it(client, settings, tmp_path):
    make_practice("stoel", title="De stoel")
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    settings.SEARCH_PLACE = settings.SEARCH_PLACE and f"{settings.SEARCH_PLACE}-weg"
    assert page_of(client.get("/nl/praktijken/stoel/")).select(".similar") == []
