"""Somebody writes, and things go wrong: the server dies, the session ends, a second tab, no script. No word is lost."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import free_port, prepared_folder, start

CASE = "/nl/casussen/brief-in-zijn-rugzak/fase/1/"
SEEN = "Wat heb je gezien of gehoord?"
STATE = ".draft-line__said"


def field(page):
    return page.get_by_label(SEEN)


def state(page):
    return page.locator(STATE)


def type_(page, text):
    field(page).press_sequentially(text)


def stored(page):
    """What this browser keeps, as text: nothing of it may be read."""
    return page.evaluate("JSON.stringify(localStorage)")


def kept_here(page):
    return page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('kladje.')).length")


@pytest.fixture
def own_site(tmp_path):
    """A site of one's own, that may be killed; started again on the same port and folder."""
    import shutil
    from types import SimpleNamespace

    folder, port = tmp_path / "data", free_port()
    shutil.copytree(prepared_folder(), folder, symlinks=True)
    running = {"server": start(folder, port, log=tmp_path / "log")}

    def kill():
        os.kill(running["server"].pid, signal.SIGKILL)
        running["server"].wait(timeout=10)

    def again():
        running["server"] = start(folder, port, log=tmp_path / "log")

    address = f"http://localhost:{port}"
    yield SimpleNamespace(address=address, url=lambda path: f"{address}{path}", kill=kill, again=again, running=running)
    running["server"].send_signal(signal.SIGINT)
    running["server"].wait(timeout=20)


def test_the_server_dies_while_somebody_types(own_site, chromium):
    """A professional writes at the first stage. The line says when it was kept, and that only they see it.

    The server is killed while they type on. The line says that it is not kept yet; in the browser lies nothing
    that can be read. Their tab closes with it. The server comes back, they open the stage again: every word is
    there, and is kept within seconds.
    """
    context = chromium.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    page.goto(own_site.url("/nl/account/login/"))
    page.get_by_role("button", name=", collega ").click()
    page.goto(own_site.url(CASE))
    type_(page, "Noé vertaalt korter")
    expect(state(page)).to_contain_text("alleen jij ziet dit")
    assert kept_here(page) == 0

    own_site.kill()
    type_(page, " dan wat An zegt.")
    expect(state(page)).to_contain_text("Nog niet bewaard")
    assert kept_here(page) == 1
    assert "vertaalt" not in stored(page)
    page.close(run_before_unload=False)

    own_site.again()
    page = context.new_page()
    page.goto(own_site.url(CASE))
    expect(field(page)).to_have_value("Noé vertaalt korter dan wat An zegt.")
    expect(state(page)).to_contain_text("alleen jij ziet dit")
    expect(field(page)).to_have_value("Noé vertaalt korter dan wat An zegt.")
    assert kept_here(page) == 0
    page.get_by_role("button", name="Bewaar en lees verder").click()
    expect(page.get_by_text("Noé vertaalt korter dan wat An zegt.")).to_be_visible()
    context.close()


def test_a_session_ends_while_somebody_types(visitor, site):
    """Somebody's session ends in the middle of a sentence. They are told, sign in again in another tab, and go on.

    The first tab keeps the sentence and stores it by itself. Signing out takes everything along.
    """
    reader = visitor()
    reader.sign_in("collega")
    reader.go(CASE)
    page = reader.page
    type_(page, "De brief zat")
    expect(state(page)).to_contain_text("Bewaard")
    reader.context.clear_cookies(name="sessionid")
    type_(page, " dicht.")
    expect(state(page)).to_contain_text("Je bent afgemeld. Je tekst staat nog hier")
    assert kept_here(page) == 1
    assert "brief" not in stored(page)

    other = reader.context.new_page()
    other.goto(site.url("/nl/account/login/"))
    other.get_by_role("button", name=", collega ").click()
    other.get_by_role("button", name="Afmelden", include_hidden=True).wait_for(state="attached")
    expect(state(page)).to_contain_text("Bewaard", timeout=15_000)
    assert kept_here(page) == 0
    other.goto(site.url(CASE))
    expect(field(other)).to_have_value("De brief zat dicht.")
    expect(other.get_by_text("Dit is je kladje van")).to_be_visible()
    other.get_by_role("button", name="Gooi het kladje weg").click()
    expect(field(other)).to_have_value("")
    reader.faults[:] = [fault for fault in reader.faults if "401" not in fault and "403" not in fault]


def test_two_tabs(visitor, site):
    """The same person has the stage open twice, and writes in both. The second is shown what the first has.

    Nothing is written over; they choose.
    """
    reader = visitor()
    reader.sign_in("begeleider")
    reader.go(CASE)
    first, second = reader.page, reader.context.new_page()
    second.goto(site.url(CASE))
    type_(first, "Eerste tab")
    expect(state(first)).to_contain_text("Bewaard")
    type_(second, "Tweede tab")
    other = second.locator("[data-other]")
    expect(other).to_be_visible()
    expect(other.locator("dd")).to_have_text(["Eerste tab"])
    expect(field(second)).to_have_value("Tweede tab")
    other.get_by_role("button", name="Houd wat hier in de velden staat").click()
    expect(state(second)).to_contain_text("Bewaard")
    type_(first, " en verder")
    expect(first.locator("[data-other] dd")).to_have_text(["Tweede tab"])
    first.get_by_role("button", name="Neem de andere tekst").click()
    expect(field(first)).to_have_value("Tweede tab")


def test_without_script_the_second_form_shows_the_first(visitor, site):
    """Without a script, the same stage stands open twice. The first is sent, then the second: both are shown.

    Sent once more, the second is kept as the latest; the first stays as an earlier version.
    """
    reader = visitor(javascript=False)
    first, second = reader.page, reader.context.new_page()
    first.goto(site.url(CASE))
    second.goto(site.url(CASE))
    first.get_by_label(SEEN).fill("Eerst gestuurd")
    first.get_by_role("button", name="Bewaar en lees verder").click()
    second.get_by_label(SEEN).fill("Daarna gestuurd")
    second.get_by_role("button", name="Bewaar en lees verder").click()
    expect(second.locator("main .draft-other:visible .note__title")).to_have_text(
        "Op een andere plek schreef je iets anders"
    )
    expect(second.get_by_text("Eerst gestuurd")).to_be_visible()
    expect(second.get_by_label(SEEN)).to_have_value("Daarna gestuurd")
    second.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(second.get_by_text("Daarna gestuurd")).to_be_visible()
    assert second.url.endswith("/fase/2/")


def test_no_connection(visitor, site):
    """On a train, somebody without an account writes; in the tunnel the line says so, and after it, it is kept."""
    reader = visitor()
    reader.go(CASE)
    page = reader.page
    type_(page, "Voor de tunnel")
    expect(state(page)).to_contain_text("Bewaard")
    reader.context.set_offline(True)
    type_(page, ", erin")
    expect(state(page)).to_contain_text("Geen verbinding")
    reader.context.set_offline(False)
    expect(state(page)).to_contain_text("Bewaard")
    page.reload()
    expect(field(page)).to_have_value("Voor de tunnel, erin")
    reader.faults[:] = [fault for fault in reader.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
