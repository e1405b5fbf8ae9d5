"""Every address of this room that writes is sent what no form would send: it says so plainly, and nothing is lost."""

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reflection import urls
from reflection.actions import write_entry
from reflection.actions.echoes import ask_echoes
from reflection.actions.frozen import freeze
from reflection.actions.logbook import Words
from reflection.models import Echo, LogEntry, Release
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory
from tests.factories.reflection import token
from tests.factories.releases import prepared, written
from tests.reflection.naughty import BODIES, NAUGHTY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

CANARY = "KANARIE-die-blijft"
ANSWERED = {200, 201, 204, 302, 303, 400, 401, 403, 404, 405, 409, 413, 422}
"""Every status in which we say something; no 500, and nothing that a browser would show by itself."""
FORM = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')
FIELDS = (
    "v_tekst", "v_technisch", "vragen", "wissel", "over", "blok", "citaat", "voor", "na", "assen", "was", "woorden",
    "operation", "kladje", "versie", "velden", "wat", "zinnen", "met", "mensen", "tot", "tekst", "nummer", "keuze",
    "terug", "zonder", "a-tekst",
)  # fmt: skip
READS_ONLY = {
    "logbook", "recording", "deleted_entries", "entry", "shared", "received", "frozen_list", "frozen", "workbook",
    "workbook_by_date", "workbook_place", "workbook_versions", "workbook_take", "echoes",
}  # fmt: skip
WRITES = sorted({route.name for route in urls.urlpatterns} - READS_ONLY)
"""An address that is added takes a POST, or stands among those that only read: and then it refuses one."""


class Ground:
    """Somebody who wrote in every way, and the addresses at which more can be written."""

    def __init__(self):
        self.owner, circle = UserFactory(), CircleFactory()
        self.other = UserFactory()
        for person in (self.owner, self.other):
            MembershipFactory(person=person, circle=circle)
        self.circle = circle
        self.answer = written(self.owner, f"{CANARY}. Een zin erbij.")
        self.kept = write_entry(by=self.owner, words=Words("vrij", {"tekst": CANARY}), operation=uuid.uuid4())
        self.gone = write_entry(by=self.owner, words=Words("vrij", {"tekst": CANARY}), operation=uuid.uuid4())
        LogEntry.objects.filter(pk=self.gone.pk).update(deleted_at=timezone.now())
        self.prepared = prepared(self.answer, circle)
        self.frozen = freeze(by=self.owner, kind="answer", row=self.answer.pk, text=CANARY, operation=uuid.uuid4())
        ask_echoes(by=self.owner, about=self.answer.about, part=self.answer.part)
        self.echo = Echo.objects.filter(person=self.owner).earliest("due_at")
        Echo.objects.filter(pk=self.echo.pk).update(due_at=timezone.now() - timedelta(minutes=1))

    def addresses(self):
        """By the name of the route: every address that takes a POST."""
        piece = {"kind": "answer", "pk": self.answer.pk}
        arguments = {
            "revise": {"pk": self.kept.pk}, "delete_entry": {"pk": self.kept.pk}, "restore_entry": {"pk": self.gone.pk},
            "forget_entry": {"pk": self.gone.pk}, "share": piece, "freeze": piece, "preview": {"pk": self.prepared.pk},
            "stop": {"pk": self.prepared.pk}, "echo_ask": {"pk": self.answer.pk}, "echo": {"pk": self.echo.pk},
            "echo_postpone": {"pk": self.echo.pk}, "echo_stop": {"pk": self.echo.pk},
        }  # fmt: skip
        return {name: reverse(f"reflection:{name}", kwargs=arguments.get(name)) for name in WRITES}

    def sees(self):
        """What the owner still reads of what was there."""
        answer = MemberNotebook(self.owner).read(Prompt(self.answer.about, self.answer.part))["tekst"]
        return [answer, json.loads(LogEntry.objects.get(pk=self.kept.pk).open())["answers"]["tekst"]]


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def member(client, ground):
    client.force_login(ground.owner)
    return client


class Elements(HTMLParser):
    """What of a page would run: scripts of its own, and attributes that hold one."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.running = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.running += [f"{tag} {name}" for name in given if name.startswith("on")]
        if tag == "script" and "src" not in given:
            self.running.append("script")


def is_inert(html):
    return Elements(html).running == []


@pytest.mark.parametrize("name", sorted(READS_ONLY))
def test_what_only_reads_takes_no_post(member, ground, name):
    kwargs = {
        "entry": {"pk": ground.kept.pk}, "received": {"pk": ground.prepared.pk}, "frozen": {"pk": ground.frozen.pk},
        "workbook_place": {"about": ground.answer.about}, "workbook_versions": {"pk": ground.answer.pk},
    }.get(name)  # fmt: skip
    assert member.post(reverse(f"reflection:{name}", kwargs=kwargs), {"v_tekst": "x"}).status_code == 405


@pytest.mark.parametrize("name", WRITES)
def test_any_text_in_every_field(client, ground, name):
    """In the fields that its page offers, with the hidden ones as they are; and in every field of the room at once."""
    path = ground.addresses()[name]
    client.force_login(ground.owner)
    page = client.get(path)
    offered = set(FORM.findall(page.content.decode())) if page.status_code == 200 else set()
    told = {}
    for kind, text in NAUGHTY.items():
        sent = _sendable(text)
        for fields in (offered - {"csrfmiddlewaretoken", "operation", "kladje"}, set(FIELDS)):
            if not fields:
                continue
            answer = client.post(path, dict.fromkeys(fields, sent))
            body = answer.content.decode()
            if answer.status_code not in ANSWERED or not is_inert(body):
                told[kind] = (answer.status_code, is_inert(body))
            if answer.status_code in {403, 404, 409, 422} and "<h1" not in body and '"text"' not in body:
                told[kind] = (answer.status_code, "no words")
    assert told == {}
    assert ground.sees() == [f"{CANARY}. Een zin erbij.", CANARY]


def test_a_visitor_sends_the_same(client, ground):
    told = {}
    for name, path in ground.addresses().items():
        for kind in ("NUL", "far too long", "out of the field", "number with many digits"):
            answer = client.post(path, dict.fromkeys(FIELDS, _sendable(NAUGHTY[kind])))
            if answer.status_code not in ANSWERED or not is_inert(answer.content.decode()):
                told[name, kind] = answer.status_code
    assert told == {}


def _sendable(text):
    """As a browser would send it: halves of characters become a question mark in a form."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_a_body_that_is_no_form(member, ground):
    told = {}
    for kind, (content_type, body) in BODIES.items():
        for name, path in ground.addresses().items():
            answer = member.generic("POST", path, body, content_type=content_type)
            if answer.status_code not in ANSWERED:
                told[kind, name] = answer.status_code
    assert told == {}
    assert ground.sees() == [f"{CANARY}. Een zin erbij.", CANARY]


@pytest.mark.parametrize("addressed", ["another's", "absent"])
def test_nobody_writes_at_what_is_anothers(client, ground, addressed):
    """Forged ids: somebody of the same circle, with every address of the owner's. All of it answers as what is not there."""
    client.force_login(ground.other)
    before = _everything()
    own = {
        "draft",
        "throw_away",
        "counting",
        "carry_over",
        "forget_visit",
        "write",
        "search_entries",
        "workbook_report",
        "check",
        "echo_never",
    }
    for name, path in ground.addresses().items():
        if name in own:
            continue
        if addressed == "absent":
            path = re.sub(r"[0-9a-f-]{36}", str(uuid.UUID(int=404)), path)
        assert (name, client.post(path, {"v_tekst": "x", "operation": str(uuid.uuid4())}).status_code) == (name, 404)
    assert _everything() == before


def _everything():
    """All rows of the room, except when somebody was seen last."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("reflection_")]
    with connection.cursor() as cursor:
        return {
            table: cursor.execute(f'SELECT * FROM "{table}"') and sorted(map(repr, cursor.fetchall()))
            for table in tables
        }


@pytest.mark.parametrize(
    ("met", "mensen"),
    [
        ("organisatie-1", []), ("kring-{other}", []), ("team-{circle}", []), ("kring-", []), ("alles", []),
        ("openbaar", []), ("owner", []), ("mensen", ["{stranger}"]), ("mensen", ["{owner}"]), ("mensen", ["x"]),
        ("mensen", []), ("kring-{circle}", ["{stranger}"]), ("", []),
    ],
)  # fmt: skip
def test_a_forged_audience_shares_nothing(member, ground, met, mensen):
    names = {
        "other": CircleFactory().pk, "circle": ground.circle.pk, "stranger": UserFactory().public_id,
        "owner": ground.owner.public_id,
    }  # fmt: skip
    path = ground.addresses()["share"]
    version = re.search(r'name="versie" value="([^"]+)"', member.get(path).content.decode())[1]
    sent = {
        "versie": version, "wat": "alles", "tot": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "met": met.format(**names), "mensen": [each.format(**names) for each in mensen],
    }  # fmt: skip
    before = Release.objects.count()
    answer = member.post(path, sent)
    assert (answer.status_code, Release.objects.count()) == (422, before)
    assert member.post(path, {**sent, "met": f"kring-{ground.circle.pk}", "mensen": []}).status_code == 302


def test_an_id_of_a_submit_is_its_owners_and_its_places(client, ground):
    """Sent again it stores nothing; by somebody else, or elsewhere, it is a submit of its own, and shows nothing."""
    sent = {"v_tekst": "Een zin.", "operation": str(ground.kept.operation)}
    client.force_login(ground.other)
    answer = client.post(reverse("reflection:write"), sent)
    theirs = LogEntry.objects.of(ground.other).get()
    assert answer["Location"] == reverse("reflection:entry", args=[theirs.first_id])
    assert CANARY not in client.get(answer["Location"]).content.decode()
    client.force_login(ground.owner)
    count = LogEntry.objects.of(ground.owner).count()
    client.post(reverse("reflection:write"), sent)
    assert LogEntry.objects.of(ground.owner).count() == count
    revise = reverse("reflection:revise", args=[ground.kept.pk])
    for _again in range(2):
        answer = client.post(revise, {"v_tekst": "Anders.", "was": "1", "operation": str(uuid.UUID(int=5))})
        assert answer.status_code == 303
    assert LogEntry.objects.filter(first=ground.kept).count() == 2


MOMENTS = {
    "ten minutes back": [(2026, 11, 26, 12, 0), (2026, 11, 26, 11, 50)],
    "ten minutes on": [(2026, 11, 26, 12, 0), (2026, 11, 26, 12, 10)],
    "the hour that comes twice": [(2026, 10, 25, 0, 30), (2026, 10, 25, 1, 30)],
    "the hour that never comes": [(2027, 3, 28, 0, 59, 59), (2027, 3, 28, 1, 0)],
    "a year back": [(2026, 11, 26, 12, 0), (2025, 11, 26, 12, 0)],
}  # fmt: skip
"""When the server said it was, in UTC: at the first and at the second writing."""


@pytest.mark.parametrize("kind", MOMENTS, ids=str)
def test_whatever_the_clock_says_the_last_that_was_written_is_the_last(client, kind):
    first, second = (datetime(*moment, tzinfo=UTC) for moment in MOMENTS[kind])
    person, prompt = UserFactory(), Prompt("casus:7", "stap")
    with time_machine.travel(first, tick=False):
        client.force_login(person)
        MemberNotebook(person).write(prompt, {"tekst": "woordvaneerst"})
        entry = write_entry(by=person, words=Words("vrij", {"tekst": "woordvaneerst"}), operation=uuid.uuid4())
        revise = reverse("reflection:revise", args=[entry.pk])
        page = client.get(revise).content.decode()
    with time_machine.travel(second, tick=False):
        MemberNotebook(person).write(prompt, {"tekst": "woordvanlater"})
        client.force_login(person)
        sent = {"v_tekst": "woordvanlater", "was": "1", "kladje": re.search(r'name="kladje" value="([^"]+)"', page)[1]}
        assert client.post(revise, sent).status_code == 303
        assert MemberNotebook(person).read(prompt) == {"tekst": "woordvanlater"}
        shown = client.get(reverse("reflection:entry", args=[entry.pk])).content.decode()
        assert shown.index("woordvanlater") < shown.index("woordvaneerst")
        assert client.get(reverse("reflection:workbook")).status_code == 200
        assert client.get(reverse("reflection:logbook")).status_code == 200


@pytest.mark.parametrize("keys", [["nieuw:" + "A" * 43 + "="], []], ids=["wrong", "none"])
def test_without_the_server_key_every_address_says_so_and_shows_nothing(client, ground, settings, keys, caplog):
    client.force_login(ground.owner)
    client = Client(raise_request_exception=False)
    client.force_login(ground.owner)
    before, told = _everything(), {}
    settings.FIELD_KEYS = keys
    sent = {"v_tekst": "Een nieuwe zin", "was": "1", "tekst": "Een nieuwe zin", "woorden": "zin", "keuze": "ja",
            "kladje": token(ground.owner), "versie": "0", "operation": str(uuid.uuid4())}  # fmt: skip
    for route in urls.urlpatterns:
        name = route.name
        path = ground.addresses().get(name) or reverse(
            f"reflection:{name}",
            kwargs={
                "entry": {"pk": ground.kept.pk}, "received": {"pk": ground.prepared.pk},
                "frozen": {"pk": ground.frozen.pk}, "workbook_place": {"about": ground.answer.about},
                "workbook_versions": {"pk": ground.answer.pk},
            }.get(name),
        )  # fmt: skip
        for method in ("get", "post"):
            answer = getattr(client, method)(path, sent if method == "post" else {})
            body = answer.content.decode("utf-8", "replace")
            if answer.status_code >= 500 and answer.status_code != 503:
                told[name, method] = answer.status_code
            if answer.status_code == 503 and not ("Nu niet leesbaar" in body or "gaat nu niet open" in body):
                told[name, method] = "no words"
            if CANARY in body or "Een nieuwe zin" in caplog.text or CANARY in caplog.text:
                told[name, method] = "shown"
    assert told == {}
    kept = {table: set(rows) for table, rows in before.items()}
    after = {table: set(rows) for table, rows in _everything().items()}
    sealed = ("reflection_answer", "reflection_datakey", "reflection_frozen")
    assert [table for table in sealed if kept[table] != after[table]] == []


def test_without_a_worker_writing_goes_on_and_the_copy_says_that_it_is_being_made(client, ground, settings):
    """The queue takes the work and nobody does it: nothing waits for it but the copy, and its page says so."""
    client.force_login(ground.owner)
    assert client.post(reverse("reflection:write"), {"v_tekst": "Zonder werker."}).status_code == 303
    from meerstemmig.mydata.actions import ask_export, build

    export = ask_export(by=ground.owner, language="nl")
    page = client.get("/nl/mijn/gegevens/").content.decode()
    assert ("Je kopie wordt gemaakt." in page, "Kijk of ze klaar is" in page) == (True, True)
    build(export.pk)
    assert "Je kopie staat klaar." in client.get("/nl/mijn/gegevens/").content.decode()
