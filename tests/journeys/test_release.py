"""Somebody lets others read a passage of what they wrote: sees what they will see, sees who opened it, and stops."""

import re

from playwright.sync_api import Page, expect

NEW = "/nl/notities/logboek/nieuw/"
SHARED = "/nl/notities/gedeeld/"
BEFORE, CHOSEN, AFTER = "Ik was gehaast die middag.", "Ik vroeg niet wat ze bedoelde.", "Thuis dacht ik aan mijn zus."


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def write(visitor) -> Page:
    page = visitor.page
    visitor.go(NEW)
    page.get_by_label("Je notitie").fill(f"{BEFORE} {CHOSEN} {AFTER}")
    press(page, "Bewaar in mijn logboek")
    return page


def texts(page: Page) -> list[bool]:
    body = page.content()
    return [text in body for text in (BEFORE, CHOSEN, AFTER)]


def test_a_passage_is_shared_with_one_colleague_and_taken_back(visitor):
    """A professional noted three sentences and wants one colleague to read the middle one.

    They tick the sentence and the colleague, look at exactly what Jonas will see, and share. Jonas finds it under what
    is shared with him, and reads the one sentence and no word of the rest. Miriam, in the same circle, and Koen, who
    shares no group, get a page that is not there. The professional sees that Jonas opened it and when, and stops: the
    next time Jonas asks, there is nothing.
    """
    owner = visitor().sign_in("professional")
    page = write(owner)
    page.get_by_role("link", name="Deel een stukje").click()
    page.get_by_role("checkbox", name=CHOSEN).check()
    expect(page.get_by_role("radio", name="Alleen de zinnen die ik aanvink")).to_be_checked()
    page.get_by_role("radio", name="Alleen deze mensen:").check()
    page.get_by_role("checkbox", name="Jonas").check()
    assert owner.axe() == []
    press(page, "Bekijk zoals zij het zien")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo zien zij het")
    assert texts(page) == [False, True, False]
    assert owner.axe() == []
    where = page.get_by_role("link", name="Open de hele bladzijde").get_attribute("href")
    sheet = page.locator(".shared-sheet").inner_text()
    press(page, "Deel nu")
    expect(page.get_by_text("Nog niet geopend").first).to_be_visible()

    colleague = visitor(phone=True).sign_in("collega")
    colleague.go(SHARED)
    assert texts(colleague.page) == [False, False, False]
    colleague.page.get_by_role("link", name="Iets van Sara").first.click()
    assert texts(colleague.page) == [False, True, False]
    assert colleague.page.locator(".shared-sheet").inner_text() == sheet
    assert colleague.axe() == []
    assert not colleague.overflows()

    for account in ("begeleider", "trainer"):
        other = visitor().sign_in(account)
        assert other.go(where).status == 404
        assert texts(other.page) == [False, False, False]

    owner.go(SHARED)
    expect(page.get_by_role("listitem").filter(has_text=re.compile("^Jonas")).first).to_be_visible()
    assert owner.axe() == []
    press(page, "Stop met delen")
    expect(page.get_by_text("Niemand kan het nog openen.", exact=False)).to_be_visible()
    assert colleague.go(where).status == 404
    assert owner.go(where).status == 404


def test_by_keyboard_alone_and_without_a_script(visitor):
    """The same way without a mouse and without a script: tab, space, arrows and enter, to the team."""
    owner = visitor(javascript=False).sign_in("professional")
    page = write(owner)
    page.get_by_role("link", name="Deel een stukje").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Alles wat hier staat").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("radio", name=re.compile("Team Noord")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo zien zij het")
    assert texts(page) == [True, False, False]
    page.get_by_role("button", name="Deel nu").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gedeeld")

    colleague = visitor(javascript=False).sign_in("collega")
    colleague.go(SHARED)
    colleague.page.get_by_role("listitem").filter(has_text="met Team Noord").get_by_role("link").first.click()
    assert texts(colleague.page) == [True, False, False]
    owner.go(SHARED)
    page.get_by_role("button", name="Stop met delen").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert colleague.page.reload().status == 404


def test_a_text_is_frozen_and_checked_by_somebody_else(visitor):
    """A professional freezes a note for an attest and gives text and number to somebody, who checks them without an
    account. One changed letter, and they do not fit."""
    owner = visitor().sign_in("professional")
    page = write(owner)
    page.get_by_role("link", name="Zet vast voor een attest").click()
    press(page, "Zet deze tekst vast")
    number = page.locator("code.check-number").inner_text()
    assert owner.axe() == []

    checker = visitor()
    for text, answer in ((f"{BEFORE} {CHOSEN} {AFTER}", "Ja."), (f"{BEFORE} {CHOSEN} {AFTER}!", "Nee.")):
        checker.go("/nl/notities/vastgezet/controleer/")
        checker.page.get_by_label("De tekst").fill(text)
        checker.page.get_by_label("Het controlegetal").fill(number)
        press(checker.page, "Controleer")
        expect(checker.page.get_by_role("status")).to_contain_text(answer)
        assert checker.axe() == []
