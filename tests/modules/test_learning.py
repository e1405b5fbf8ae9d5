"""Following a module at the level of requests: begin, write, stop, go on, finish, take back."""

import uuid

import pytest
from bs4 import BeautifulSoup

from modules.models import Enrolment, Plan, UnitProgress
from reflection.models import Answer
from tests.factories.modules import block, edit, id_of, unit

pytestmark = pytest.mark.django_db

FRONT = "/nl/modules/vertragen/"
SECRET = "Dit blijft van mij alleen"


def post_answer(client, address="kijken", key="Gezien", **data):
    operation = {"operation": data.pop("operation")} if "operation" in data else {}
    return client.post(f"{FRONT}{address}/blok/{id_of(key)}/", {**operation, **typed(key, **data)})


def typed(key, **data):
    """What a page sends for one of its blocks."""
    return {f"{id_of(key)}-{name}": value for name, value in data.items()}


def test_reading_begins_nothing(signed_in, vertragen):
    assert signed_in.get(FRONT).status_code == 200
    assert "Wat zag je?" in signed_in.get(f"{FRONT}kijken/").content.decode()
    assert (Enrolment.objects.count(), UnitProgress.objects.count()) == (0, 0)


def test_begin_leads_to_the_first_unit_and_begins_once(signed_in, vertragen, person):
    for _again in range(2):
        assert signed_in.post(f"{FRONT}begin/")["Location"] == f"{FRONT}kijken/"
    assert list(Enrolment.objects.values_list("person", "module_key")) == [(person.pk, vertragen.translation_key)]


def test_somebody_who_began_is_remembered_in_the_unit_they_open(signed_in, vertragen):
    signed_in.post(f"{FRONT}begin/")
    signed_in.get(f"{FRONT}praten/")
    assert 'href="/nl/modules/vertragen/praten/">Verder waar je stopte' in signed_in.get(FRONT).content.decode()
    assert signed_in.post(f"{FRONT}begin/")["Location"] == f"{FRONT}praten/"


def test_an_answer_comes_back_in_its_field_and_puts_the_bookmark(signed_in, vertragen):
    place = f"{FRONT}kijken/#blok-{id_of('Gezien')}"
    assert post_answer(signed_in, text=SECRET)["Location"] == place
    page = signed_in.get(f"{FRONT}kijken/").content.decode()
    assert (page.count(SECRET), page.count("Je bladwijzer ligt hier")) == (1, 1)
    assert f'href="{place}">Verder waar je stopte' in signed_in.get(FRONT).content.decode()


def test_an_answer_is_sealed(signed_in, vertragen):
    post_answer(signed_in, text=SECRET)
    assert SECRET.encode() not in bytes(Answer.objects.get().sealed)


def test_a_double_submit_stores_once_and_a_change_adds(signed_in, vertragen):
    operation = str(uuid.uuid4())
    for text in ("een", "een"):
        post_answer(signed_in, text=text, operation=operation)
    assert Answer.objects.count() == 1
    post_answer(signed_in, text="twee", operation=str(uuid.uuid4()))
    assert Answer.objects.count() == 2
    assert ">\ntwee</textarea>" in signed_in.get(f"{FRONT}kijken/").content.decode()


def test_another_person_sees_nothing_of_it(client, vertragen, person, other):
    client.force_login(person)
    post_answer(client, text=SECRET)
    client.post(f"{FRONT}kijken/klaar/")
    client.force_login(other)
    for address in (FRONT, f"{FRONT}kijken/", "/nl/mijn/", "/nl/modules/"):
        page = client.get(address).content.decode()
        assert SECRET not in page
        assert "Verder waar je stopte" not in page


def test_a_visitor_reads_and_writes_in_their_session_only(client, vertragen):
    assert post_answer(client, text=SECRET).status_code == 302
    page = client.get(f"{FRONT}kijken/").content.decode()
    assert page.count(SECRET) == 1
    assert "Klaar met deze eenheid" not in page
    assert "Je leest zonder account." in page
    assert [model.objects.count() for model in (Answer, Enrolment, UnitProgress, Plan)] == [0, 0, 0, 0]


def test_a_visitor_cannot_keep_progress(client, vertragen):
    assert client.post(f"{FRONT}kijken/klaar/")["Location"].startswith("/nl/account/login/")
    assert client.post(f"{FRONT}begin/")["Location"] == f"{FRONT}kijken/"
    assert UnitProgress.objects.count() == 0


def test_finishing_goes_on_and_can_be_taken_back(signed_in, vertragen):
    assert signed_in.post(f"{FRONT}kijken/klaar/")["Location"] == f"{FRONT}praten/"
    first = UnitProgress.objects.get(unit_id=id_of("Kijken")).done_at
    signed_in.post(f"{FRONT}kijken/klaar/")
    assert UnitProgress.objects.get(unit_id=id_of("Kijken")).done_at == first
    assert "Je bent klaar met deze eenheid." in signed_in.get(f"{FRONT}kijken/").content.decode()
    signed_in.post(f"{FRONT}kijken/heropenen/")
    assert "Klaar met deze eenheid" in signed_in.get(f"{FRONT}kijken/").content.decode()


def test_no_page_shows_a_score_or_a_percentage(signed_in, vertragen):
    signed_in.post(f"{FRONT}kijken/klaar/")
    for address in (FRONT, f"{FRONT}kijken/", "/nl/mijn/"):
        main = BeautifulSoup(signed_in.get(address).content, "html.parser").find("main")
        assert "%" not in main.get_text()


def test_a_conversation_works_by_its_address_and_sends_only_what_was_chosen(client, vertragen):
    name = f"gesprek-{id_of('Ze knikt')}"
    page = client.get(f"{FRONT}praten/").content.decode()
    assert [text in page for text in ("Je wacht", "Ze zoekt een blad.", "Ze leest voor.", "Ze gaat.")] == [
        True,
        False,
        False,
        False,
    ]
    page = client.get(f"{FRONT}praten/", {name: "0"}).content.decode()
    assert [text in page for text in ("Ze zoekt een blad.", "Je vraagt ernaar", "Ze leest voor.", "Ze gaat.")] == [
        True,
        True,
        False,
        False,
    ]
    assert f'name="{name}" value="0.0"' in page


def test_a_task_with_a_date_stands_on_mijn_until_it_is_done(signed_in, vertragen):
    post_answer(signed_in, "doen", "Tien minuten", when="Als ik plan", then="70 minuten", due_on="2026-12-04")
    plan = Plan.objects.get()
    page = signed_in.get("/nl/mijn/").content.decode()
    assert f'href="{FRONT}doen/#blok-{id_of("Tien minuten")}">Tien minuten</a>' in page
    assert "vrijdag 4 december" in page
    assert "70 minuten" not in page
    signed_in.post(f"/nl/modules/plan/{plan.pk}/", {"gedaan": "ja"})
    assert "vrijdag 4 december" not in signed_in.get("/nl/mijn/").content.decode()
    signed_in.post(f"/nl/modules/plan/{plan.pk}/", {"gedaan": "nee"})
    assert "vrijdag 4 december" in signed_in.get("/nl/mijn/").content.decode()


def test_a_date_that_is_none_keeps_what_was_written(signed_in, vertragen):
    response = post_answer(signed_in, "doen", "Klein", then=SECRET, due_on="ooit")
    assert response.status_code == 422
    assert SECRET in response.content.decode()
    assert (Answer.objects.count(), Plan.objects.count()) == (0, 0)


def test_somebody_elses_plan_is_absent(client, vertragen, person, other):
    client.force_login(person)
    post_answer(client, "doen", "Klein", then="x", due_on="2026-12-04")
    client.force_login(other)
    plan = Plan.objects.get()
    assert client.post(f"/nl/modules/plan/{plan.pk}/", {"gedaan": "ja"}).status_code == 404
    assert client.post("/nl/modules/plan/999999/", {"gedaan": "ja"}).status_code == 404
    plan.refresh_from_db()
    assert plan.done_at is None


def test_a_scale_accepts_not_knowing_and_nothing_else_than_its_steps(signed_in, vertragen):
    statements = [{"type": "item", "id": id_of("s1"), "value": "Ik wachtte."}]
    edit(vertragen, unit("Schaal", block("scale", "Twee weken", statements=statements)))
    name = f"s-{id_of('s1')}"
    assert post_answer(signed_in, "schaal", "Twee weken", **{name: "6"}).status_code == 422
    assert Answer.objects.count() == 0
    post_answer(signed_in, "schaal", "Twee weken", **{name: "weet-niet"})
    page = signed_in.get(f"{FRONT}schaal/").content.decode()
    assert page.count("checked") == 1
    assert "weet ik (nog) niet" in page


@pytest.mark.parametrize(("address", "leads_to"), [("1", 200), ("oude-naam", 302), ("9", 302)])
def test_a_unit_by_number_and_a_unit_that_is_gone(client, vertragen, address, leads_to):
    response = client.get(f"{FRONT}{address}/")
    assert response.status_code == leads_to
    if leads_to == 302:
        assert response["Location"] == FRONT
        assert "Die eenheid staat hier niet meer" in client.get(FRONT).content.decode()


def test_nothing_is_stored_at_a_block_that_asks_nothing(signed_in, vertragen):
    assert post_answer(signed_in, "kijken", "Eerst", text="x").status_code == 404
    assert post_answer(signed_in, "praten", "Gezien", text="x").status_code == 404
    assert Answer.objects.count() == 0


def test_a_hidden_module_is_absent_everywhere(client, person, other, vertragen):
    from people.models.audience import of_owner

    vertragen.audience = of_owner(other)
    vertragen.save()
    client.force_login(person)
    key = id_of("Gezien")
    for address in ("", "kijken/", "attest/"):
        assert client.get(FRONT + address).status_code == 404
    for address in (
        "begin/",
        "kijken/klaar/",
        "kijken/heropenen/",
        f"kijken/blok/{key}/",
        f"kijken/bladwijzer/{key}/",
        "attest/maken/",
    ):
        assert client.post(FRONT + address, {"text": "x"}).status_code == 404
    assert "Vertragen" not in client.get("/nl/modules/").content.decode()
    assert Enrolment.objects.count() == 0
