"""Four people write in every private place of a running site, in a browser. Then all that lies on disk is searched.

Tables, the bytes of the database file with its write-ahead log and free pages, index, media, mail, copies, and what
the processes printed; for every word in plain, UTF-16, base64, hex and packed. Then one of them leaves.
"""

import gzip
import re
import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.circle import BRINGER, COLLEAGUE, EXPERT, FACILITATOR, WRITING, answered, at, plan_session, step_to
from tests.journeys.conftest import RunningSite, Visitor, free_port, prepared_folder, start
from tests.journeys.test_drafts import SEEN, state
from tests.operations.searching import forms_of, in_files, in_tables

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]

STAGE = "/nl/casussen/de-tweede-rij/fase/1/"  # a case that nobody in the demo has begun
MARKS = {
    "note": "KANARIENOTITIE", "draft": "KANARIEKLADJE", "entry": "KANARIELOGBOEK", "shared": "KANARIEGEDEELD",
    "plan": "KANARIEPLAN", "private": "KANARIEPRIVE", "hidden": "KANARIEVERBORGEN",
    "half": "KANARIEHALF", "refused": "KANARIEGEWEIGERD", "searched": "KANARIEGEZOCHT",
}  # fmt: skip
ALL = list(MARKS.values())


@pytest.fixture
def running(tmp_path):
    """A site of its own, and the file with everything that its processes printed."""
    folder, port = tmp_path / "site" / "data", free_port()
    shutil.copytree(prepared_folder(), folder, symlinks=True)
    server = start(folder, port, log=folder.parent / "serve.log")
    site = RunningSite(f"http://localhost:{port}", folder, server.pid)
    yield site, server
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.fixture
def people(running, chromium):
    """By account: somebody at a browser of their own."""
    made = {}
    for account in (BRINGER, COLLEAGUE, FACILITATOR, EXPERT):
        context = chromium.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
        context.set_default_timeout(20_000)
        made[account] = Visitor(running[0], context).sign_in(account)
    yield made
    for one in made.values():
        one.context.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def write_for_oneself(owner):
    """At a stage of a case, once sent and once not; in a module; in the logbook; and what the site refuses to take."""
    page = owner.page
    owner.go(STAGE)
    page.get_by_label(SEEN).fill(f"{MARKS['note']} zag ik.")
    page.get_by_role("button", name="Bewaar en lees verder").click()
    expect(page).to_have_url(re.compile("/fase/2/$"))
    page.locator("main form.writing textarea:visible").first.press_sequentially(f"{MARKS['draft']} en")
    expect(state(page)).to_contain_text("alleen jij ziet dit")
    owner.go("/nl/modules/vertragen/kijken-zonder-invullen/")
    writing = page.get_by_role("region", name=re.compile("Drie open vragen"))
    writing.get_by_role("textbox").fill(f"{MARKS['plan']} vraag ik eerst.")
    writing.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile("#"))
    expect(writing.get_by_role("textbox")).to_have_value(f"{MARKS['plan']} vraag ik eerst.")
    owner.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(f"{MARKS['entry']} van vandaag.")
    press(page, "Bewaar in mijn logboek")
    owner.go("/nl/notities/logboek/")
    page.get_by_role("searchbox", name="Zoek in je eigen notities").fill(MARKS["searched"])
    page.get_by_role("search", name="Zoek in je eigen notities").get_by_role("button", name="Zoek").click()
    expect(page).to_have_url(re.compile("/logboek/zoeken/$"))
    refused = page.request.post(owner.site.url(STAGE), form={"gezien": MARKS["refused"]})
    assert refused.status == 403
    owner.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(f"{MARKS['refused']} " * 700)
    press(page, "Bewaar in mijn logboek")
    expect(page.get_by_text("Kort hem wat in").first).to_be_visible()
    page.get_by_label("Je notitie").fill("")


def share_and_stop(owner, colleague):
    """A released text, opened by a colleague and then taken back."""
    page = owner.page
    owner.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(f"{MARKS['shared']} voor Jonas.")
    press(page, "Bewaar in mijn logboek")
    page.get_by_role("link", name="Deel een stukje").click()
    page.get_by_role("radio", name="Alleen deze mensen:").check()
    page.get_by_role("checkbox", name="Jonas", exact=True).check()
    press(page, "Bekijk zoals zij het zien")
    press(page, "Deel nu")
    colleague.go("/nl/notities/gedeeld/")
    colleague.page.get_by_role("link", name="Iets van Sara").first.click()
    assert MARKS["shared"] in colleague.page.content()
    owner.go("/nl/notities/gedeeld/")
    page.get_by_role("button", name="Stop met delen", exact=True).first.click()
    expect(page.get_by_text("Niemand kan het nog openen.", exact=False)).to_be_visible()


def sit_together(people):
    """A session in the middle: a private note, a hidden contribution, and one half written."""
    lead = people[FACILITATOR].page
    place = plan_session(people[FACILITATOR])
    for account in (BRINGER, COLLEAGUE, EXPERT):
        people[account].go(place)
    sara, jonas, amal = (people[account].page for account in (BRINGER, COLLEAGUE, EXPERT))
    step_to("Incident schetsen", lead)
    at("Incident schetsen", sara, jonas, amal)
    with answered(jonas, "/kladje/"):
        jonas.locator("textarea").first.fill(f"{MARKS['private']} keek naar de deur.")
    jonas.locator("h1").click()  # a field that somebody is in stays, whatever the group does
    step_to(WRITING, lead)
    at(WRITING, jonas, amal)
    expect(jonas.get_by_role("button", name="Leg op tafel", exact=True)).to_be_visible(timeout=40_000)
    jonas.locator("textarea[data-draft]").fill(f"{MARKS['hidden']} wie las de brief?")
    with answered(jonas, "/schrijven/"):
        press(jonas, "Leg op tafel")
    with answered(amal, "/kladje/"):
        amal.locator("textarea").fill(f"{MARKS['half']} en wat zei")


def sealed_of(database, email):
    """What opens a person's texts and the texts themselves, as they lie in the database: bytes to search for."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (person,) = connection.execute("SELECT id FROM people_user WHERE email = ?", (email,)).fetchone()
        (wrapped,) = connection.execute(
            "SELECT wrapped FROM reflection_datakey WHERE person_id = ?", (person,)
        ).fetchone()
        texts = [
            bytes(sealed)
            for table in ("reflection_answer", "reflection_draft", "reflection_logentry")
            for (sealed,) in connection.execute(f"SELECT sealed FROM {table} WHERE person_id = ?", (person,))
        ]
    return bytes(wrapped), texts


def lying_in(folder, pieces):
    """Files in which one of these runs of bytes lies."""
    return sorted(
        {path.name for path in folder.rglob("*") if path.is_file() for piece in pieces if piece in path.read_bytes()}
    )


def test_nothing_that_was_written_lies_anywhere_in_the_open_nor_after_leaving_at_all(running, people):
    """Sara writes in a case and in a module, keeps a log, and lets Jonas read one text until she stops.

    With Miriam, Jonas and Amal she sits in a session that is in the middle of writing. Nothing of it lies in the open
    anywhere. She asks for a copy and takes it: nothing either. Then she leaves: neither her key nor one of her texts
    lies in any file, sealed or not; and nothing of the session, which goes on without her, lies in the open.
    """
    site, server = running
    planted = site.folder / "planted.gz"
    planted.write_bytes(b"\0" * 7 + gzip.compress(f"x {MARKS['note']}".encode()))
    (site.folder / "planted").write_bytes(b"".join(forms_of(MARKS["draft"])[5:8]))
    assert in_files(site.folder.parent, ALL) == {
        "data/planted": [MARKS["draft"]], "data/planted.gz": [MARKS["note"]],
    }  # the search finds what is there  # fmt: skip
    planted.unlink()
    (site.folder / "planted").unlink()

    owner, database = people[BRINGER], site.folder / "meerstemmig.sqlite3"
    write_for_oneself(owner)
    share_and_stop(owner, people[COLLEAGUE])
    sit_together(people)
    assert (in_files(site.folder.parent, ALL), in_tables(database, ALL)) == ({}, {})

    email = f"{BRINGER}@demo.meerstemmig.test"
    wrapped, texts = sealed_of(database, email)
    own = [wrapped, *(text[at : at + 40] for text in texts for at in (0, len(text) - 40))]
    assert len(texts) >= 5
    assert "meerstemmig.sqlite3" in {name.removesuffix("-wal") for name in lying_in(site.folder, own)}
    page = owner.page
    owner.go("/nl/mijn/gegevens/")
    press(page, "Maak een kopie")
    with page.expect_download(timeout=60_000) as arriving:
        page.get_by_role("button", name="Haal je kopie op").click(timeout=60_000)
    assert arriving.value.path().stat().st_size > 1000
    assert in_files(site.folder.parent, ALL) == {}

    owner.go("/nl/mijn/gegevens/wissen/")
    page.get_by_role("radio", name=re.compile("^Meteen")).check()
    page.get_by_label("Typ het woord").fill("wissen")
    press(page, "Wis mijn account")
    expect(page.locator("h1")).to_have_text("Je account is gewist")
    assert lying_in(site.folder, own) == []
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0
    assert lying_in(site.folder.parent, own) == []
    assert (in_files(site.folder.parent, ALL), in_tables(database, [*ALL, email])) == ({}, {})
    assert in_files(site.folder, [email]) == {}  # what was printed names the accounts of the demo, when it starts
