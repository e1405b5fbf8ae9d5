"""Weeks later the old question comes back: first blank, then what stood there, then what differs."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

from playwright.sync_api import expect

from tests.conftest import BASE
from tests.journeys.conftest import environment
from tests.journeys.listening import Ears
from tests.journeys.test_accounts import newest_mail_to

THEN = "Toen keek ik vooral naar zijn vader, en vroeg ik hem niets."
NOW = "Nu kijk ik vooral naar de jongen, en vroeg ik hem niets."
ECHOES = "/nl/notities/echo/"


def a_note_that_comes_back(visitor, account: str, **how):
    """Somebody writes in their logbook and asks to see it again later."""
    owner = visitor(**how).sign_in(account)
    page = owner.page
    owner.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(THEN)
    page.get_by_role("button", name="Bewaar in mijn logboek").click()
    expect(page.get_by_text("Bewaard in je logboek.")).to_be_visible()
    owner.go("/nl/notities/werkboek/")
    page.get_by_role("main").get_by_role("link", name="Logboek").click()
    page.get_by_role("link", name="Dit stuk apart").first.click()
    page.get_by_role("button", name="Laat dit terugkomen").click()
    expect(page.get_by_text("Het komt over vier en over twaalf weken terug.")).to_be_visible()
    return owner


def weeks_go_by(site) -> None:
    """Every echo's day comes, and the worker's chore makes its round."""
    with closing(sqlite3.connect(site.folder / "meerstemmig.sqlite3", timeout=30)) as database, database:
        database.execute(
            "UPDATE reflection_echo SET due_at = datetime('now', '-1 hour') WHERE weeks = 4 AND state = 'wacht'"
        )
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c",
         "from reflection.actions.echoes import bring_what_is_due; bring_what_is_due()"],
        cwd=BASE, env=environment(site.folder), check=True, capture_output=True,
    )  # fmt: skip


def test_blank_first_then_the_old_words_then_the_difference(visitor, site):
    """A trainer wrote something in their logbook and let it come back.

    Four weeks later one mail says that something lies ready, and not what. Its link leads to the question, and
    nothing of what they wrote then is on that page, on the list, or in anything else that their browser is sent. They
    write what they see now; then both stand side by side, with what differs. The one that comes after twelve weeks is
    still to come; they choose that nothing comes back any more, and nothing does.
    """
    owner = a_note_that_comes_back(visitor, "trainer")
    page = owner.page
    weeks_go_by(site)
    mail = newest_mail_to(site, "trainer@demo.meerstemmig.test")
    assert mail["Subject"] == "Er ligt iets voor je klaar"
    assert [word for word in ("vader", "ogboek", "vroeg ik") if word in mail.get_content()] == []
    where = re.search(r"http://localhost:\d+(/nl/notities/echo/[0-9a-f-]+/)", mail.get_content()).group(1)

    ears = Ears(owner)
    owner.go(ECHOES)
    expect(page.get_by_role("heading", name="Dit ligt klaar")).to_be_visible()
    assert owner.axe() == []
    owner.go(where)
    expect(page.locator("h1")).to_have_text("Wat zie je nu?")
    assert owner.axe() == []
    page.get_by_role("button", name="Bewaar en leg ernaast").click()
    expect(page.get_by_text("Er staat nog niets. Schrijf iets, of kijk zonder te schrijven.").first).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link")).to_have_count(0)
    assert ears.heard("zijn vader") == []
    assert ears.missed == []

    page.get_by_role("main").get_by_role("textbox").fill(NOW)
    page.get_by_role("button", name="Bewaar en leg ernaast").click()
    expect(page.locator("h1")).to_have_text("Toen en nu")
    sides = page.locator(".difference__sides > div")
    assert [" ".join(side.locator("del, ins").all_inner_texts()) for side in sides.all()] != ["", ""]
    expect(sides.first).to_contain_text("zijn vader")
    expect(sides.last).to_contain_text("de jongen")
    assert owner.axe() == []

    owner.go(ECHOES)
    expect(page.get_by_role("heading", name="Dit komt nog")).to_be_visible()
    page.get_by_role("button", name="Laat niets meer terugkomen").click()
    expect(page.get_by_role("heading", name="Dit komt nog")).to_be_hidden()
    expect(page.get_by_text("Je koos om niets meer terug te krijgen.")).to_be_visible()


def test_later_and_only_looking_on_a_phone_without_a_script(visitor, site):
    """An expert by experience let a note come back. It is not the moment: they put it off, without a script.

    Two weeks on, it lies ready again; they only look, and what they wrote then stands there alone.
    """
    owner = a_note_that_comes_back(visitor, "ervaringsdeskundige", phone=True, javascript=False)
    page = owner.page
    weeks_go_by(site)
    owner.go(ECHOES)
    assert not owner.overflows()
    page.get_by_role("heading", name="Dit ligt klaar").locator("..").get_by_role("link").first.click()
    where = page.url
    page.get_by_role("button", name="Over twee weken").click()
    expect(page.get_by_text("Het komt over twee weken terug.")).to_be_visible()
    weeks_go_by(site)
    page.goto(where)
    assert THEN not in page.content()
    page.get_by_role("button", name="Kijk zonder te schrijven").click()
    expect(page.locator("h1")).to_have_text("Toen en nu")
    expect(page.get_by_role("main")).to_contain_text(THEN)
    assert not owner.overflows()
