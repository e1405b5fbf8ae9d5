"""Somebody's text after things went wrong: two pages at the end of a case, signing out, a session that ended."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_drafts import SEEN, field, kept_here, state, stored, type_
from tests.journeys.test_echo import ECHOES, NOW, THEN, a_note_that_comes_back, weeks_go_by

CASE = "/nl/casussen/acht-maten-rust/"
STAGE = f"{CASE}fase/1/"


def read_to_the_end(reader, case):
    """Without writing."""
    reader.go(f"{case}fase/1/")
    onward = reader.page.get_by_role("button", name="Verder zonder schrijven")
    while onward.count():
        with reader.page.expect_navigation():
            onward.click()
    reader.go(f"{case}slot/")
    expect(reader.page).to_have_url(re.compile("/slot/$"))


def first_text(page):
    """The first field to write in at the end of a case."""
    return page.locator("main form.writing textarea").first


def test_the_end_of_a_case_stands_open_twice(visitor, site):
    """A trainer has the end of a case open on two pages, without script, and writes in both.

    The second is answered with both texts, and an honest "409": nothing was written over. Sent once more, the choice
    is kept. With script, the line says so while they still write, and they take the other text.
    """
    reader = visitor(javascript=False).sign_in("trainer")
    read_to_the_end(reader, CASE)
    first, second = reader.page, reader.context.new_page()
    second.goto(site.url(f"{CASE}slot/"))
    first_text(first).fill("Eerst: ik vroeg het niet.")
    first.get_by_role("button", name="Bewaar mijn stap").click()
    expect(first_text(first)).to_have_value("Eerst: ik vroeg het niet.")
    first_text(second).fill("Daarna: ik vraag het.")
    with second.expect_response(lambda answer: answer.request.method == "POST") as answered:
        second.get_by_role("button", name="Bewaar mijn stap").click()
    assert answered.value.status == 409
    other = second.locator("main .draft-other:visible")
    expect(other.locator(".note__title")).to_have_text("Op een andere plek schreef je iets anders")
    expect(other.get_by_text("Eerst: ik vroeg het niet.")).to_be_visible()
    expect(first_text(second)).to_have_value("Daarna: ik vraag het.")
    second.get_by_role("button", name="Bewaar mijn stap").click()
    expect(second).to_have_url(re.compile("/slot/#verder$"))
    expect(first_text(second)).to_have_value("Daarna: ik vraag het.")

    scripted = visitor(storage_state=reader.context.storage_state())
    scripted.go(f"{CASE}slot/")
    here, there = scripted.page, scripted.context.new_page()
    there.goto(site.url(f"{CASE}slot/"))
    first_text(here).fill("Hier.")
    expect(state(here)).to_contain_text("Bewaard")
    first_text(there).fill("Daar.")
    expect(there.locator("[data-other] dd")).to_have_text(["Hier."])
    there.get_by_role("button", name="Neem de andere tekst").click()
    expect(first_text(there)).to_have_value("Hier.")


def test_signing_out_takes_the_copy_in_the_browser_along(visitor, site):
    """An editor writes while the line is gone, at a computer of the house: a sealed copy lies in the browser.

    The line comes back in another tab, and there they sign out. In the browser lies nothing any more, and who signs
    in next finds no word.
    """
    reader = visitor().sign_in("redactie")
    page = reader.page
    other = reader.context.new_page()
    other.goto(site.url("/nl/mijn/"))
    reader.go(STAGE)
    page.route("**/notities/kladje/", lambda route: route.abort())
    type_(page, "Alleen hier in de browser")
    expect(state(page)).to_contain_text("Nog niet bewaard")
    assert kept_here(page) == 1
    assert "browser" not in stored(page)

    other.locator("form[action*='logout'] button").first.evaluate("button => button.form.requestSubmit()")
    expect(other.get_by_role("link", name="Aanmelden").first).to_be_attached()
    page.close(run_before_unload=False)
    assert kept_here(other) == 0
    other.goto(site.url("/nl/account/login/"))
    other.get_by_role("button", name=", organisatie ").click()
    other.goto(site.url(STAGE))
    expect(field(other)).to_have_value("")
    reader.faults[:] = [fault for fault in reader.faults if "net::ERR_FAILED" not in fault]


def test_without_script_what_was_sent_after_the_session_ended_is_back(visitor, site):
    """Somebody writes for a long time, without script, on a phone. Their session ends; they press "Bewaar".

    They read that they were signed out and that their text waits. They sign in, and it stands in its field.
    """
    reader = visitor(javascript=False, phone=True).sign_in("organisatie")
    page, text = reader.page, "Een lange zin, geschreven terwijl de sessie afliep."
    reader.go(STAGE)
    page.get_by_label(SEEN).fill(text)
    reader.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=re.compile("^Bewaar")).first.click()
    expect(page).to_have_url(re.compile("/account/login/"))
    expect(page.get_by_text("wat je schreef, staat dan weer in zijn veld")).to_be_visible()
    page.get_by_role("button", name=", organisatie ").click()
    expect(page).to_have_url(re.compile("/fase/1/"))
    expect(page.get_by_label(SEEN)).to_have_value(text)
    page.get_by_role("button", name=re.compile("^Bewaar")).first.click()
    expect(page).to_have_url(re.compile("/fase/2/"))


def loses_the_session_and_saves(reader, field_, text, button, account, *, script):
    """Type, lose the session, press the button, and sign in again. With script, the line says what happened before."""
    page = reader.page
    before = kept_here(page)  # of a form that was stored, until its page is opened again
    field_.fill(text[:9])
    if script:
        expect(state(page)).to_contain_text("alleen jij ziet dit")
        assert kept_here(page) == before
    reader.context.clear_cookies(name="sessionid")
    field_.fill(text)
    if script:
        expect(state(page)).to_contain_text("Je bent afgemeld. Je tekst staat nog hier")
        assert kept_here(page) == before + 1
        assert text[:9] not in stored(page)
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(re.compile("/account/login/"))
    expect(page.get_by_text("wat je schreef, staat dan weer in zijn veld")).to_be_visible()
    page.get_by_role("button", name=account).click()
    expect(field_).to_have_value(text)
    reader.faults[:] = [fault for fault in reader.faults if "401" not in fault and "403" not in fault]


@pytest.mark.parametrize("script", [True, False])
def test_a_signal_outlives_the_session(visitor, script):
    """Somebody writes a signal and their session ends; they press save, sign in, and it stands in its field.

    They keep it, go on with what they kept, and it happens once more: the new words stand there too. The page of a
    new signal is empty again after that.
    """
    reader = visitor(javascript=script, phone=not script).sign_in("organisatie")
    page = reader.page
    reader.go("/nl/signalen/nieuw/")
    if script:
        assert reader.axe() == []
    tried = page.get_by_label("Wat is al geprobeerd?")
    loses_the_session_and_saves(
        reader, tried, "Bellen, en nog eens.", "Bewaar als klad", ", organisatie ", script=script
    )
    page.get_by_role("button", name="Bewaar als klad").click()
    expect(page).to_have_url(re.compile("/signalen/klad/"))
    expect(tried).to_have_value("Bellen, en nog eens.")
    loses_the_session_and_saves(
        reader, tried, "Schrijven, en wachten.", "Bewaar als klad", ", organisatie ", script=script
    )
    page.get_by_role("button", name="Bewaar en kijk na").click()
    expect(page).to_have_url(re.compile("/nakijken/"))
    page.get_by_role("link", name="Pas de tekst aan").click()
    expect(tried).to_have_value("Schrijven, en wachten.")
    assert not reader.overflows()
    reader.go("/nl/signalen/nieuw/")
    expect(tried).to_have_value("")
    if script:
        tried.fill("Snel bewaard.")
        page.get_by_role("button", name="Bewaar als klad").click()
        expect(page).to_have_url(re.compile("/signalen/klad/"))
        reader.go("/nl/signalen/nieuw/")
        page.wait_for_function("Object.keys(localStorage).every(name => !name.startsWith('kladje.'))")
        expect(tried).to_have_value("")


@pytest.mark.parametrize("script", [True, False])
def test_an_echo_outlives_the_session(visitor, site, script):
    """A note comes back, somebody writes what they see now, and their session ends. They press save and sign in.

    Their words stand in the field, and what they wrote then is still not on the page. They store it; both stand
    side by side.
    """
    account = "redactie" if script else "organisatie"
    reader = a_note_that_comes_back(visitor, account, javascript=script, phone=not script)
    page = reader.page
    weeks_go_by(site)
    reader.go(ECHOES)
    page.get_by_role("heading", name="Dit ligt klaar").locator("..").get_by_role("link").first.click()
    now = page.get_by_role("main").get_by_role("textbox").first
    loses_the_session_and_saves(reader, now, NOW, "Bewaar en leg ernaast", f", {account} ", script=script)
    assert THEN not in page.content()
    if script:
        assert reader.axe() == []
    page.get_by_role("button", name="Bewaar en leg ernaast").click()
    expect(page.locator("h1")).to_have_text("Toen en nu")
    expect(page.locator(".difference__sides > div").last).to_contain_text("de jongen")
    assert not reader.overflows()
