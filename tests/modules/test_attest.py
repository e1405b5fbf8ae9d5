"""The attest: on what was marked as done, frozen, and for its owner only."""

import pytest

from modules import actions
from modules.models import Attest
from modules.queries import progress_of
from modules.rules import NotBegun, UnitsStillOpen, can_attest, check_attest
from tests.factories.modules import block, edit, unit
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FRONT = "/nl/modules/vertragen/"
ALL = ["kijken", "praten", "doen"]


def finish(client, *addresses):
    for address in addresses:
        client.post(f"{FRONT}{address}/klaar/")


@pytest.mark.parametrize(
    ("done", "error", "still_open"),
    [
        ([], NotBegun, None),
        (["kijken"], UnitsStillOpen, ["Praten", "Doen"]),
        (["doen", "kijken"], UnitsStillOpen, ["Praten"]),
        (ALL, None, None),
    ],
    ids=["not begun", "two open", "one open, in another order", "all done"],
)
def test_who_may_have_an_attest(signed_in, vertragen, person, done, error, still_open):
    finish(signed_in, *done)
    progress = progress_of(vertragen, person)
    assert can_attest(vertragen.all_units, progress) is (error is None)
    if error:
        with pytest.raises(error) as caught:
            check_attest(vertragen.all_units, progress)
        assert [unit.title for unit in getattr(caught.value, "units", [])] == (still_open or [])


def test_until_then_the_page_says_what_is_open(signed_in, vertragen):
    finish(signed_in, "kijken", "praten")
    assert "Eén eenheid staat nog open." in signed_in.get(f"{FRONT}attest/").content.decode()
    assert signed_in.post(f"{FRONT}attest/maken/")["Location"] == f"{FRONT}attest/"
    assert Attest.objects.count() == 0


def test_made_twice_it_is_one_and_says_name_module_hours_and_date(signed_in, vertragen, person):
    finish(signed_in, *ALL)
    first, second = (signed_in.post(f"{FRONT}attest/maken/")["Location"] for _twice in range(2))
    assert first == second
    page = signed_in.get(first).content.decode()
    for told in ("Amal", "Vertragen", "6 uur"):
        assert told in page
    assert person.email not in page


def test_a_later_edit_changes_no_attest(signed_in, vertragen, person):
    finish(signed_in, *ALL)
    where = signed_in.post(f"{FRONT}attest/maken/")["Location"]
    before = Attest.objects.values().get()
    edit(vertragen, unit("Anders", block("text", "x", text="x")), title="Versnellen", hours=40)
    signed_in.post(f"{FRONT}kijken/heropenen/")
    assert Attest.objects.values().get() == before
    assert "Versnellen" not in signed_in.get(where).content.decode()
    assert actions.issue_attest(module=vertragen, by=person).title == "Vertragen"


def test_it_is_absent_for_everybody_else(client, vertragen, person):
    client.force_login(person)
    finish(client, *ALL)
    where = client.post(f"{FRONT}attest/maken/")["Location"]
    for stranger in (UserFactory(), UserFactory(is_staff=True, is_superuser=True)):
        client.force_login(stranger)
        assert client.get(where).status_code == 404
    client.logout()
    assert client.get(where)["Location"].startswith("/nl/account/login/")


def test_without_a_name_it_asks_for_one(client, vertragen):
    client.force_login(UserFactory(first_name="", email="geen.naam@voorbeeld.test"))
    finish(client, *ALL)
    page = client.get(client.post(f"{FRONT}attest/maken/")["Location"]).content.decode()
    assert "Zet je naam in je account" in page
