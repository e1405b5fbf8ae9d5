"""What stands around every page: languages, light and dark, the shield, ways on, and room on a narrow screen."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.kinds import CASE, KINDS, UNIT

WIDTHS = (1280, 390, 320)
"""320 CSS pixels is also a window of 1280 at 400 %."""
MOST_SCRIPT = 40_000


def test_the_language_switch_keeps_the_page_or_says_that_it_cannot(visitor):
    """Somebody reads better in French. From the charter the switch leads to the charter.

    A case that is there in Dutch only says so beside the switch. The switch leads to the French list of cases, which
    says why; the case itself stands there under an honest heading and can still be opened.
    """
    reader = visitor(javascript=False)
    page = reader.page
    languages = page.get_by_role("navigation", name=re.compile("Taal|Langue"))
    reader.go("/nl/handvest/")
    languages.get_by_role("link", name="FR").click()
    expect(page).to_have_url(re.compile("/fr/handvest/$"))

    reader.go(CASE)
    expect(languages).to_contain_text("Nog niet in FR, EN")
    languages.get_by_role("link", name="FR").click()
    expect(page).to_have_url(re.compile(r"/fr/casussen/\?onvertaald$"))
    expect(page.locator(".untranslated")).to_be_visible()
    page.get_by_role("link", name="De tweede rij").click()
    expect(page).to_have_url(re.compile(f"{CASE}$"))


def test_light_and_dark_are_a_choice_without_javascript(visitor):
    """Somebody works at night and chooses dark, on any page; it stays so until they choose otherwise."""
    reader = visitor(javascript=False)
    page = reader.page
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    whole = page.locator("html")
    reader.go("/nl/woorden/")
    light = page.evaluate(paper)
    page.get_by_role("button", name="Donker").click()
    expect(whole).to_have_class("theme-dark")  # the address stays the same, so it cannot tell that the answer came
    expect(page).to_have_url(re.compile("/nl/woorden/$"))
    assert page.evaluate(paper) != light
    reader.go("/nl/casussen/")
    assert page.evaluate(paper) != light
    page.get_by_role("button", name="Zoals mijn toestel").click()
    expect(whole).not_to_have_class("theme-dark")
    assert page.evaluate(paper) == light


def test_one_key_shields_the_screen(visitor):
    """Somebody comes in while a case is open. One key and nothing of it is on the screen or in the title.

    The same key brings it back where it was, and the button does the same. While writing, the letter is a letter.
    """
    reader = visitor()
    page = reader.page
    reader.go(f"{CASE}fase/1/")
    title, story = page.title(), page.get_by_role("heading", level=1)

    page.keyboard.press("b")
    expect(page).to_have_title("Document")
    expect(page.locator("main")).to_have_attribute("inert", "")
    assert page.evaluate(HIDDEN_UNDER_THE_SHIELD)
    page.keyboard.press("b")
    expect(page).to_have_title(title)
    expect(story).to_be_visible()

    page.get_by_role("button", name="Afschermen").click()
    expect(page).to_have_title("Document")
    page.get_by_role("button", name="Verder lezen").click()
    expect(page).to_have_title(title)

    page.get_by_role("textbox").filter(visible=True).nth(1).press_sequentially("bab")
    expect(page).to_have_title(title)


HIDDEN_UNDER_THE_SHIELD = """() => {
  const box = document.querySelector('h1').getBoundingClientRect();
  const top = document.elementFromPoint(box.left + 5, Math.min(box.top + 5, innerHeight - 5));
  return !document.querySelector('main').contains(top);
}"""


def test_a_page_that_is_not_there_shows_a_way_on(visitor):
    """An old link leads nowhere. The page says so and offers to search for what the address was about."""
    reader = visitor(phone=True, javascript=False)
    page = reader.page
    assert reader.go("/nl/praktijken/tolk-en-agenda/").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze bladzijde is er niet")
    page.get_by_role("searchbox", name="Zoek wat je zocht").fill("tolk")
    page.get_by_role("main").get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("link", name="Tolk-eerst-agenda")).to_be_visible()


def test_without_a_connection_a_page_says_so(visitor):
    """The train goes through a tunnel. The next page says so and that nothing was lost; later it goes on."""
    reader = visitor()
    page = reader.page
    reader.go("/nl/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    reader.context.set_offline(True)
    page.goto(reader.site.url("/nl/casussen/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent even zonder verbinding")
    reader.context.set_offline(False)
    reader.faults.clear()  # Chromium calls every failed request an error, and there was one on purpose
    page.get_by_role("link", name="Probeer opnieuw").click()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_page_fits_and_stays_within_its_walls(visitor, signed_in, kind):
    """Somebody enlarges a page to 400 %, or reads it with colours forced by the system: it fits, and text stays text.

    No script fails, nothing is asked from another site, and the policy of the page refuses nothing (the visitor writes
    these down, and the harness holds every journey to none).
    """
    reader = visitor(storage_state=signed_in(kind.who))
    kind.open(reader)
    too_wide = []
    for width in WIDTHS:
        reader.page.set_viewport_size({"width": width, "height": 800})
        if reader.overflows():
            too_wide.append(width)
    assert too_wide == []
    reader.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    moving = reader.page.evaluate("document.getAnimations().filter((each) => each.playState === 'running').length")
    assert moving == 0


@pytest.mark.parametrize("address", [f"{CASE}fase/1/", UNIT])
def test_a_learner_is_sent_little_script(visitor, address):
    """Somebody reads on an old phone with a small bundle: all script of a page together stays below 40 kB."""
    reader = visitor()
    scripts = []
    reader.page.on("response", lambda answer: scripts.append(answer) if ".js" in answer.url else None)
    reader.go(address)
    reader.page.wait_for_load_state("networkidle")
    assert scripts
    assert sum(len(gzip.compress(script.body())) for script in scripts) <= MOST_SCRIPT
