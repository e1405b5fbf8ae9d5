"""A logbook is its owner's: written once, never overwritten, opened for nobody else, and found again by them."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from people.leftovers import empty_write_ahead_log
from reflection import actions, queries
from reflection.actions.logbook import EntryChangedError, EntryGoneError, Words
from reflection.models import KEPT_AFTER_DELETING_DAYS, DataKey, LogEntry
from reflection.prompts import QUESTIONS, SETS
from tests.discussion.hostile import PAYLOADS
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

BOOK, NEW, SEARCH = "/nl/notities/logboek/", "/nl/notities/logboek/nieuw/", "/nl/notities/logboek/zoeken/"
CANARY = "KANARIE-in-het-logboek"


def note(person, text="Een zin.", prompts="vrij", **answers):
    words = Words(prompts, answers or {"tekst": text})
    return actions.write_entry(by=person, words=words, operation=uuid.uuid4())


def to(entry, name="entry"):
    return reverse(f"reflection:{name}", args=[entry.first_id])


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_prompts_are_data_that_fits():
    keys = [chosen.key for chosen in SETS]
    assert len(keys) == len(set(keys))
    for chosen in SETS:
        assert chosen.questions[-1].key == "tekst", "there is always room for anything"
        assert len({question.key for question in chosen.questions}) == len(chosen.questions)
    assert {"macht", "context", "technisch", "normatief", "persoonlijk"} <= set(QUESTIONS)


# --- writing -------------------------------------------------------------------


def test_what_is_written_is_read_back_and_lies_sealed(client, person):
    response = client.post(NEW, {"vragen": "skj", "v_technisch": f"Ik vroeg {CANARY}.", "v_persoonlijk": "Ik zweeg."})
    row = LogEntry.objects.get()
    assert (response.status_code, response["Location"]) == (303, to(row))
    page = client.get(response["Location"])
    assert page.headers["Cache-Control"] == "private, no-store"
    assert CANARY in page.content.decode()
    assert "<title>Notitie · Meerstemmig</title>" in page.content.decode()
    assert CANARY.encode() not in bytes(row.sealed)
    assert CANARY not in f"{row} {row!r} {row.__dict__}"
    assert [said.text for said in queries.versions_of(person, row.pk)[0].said] == [f"Ik vroeg {CANARY}.", "Ik zweeg."]


def test_double_submit_stores_once(client, person):
    sent = {"v_tekst": "Een zin.", "operation": str(uuid.uuid4())}
    first, second = client.post(NEW, sent), client.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert LogEntry.objects.count() == 1
    client.force_login(UserFactory())
    client.post(NEW, sent)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({}, 422, "Er staat nog niets"),
        ({"v_tekst": "   "}, 422, "Er staat nog niets"),
        ({"v_tekst": "a" * 8001}, 422, "Je tekst telt 8001 tekens"),
        ({"v_tekst": "x\x00y", "operation": "geen id"}, 303, ""),
        ({"v_tekst": "x", "vragen": "bestaat niet"}, 303, ""),
        ({"v_tekst": "x", "vragen": "kruispunt", "assen": ["as.taal", "as.verzonnen"]}, 303, ""),
        ({"v_tekst": "x", "over": "casus:geen-sleutel", "citaat": "y" * 9000, "blok": "\x00"}, 303, ""),
        ({"v_tekst": "x", "over": "verzonnen:" + str(uuid.uuid4())}, 303, ""),
        ({"citaat": "Alleen de zin."}, 303, ""),
    ],
)
def test_bad_input_loses_nothing(client, person, sent, status, said):
    response = client.post(NEW, sent)
    assert response.status_code == status
    assert said in response.content.decode()
    if status == 422 and sent.get("v_tekst", "").strip():
        assert sent["v_tekst"] in response.content.decode()
    assert LogEntry.objects.count() == (status == 303)


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_is_text(client, person, text):
    entry = note(person, text)
    page = client.get(to(entry)).content.decode()
    assert queries.versions_of(person, entry.pk)[0].answers == {"tekst": text}
    if "<" in text:
        assert text not in page
    assert client.get(BOOK).status_code == 200


def test_other_questions_keep_what_was_written(client, person):
    page = client.post(NEW, {"vragen": "skj", "v_technisch": "Ik vroeg door.", "wissel": "ontmoeting"})
    assert page.status_code == 200
    form = page.context["form"]
    assert form.chosen.key == "ontmoeting"
    assert [field.name for field in form.questions][:2] == ["v_technisch", "v_ontmoeting"]
    assert form["v_technisch"].value() == "Ik vroeg door."
    assert form["vragen"].value() == "ontmoeting"
    assert LogEntry.objects.count() == 0


def test_visitor_reads_why_and_keeps_what_they_typed(client):
    page = client.get(f"{NEW}?over=casus:x")
    assert page.status_code == 200
    assert "/account/login/?next=/nl/notities/logboek/nieuw/%3Fover%3Dcasus%3Ax" in page.content.decode()
    sent = client.post(NEW, {"v_tekst": CANARY})
    assert sent.status_code == 403
    assert CANARY in sent.content.decode()
    assert LogEntry.objects.count() == 0


# --- versions -------------------------------------------------------------------


def test_revising_adds_a_version_and_keeps_what_it_hangs_on(client, person):
    entry = note(person, "Eerst.")
    client.post(to(entry, "revise"), {"v_tekst": "Daarna.", "was": 1})
    versions = queries.versions_of(person, entry.pk)
    assert [(version.version, version.answers) for version in versions] == [
        (2, {"tekst": "Daarna."}),
        (1, {"tekst": "Eerst."}),
    ]
    assert versions[0].written_at == versions[1].written_at
    page = client.get(to(entry)).content.decode()
    assert page.index("Daarna.") < page.index("Eerst.")
    assert client.get(BOOK).content.decode().count("Lees verder") == 1


def test_another_tab_is_shown_and_neither_is_lost(client, person):
    entry = note(person, "Eerst.")
    client.post(to(entry, "revise"), {"v_tekst": "Tabblad een.", "was": 1})
    page = client.post(to(entry, "revise"), {"v_tekst": "Tabblad twee.", "was": 1})
    assert page.status_code == 409
    assert {"Tabblad een.", "Tabblad twee."} <= {
        text for text in ("Tabblad een.", "Tabblad twee.") if text in page.content.decode()
    }
    assert page.context["form"]["was"].value() == "2"
    again = client.post(to(entry, "revise"), {"v_tekst": "Tabblad twee.", "was": 2})
    assert again.status_code == 303
    assert [version.answers["tekst"] for version in queries.versions_of(person, entry.pk)] == [
        "Tabblad twee.", "Tabblad een.", "Eerst.",
    ]  # fmt: skip


def test_revising_twice_with_one_submit_is_one_version(person):
    entry = note(person)
    operation = uuid.uuid4()
    for _ in range(2):
        actions.revise_entry(
            by=person, entry_id=entry.pk, version=1, words=Words("vrij", {"tekst": "b"}), operation=operation
        )
    assert len(queries.versions_of(person, entry.pk)) == 2


@pytest.mark.parametrize(("version", "error"), [(0, EntryChangedError), (2, EntryChangedError)])
def test_only_the_latest_version_is_revised(person, version, error):
    entry = note(person)
    with pytest.raises(error):
        actions.revise_entry(
            by=person, entry_id=entry.pk, version=version, words=Words("vrij", {}), operation=uuid.uuid4()
        )
    with pytest.raises(EntryGoneError):
        actions.revise_entry(
            by=UserFactory(), entry_id=entry.pk, version=1, words=Words("vrij", {}), operation=uuid.uuid4()
        )


# --- who sees ----------------------------------------------------------------------

ENTRY_PAGES = ("entry", "revise", "delete_entry", "restore_entry", "forget_entry")


@pytest.mark.parametrize("name", ENTRY_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("superuser", [False, True], ids=["somebody", "superuser"])
def test_foreign_and_absent_are_the_same_to_everybody_else(client, name, method, superuser):
    entry = note(UserFactory(), CANARY)
    client.force_login(UserFactory(is_superuser=superuser))
    theirs, absent = (
        getattr(client, method)(reverse(f"reflection:{name}", args=[pk]), {"v_tekst": "x", "was": 1})
        for pk in (entry.pk, uuid.uuid4())
    )
    assert theirs.status_code == absent.status_code
    only = {"entry": "get", "revise": method}.get(name, "post")
    assert theirs.status_code == (404 if method == only else 405)
    assert CANARY not in theirs.content.decode()
    assert [row.deleted_at for row in LogEntry.objects.all()] == [None]


def test_entry_without_its_key_is_gone_for_its_owner_too(client, person):
    entry = note(person)
    DataKey.objects.all().delete()
    assert client.get(to(entry)).status_code == 404
    assert client.get(BOOK).status_code == 200


# --- the timeline ---------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_asks_as_much_for_three_as_for_one(client, person, django_assert_num_queries, count):
    for number in range(count):
        note(person, f"Notitie {number}.")
    with django_assert_num_queries(
        6
    ):  # session, person, how many, the entries, what is not finished, pages in the footer
        page = client.get(BOOK).content.decode()
    assert page.count("entry-card__when") == count


@pytest.mark.parametrize("count", [1, 3])
def test_entry_asks_as_much_with_three_versions_as_with_one(client, person, django_assert_num_queries, count):
    entry = note(person)
    for version in range(1, count):
        actions.revise_entry(
            by=person,
            entry_id=entry.pk,
            version=version,
            words=Words("vrij", {"tekst": f"{version}"}),
            operation=uuid.uuid4(),
        )
    with django_assert_num_queries(5):  # session, person, the versions with their key, a draft, pages in the footer
        client.get(to(entry))


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_as_much_for_three_as_for_one(client, person, django_assert_num_queries, count):
    for _ in range(count):
        note(person, "vogel")
    with django_assert_num_queries(4):
        page = client.post(SEARCH, {"woorden": "vogel"}).content.decode()
    assert page.count("entry-card__when") == count


def test_timeline_is_by_month_latest_first_and_in_pages(client, person):
    for month in (9, 10, 11):
        with time_machine.travel(datetime(2026, month, 3, 10, tzinfo=UTC), tick=False):
            note(person, f"In maand {month}.")
    page = client.get(BOOK).content.decode()
    assert [page.index(month) for month in ("november 2026", "oktober 2026", "september 2026")] == sorted(
        page.index(month) for month in ("november 2026", "oktober 2026", "september 2026")
    )
    for _ in range(20):
        note(person)
    assert client.get(BOOK).content.decode().count("entry-card__when") == 20
    assert client.get(f"{BOOK}?page=2").content.decode().count("entry-card__when") == 3
    assert client.get(f"{BOOK}?page=onzin").status_code == 200


def test_filter_by_questions(client, person):
    note(person, prompts="vrij")
    note(person, prompts="skj", technisch="Ik vroeg door.")
    page = client.get(f"{BOOK}?vragen=skj").content.decode()
    assert page.count("entry-card__when") == 1
    assert client.get(f"{BOOK}?vragen=onzin").content.decode().count("entry-card__when") == 2
    assert "Met deze vragen schreef je nog niets" in client.get(f"{BOOK}?vragen=ontmoeting").content.decode()


def test_empty_book_says_how_to_begin(client, person):
    assert "Je logboek is nog leeg" in client.get(BOOK).content.decode()


# --- searching --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("noé", ["een"]), ("NOE", ["een"]), ("zwijgt vertaalt", ["een"]), ("vertaal", ["twee", "een"]),
        ("bestaat-niet", []), ("", []), ("   ", []), ("x\x00y", []), ("a" * 5000, []),
    ],
)  # fmt: skip
def test_search_finds_own_words(client, person, words, found):
    note(person, "een: Noé vertaalt en zwijgt.")
    note(person, "twee: wie vertaalt er?")
    note(UserFactory(), "drie: Noé vertaalt.")
    page = client.post(SEARCH, {"woorden": words})
    assert page.status_code == 200
    assert [entry.opening.split(":")[0] for entry in page.context["entries"]] == found


def test_search_words_stand_in_no_address_and_find_no_earlier_version(client, person):
    entry = note(person, "vogel")
    actions.revise_entry(
        by=person, entry_id=entry.pk, version=1, words=Words("vrij", {"tekst": "vis"}), operation=uuid.uuid4()
    )
    assert client.post(SEARCH, {"woorden": "vogel"}).context["entries"] == []
    assert [each.version for each in client.post(SEARCH, {"woorden": "vis"}).context["entries"]] == [2]
    assert client.get(f"{SEARCH}?woorden=vis").context["entries"] == []


# --- deleting -----------------------------------------------------------------------


def test_deleting_can_be_undone_for_a_week_and_then_it_is_gone(client, person):
    with time_machine.travel(datetime(2026, 11, 3, 10, tzinfo=UTC), tick=False) as clock:
        entry = note(person, CANARY)
        actions.revise_entry(
            by=person, entry_id=entry.pk, version=1, words=Words("vrij", {"tekst": CANARY}), operation=uuid.uuid4()
        )
        client.force_login(person)
        page = client.post(to(entry, "delete_entry"), follow=True).content.decode()
        assert "Zet terug" in page
        assert client.get(to(entry)).status_code == 404
        assert CANARY not in client.get(BOOK).content.decode()
        assert client.post(SEARCH, {"woorden": CANARY}).context["entries"] == []
        assert client.post(to(entry, "delete_entry")).status_code == 303
        client.post(to(entry, "restore_entry"))
        assert client.get(to(entry)).status_code == 200
        client.post(to(entry, "delete_entry"))
        clock.shift(timedelta(days=KEPT_AFTER_DELETING_DAYS) - timedelta(minutes=1))
        assert actions.forget_deleted() == 0
        clock.shift(timedelta(minutes=2))
        assert actions.forget_deleted() == 2
    assert LogEntry.objects.count() == 0


def test_forgetting_at_once_takes_only_what_was_deleted(client, person, django_capture_on_commit_callbacks):
    entry, other = note(person), note(person)
    assert client.post(to(entry, "forget_entry")).status_code == 404
    client.post(to(entry, "delete_entry"))
    with django_capture_on_commit_callbacks() as after:
        assert client.post(to(entry, "forget_entry")).status_code == 303
    assert empty_write_ahead_log in after  # the log of the database held a copy
    assert client.post(to(entry, "forget_entry")).status_code == 404
    assert [row.pk for row in LogEntry.objects.all()] == [other.pk]


def test_sealed_text_holds_exactly_this(person):
    """What the release and the workbook read; changing it asks for a migration of sealed rows."""
    assert json.loads(note(person, "x").open()) == {
        "answers": {"tekst": "x"}, "axes": [], "title": "", "passage": None, "placed": False,
    }  # fmt: skip


# --- speaking -------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "microphone"), [("inspreken/", "microphone=(self)"), ("", "microphone=()")])
def test_only_the_page_to_speak_on_may_use_the_microphone_and_play(client, person, path, microphone):
    response = client.get(BOOK + path)
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert microphone in response.headers["Permissions-Policy"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert policy["media-src"] == ("'self' blob:" if path else "'self'")
    assert policy["connect-src"] == "'self'"


def test_nothing_spoken_can_be_sent(client, person):
    assert client.post(f"{BOOK}inspreken/", {"x": "y"}).status_code == 405
    other = UserFactory()
    owner = client.get(f"{BOOK}inspreken/").context["owner"]
    client.force_login(other)
    assert client.get(f"{BOOK}inspreken/").context["owner"] != owner
