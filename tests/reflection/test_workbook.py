"""Everything a person wrote, by place and by date, with its versions; and nobody else's."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from reflection.models import Answer, DataKey
from reflection.notebook import MemberNotebook
from reflection.workbook import Filter, book_of
from tests.factories.cases import make_case
from tests.factories.modules import block, id_of, module, unit
from tests.factories.people import UserFactory
from tests.reflection.writing import keep_line, note, write_in_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

HOME, DATE = "/nl/notities/werkboek/", "/nl/notities/werkboek/datum/"
HOSTILE = "</p><script>alert(1)</script> {{ 7|add:7 }} \u202eomgekeerd 👩🏽‍🦱"


@pytest.fixture
def writer(tree, client):
    """Somebody who kept a line of a session, and is signed in."""
    person, _line = keep_line("Een zin uit de kring.")
    client.force_login(person)
    return person


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def test_every_room_is_in_it(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Noé vertaalt.")
    page = module(unit("Kijken", block("writing", "Gezien", text="Wat zag je?")), title="Vertragen", slug="vertragen")
    MemberNotebook(writer).write_all(f"module:{page.translation_key}", {id_of("Gezien"): {"text": "Een jas."}})
    note(writer, "Op de trein bedacht.")
    shelves = client.get(HOME).context["shelves"]
    told = [
        (str(shelf.label), [(place.origin.title.split(",")[0], place.spots) for place in shelf.places])
        for shelf in shelves
    ]
    assert told == [
        ("Casussen", [("Casus proef", 1)]),
        ("Modules", [("Vertragen", 1)]),
        ("Intervisie", [("Kring Test", 1)]),
        ("Logboek", [("Logboek", 1)]),
    ]
    words = {"Noé vertaalt.", "Een jas.", "Een zin uit de kring.", "Op de trein bedacht."}
    found = set()
    for shelf in shelves:
        for place in shelf.places:
            body = text_of(client.get(f"{HOME}van/{place.about}/"))
            found |= {each for each in words if each in body}
    assert found == words
    assert {each for each in words if each in text_of(client.get(DATE))} == words
    assert not any(each in client.get(HOME).content.decode() for each in words)


def test_a_place_shows_the_latest_version_with_its_question_and_the_ways_on(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Eerst dit.")
    write_in_case(writer, case, gezien="Later dat.")
    body = client.get(f"{HOME}van/{case.about}/").content.decode()
    assert "Later dat." in body
    assert "Eerst dit." not in body
    assert body.count("Wat heb je gezien of gehoord?</h3>") == 1
    assert "1 eerdere versie" in body
    assert 'href="/nl/casussen/proef/fase/1/"' in body


def test_the_first_and_the_last_version_stand_side_by_side_with_what_changed(client, writer):
    case = make_case()
    for text in ("Hij vertaalt vlot.", "Iets ertussen.", "Hij vertaalt met moeite."):
        write_in_case(writer, case, gezien=text)
    first, _middle, last = Answer.objects.of(writer).filter(part__endswith="gezien").order_by("created_at")
    for pk in (first.pk, last.pk):
        answer = client.get(f"{HOME}versies/{pk}/")
        kinds = [(each.kind, each.text) for line in answer.context["changes"] for each in line.changes]
        assert kinds == [("same", "Hij vertaalt "), ("gone", "vlot."), ("new", "met moeite.")]
        body = answer.content.decode()
        assert re.findall(r"<(del|ins)>", body) == ["del", "ins"]
        assert "[− vlot. −]" in text_of(answer).replace("&nbsp;", " ").replace("  ", " ")
        assert "Iets ertussen." in body


def test_a_fresh_start_is_shown_and_what_came_before_stays(client, writer):
    case = make_case()
    with time_machine.travel(datetime(2026, 11, 1, 9, tzinfo=UTC), tick=False):
        write_in_case(writer, case, gezien="Van de eerste keer.")
    with time_machine.travel(datetime(2026, 11, 9, 9, tzinfo=UTC), tick=False):
        MemberNotebook(writer).restart(case.about)
    place = text_of(client.get(f"{HOME}van/{case.about}/"))
    assert "Van de eerste keer." in place
    assert "Opnieuw begonnen op 9 november 2026" in place
    assert "van voor je opnieuw begon op 9 november 2026" in place


def test_a_place_that_is_gone_keeps_what_was_written_there(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Blijft van mij.")
    case.unpublish()
    place = text_of(client.get(f"{HOME}van/{case.about}/"))
    assert "Iets dat niet meer te lezen is" in place
    assert "Blijft van mij." in place


def test_nobody_else_gets_any_of_it(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Van mij.")
    row = Answer.objects.of(writer).filter(part__endswith="gezien").get()
    addresses = [f"{HOME}van/{case.about}/", f"{HOME}versies/{row.pk}/"]
    assert [client.get(each).status_code for each in addresses] == [200, 200]
    for other in (UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(other)
        assert [client.get(each).status_code for each in addresses] == [404, 404]
        assert client.get(HOME).context["shelves"] == []
        assert "Van mij." not in client.get(DATE).content.decode()
    client.logout()
    assert {client.get(each).status_code for each in [HOME, DATE, *addresses]} == {302}


def test_it_is_kept_by_no_cache_and_its_titles_tell_nothing(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Van mij.")
    row = Answer.objects.of(writer).filter(part__endswith="gezien").get()
    for address in (HOME, DATE, f"{HOME}van/{case.about}/", f"{HOME}versies/{row.pk}/", f"{HOME}meenemen/"):
        answer = client.get(address)
        assert {each.strip() for each in answer["Cache-Control"].split(",")} == {"private", "no-store"}
        assert re.search(r"<title>(.*?)</title>", answer.content.decode())[1] in {
            "Mijn werkboek · Meerstemmig",
            "Versies · Meerstemmig",
            "Meenemen · Meerstemmig",
        }


def test_hostile_text_is_shown_as_it_was_written(client, writer):
    case = make_case()
    for text in (HOSTILE, HOSTILE[::-1]):
        write_in_case(writer, case, gezien=text)
    row = Answer.objects.of(writer).filter(part__endswith="gezien").first()
    for address in (DATE, f"{HOME}van/{case.about}/", f"{HOME}versies/{row.pk}/"):
        body = client.get(address).content.decode()
        assert "<script>alert" not in body
        assert "7|add:7" in body or "7:dda|7" in body


def test_a_text_whose_key_was_erased_says_so(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien="Van mij.")
    row = Answer.objects.of(writer).filter(part__endswith="gezien").get()
    DataKey.objects.filter(person=writer).delete()
    for address in (f"{HOME}van/{case.about}/", f"{HOME}versies/{row.pk}/", DATE):
        body = client.get(address).content.decode()
        assert "De sleutel van deze tekst is gewist." in body


def test_an_empty_book_invites_to_begin(client, tree):
    client.force_login(UserFactory())
    assert "Hier staat nog niets." in client.get(HOME).content.decode()
    assert "Hier staat nog niets." in client.get(DATE).content.decode()


@pytest.mark.parametrize("path", ["van/casus:weg/", "van/x/", "versies/11111111-1111-1111-1111-111111111111/"])
def test_what_is_not_there_is_a_404(client, writer, path):
    assert client.get(HOME + path).status_code == 404


@pytest.mark.parametrize(("page", "shown"), [("0", 6), ("-1", 6), ("99", 6), ("x", 20), ("1", 20), ("2", 6)])
def test_long_lists_have_pages_and_no_page_number_breaks(client, writer, page, shown):
    for number in range(25):
        note(writer, f"Notitie {number}")
    for address, others in ((DATE, 0), (f"{HOME}van/logboek:alles/", 1)):
        answer = client.get(f"{address}?page={page}")
        assert len(answer.context["pieces"]) == shown - (others if shown < 20 else 0)


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_as_for_many(client, tree, count, django_assert_num_queries):
    person, _line = keep_line("Een zin.")
    client.force_login(person)
    for number in range(count):
        case = make_case(f"c{number}")
        write_in_case(person, case, gezien="Eerst.", ingevuld="Ook.")
        write_in_case(person, case, gezien="Dan.")
        note(person, "Iets", about=case.about)
        page = module(unit("Kijken", block("writing", f"w{number}", text="?")))
        MemberNotebook(person).write_all(f"module:{page.translation_key}", {id_of(f"w{number}"): {"text": "Een jas."}})
    row = Answer.objects.of(person).filter(part__endswith="gezien").first()
    counts = {HOME: 10, DATE: 13, f"{HOME}van/{case.about}/": 11, f"{HOME}versies/{row.pk}/": 12}
    client.get(HOME)
    for address, queries in counts.items():
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_period_counts_both_days_as_people_count_them(writer):
    case = make_case()
    for text, moment in (
        ("a", datetime(2026, 10, 31, 22, 59, tzinfo=UTC)),
        ("b", datetime(2026, 10, 31, 23, 1, tzinfo=UTC)),
    ):
        with time_machine.travel(moment, tick=False):
            write_in_case(writer, case, gezien=text)
    book = book_of(writer, Filter(since=datetime(2026, 11, 1).date(), until=datetime(2026, 11, 1).date()))
    assert [version.value["tekst"] for piece in book.pieces(book.spots.values()) for version in piece.versions] == ["b"]


@pytest.mark.parametrize(
    ("what", "ways"),
    [("a note", ["Deel een stukje", "Zet vast"]), ("a passage without words", []), ("words in a case", ["Deel een stukje", "Zet vast"])],
)  # fmt: skip
def test_only_what_has_words_can_be_frozen_and_what_says_nothing_cannot_be_shared(client, writer, what, ways):
    case = make_case()
    about = "logboek:alles"
    if what == "a note":
        note(writer, "Een zin.")
    elif what == "words in a case":
        write_in_case(writer, case, gezien="Een zin.")
        about = case.about
    else:
        client.post("/nl/notities/logboek/nieuw/", {"citaat": "De zin van een ander."})
    page = client.get(f"{HOME}van/{about}/").content.decode()
    assert re.findall(r">(Deel een stukje|Zet vast)<span", page) == ways
    for address in re.findall(r'href="(/nl/notities/(?:gedeeld|vastgezet)/nieuw/[^"]*)"', page):
        assert client.get(address).status_code == 200
