"""Somebody meets everything they wrote again, sees how it changed, and takes it along."""

import io
import json
import re
from pathlib import Path

import pikepdf
from docx import Document
from playwright.sync_api import Page, expect

from tests.reflection.pdf import text_of_pdf

STAGE = "/nl/casussen/brief-in-zijn-rugzak/fase/1/"
SEEN = "Wat heb je gezien of gehoord?"
FIRST, LAST = "Noé vertaalt vlot voor zijn moeder.", "Noé vertaalt moeizaam voor zijn moeder."


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def write(page: Page, site, text: str) -> None:
    page.goto(site.url(STAGE))
    page.get_by_label(SEEN).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Bewaar")).first.click()


def make(page: Page, kind: str) -> bytes:
    """Choose a kind of file, press the button, and read what came."""
    page.get_by_role("radio", name=re.compile(kind)).check()
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Maak het bestand").click()
    return Path(arriving.value.path()).read_bytes()


def test_somebody_sees_how_a_text_changed_and_takes_it_along(visitor, site):
    """Somebody writes at the first stage of a case, and later writes it otherwise.

    In "Mijn werkboek" the case stands among the places where they wrote. There the latest version stands with its
    question; the first and the last lie side by side, with the words that went and came marked as words too. They
    take the case along as a Word document, a PDF and JSON, and find their own text in each.
    """
    reader = visitor().sign_in("ervaringsdeskundige")
    page = reader.page
    write(page, site, FIRST)
    write(page, site, LAST)

    reader.go("/nl/mijn/")
    page.get_by_role("link", name="Mijn werkboek").click()
    expect(heading(page)).to_have_text("Mijn werkboek")
    assert reader.axe() == []
    page.get_by_role("region", name="Casussen").get_by_role("link", name="De brief in zijn rugzak").click()
    expect(heading(page)).to_have_text("De brief in zijn rugzak")
    piece = page.get_by_role("article", name=SEEN)
    expect(piece).to_contain_text(LAST)
    expect(piece).not_to_contain_text(FIRST)
    assert reader.axe() == []

    piece.get_by_role("link", name=re.compile("eerdere versie")).click()
    expect(heading(page)).to_have_text(SEEN)
    expect(page.get_by_role("region", name="Eerst").locator("del")).to_have_text(re.compile(r"\[−\s*vlot\s*−\]"))
    expect(page.get_by_role("region", name="Laatst").locator("ins")).to_have_text(re.compile(r"\[\+\s*moeizaam\s*\+\]"))
    assert reader.axe() == []

    page.go_back()
    page.get_by_role("link", name="Neem dit mee als bestand").click()
    expect(heading(page)).to_have_text("Meenemen")
    word = [paragraph.text for paragraph in Document(io.BytesIO(make(page, "Word"))).paragraphs]
    assert [text for text in (FIRST, LAST) if text in word] == [FIRST, LAST]
    made = make(page, "PDF")
    assert [text for text in (FIRST, LAST) if text in text_of_pdf(made)] == [FIRST, LAST]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
    told = json.loads(make(page, "JSON"))
    assert [place["title"] for place in told["places"]] == ["De brief in zijn rugzak"]


def test_with_a_keyboard_only_and_without_script_on_a_phone(visitor, site):
    """Somebody writes, finds it by date with the tab key, and asks to see it again in some weeks.

    Without script, on a phone: the page fits, the piece lies where it was written, and what comes back later is
    listed with a way to stop it.
    """
    reader = visitor(phone=True, javascript=False).sign_in("professional")
    page = reader.page
    write(page, site, "Eén zin op de bus.")

    reader.go("/nl/notities/werkboek/")
    assert not reader.overflows()
    by_date = page.get_by_role("link", name="Op datum")
    for _press in range(60):
        page.keyboard.press("Tab")
        if by_date.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/werkboek/datum/")
    expect(page.get_by_role("article", name=SEEN).first).to_contain_text("Eén zin op de bus.")
    assert not reader.overflows()

    page.get_by_role("article", name=SEEN).first.get_by_role("link", name=re.compile("apart|eerdere")).click()
    page.get_by_role("button", name="Laat dit terugkomen").click()
    expect(page.get_by_text("Het komt over vier en over twaalf weken terug.")).to_be_visible()
    page.get_by_role("link", name="Wanneer, en hoe je het stopt").click()
    expect(heading(page)).to_have_text("Later opnieuw")
    expect(
        page.get_by_role("listitem").filter(has=page.get_by_role("button", name=re.compile("Stop deze")))
    ).to_have_count(2)
    page.get_by_role("button", name="Laat niets meer terugkomen").click()
    expect(page.get_by_text("Er komt niets meer terug, tot je er zelf weer om vraagt.")).to_be_visible()
