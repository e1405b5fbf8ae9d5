"""What is typed about a collection and not kept yet, stands there again: after a refusal, and after being signed out."""

import pytest

from reflection.models import Draft
from shelf.actions import collections as actions
from shelf.models import Collection
from tests.factories.people import UserFactory
from tests.shelf.collecting import LIST, made, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

NEW = f"{LIST}nieuw/"
TYPED = "Voor wie nieuw begint: een zeepaardje."


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def hidden(page):
    return {each["name"]: each["value"] for each in soup(page).select("main form.stack input[type=hidden]")}


def about(page):
    return soup(page).select_one("textarea[name=about]").get_text().strip()


def test_what_was_refused_stands_there_again_and_goes_when_it_is_made(client, person):
    sent = {**hidden(client.get(NEW)), "about": TYPED, "audience": "ik"}
    refused = client.post(NEW, sent)
    assert (refused.status_code, about(refused)) == (422, TYPED)
    assert [(row.about, row.key) for row in Draft.objects.of(person)] == [("verzameling", "nieuw")]
    again = client.get(NEW)
    assert (about(again), "Dit is je kladje" in again.content.decode()) == (TYPED, True)
    kept = client.post(NEW, {**hidden(again), "title": "Starten", "about": TYPED, "audience": "ik"})
    assert (kept.status_code, Collection.objects.count(), Draft.objects.count()) == (303, 1, 0)
    assert about(client.get(NEW)) == ""


def test_nobody_else_gets_it(client, person):
    client.post(NEW, {**hidden(client.get(NEW)), "about": TYPED, "audience": "ik"})
    client.force_login(UserFactory())
    assert about(client.get(NEW)) == ""


def test_who_was_signed_out_meanwhile_loses_nothing(client, person):
    row = made(person)
    address = f"{LIST}{row.pk}/aanpassen/"
    sent = {**hidden(client.get(address)), "title": "Tolken", "about": TYPED, "audience": "ik"}
    client.session.flush()
    client.cookies.clear()
    assert client.post(address, sent).status_code == 302
    client.force_login(person)
    assert about(client.get(address)) == TYPED


def test_a_page_that_stayed_open_answers_409_and_keeps_what_was_typed(client, person):
    row = made(person)
    address = f"{LIST}{row.pk}/aanpassen/"
    sent = {**hidden(client.get(address)), "title": "Tolken", "about": TYPED, "audience": "ik"}
    actions.change_collection(
        by=person, collection_id=row.pk, version=1, words=actions.Words("Anders"), audience=row.audience
    )
    refused = client.post(address, sent)
    assert (refused.status_code, about(refused)) == (409, TYPED)
    assert client.post(address, {**sent, **hidden(refused)}).status_code == 303
    assert Draft.objects.count() == 0


def test_a_draft_goes_with_its_collection(client, person):
    row = made(person)
    address = f"{LIST}{row.pk}/aanpassen/"
    client.post(address, {**hidden(client.get(address)), "about": TYPED})
    assert Draft.objects.count() == 1
    actions.delete_collection(by=person, collection_id=row.pk)
    actions.forget_collection(by=person, collection_id=row.pk)
    assert Draft.objects.count() == 0


def test_the_collection_that_was_changed_last_is_picked_when_something_is_put_in(client, person):
    from tests.factories.practices import make_practice

    page = make_practice("tolk")
    made(person, title="Ouder")
    newest = made(person, title="Nieuwer")
    form = soup(client.get(f"{LIST}bij/?wat=praktijk:{page.pk}"))
    assert [each["value"] for each in form.select("input[name=collection][checked]")] == [str(newest.pk)]
