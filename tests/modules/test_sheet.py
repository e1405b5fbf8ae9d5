"""Whatever is pressed on the page of a unit, everything that was written on it is kept."""

import uuid

import pytest

from modules.models import Enrolment, Plan, UnitProgress
from reflection.models import Answer
from tests.factories.modules import block, id_of, module, unit
from tests.modules.conftest import SCRIPT

pytestmark = pytest.mark.django_db

PAGE = "/nl/modules/proef/alles/"
FIRST, SECOND, STEP, TALK = (id_of(key) for key in ("Een", "Twee", "Stap", "Ze knikt"))
TYPED = {f"{FIRST}-text": "Wat ik eerst schreef", f"{SECOND}-text": "Wat ik daarna schreef"}


@pytest.fixture(autouse=True)
def proef(tree):
    blocks = [block("writing", "Een"), block("writing", "Twee"), block("do_step", "Stap", text="Kies.")]
    return module(
        unit("Alles", *blocks, block("conversation", "Ze knikt", script=SCRIPT)),
        unit("Daarna", block("text", "Lees", text="x")),
        slug="proef",
    )


def kept(client):
    page = client.get(PAGE).content.decode()
    return [text in page for text in TYPED.values()]


def fields(client, address=PAGE):
    """What a browser would send of this page: its hidden fields, and what stands in the others."""
    found = {}
    for step in client.get(address).context["steps"]:
        if step.form:
            found |= {bound.html_name: bound.value() or "" for bound in step.form}
    return found


PRESSED = [
    ("bewaren/", {}, PAGE),
    (f"blok/{FIRST}/", {}, f"{PAGE}#blok-{FIRST}"),
    (f"blok/{STEP}/", {}, f"{PAGE}#blok-{STEP}"),
    (f"bladwijzer/{TALK}/", {}, f"{PAGE}#blok-{TALK}"),
    ("klaar/", {}, "/nl/modules/proef/daarna/"),
    ("heropenen/", {}, PAGE),
    (f"bewaren/?plek={TALK}", {f"gesprek-{TALK}": "0"}, f"{PAGE}?gesprek-{TALK}=0#blok-{TALK}"),
]


@pytest.mark.parametrize(("button", "value", "leads_to"), PRESSED)
def test_every_button_keeps_what_was_written_in_every_block(signed_in, button, value, leads_to):
    assert signed_in.post(PAGE + button, TYPED | value)["Location"] == leads_to
    assert kept(signed_in) == [True, True]


@pytest.mark.parametrize(("button", "value", "leads_to"), PRESSED)
def test_without_an_account_too_in_the_session(client, button, value, leads_to):
    answered = client.post(PAGE + button, TYPED | value)["Location"]
    if button.startswith(("klaar", "heropenen", "bladwijzer")):
        assert answered.startswith("/nl/account/login/")
    else:
        assert answered == leads_to
    assert kept(client) == [True, True]
    assert [model.objects.count() for model in (Answer, Enrolment, UnitProgress)] == [0, 0, 0]


def test_the_page_is_one_form_and_every_button_stands_in_it(signed_in):
    main = signed_in.get(PAGE).content.decode().split("<main")[1].split("</main")[0]
    assert main.count("<form") == 1
    sheet = main.split("<form")[1].split("</form")[0]
    assert (sheet.count("<button"), sheet.count("<textarea")) == (main.count("<button"), 3)


def test_only_what_changed_is_added(signed_in):
    signed_in.post(f"{PAGE}blok/{FIRST}/", TYPED)
    assert sorted(Answer.objects.values_list("part", flat=True)) == sorted([FIRST, SECOND])
    signed_in.post(f"{PAGE}blok/{FIRST}/", fields(signed_in) | {f"{SECOND}-text": "Anders"})
    assert sorted(Answer.objects.values_list("part", flat=True)) == sorted([FIRST, SECOND, SECOND])


def test_pressing_a_button_without_writing_stores_no_answer_and_a_choice_begins_nothing(signed_in):
    signed_in.post(f"{PAGE}bewaren/?plek={TALK}", fields(signed_in) | {f"gesprek-{TALK}": "0"})
    assert (Answer.objects.count(), Enrolment.objects.count()) == (0, 0)
    signed_in.post(f"{PAGE}blok/{FIRST}/", fields(signed_in))
    assert (Answer.objects.count(), UnitProgress.objects.get().last_block) == (0, FIRST)


def test_a_page_that_stayed_open_undoes_nothing_that_was_written_since(signed_in):
    open_since = fields(signed_in)
    signed_in.post(f"{PAGE}blok/{SECOND}/", TYPED)
    signed_in.post(f"{PAGE}blok/{STEP}/", open_since | {f"{STEP}-then": "Bellen"})
    assert kept(signed_in) == [True, True]
    assert "Bellen" in signed_in.get(PAGE).content.decode()


def test_a_double_submit_adds_once_and_another_text_from_the_same_page_is_kept(signed_in):
    sent = fields(signed_in) | TYPED | {"operation": str(uuid.uuid4())}
    for _again in range(2):
        signed_in.post(f"{PAGE}blok/{FIRST}/", sent)
    assert Answer.objects.count() == 2
    signed_in.post(f"{PAGE}blok/{FIRST}/", sent | {f"{FIRST}-text": "Toch anders"})
    assert "Toch anders" in signed_in.get(PAGE).content.decode()


def test_an_answer_can_be_emptied(signed_in):
    signed_in.post(f"{PAGE}blok/{FIRST}/", TYPED)
    signed_in.post(f"{PAGE}blok/{SECOND}/", fields(signed_in) | {f"{FIRST}-text": ""})
    assert kept(signed_in) == [False, True]


@pytest.mark.parametrize("button", [f"blok/{FIRST}/", "klaar/", f"bladwijzer/{TALK}/"])
def test_what_cannot_be_kept_stays_in_its_field_and_the_rest_is_kept(signed_in, button):
    long = "x" * 4001
    answer = signed_in.post(PAGE + button, TYPED | {f"{SECOND}-text": long, f"gesprek-{TALK}": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [text in page for text in (long, "Je tekst telt 4001 tekens", "Ze zoekt een blad.")] == [True, True, True]
    assert f'<a href="#blok-{SECOND}">Twee</a>' in page
    assert list(Answer.objects.values_list("part", flat=True)) == [FIRST]
    assert UnitProgress.objects.filter(done_at__isnull=False).count() == 0


def test_a_visitor_without_room_keeps_all_of_it_on_the_page(client, monkeypatch):
    monkeypatch.setattr("reflection.notebook.visitor.MOST_BYTES", 10)
    answer = client.post(f"{PAGE}blok/{FIRST}/", TYPED)
    assert answer.status_code == 422
    assert [text in answer.content.decode() for text in TYPED.values()] == [True, True]


def test_a_task_is_done_and_what_was_written_beside_it_is_kept(signed_in):
    signed_in.post(f"{PAGE}blok/{STEP}/", {f"{STEP}-then": "Bellen", f"{STEP}-due_on": "2026-12-04"})
    for said, done in (("ja", True), ("nee", False)):
        sent = fields(signed_in) | TYPED | {"gedaan": said}
        assert signed_in.post(f"{PAGE}bewaren/?plek={STEP}", sent)["Location"] == f"{PAGE}#blok-{STEP}"
        assert (Plan.objects.get().done_at is not None) is done
    assert kept(signed_in) == [True, True]


def test_a_place_that_is_not_in_the_unit_is_absent(signed_in):
    assert signed_in.post(f"{PAGE}bewaren/?plek={id_of('elders')}", TYPED).status_code == 404
    assert signed_in.post(f"{PAGE}bewaren/?plek={STEP}", {"gedaan": "ja"}).status_code == 404
