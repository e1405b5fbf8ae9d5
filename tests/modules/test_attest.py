"""The attest: on what was marked as done, frozen, and for its owner only."""

import re
import uuid

import pytest
from django.test import Client

from modules import actions
from modules.models import Attest, AttestedText
from modules.queries import progress_of
from modules.rules import NotBegun, UnitsStillOpen, can_attest, check_attest
from reflection.actions.frozen import check_number_of, freeze
from reflection.models import DataKey
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


# --- frozen texts that its owner puts with it ---------------------------------------------------

TEXT = "Ik vroeg het haar. KANARIE"


def with_attest(client):
    finish(client, *ALL)
    return client.post(f"{FRONT}attest/maken/")["Location"]


def frozen_text(person, text=TEXT):
    return freeze(by=person, kind="answer", row=uuid.uuid4(), text=text, operation=uuid.uuid4())


def shown(client, where):
    return re.findall(r'class="check-number">([0-9a-f]{64})<', client.get(where).content.decode())


def test_nothing_stands_with_it_until_its_owner_chooses(signed_in, vertragen, person):
    where = with_attest(signed_in)
    frozen_text(person)
    assert (shown(signed_in, where), signed_in.get(f"{where}nakijken/").status_code) == ([], 404)
    assert "checked" not in signed_in.get(f"{where}teksten/").content.decode()


def test_the_chosen_number_and_date_stand_on_it_and_where_it_is_checked_never_the_text(
    client, signed_in, vertragen, person
):
    where = with_attest(signed_in)
    chosen, other = frozen_text(person), frozen_text(person, "Een andere zin.")
    signed_in.post(f"{where}teksten/", {"tekst": [str(chosen.pk)]})
    number = check_number_of(TEXT)
    assert shown(signed_in, where) == [number]
    assert f'value="{chosen.pk}" checked' in signed_in.get(f"{where}teksten/").content.decode()
    visitor = Client()
    page = visitor.get(f"{where}nakijken/").content.decode()
    assert shown(visitor, f"{where}nakijken/") == [number]
    assert [word in page for word in ("KANARIE", "Amal", person.email, check_number_of("Een andere zin."))] == [
        False
    ] * 4
    assert "KANARIE" not in signed_in.get(where).content.decode()
    checked = visitor.post("/nl/notities/vastgezet/controleer/", {"tekst": TEXT, "nummer": number})
    assert "Ja." in checked.content.decode()
    signed_in.post(f"{where}teksten/", {})
    assert (shown(signed_in, where), visitor.get(f"{where}nakijken/").status_code) == ([], 404)
    assert other.pk != chosen.pk


def test_a_text_of_somebody_else_or_of_nobody_is_left_out(signed_in, vertragen, person):
    where = with_attest(signed_in)
    theirs = frozen_text(UserFactory())
    sent = {"tekst": [str(theirs.pk), str(uuid.uuid4()), "geen sleutel", "\x00"]}
    assert signed_in.post(f"{where}teksten/", sent).status_code == 302
    assert AttestedText.objects.count() == 0


def test_only_its_owner_chooses(client, vertragen, person):
    client.force_login(person)
    where = with_attest(client)
    for stranger in (UserFactory(), UserFactory(is_staff=True, is_superuser=True)):
        mine = frozen_text(stranger)
        client.force_login(stranger)
        assert client.get(f"{where}teksten/").status_code == 404
        assert client.post(f"{where}teksten/", {"tekst": [str(mine.pk)]}).status_code == 404
    assert AttestedText.objects.count() == 0


@pytest.mark.parametrize("what", ["frozen", "key"])
def test_what_was_erased_stands_nowhere_any_more(signed_in, vertragen, person, what):
    where, chosen = with_attest(signed_in), frozen_text(person)
    signed_in.post(f"{where}teksten/", {"tekst": [str(chosen.pk)]})
    (chosen.delete if what == "frozen" else DataKey.objects.filter(person=person).delete)()
    assert (shown(signed_in, where), Client().get(f"{where}nakijken/").status_code) == ([], 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_asks_as_much_for_three_texts_as_for_one(
    signed_in, vertragen, person, count, django_assert_num_queries
):
    where = with_attest(signed_in)
    chosen = [str(frozen_text(person, f"Zin {number}.").pk) for number in range(count)]
    signed_in.post(f"{where}teksten/", {"tekst": chosen})
    signed_in.get(where)
    with django_assert_num_queries(6):
        assert len(shown(signed_in, where)) == count
