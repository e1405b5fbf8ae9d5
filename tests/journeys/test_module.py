"""Somebody follows a module: in pieces, over weeks, without being measured."""

import re

from playwright.sync_api import Page, expect

FIRST, SECOND = "Kijken zonder invullen", "De vraag achter de vraag"
UNITS = 7


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def block(page: Page, title: str):
    """The part of a unit under this heading."""
    return page.get_by_role("region", name=re.compile(title))


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def test_somebody_follows_a_module_and_goes_on_in_one_click(visitor):
    """Somebody begins "Vertragen" at work and goes on at home.

    In the first unit they answer what they know, say "weet ik (nog) niet" where they do not, and write something for
    themselves. They lay their bookmark, and leave. At home, on a phone, "Mijn" brings them to that very block in one
    click, with what they wrote. They mark the unit as done, change their mind, and take it back.
    """
    at_work = visitor().sign_in("ervaringsdeskundige")
    page = at_work.page
    at_work.go("/nl/modules/vertragen/")
    press(page, "Begin")
    expect(heading(page)).to_have_text(FIRST)

    scale = block(page, "Waar sta je nu")
    scale.get_by_role("group").first.get_by_text("soms", exact=True).click()
    scale.get_by_role("group").nth(1).get_by_text("weet ik (nog) niet").click()
    scale.get_by_role("button", name="Bewaren").click()
    expect(scale.get_by_role("radio", name="weet ik (nog) niet").nth(1)).to_be_checked()
    expect(page.get_by_text(re.compile(r"\bscore van\b|\bpunten\b"))).to_have_count(0)

    writing = block(page, "Drie open vragen")
    writing.get_by_role("textbox").fill("Het gesprek met de vader die niet ging zitten.")
    writing.get_by_role("button", name="Bewaren").click()
    expect(page).to_have_url(re.compile(r"#"))
    expect(writing.get_by_role("textbox")).to_have_value("Het gesprek met de vader die niet ging zitten.")
    expect(writing.get_by_text("Je bladwijzer ligt hier")).to_be_visible()
    place = page.url

    at_home = visitor(phone=True).sign_in("ervaringsdeskundige")
    page = at_home.page
    at_home.go("/nl/mijn/")
    page.get_by_role("link", name="Verder waar je stopte").click()
    expect(page).to_have_url(place)
    writing = block(page, "Drie open vragen")
    expect(writing).to_be_in_viewport()
    expect(writing.get_by_role("textbox")).to_have_value("Het gesprek met de vader die niet ging zitten.")

    press(page, "Klaar met deze eenheid")
    expect(heading(page)).to_have_text(SECOND)
    at_home.go("/nl/modules/vertragen/kijken-zonder-invullen/")
    press(page, "Toch nog niet klaar")
    expect(page.get_by_role("button", name="Klaar met deze eenheid")).to_be_visible()


def test_somebody_without_an_account_reads_a_unit(visitor):
    """Somebody wants to look before they decide, with scripts turned off.

    All of the unit is open to read and to write in; what they write stays in this visit. Nobody marks anything for
    them, and the page says so.
    """
    reader = visitor(javascript=False)
    page = reader.page
    reader.go("/nl/modules/vertragen/")
    press(page, "Begin")
    expect(heading(page)).to_have_text(FIRST)
    expect(page.get_by_text("Je leest zonder account. Alles is open.")).to_be_visible()
    writing = block(page, "Drie open vragen")
    writing.get_by_role("textbox").fill("Een vraag zonder naam.")
    writing.get_by_role("button", name="Bewaren").click()
    expect(writing.get_by_role("textbox")).to_have_value("Een vraag zonder naam.")
    expect(page.get_by_role("button", name="Klaar met deze eenheid")).to_have_count(0)
    page.get_by_role("link", name=f"Volgende: {SECOND}").click()
    expect(heading(page)).to_have_text(SECOND)


def test_an_attest_comes_after_every_unit_and_can_be_printed(visitor):
    """Somebody needs an attest for their employer.

    Asked too early, the page says how many units are open and which. They mark each unit as done themselves. Then the
    attest is made, with their name and the hours, and without anything about what they wrote. On paper it stands alone.
    """
    learner = visitor().sign_in("organisatie")
    page = learner.page
    learner.go("/nl/modules/vertragen/")
    press(page, "Begin")
    press(page, "Klaar met deze eenheid")
    learner.go("/nl/modules/vertragen/attest/")
    expect(page.get_by_text(f"{UNITS - 1} eenheden staan nog open.")).to_be_visible()
    expect(page.get_by_role("button", name="Maak mijn attest")).to_have_count(0)

    page.get_by_role("main").get_by_role("link", name=SECOND).click()
    for _unit in range(UNITS - 1):
        press(page, "Klaar met deze eenheid")
    expect(heading(page)).to_have_text(re.compile("Vertragen"))
    page.get_by_role("link", name="Maak je attest").first.click()
    press(page, "Maak mijn attest")
    expect(heading(page)).to_have_text("Attest van deelname")
    expect(page.get_by_text("6 uur, afgerond op")).to_be_visible()

    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(page.get_by_text("Alleen jij kan deze pagina openen.")).to_be_hidden()
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1
