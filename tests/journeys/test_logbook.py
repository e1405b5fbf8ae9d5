"""Somebody reads, is struck by a sentence, and notes it down for themselves."""

import re

from playwright.sync_api import expect

from tests.journeys.kinds import CASE

SELECT_FIRST_SENTENCE = """() => {
  const text = document.querySelector('.stage__story p').firstChild;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, text.data.indexOf('. ') + 1);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return text.data.slice(0, text.data.indexOf('. ') + 1);
}"""


def test_one_key_notes_a_sentence_down_and_it_is_found_again(visitor):
    """A professional reads a case and selects a sentence. One key opens a sheet beside it, with the sentence attached.

    They try other questions, and what they wrote stays. They save, without the page behind it moving. Later they find
    the note in their logbook by a word, change it, and both versions are there. They delete it and take that back.
    """
    reader = visitor().sign_in("professional")
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    sentence = page.evaluate(SELECT_FIRST_SENTENCE)
    page.keyboard.press("n")
    sheet = page.get_by_role("dialog", name="Noteer")
    expect(sheet.locator("blockquote")).to_have_text(sentence)
    expect(sheet.get_by_label("Je notitie")).to_be_focused()
    page.keyboard.type("Een nogal ongewone noot.")
    sheet.get_by_role("button", name="Drie kanten").click()
    expect(sheet.get_by_label(re.compile("^Normatief"))).to_be_visible()
    expect(sheet.get_by_label("Wat je nog kwijt wil")).to_have_value("Een nogal ongewone noot.")
    expect(sheet.locator("blockquote")).to_have_text(sentence)
    assert reader.axe() == []
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.get_by_role("link", name="Noteer").click()
    expect(sheet.get_by_label("Wat je nog kwijt wil")).to_have_value("Een nogal ongewone noot.")
    sheet.get_by_role("button", name="Bewaar in mijn logboek").click()
    expect(sheet.get_by_text("Bewaard in je logboek. Alleen jij kan het lezen.")).to_be_visible()
    expect(page).to_have_url(re.compile("/fase/1/$"))

    reader.go("/nl/notities/logboek/")
    page.get_by_role("searchbox", name="Zoek in je eigen notities").fill("ongewone")
    page.get_by_role("search", name="Zoek in je eigen notities").get_by_role("button", name="Zoek").click()
    expect(page).to_have_url(re.compile("/logboek/zoeken/$"))
    assert reader.axe() == []
    page.get_by_role("link", name=re.compile("^Lees verder")).click()
    expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_role("link", name="Pas aan").click()
    page.get_by_label("Wat je nog kwijt wil").fill("Een tweede kijk.")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_text("Een tweede kijk.")).to_be_visible()
    page.get_by_text(re.compile("^Versie 1, van")).click()
    expect(page.get_by_text("Een nogal ongewone noot.")).to_be_visible()
    assert reader.axe() == []

    page.get_by_role("button", name="Verwijder").click()
    page.get_by_role("button", name="Zet terug").first.click()
    expect(page.get_by_text("Je notitie staat er weer.")).to_be_visible()
    expect(page.get_by_text("Een tweede kijk.")).to_be_visible()


def test_without_script_noteer_is_a_page(visitor):
    """On a phone, script switched off: Noteer is a page that knows which case one came from. Writing works as ever."""
    reader = visitor(javascript=False, phone=True).sign_in("collega")
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    reader.go(page.get_by_role("link", name="Noteer", include_hidden=True).get_attribute("href"))
    expect(page.get_by_role("link", name="De tweede rij")).to_be_visible()
    page.get_by_role("button", name="Ontmoetingslogboek").click()
    page.get_by_label(re.compile("^Macht")).fill("De consulente kon wachten, wij niet.")
    page.get_by_label(re.compile("^Context")).fill("Een papier dat vandaag binnen moest.")
    page.get_by_role("button", name="Bewaar in mijn logboek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Notitie van"))
    expect(page.get_by_text("De consulente kon wachten, wij niet.")).to_be_visible()
    assert not reader.overflows()
    reader.go("/nl/notities/logboek/")
    assert not reader.overflows()


def test_a_visitor_reads_why_an_account_is_needed_and_comes_back(visitor):
    """Somebody without an account presses n. The sheet says calmly why a logbook needs one, and where to sign in."""
    reader = visitor()
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    page.keyboard.press("n")
    sheet = page.get_by_role("dialog", name="Noteer")
    expect(sheet.get_by_text("Een logboek is van jou alleen.")).to_be_visible()
    sheet.get_by_role("link", name="Aanmelden").click()
    page.get_by_role("button", name=", begeleider ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe notitie")
    expect(page.get_by_role("link", name="De tweede rij")).to_be_visible()


def test_the_shield_covers_the_sheet_and_a_letter_is_a_letter(visitor):
    """Somebody comes in while a note is open. One key covers page and sheet; while writing, n and b are letters."""
    reader = visitor().sign_in("redactie")  # their half note waits for nobody: the next journey has a draft of its own
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    page.keyboard.press("n")
    sheet = page.get_by_role("dialog", name="Noteer", include_hidden=True)
    field = sheet.get_by_label("Je notitie")
    expect(field).to_be_focused()
    page.keyboard.type("noot bn")
    expect(field).to_have_value("noot bn")
    page.get_by_role("button", name="Afschermen").focus()
    page.keyboard.press("b")
    expect(page).to_have_title("Document")
    assert sheet.evaluate("sheet => sheet.inert")
    page.keyboard.press("b")
    expect(field).to_have_value("noot bn")
    field.fill("")


def test_a_note_half_written_is_there_again_by_keyboard(visitor):
    """By keyboard only. Somebody begins a note beside a case; the line says when it was kept, and that only they see it.

    They are called away and close the page. Their logbook says what is not finished. Back at the case, the key opens
    the sheet with the sentence and the words in it; they finish, and nothing is left to finish or to restore.
    """
    reader = visitor().sign_in("trainer")
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    sentence = page.evaluate(SELECT_FIRST_SENTENCE)
    page.keyboard.press("n")
    sheet = page.get_by_role("dialog", name="Noteer")
    expect(sheet.get_by_label("Je notitie")).to_be_focused()
    page.keyboard.type("Half gezegd")
    expect(sheet.locator(".draft-line__said")).to_have_text(re.compile("^Bewaard .* alleen jij ziet dit$"))
    assert reader.axe() == []
    reader.go("/nl/notities/logboek/")
    expect(page.get_by_role("region", name="Nog niet af")).to_contain_text("Half gezegd")
    assert reader.axe() == []

    reader.go(f"{CASE}fase/1/")
    page.keyboard.press("n")
    field = sheet.get_by_label("Je notitie")
    expect(field).to_be_focused()
    expect(field).to_have_value("Half gezegd")
    expect(sheet.locator("blockquote")).to_have_text(sentence)
    page.keyboard.press("End")
    page.keyboard.type(", en nu heel.")
    page.keyboard.press("Tab")
    expect(sheet.get_by_role("button", name="Bewaar in mijn logboek")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet.get_by_text("Bewaard in je logboek. Alleen jij kan het lezen.")).to_be_visible()
    page.wait_for_function("Object.keys(localStorage).every(name => !name.startsWith('kladje.'))")
    reader.go("/nl/notities/logboek/")
    expect(page.get_by_text("Half gezegd, en nu heel.")).to_be_visible()
    expect(page.get_by_role("region", name="Nog niet af")).to_have_count(0)


def test_a_draft_in_the_sheet_can_be_thrown_away(visitor):
    """Somebody thinks better of it. The sheet throws the draft away and stays open, empty; the page did not move."""
    reader = visitor().sign_in("trainer")
    page = reader.page
    reader.go(f"{CASE}fase/2/")
    sheet = page.get_by_role("dialog", name="Noteer")
    for _again in range(2):
        reader.go(f"{CASE}fase/1/")
        page.keyboard.press("n")
        field = sheet.get_by_label("Je notitie")
        expect(field).to_be_focused()
        if not field.input_value():
            page.keyboard.type("Toch niet.")
            expect(sheet.locator(".draft-line__said")).to_contain_text("Bewaard")
    sheet.get_by_role("button", name="Gooi het kladje weg").click()
    expect(sheet.get_by_label("Je notitie")).to_have_value("")
    expect(sheet.get_by_text("Het kladje is weg.")).to_be_visible()
    expect(page).to_have_url(re.compile("/fase/1/$"))


def test_a_note_half_written_without_script(visitor):
    """Without script, somebody tries other questions and leaves. What they wrote waits in their logbook, under the
    questions they chose; they finish it there."""
    reader = visitor(javascript=False, phone=True).sign_in("begeleider")
    page = reader.page
    reader.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill("Eerst dit.")
    page.get_by_role("button", name="Drie kanten").click()
    expect(page.get_by_label("Wat je nog kwijt wil")).to_have_value("Eerst dit.")
    reader.go("/nl/notities/logboek/")
    page.get_by_role("link", name=re.compile("^Schrijf verder aan je kladje")).click()
    expect(page.get_by_text("Dit is je kladje van")).to_be_visible()
    expect(page.get_by_label("Wat je nog kwijt wil")).to_have_value("Eerst dit.")
    page.get_by_label(re.compile("^Normatief")).fill("Dan dit.")
    assert not reader.overflows()
    page.get_by_role("button", name="Bewaar in mijn logboek").click()
    expect(page.get_by_text("Dan dit.")).to_be_visible()
    reader.go("/nl/notities/logboek/nieuw/")
    expect(page.get_by_label("Je notitie")).to_have_value("")
