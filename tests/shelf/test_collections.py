"""Putting things together with a line why, for oneself or for a team or circle."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from people.erasing import erase
from people.exporting import collect
from people.models.audience import of_group, of_owner
from shelf.actions import collections as actions
from shelf.collecting import Words, why_in, words_in
from shelf.exceptions import NotVisible, NotYours, ShelfFull, Stale
from shelf.models import DAYS_TO_PUT_BACK, Collection, CollectionItem
from shelf.rules import (
    MOST_COLLECTIONS,
    MOST_ITEMS,
    can_change,
    check_change,
    check_collection_version,
    check_make_collection,
    check_put,
)
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice
from tests.shelf.collecting import LIST, PUT, made, pk_of, read_as, reasons, shown, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def person(client, team):
    person = MembershipFactory(team=team).person
    client.force_login(person)
    return person


@pytest.mark.parametrize("way", ["the page itself", "a search result"])
def test_something_is_put_in_a_new_collection_from_where_it_stands(client, person, way):
    from tests.shelf.asking import index

    page = make_practice("tolk", title="De tolk eerst")
    index()
    start = client.get(page.url) if way == "the page itself" else client.get("/nl/zoeken/", {"q": "tolk"})
    link = soup(start).select_one(".keep-link a")["href"]
    form = soup(client.get(link)).select_one("main form.stack")
    sent = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
    answer = client.post(form["action"], {**sent, "new": "Tolken", "why": "Om mee te beginnen."}, follow=True)
    assert (shown(answer), reasons(answer)) == (["De tolk eerst"], ["Om mee te beginnen."])
    row = Collection.objects.get()
    assert (row.owner, row.audience) == (person, of_owner(person))
    assert "alleen jij" in client.get(LIST).content.decode()


def test_a_visitor_gets_no_link(client):
    page = make_practice("tolk")
    assert soup(client.get(page.url)).select(".keep-link") == []
    assert client.get(PUT, {"wat": pk_of(page)}).status_code == 302


def test_the_second_thing_goes_into_the_same_collection_and_the_same_thing_is_there_once(client, person):
    first, second = make_practice("een"), make_practice("twee")
    row = made(person, first)
    for _twice in range(2):
        client.post(PUT, {"wat": pk_of(second), "collection": str(row.pk), "why": "Dit ook."})
    page = client.get(f"{LIST}{row.pk}/")
    assert (shown(page), reasons(page)) == (["Een", "Twee"], ["Waarom een", "Dit ook."])


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Kies een verzameling, of geef een nieuwe een naam."),
        ({"collection": "weg"}, "Selecteer een geldige keuze"),
        ({"new": "n" * 101}, "hoogstens 100 tekens"),
        ({"new": "Tolken", "why": "w" * 301}, "hoogstens 300 tekens"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client, person, sent, told):
    page = make_practice("tolk")
    made(person)
    answer = client.post(PUT, {"wat": pk_of(page), "why": "Mijn regel", **sent})
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    form = soup(answer).select_one("main form.stack")
    assert form.select_one("[name=why]")["value"] == sent.get("why", "Mijn regel")
    assert CollectionItem.objects.count() == 0


@pytest.mark.parametrize("wat", ["", "praktijk:404", "weg:1", "praktijk:x", "praktijk:١", "x" * 900, "a\x00b"])
def test_what_is_not_there_cannot_be_put_in(client, person, wat):
    assert client.get(PUT, {"wat": wat}).status_code == 404
    assert client.post(PUT, {"wat": wat, "new": "Tolken"}).status_code == 404
    assert Collection.objects.count() == 0


def test_what_one_may_not_see_cannot_be_put_in(client, person):
    hidden = make_practice("kanarie", title="Kanarie", audience=of_group(TeamFactory()))
    answer = client.get(PUT, {"wat": pk_of(hidden)})
    assert (answer.status_code, "Kanarie" in answer.content.decode()) == (404, False)
    row = made(person)
    with pytest.raises(NotVisible):
        actions.put_in(by=person, collection_id=row.pk, thing=pk_of(hidden))
    assert CollectionItem.objects.count() == 0


def test_the_order_is_changed_with_buttons(client, person):
    row = made(person, *(make_practice(slug) for slug in ("een", "twee", "drie")))
    url = f"{LIST}{row.pk}/"
    page = client.get(url)
    pressed = [
        [button["value"] for button in piece.select("button[name=richting]")]
        for piece in soup(page).select(".piece-kept")
    ]
    assert pressed == [["omlaag"], ["omhoog", "omlaag"], ["omhoog"]]
    last = row.items.last()
    moved = client.post(f"{LIST}stuk/{last.pk}/plaats/", {"richting": "omhoog"})
    assert (moved.status_code, moved["Location"]) == (303, f"{url}#stuk-{last.pk}")
    assert shown(client.get(url)) == ["Een", "Drie", "Twee"]
    for way in ("omhoog", "omhoog", "omhoog"):
        client.post(f"{LIST}stuk/{last.pk}/plaats/", {"richting": way})
    assert shown(client.get(url)) == ["Drie", "Een", "Twee"]
    client.post(f"{LIST}stuk/{last.pk}/plaats/", {"richting": "omlaag"})
    assert shown(client.get(url)) == ["Een", "Drie", "Twee"]


def test_a_piece_is_taken_out_and_put_back_where_it_stood(client, person):
    row = made(person, *(make_practice(slug) for slug in ("een", "twee", "drie")))
    middle = row.items.all()[1]
    page = client.post(f"{LIST}stuk/{middle.pk}/weg/", follow=True)
    assert shown(page) == ["Een", "Drie"]
    assert "Net weggehaald" in page.content.decode()
    assert shown(client.post(f"{LIST}stuk/{middle.pk}/terug/", follow=True)) == ["Een", "Twee", "Drie"]


def test_a_line_changed_on_two_pages_is_not_lost_on_either(client, person):
    row = made(person, make_practice("een"))
    item = row.items.get()
    url = f"{LIST}stuk/{item.pk}/waarom/"
    client.post(url, {"why": "Eerst", "version": 1})
    page = client.post(url, {"why": "Daarna", "version": 1})
    assert (page.status_code, reasons(page)) == (409, ["Eerst"])
    form = soup(page).select_one("details[open] form")
    assert form.select_one("[name=why]")["value"] == "Daarna"
    sent = {each["name"]: each["value"] for each in form.select("input[name]")}
    assert reasons(client.post(url, sent, follow=True)) == ["Daarna"]
    page = client.post(url, {"why": "w" * 301, "version": 3})
    assert (page.status_code, why_in(row.items.get())) == (422, "Daarna")


def test_name_text_and_audience_change_together_and_a_stale_page_stores_nothing(client, person, team):
    row = made(person)
    url = f"{LIST}{row.pk}/aanpassen/"
    form = soup(client.get(url)).select_one("main form.stack")
    assert [each["value"] for each in form.select("[name=audience]")] == ["ik", f"team-{team.pk}"]
    sent = {"title": "Anders", "about": "Voor allen.", "audience": f"team-{team.pk}", "version": 1}
    assert client.post(url, sent).status_code == 303
    stored = Collection.objects.get()
    assert (stored.audience, words_in(stored)) == (of_group(team), Words("Anders", "Voor allen."))
    page = client.post(url, {**sent, "title": "Nog anders"})
    assert (page.status_code, words_in(Collection.objects.get()).title) == (409, "Anders")
    assert soup(page).select_one("[name=title]")["value"] == "Nog anders"
    assert client.post(url, {**sent, "title": "Nog anders", "version": 2}).status_code == 303
    assert client.post(url, {**sent, "title": "", "version": 3}).status_code == 422


def test_a_group_that_is_not_ones_own_is_no_choice(client, person):
    row, other = made(person), TeamFactory()
    answer = client.post(
        f"{LIST}{row.pk}/aanpassen/",
        {"title": "T", "audience": f"team-{other.pk}", "version": 1},
    )
    assert (answer.status_code, Collection.objects.get().audience) == (422, of_owner(person))


def test_the_rules_say_why():
    owner = UserFactory()
    row = actions.make_collection(by=owner, words=Words("T"))
    for person, may in ((owner, True), (UserFactory(), False)):
        assert can_change(row, person) == may
    refusals = [
        (NotYours, lambda: check_change(row, UserFactory())),
        (ShelfFull, lambda: check_make_collection(MOST_COLLECTIONS)),
        (NotVisible, lambda: check_put(None, 0)),
        (ShelfFull, lambda: check_put(object(), MOST_ITEMS)),
        (Stale, lambda: check_collection_version(row, 7)),
    ]
    for error, check in refusals:
        with pytest.raises(error) as refused:
            check()
        assert str(refused.value)
    check_make_collection(MOST_COLLECTIONS - 1)
    check_put(object(), MOST_ITEMS - 1)


def test_deleting_ends_it_for_all_and_undoing_brings_it_back_for_its_owner(client, person, team):
    mate = MembershipFactory(team=team).person
    row = made(person, make_practice("tolk"), group=team)
    page = client.post(f"{LIST}{row.pk}/weg/", follow=True)
    assert "Net verwijderd" in page.content.decode()
    assert read_as(client, mate, row).status_code == 404
    client.force_login(person)
    assert shown(client.post(f"{LIST}{row.pk}/terug/", follow=True)) == ["Tolk"]
    assert read_as(client, mate, row).status_code == 404
    client.force_login(person)
    assert client.post(f"{LIST}{row.pk}/wis/").status_code == 404
    client.post(f"{LIST}{row.pk}/weg/")
    client.post(f"{LIST}{row.pk}/wis/")
    assert (Collection.objects.count(), CollectionItem.objects.count()) == (0, 0)


def test_a_week_later_what_was_deleted_or_taken_out_is_gone(person):
    first, second = make_practice("een"), make_practice("twee")
    kept, gone = made(person, first, second), made(person, first)
    long_ago = timezone.now() - timedelta(days=DAYS_TO_PUT_BACK, minutes=1)
    Collection.objects.filter(pk=gone.pk).update(deleted_at=long_ago)
    CollectionItem.objects.filter(collection=kept, thing=pk_of(second)).update(removed_at=long_ago)
    assert actions.forget_deleted() == 3
    assert [item.thing for item in CollectionItem.objects.all()] == [pk_of(first)]
    assert list(Collection.objects.all()) == [kept]


def test_its_words_stand_in_no_row_as_they_are(person):
    made(person, make_practice("tolk"), title="Kanarienaam")
    for table in ("shelf_collection", "shelf_collectionitem"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            stored = "".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in cursor.fetchone())
        assert [word in stored for word in ("Kanarienaam", "Voor de start", "Waarom tolk")] == [False] * 3


def test_it_comes_along_in_the_copy_and_goes_with_the_account(client, person, team):
    row = made(person, make_practice("tolk"), group=team)
    other = made(UserFactory(), make_practice("blijft"))
    rows = {kept.model: kept.rows for kept in collect(person)}
    assert [each["content"] for each in rows[Collection]] == [{"title": "Tolken", "about": "Voor de start."}]
    assert [each["content"] for each in rows[CollectionItem]] == [{"why": "Waarom tolk"}]
    erase(person=person)
    assert list(Collection.objects.all()) == [other]
    assert [item.collection for item in CollectionItem.objects.all()] == [other]
    assert read_as(client, MembershipFactory(team=team).person, row).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_both_pages_ask_the_same_for_one_and_for_three(client, person, team, count, django_assert_num_queries):
    pages = [make_practice(f"p{number}") for number in range(count)]
    rows = [made(person, *pages, group=team, title=f"V{number}") for number in range(count)]
    mate = MembershipFactory(team=team).person
    for who, listed, one in ((person, 6, 7), (mate, 6, 7)):
        client.force_login(who)
        client.get(LIST)
        with django_assert_num_queries(listed):
            client.get(LIST)
        with django_assert_num_queries(one):
            client.get(f"{LIST}{rows[0].pk}/")


def test_one_that_does_not_open_keeps_no_other_shut(client, person, team):
    page = make_practice("tolk")
    made(person, page, title="Gaat open")
    broken = made(person, page, group=team)
    Collection.objects.filter(pk=broken.pk).update(sealed=b"x" * 40)
    CollectionItem.objects.filter(collection=broken).update(sealed=b"x" * 40)
    listed = client.get(LIST).content.decode()
    assert ["Gaat open" in listed, "Niet te lezen" in listed] == [True, True]
    opened = client.get(f"{LIST}{broken.pk}/")
    assert (opened.status_code, shown(opened), reasons(opened)) == (200, ["Tolk"], [])
    assert client.get(f"{LIST}{broken.pk}/aanpassen/").status_code == 404
    client.force_login(MembershipFactory(team=team).person)
    assert "Niet te lezen" not in client.get(LIST).content.decode()


def test_a_collection_that_is_not_there_is_absent(client, person):
    for way in ("", "aanpassen/"):
        assert client.get(f"{LIST}{uuid.UUID(int=404)}/{way}").status_code == 404


def test_on_paper_stand_the_pieces_and_no_buttons(client, person):
    row = made(person, make_practice("tolk"))
    page = soup(client.get(f"{LIST}{row.pk}/"))
    for button in page.select("main button, main summary"):
        assert button.find_parent(class_=["screen-only", "form-actions"]), button
