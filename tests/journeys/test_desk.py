"""A raw situation: laid down, made unrecognisable in twelve steps, and only then the draft of a case."""

import sqlite3
from contextlib import closing

from playwright.sync_api import expect

DESK = "/nl/werktafel/"
TEXT = (
    "Youssef (14) kwam op 3 maart zonder brooddoos naar school in Lokeren.\n\n"
    "Zijn moeder belde niet terug. ‘Ze wil niet’, zei een collega."
)


def go_on(page) -> None:
    page.get_by_role("button", name="Bewaar en ga verder").click()


def test_from_a_raw_situation_to_a_draft(visitor, site):
    """A trainer remembers something that happened, with the real name, age, day and town.

    On their desk they give the boy another name, widen his age, the day and the town, and say of each step that they
    looked. One thing they leave half decided: the page says what misses, and keeps what they wrote. They answer that
    it was told in the press, and read why it cannot go on; that was a mistake. At the end they make the draft: the
    editor opens it with the new words. The database holds none of the old ones; then they shred the desk.
    """
    writer = visitor().sign_in("trainer")
    page = writer.page
    writer.go("/nl/casussen/hulp-bij-het-schrijven/")
    page.get_by_role("link", name="Naar je werktafel").click()
    expect(page.get_by_text("Je tafel is leeg.")).to_be_visible()
    assert writer.axe() == []
    page.get_by_role("link", name="Leg een situatie neer").click()
    page.get_by_label("Titel").fill("De lege brooddoos")
    page.get_by_label("Wat gebeurde er?").fill(TEXT)
    assert writer.axe() == []
    page.get_by_role("button", name="Leg neer en begin").click()

    expect(page.locator("h1")).to_have_text("Namen")
    page.get_by_role("radio", name="Vervang door eigen woorden").check()
    go_on(page)
    expect(page.get_by_text("Schrijf wat er in de plaats komt.").first).to_be_visible()
    page.get_by_label("Eigen woorden", exact=False).last.fill("Bilal")
    page.get_by_role("checkbox", name="Ik las de tekst na op namen die het zoeken miste.").check()
    assert writer.axe() == []
    go_on(page)
    for title in ("Leeftijden", "Plaatsen en diensten", "Datums"):
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("radio", name="Maak algemener:").first.check()
        page.get_by_role("group", name="Nagekeken?").get_by_role("checkbox").check()
        go_on(page)
    for title in ("Het gezin", "Zeldzame combinaties", "Herkomst", "Statuut en procedure"):
        expect(page.locator("h1")).to_have_text(title)
        page.get_by_role("group", name="Nagekeken?").get_by_role("checkbox").check()
        go_on(page)
    page.get_by_role("radio", name="Ja.").check()
    go_on(page)
    expect(page.get_by_text("Wat in de krant of voor een rechter kwam").first).to_be_visible()
    page.get_by_role("radio", name="Nee, zover ik weet niet.").check()
    go_on(page)
    page.get_by_role("group", name="Nagekeken?").get_by_role("checkbox").check()
    go_on(page)
    page.get_by_role("radio", name="Samengesteld uit minstens drie situaties.").check()
    go_on(page)
    page.get_by_role("radio", name="Niemand.").check()
    page.get_by_role("button", name="Bewaar en naar het einde").click()

    expect(page.locator("h1")).to_have_text("Maak er een ontwerp van")
    expect(page.get_by_role("main")).to_contain_text("Bilal")
    assert writer.axe() == []
    page.get_by_role("button", name="Maak het ontwerp").click()
    expect(page.locator("#id_title")).to_have_value("De lege brooddoos", timeout=15_000)
    with closing(sqlite3.connect(site.folder / "meerstemmig.sqlite3", timeout=30)) as database:
        told = "\n".join(database.iterdump())
    assert [word for word in ("Youssef", "3 maart", "Bilal") if word in told] == ["Bilal"]

    writer.go(DESK)
    page.get_by_role("link", name="De lege brooddoos").click()
    expect(page.locator("h1")).to_have_text("Er is een ontwerp van gemaakt")
    page.get_by_text("Versnipper deze situatie").click()
    page.get_by_role("button", name="Versnipper nu").click()
    expect(page.get_by_text("Je tafel is leeg.")).to_be_visible()


def test_on_a_phone_without_a_script(visitor):
    """The editor lays something down on a phone, without a script. No page is wider than the phone; they shred it."""
    writer = visitor(phone=True, javascript=False).sign_in("redactie")
    page = writer.page
    writer.go(f"{DESK}nieuw/")
    page.get_by_label("Titel").fill("De bus van acht uur")
    page.get_by_label("Wat gebeurde er?").fill(TEXT)
    page.get_by_role("button", name="Leg neer en begin").click()
    assert not writer.overflows()
    page.get_by_role("navigation", name="Twaalf stappen").get_by_role("link", name="Datums").click()
    expect(page.locator("h1")).to_have_text("Datums")
    assert not writer.overflows()
    page.get_by_text("Versnipper deze situatie").click()
    page.get_by_role("button", name="Versnipper nu").click()
    expect(page.get_by_text("Je tafel is leeg.")).to_be_visible()
