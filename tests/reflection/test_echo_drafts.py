"""An echo keeps what is being written by the same mechanism as every other form: nothing typed is lost or doubled."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from reflection.drafts import seen_again_at
from reflection.echo_forms import EchoForm
from reflection.models import Answer, Draft, Echo
from reflection.queries.echoes import recall_of
from tests.factories.people import UserFactory
from tests.factories.reflection import body, send
from tests.reflection.writing import note

pytestmark = pytest.mark.django_db

CANARY = "KANARIE-in-de-echo"
THEN = "Wat er toen stond."


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def echo(client, person):
    """A note that lies ready to be looked at again."""
    client.post(f"/nl/notities/echo/vraag/{note(person, THEN).pk}/")
    Echo.objects.filter(weeks=4).update(due_at=timezone.now() - timedelta(hours=1))
    return Echo.objects.get(weeks=4)


def url(echo):
    return f"/nl/notities/echo/{echo.pk}/"


def name_of(echo):
    return EchoForm(recall_of(echo)).prompts()[0].name


def hidden(page):
    return dict(
        re.findall(r'type="hidden" name="(operation|versie|kladje|was)" value="([^"]*)"', page.content.decode())
    )


def kept(client, person, echo, text, **more):
    answer = send(client, body(person, place=seen_again_at(echo.pk), **{name_of(echo): text}, **more))
    assert answer.status_code == 200, answer.content


def answers(echo):
    return [row.open() for row in Answer.objects.filter(about=f"echo:{echo.pk}").order_by("created_at")]


def test_a_draft_stands_in_its_field_again_and_the_old_words_stay_away(client, person, echo):
    kept(client, person, echo, CANARY)
    page = client.get(url(echo))
    assert page.context["form"][name_of(echo)].value() == CANARY
    assert hidden(page)["versie"] == "1"
    assert [text in page.content.decode() for text in ("Dit is je kladje van", "data-desk", THEN)] == [
        True,
        True,
        False,
    ]


def test_answering_takes_the_draft_away(client, person, echo):
    sent = hidden(client.get(url(echo)))
    kept(client, person, echo, "Half", page=sent["operation"])
    assert client.post(url(echo), {**sent, name_of(echo): "Heel."}).status_code == 302
    assert (Draft.objects.count(), answers(echo)) == (0, ['{"tekst": "Heel."}'])
    assert client.get(url(echo)).context["left"] == []


def test_who_was_signed_out_while_writing_finds_it_in_the_field_after_signing_in(client, person, echo):
    sent, name = hidden(client.get(url(echo))), name_of(echo)
    client.logout()
    answer = client.post(url(echo), {**sent, name: CANARY})
    assert (answer.status_code, f"next={url(echo)}" in answer["Location"]) == (302, True)
    assert CANARY not in str(client.session.load())
    client.force_login(person)
    page = client.get(url(echo))
    assert page.context["form"][name].value() == CANARY
    assert client.post(url(echo), {**hidden(page), name: CANARY}).status_code == 302
    assert answers(echo) == [f'{{"tekst": "{CANARY}"}}']
    assert client.get(url(echo)).context["left"] == []


def test_somebody_else_who_signed_in_since_stores_and_finds_nothing(client, person, echo):
    sent, name = hidden(client.get(url(echo))), name_of(echo)
    client.logout()
    client.post(url(echo), {**sent, name: CANARY})
    other = UserFactory()
    client.force_login(other)
    assert client.post(url(echo), {**sent, name: CANARY}).status_code == 403
    assert client.get(url(echo)).status_code == 404
    assert (answers(echo), Draft.objects.count()) == ([], 0)


def test_what_another_page_wrote_stands_beside_it_and_nothing_is_stored_before_one_chose(client, person, echo):
    sent, name = hidden(client.get(url(echo))), name_of(echo)
    kept(client, person, echo, "In het andere venster.")
    page = client.post(url(echo), {**sent, name: "Hier."})
    assert (page.status_code, answers(echo)) == (409, [])
    assert [line.text for line in page.context["form"].elsewhere] == ["In het andere venster."]
    assert page.context["form"][name].value() == "Hier."
    again = {**sent, **hidden(page), name: "Hier."}
    assert client.post(url(echo), again).status_code == 302
    assert (answers(echo), Draft.objects.count()) == (['{"tekst": "Hier."}'], 0)


@pytest.mark.parametrize("script", [True, False])
def test_words_for_an_echo_that_was_answered_meanwhile_stay_until_they_are_thrown_away(client, person, echo, script):
    sent, name = hidden(client.get(url(echo))), name_of(echo)
    client.post(url(echo), {name: "Eerst.", "operation": str(uuid.uuid4())})
    if script:
        kept(client, person, echo, "Daarna.")
    else:
        assert client.post(url(echo), {**sent, name: "Daarna."}).status_code == 409
    page = client.get(url(echo))
    assert [line.text for line in page.context["left"]] == ["Daarna."]
    assert answers(echo) == ['{"tekst": "Eerst."}']
    gone = client.post("/nl/notities/kladje/weg/", {**hidden(page), "terug": url(echo)})
    assert (gone.status_code, gone["Location"], Draft.objects.count()) == (303, url(echo), 0)
    assert client.get(url(echo)).context["left"] == []


def test_who_wrote_and_then_only_looked_still_has_the_words(client, person, echo):
    sent, name = hidden(client.get(url(echo))), name_of(echo)
    assert client.post(url(echo), {**sent, name: "Toch niet.", "zonder": "1"}).status_code == 302
    page = client.get(url(echo))
    assert ([line.text for line in page.context["left"]], answers(echo)) == (["Toch niet."], [])
    assert THEN in page.content.decode()


@pytest.mark.parametrize("way", ["later/", "stop/"])
def test_words_stay_where_the_echo_is_put_off_or_stopped(client, person, echo, way):
    kept(client, person, echo, "Half.")
    client.post(f"{url(echo)}{way}")
    assert [line.text for line in client.get(url(echo)).context["left"]] == ["Half."]
