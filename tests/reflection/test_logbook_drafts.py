"""The logbook keeps what is being written by the same mechanism as every other form: nothing typed is lost or doubled."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reflection import actions, queries
from reflection.actions.logbook import Words
from reflection.drafts import change_of, new_entry_at
from reflection.models import Draft, LogEntry
from tests.factories.people import UserFactory
from tests.factories.reflection import body, send

pytestmark = pytest.mark.django_db

BOOK, NEW = "/nl/notities/logboek/", "/nl/notities/logboek/nieuw/"
ABOUT = "casus:" + str(uuid.UUID(int=7))
CANARY = "KANARIE-in-het-kladje"


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def entry_of(person, text="Eerst."):
    return actions.write_entry(by=person, words=Words("vrij", {"tekst": text}), operation=uuid.uuid4())


def kept(client, person, place, **fields):
    answer = send(client, body(person, place=place, **fields))
    assert answer.status_code == 200, answer.content


def hidden(page):
    names = "operation|versie|kladje|was|vragen|over"
    return dict(re.findall(rf'type="hidden" name="({names})" value="([^"]*)"', page.content.decode()))


def drafts():
    return [draft.key for draft in Draft.objects.order_by("key")]


def test_a_draft_stands_in_its_fields_again_with_its_questions_and_its_passage(client, person):
    fields = {"v_macht": "Wie wachtte?", "vragen": "ontmoeting", "citaat": "Een zin.", "blok": "b1", "over": ABOUT}
    kept(client, person, new_entry_at(ABOUT), **fields)
    page = client.get(f"{NEW}?over={ABOUT}")
    form = page.context["form"]
    assert (form.chosen.key, form["v_macht"].value(), form["citaat"].value(), form["blok"].value()) == (
        "ontmoeting", "Wie wachtte?", "Een zin.", "b1",
    )  # fmt: skip
    assert "Dit is je kladje van" in page.content.decode()
    assert hidden(page)["versie"] == "1"
    elsewhere = client.get(NEW)
    assert elsewhere.context["form"].shows_draft is False
    assert "Wie wachtte?" not in elsewhere.content.decode()


def test_storing_takes_the_draft_away_in_one_go_and_tells_the_browser_what_it_need_not_keep(client, person):
    page = client.get(NEW)
    sent = hidden(page)
    kept(client, person, new_entry_at(""), page=sent["operation"], v_tekst="Een zin.")
    assert client.post(NEW, {**sent, "versie": "1", "v_tekst": "Een zin, af."}).status_code == 303
    assert drafts() == []
    assert LogEntry.objects.get().operation == uuid.UUID(sent["operation"])
    again = client.get(NEW)
    assert f'data-done="{sent["operation"]}"' in again.content.decode()
    assert again.context["form"].shows_draft is False


def test_a_draft_of_another_page_stays_where_one_is_stored(client, person):
    kept(client, person, new_entry_at(""), v_tekst="In een ander venster.")
    client.post(NEW, {"v_tekst": "Hier.", "versie": "0", "operation": str(uuid.uuid4())})
    assert drafts() == [new_entry_at("").key]
    assert LogEntry.objects.count() == 1


def test_other_questions_without_script_keep_what_was_written(client, person):
    sent = hidden(client.get(NEW))
    page = client.post(NEW, {**sent, "v_tekst": "Halverwege.", "wissel": "skj"})
    assert page.status_code == 200
    assert hidden(page)["versie"] == "1"
    form = client.get(NEW).context["form"]
    assert (form.chosen.key, form["v_tekst"].value()) == ("skj", "Halverwege.")
    assert client.post(NEW, {**hidden(page), "v_tekst": "Af."}).status_code == 303
    assert drafts() == []


def test_only_other_questions_is_no_draft(client, person):
    client.post(NEW, {**hidden(client.get(NEW)), "wissel": "skj"})
    assert drafts() == []


def test_who_was_signed_out_while_writing_finds_it_in_the_field_after_signing_in(client, person):
    address = f"{NEW}?over={ABOUT}"
    sent = hidden(client.get(address))
    client.logout()
    answer = client.post(address, {**sent, "v_tekst": CANARY})
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)
    assert CANARY not in str(client.session.load())
    client.force_login(person)
    assert client.get(address).context["form"]["v_tekst"].value() == CANARY


def test_somebody_else_who_signed_in_since_stores_nothing(client, person):
    sent = hidden(client.get(NEW))
    client.force_login(UserFactory())
    assert client.post(NEW, {**sent, "v_tekst": CANARY}).status_code == 403
    assert LogEntry.objects.count() == 0


def test_a_changed_entry_has_a_draft_of_its_own(client, person):
    entry = entry_of(person)
    kept(client, person, change_of(entry.pk), v_tekst="Halverwege.", was="1", vragen="vrij")
    page = client.get(reverse("reflection:entry", args=[entry.pk])).content.decode()
    assert "Ze is bewaard als kladje" in page
    revise = client.get(reverse("reflection:revise", args=[entry.pk]))
    assert (revise.context["form"]["v_tekst"].value(), revise.context["changed"]) == ("Halverwege.", False)
    client.post(reverse("reflection:revise", args=[entry.pk]), {**hidden(revise), "v_tekst": "Af."})
    assert drafts() == []
    assert [version.answers["tekst"] for version in queries.versions_of(person, entry.pk)] == ["Af.", "Eerst."]


def test_a_draft_from_before_another_version_is_shown_beside_it(client, person):
    entry = entry_of(person)
    address = reverse("reflection:revise", args=[entry.pk])
    kept(client, person, change_of(entry.pk), v_tekst="Mijn kladje.", was="1", vragen="vrij")
    words = Words("vrij", {"tekst": "Elders bewaard."})
    actions.revise_entry(by=person, entry_id=entry.pk, version=1, words=words, operation=uuid.uuid4())
    page = client.get(address)
    assert page.context["changed"] is True
    assert [text in page.content.decode() for text in ("Elders bewaard.", "Mijn kladje.")] == [True, True]
    assert client.post(address, {**hidden(page), "v_tekst": "Gekozen."}).status_code == 303


def test_what_comes_back_crossed_is_kept_meanwhile(client, person):
    entry = entry_of(person)
    address = reverse("reflection:revise", args=[entry.pk])
    sent = hidden(client.get(address))
    words = Words("vrij", {"tekst": "Elders bewaard."})
    actions.revise_entry(by=person, entry_id=entry.pk, version=1, words=words, operation=uuid.uuid4())
    page = client.post(address, {**sent, "v_tekst": "Hier geschreven."})
    assert (page.status_code, hidden(page)["was"], hidden(page)["versie"]) == (409, "2", "1")
    assert client.get(address).context["form"]["v_tekst"].value() == "Hier geschreven."


@pytest.mark.parametrize("count", [1, 3])
def test_the_timeline_shows_what_is_not_finished(client, person, django_assert_num_queries, count):
    for number in range(count):
        kept(client, person, new_entry_at(f"casus:{number}"), v_tekst=f"Begin {number}.")
    kept(client, person, new_entry_at("casus:leeg"), v_tekst="  ")
    other = UserFactory()
    actions.keep_draft(
        by=other, place=new_entry_at(""), fields={"v_tekst": [CANARY]}, seen=0, page=uuid.uuid4()
    )  # fmt: skip
    with django_assert_num_queries(5):  # no entries: one less than with
        page = client.get(BOOK).content.decode()
    assert page.count("Schrijf verder aan je kladje") == count
    assert [f"over=casus%3A{number}" in page for number in range(count)] == [True] * count
    assert (CANARY in page, "leeg&" in page) == (False, False)


@pytest.mark.parametrize("how", ["now", "after a week"])
def test_a_forgotten_entry_takes_what_was_written_to_change_it_along(client, person, how):
    entry, other = entry_of(person), entry_of(person)
    for each in (entry, other):
        kept(client, person, change_of(each.pk), v_tekst="Halverwege.", was="1", vragen="vrij")
    actions.delete_entry(by=person, entry_id=entry.pk)
    if how == "now":
        assert actions.forget_entry(by=person, entry_id=entry.pk)
    else:
        LogEntry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now() - timedelta(days=8))
        assert actions.forget_deleted() == 1
    assert drafts() == [change_of(other.pk).key]
