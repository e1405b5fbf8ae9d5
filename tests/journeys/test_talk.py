"""People talk beneath a practice: about the work, with one audience named in the button."""

import re

from playwright.sync_api import Page, expect

PRACTICE = "/nl/praktijken/drie-verhalen-signaal/"
QUIET = "/nl/praktijken/warme-overstap-op-18/"
TO_ALL = "Plaats voor iedereen met een account"
HOSTILE = """<script>document.title = 'overgenomen'</script><img src=x onerror="document.title='overgenomen'">
[klik](javascript:document.title='overgenomen') <style>main{display:none}</style> <b onclick="x()">vet</b>"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def write(page: Page, kind: str, text: str) -> None:
    page.get_by_role("radio", name=kind).check()
    page.get_by_label("Je bericht").fill(text)


def post_with(page: Page, text: str):
    return page.get_by_role("article").filter(has_text=text).last


def test_a_professional_posts_looks_first_changes_and_withdraws(visitor):
    """A professional has a doubt about a practice and writes it down beneath it.

    They look first how it will stand there, place it for everybody with an account, and make a word better. A colleague
    answers. Then they withdraw it: what they said is gone, the answer stays. They put it back.
    """
    professional = visitor().sign_in("professional")
    page = professional.page
    professional.go(PRACTICE)
    write(page, "Twijfel", "Bij ons bleef het **stil** na het derde verhaal.")
    press(page, "Bekijk eerst")
    expect(page.get_by_role("region", name="Zo komt het er te staan").locator("strong")).to_have_text("stil")
    press(page, TO_ALL)
    expect(post_with(page, "na het derde verhaal").locator("strong")).to_have_text("stil")

    post_with(page, "na het derde verhaal").get_by_role("link", name="Pas aan").click()
    page.get_by_label("Je bericht").fill("Bij ons bleef het lang **stil** na het derde verhaal.")
    press(page, "Bewaar")
    mine = post_with(page, "na het derde verhaal")
    expect(mine.get_by_role("link", name="aangepast")).to_be_visible()

    colleague = visitor(phone=True).sign_in("collega")
    colleague.go(PRACTICE)
    post_with(colleague.page, "na het derde verhaal").get_by_role("link", name="Antwoord").click()
    expect(colleague.page.get_by_role("heading", level=1)).to_have_text("Je antwoord")
    colleague.page.get_by_label("Je bericht").fill("Wij vertellen er nu maar twee.")
    press(colleague.page, TO_ALL)
    expect(post_with(colleague.page, "maar twee")).to_be_visible()
    assert not colleague.overflows()

    professional.go(PRACTICE)
    post_with(page, "na het derde verhaal").get_by_role("button", name="Trek in").click()
    expect(page.get_by_text("Je trok dit bericht in. Niemand leest het nog.")).to_be_visible()
    expect(page.get_by_text("na het derde verhaal")).to_have_count(0)
    expect(page.get_by_text("Wij vertellen er nu maar twee.")).to_be_visible()
    press(page, "Zet terug")
    expect(post_with(page, "na het derde verhaal")).to_be_visible()


def test_what_a_team_says_stays_in_the_team(visitor):
    """A colleague asks something to their own team, beneath a practice.

    The button says for whom it is. A colleague of the team reads it; somebody with an account but outside the team
    does not, and a visitor is invited to sign in and reads none of it.
    """
    colleague = visitor(javascript=False).sign_in("collega")
    page = colleague.page
    colleague.go(QUIET)
    page.get_by_role("navigation", name="Met wie").get_by_role("link", name="Team Noord").click()
    write(page, "Vraag", "Wie van ons gaat mee naar het gesprek op achttien?")
    page.get_by_role("button", name=re.compile("Plaats voor .*Team Noord")).click()
    expect(page.get_by_text("Wie van ons gaat mee naar het gesprek op achttien?")).to_be_visible()

    member = visitor().sign_in("professional")
    member.go(QUIET)
    member.page.get_by_role("navigation", name="Met wie").get_by_role("link", name="Team Noord").click()
    expect(member.page.get_by_text("Wie van ons gaat mee naar het gesprek")).to_be_visible()

    trainer = visitor().sign_in("trainer")
    assert "Wie van ons gaat mee" not in trainer.go(QUIET).text()
    passer_by = visitor()
    assert "Wie van ons gaat mee" not in passer_by.go(QUIET).text()
    expect(passer_by.page.get_by_text("om mee te lezen en mee te praten")).to_be_visible()


def test_hostile_text_does_nothing(visitor):
    """Somebody pastes a script into a message. It stands there as text or not at all, and does nothing to who reads it."""
    writer = visitor().sign_in("begeleider")
    page = writer.page
    writer.go(QUIET)
    title = page.title()
    write(page, "Vraag", f"Wat doet dit? {HOSTILE}")
    press(page, TO_ALL)
    post = post_with(page, "Wat doet dit?")
    expect(post).to_be_visible()
    assert page.title() == title
    assert post.locator("script, img, style, [onclick], a[href^=javascript]").count() == 0


def test_a_word_of_ones_own_is_proposed_as_a_label(visitor):
    """Somebody misses a word for what a practice is about, and proposes one. It stands apart from the word list."""
    professional = visitor().sign_in("professional")
    page = professional.page
    professional.go(QUIET)
    page.get_by_text("Stel een label voor").click()
    page.get_by_label("Jouw label").fill("overgangsjaar")
    press(page, "Stel voor")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Warme overstap"))
    expect(page.get_by_text(re.compile("overgangsjaar")).first).to_be_visible()
