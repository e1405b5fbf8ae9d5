"""Saving a question and everything that can be done with it on its person's own page."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meerstemmig.chores import CHORES
from people.exporting import collect
from people.models import Role
from search.concepts import Book
from shelf.actions.searches import delete_search, forget_deleted, save_search
from shelf.exceptions import NothingToSave, ShelfFull, Stale
from shelf.models import DAYS_TO_PUT_BACK, SavedSearch
from shelf.questions import Saved, read
from shelf.rules import MOST_SEARCHES, can_save, check_save, check_version
from tests.factories.people import UserFactory
from tests.factories.practices import make_practice
from tests.shelf.asking import asked, index, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

LIST = "/nl/plank/zoekvragen/"
SAVE = f"{LIST}bewaar/"
KANARIE = "kanariewoord"


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def shown(response):
    return [heading.get_text(strip=True) for heading in soup(response).select(".saved-search__name")]


def fields_of(form):
    return {each["name"]: each.get("value", "") for each in form.select("input[name]")}


def press(client, page, action):
    """Send the form on this page whose address ends so, as a browser would."""
    form = next(each for each in soup(page).select("form") if each["action"].endswith(action))
    button = form.select_one("button[name]")
    sent = fields_of(form) | ({button["name"]: button["value"]} if button else {})
    return client.post(form["action"], sent, follow=True)


@pytest.mark.parametrize("found", [True, False], ids=["with hits", "empty page"])
def test_the_button_on_the_result_page_keeps_exactly_this_question(client, person, found):
    if found:
        make_practice("tolk", title="De tolk eerst", ladder="uitgeprobeerd")
    index()
    page = client.get("/nl/zoeken/", {"q": "tolken", "trap": ["uitgeprobeerd"], "letterlijk": "ja"})
    answer = press(client, page, "/plank/zoekvragen/bewaar/")
    row = SavedSearch.objects.get()
    assert read(row).address == "q=tolken&trap=uitgeprobeerd&letterlijk=ja"
    assert (row.person, row.language, row.is_empty, row.asked_at is not None) == (person, "nl", not found, True)
    assert shown(answer) == ["tolken"]
    assert soup(answer).select_one(".saved-search__name a")["href"] == (
        "/nl/zoeken/?q=tolken&trap=uitgeprobeerd&letterlijk=ja"
    )
    assert client.get("/nl/zoeken/?q=tolken&trap=uitgeprobeerd&letterlijk=ja").status_code == 200


def test_what_it_finds_when_it_is_saved_is_not_new(client, person):
    make_practice("tolk", title="De tolk eerst")
    index()
    page = client.post(SAVE, {"q": "tolk"}, follow=True)
    assert "De tolk eerst" not in page.content.decode()
    assert read(SavedSearch.objects.get()).news == ()


def test_a_visitor_gets_no_button_and_is_asked_to_sign_in(client):
    index()
    page = client.get("/nl/zoeken/", {"q": "tolken"})
    assert [form for form in soup(page).select("form") if "plank" in form["action"]] == []
    login = soup(page).select_one("main a[href*='account/login']")["href"]
    assert "tolken" not in login
    assert client.post(SAVE, {"q": "tolken"}).status_code == 302
    assert SavedSearch.objects.count() == 0


def test_the_words_are_sealed_and_stand_in_no_row_log_or_address(client, person, caplog):
    index()
    with caplog.at_level("DEBUG"):
        answer = client.post(SAVE, {"q": KANARIE}, follow=True)
        client.post(f"{LIST}{SavedSearch.objects.get().pk}/opnieuw/")
    assert [KANARIE in url for url, _status in answer.redirect_chain] == [False]
    assert KANARIE not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM shelf_savedsearch")
        assert KANARIE.encode() not in b"".join(bytes(str(each), "utf-8") for each in cursor.fetchone())
    assert KANARIE not in str(client.session.load())


def test_the_same_question_twice_is_kept_once_and_a_deleted_one_comes_back(client, person):
    index()
    client.post(SAVE, {"q": "tolk"})
    answer = client.post(SAVE, {"q": "tolk"}, follow=True)
    assert "bewaarde je al" in answer.content.decode()
    row = SavedSearch.objects.get()
    delete_search(by=person, search_id=row.pk)
    assert shown(client.post(SAVE, {"q": "tolk"}, follow=True)) == ["tolk"]
    assert SavedSearch.objects.get().deleted_at is None
    client.post(SAVE, {"q": "tolk", "trap": "uitgeprobeerd"})
    assert SavedSearch.objects.count() == 2


SAVING = [
    ("", 0, NothingToSave),
    ("q=%20%20", 0, NothingToSave),
    ("page=3", 0, NothingToSave),
    ("q=geheimwoord", 0, NothingToSave),
    ("q=tolk", MOST_SEARCHES, ShelfFull),
    ("q=tolk", MOST_SEARCHES - 1, None),
    ("trap=uitgeprobeerd", 0, None),
    ("begrip=as.taal", 0, None),
]


@pytest.mark.parametrize(("address", "kept", "refused"), SAVING)
def test_what_may_be_saved(monkeypatch, address, kept, refused):
    from vocabulary.silence import Silence

    book = Book({}, {}, {}, {}, {}, Silence(frozenset({"geheimwoord"})), frozenset(), "none")
    monkeypatch.setattr("shelf.rules.book", lambda: book)
    assert can_save(asked(address), kept) == (refused is None)
    if refused:
        with pytest.raises(refused) as reason:
            check_save(asked(address), kept)
        assert str(reason.value)


def test_a_refusal_says_why_and_keeps_nothing(client, person):
    index()
    page = client.post(SAVE, {"q": ""}, follow=True)
    assert "Er is nog niets gezocht" in page.content.decode()
    assert SavedSearch.objects.count() == 0


@pytest.mark.parametrize("sent", [{"q": "x" * 9000}, {"q": "a\x00b"}, {"trap": ["weg"] * 400}, {"begrip": "weg.weg"}])
def test_what_nobody_would_send_breaks_nothing(client, person, sent):
    index()
    assert client.post(SAVE, sent, follow=True).status_code == 200
    assert client.get(LIST).status_code == 200


def test_a_name_can_be_changed_and_says_what_is_wrong_at_the_field(client, person):
    row = saved(person, look=False)
    url = f"{LIST}{row.pk}/naam/"
    assert shown(client.post(url, {"name": "Tolken op school", "version": 1}, follow=True)) == ["Tolken op school"]
    for wrong, told in (("", "Geef een naam."), ("n" * 81, "hoogstens 80 tekens")):
        page = client.post(url, {"name": wrong, "version": 2})
        assert (page.status_code, told in page.content.decode()) == (422, True)
        assert soup(page).select_one("details[open] input[name=name]").get("value", "") == wrong
    assert read(SavedSearch.objects.get()).name == "Tolken op school"


def test_a_name_changed_on_two_pages_is_not_lost_on_either(client, person):
    row = saved(person, look=False)
    url = f"{LIST}{row.pk}/naam/"
    client.post(url, {"name": "Eerst", "version": 1})
    page = client.post(url, {"name": "Daarna", "version": 1})
    assert (page.status_code, shown(page)) == (409, ["Eerst"])
    form = soup(page).select_one("details[open] form")
    assert fields_of(form)["name"] == "Daarna"
    assert shown(client.post(url, fields_of(form), follow=True)) == ["Daarna"]
    with pytest.raises(Stale):
        check_version(SavedSearch.objects.get(), 1)


def test_a_round_in_between_makes_no_open_page_stale(client, person):
    index()
    row = saved(person)
    client.post(f"{LIST}{row.pk}/opnieuw/")
    assert client.post(f"{LIST}{row.pk}/naam/", {"name": "Nog steeds", "version": 1}).status_code == 303


def test_delete_undo_and_for_good(client, person):
    row = saved(person, look=False)
    page = client.post(f"{LIST}{row.pk}/weg/", follow=True)
    assert (shown(page), "Net verwijderd" in page.content.decode()) == ([], True)
    assert shown(press(client, page, f"{row.pk}/terug/")) == ["Tolken"]
    client.post(f"{LIST}{row.pk}/weg/")
    page = client.post(f"{LIST}{row.pk}/wis/", follow=True)
    assert (shown(page), SavedSearch.objects.count()) == ([], 0)


def test_what_is_not_deleted_cannot_be_wiped(client, person):
    row = saved(person, look=False)
    assert client.post(f"{LIST}{row.pk}/wis/").status_code == 404
    assert SavedSearch.objects.count() == 1


def test_a_week_later_a_deleted_question_is_gone_and_another_is_not(person):
    gone, waits, kept = (saved(person, f"q=tolk{n}", look=False) for n in range(3))
    now = timezone.now()
    SavedSearch.objects.filter(pk=gone.pk).update(deleted_at=now - timedelta(days=DAYS_TO_PUT_BACK, minutes=1))
    SavedSearch.objects.filter(pk=waits.pk).update(deleted_at=now - timedelta(days=DAYS_TO_PUT_BACK, minutes=-1))
    assert forget_deleted() == 1
    assert set(SavedSearch.objects.values_list("pk", flat=True)) == {waits.pk, kept.pk}
    assert "forget deleted questions" in {chore.name for chore in CHORES}


POSTS = ["naam", "opnieuw", "gezien", "rust", "weg", "terug", "wis"]


@pytest.mark.parametrize("way", POSTS)
@pytest.mark.parametrize("whose", ["of somebody else", "of an editor's choice", "of nobody"])
def test_what_is_not_mine_is_absent(client, person, way, whose):
    from tests.factories.people import RoleGrantFactory

    other = saved(UserFactory(), look=False)
    if whose == "of an editor's choice":
        RoleGrantFactory(person=person, role=Role.EDITOR)
    pk = uuid.UUID(int=404) if whose == "of nobody" else other.pk
    before = SavedSearch.objects.values().get(pk=other.pk)
    answer = client.post(f"{LIST}{pk}/{way}/", {"name": "Van mij", "version": 1, "rust": "ja"})
    assert answer.status_code == 404
    assert client.get(f"{LIST}{pk}/{way}/").status_code == 405
    assert SavedSearch.objects.values().get(pk=other.pk) == before
    assert "Tolken" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three(client, person, count, django_assert_num_queries):
    for number in range(count):
        make_practice(f"p{number}", title=f"Tolk {number}")
        row = saved(person, f"q=tolk{number}", look=False)
        new = Saved("Naam", f"q=tolk{number}", known=(), news=(f"praktijk:{_pk(f'p{number}')}",))
        from shelf.questions import write

        write(row, new, row.data_key)
        row.save()
    client.get(LIST)
    with django_assert_num_queries(7):
        page = client.get(LIST)
    assert page.content.decode().count("Nieuw sinds de vorige keer") == count


def _pk(slug):
    from practices.models import PracticePage

    return PracticePage.objects.get(slug=slug).pk


def test_one_that_does_not_open_keeps_no_other_shut(client, person):
    saved(person, "q=een", name="Gaat open", look=False)
    broken = saved(person, "q=twee", look=False)
    SavedSearch.objects.filter(pk=broken.pk).update(sealed=b"x" * 40)
    assert set(shown(client.get(LIST))) == {"Gaat open", "Niet te lezen"}
    for way in ("opnieuw", "gezien", "naam"):
        answer = client.post(f"{LIST}{broken.pk}/{way}/", {"name": "Nieuw", "version": 1}, follow=True)
        assert "gaat nu niet open" in answer.content.decode()
    assert bytes(SavedSearch.objects.get(pk=broken.pk).sealed) == b"x" * 40


def test_search_that_is_away_keeps_the_question_and_says_so(client, person):
    answer = client.post(SAVE, {"q": "tolk"}, follow=True)
    assert shown(answer) == ["tolk"]
    row = SavedSearch.objects.get()
    assert row.asked_at is None
    page = client.post(f"{LIST}{row.pk}/opnieuw/", follow=True)
    assert "Zoeken lukt nu even niet" in page.content.decode()


def test_it_comes_along_in_the_copy_and_goes_with_the_account(person):
    make_practice("tolk", title="De tolk eerst")
    index()
    saved(person, "q=tolk", name="Mijn naam")
    rows = {kept.model: kept.rows for kept in collect(person)}[SavedSearch]
    assert [row["content"] for row in rows] == [
        {"title": "Mijn naam", "text": "tolk", "address": "q=tolk", "found": ["De tolk eerst"]}
    ]
    from people.erasing import erase

    save_search(by=UserFactory(), asked=asked("q=blijft"), language="nl", name="Blijft")
    erase(person=person)
    assert SavedSearch.objects.filter(person_id=person.pk).count() == 0
    assert SavedSearch.objects.count() == 1


def test_a_narrowed_question_says_by_what_in_one_query_more(client, person, django_assert_num_queries):
    from vocabulary.models import Concept, Facet

    facet = Facet.objects.create(pk="set", label_nl="Waar", label_fr="Où", label_en="Where", position=1)
    for number, name in enumerate(("School", "Pleegzorg", "Ziekenhuis")):
        Concept.objects.create(pk=f"set.{name.lower()}", facet=facet, label_nl=name, position=number)
    saved(person, "q=tolk&soort=praktijk&set=set.school&trap=uitgeprobeerd&set=set.weg", look=False)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        page = client.get(LIST)
    assert "alleen Praktijken, School, uitgeprobeerd" in " ".join(soup(page).get_text().split())
    for name in ("pleegzorg", "ziekenhuis"):
        saved(person, f"q=tolk&set=set.{name}", look=False)
    with django_assert_num_queries(len(one)):
        client.get(LIST)
