"""A form that is sent twice makes one collection; and nobody gets at a collection by its number."""

import pytest

from shelf.models import Collection, CollectionItem
from tests.factories.people import UserFactory
from tests.factories.practices import make_practice
from tests.shelf.collecting import LIST, PUT, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

NEW = f"{LIST}nieuw/"


def hidden(page, form):
    return {each["name"]: each["value"] for each in soup(page).select_one(form).select("input[type=hidden]")}


def test_putting_something_in_a_new_one_twice_makes_one(client):
    client.force_login(UserFactory())
    page = make_practice("tolk")
    sent = {**hidden(client.get(f"{PUT}?wat=praktijk:{page.pk}"), "main form.stack"), "new": "Tolken", "why": "x"}
    assert [client.post(PUT, sent).status_code for _time in range(2)] == [303, 303]
    assert (Collection.objects.count(), CollectionItem.objects.count()) == (1, 1)


def test_beginning_one_twice_makes_one_and_a_number_of_somebody_else_makes_another(client):
    owner, other = UserFactory(), UserFactory()
    client.force_login(owner)
    sent = {**hidden(client.get(NEW), "main form.stack"), "title": "Tolken", "audience": "ik"}
    places = {client.post(NEW, sent)["Location"] for _time in range(2)}
    assert (len(places), Collection.objects.count()) == (1, 1)
    client.force_login(other)
    assert client.post(NEW, {**sent, "title": "Van mij"}).status_code == 403  # the page went out to somebody else
    own = {**sent, "kladje": hidden(client.get(NEW), "main form.stack")["kladje"], "title": "Van mij"}
    elsewhere = client.post(NEW, own)["Location"]
    assert elsewhere not in places
    assert set(Collection.objects.values_list("owner", flat=True)) == {owner.pk, other.pk}
