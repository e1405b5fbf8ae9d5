"""Somebody reads a case: at a desk, on a phone, without JavaScript, with a keyboard only, and with a group."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stages import Told
from tests.journeys.weighing import weigh

STAGES = ["Wat je eerst ziet", "Wat erbij komt", "Wat het verandert"]
BEGIN = "Begin met lezen"
WRITE = "Bewaar en lees verder"
PASS = "Verder zonder schrijven"
SEEN, FILLED_IN = "Wat heb je gezien of gehoord?", "Wat heb je zelf ingevuld?"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def begin(page: Page, slug: str, site) -> None:
    page.goto(site.url(f"/nl/casussen/{slug}/"))
    with page.expect_navigation():
        page.get_by_role("link", name=BEGIN).click()


def pass_all(page: Page) -> None:
    """From the first stage to the voices, without a word."""
    while page.get_by_role("button", name=PASS).count():
        with page.expect_navigation():
            press(page, PASS)
    expect(heading(page)).to_have_text("De stemmen")


def test_a_visitor_reads_from_the_home_page_to_the_last_voice(visitor, site):
    """Somebody without an account starts on the front page and finds "De brief in zijn rugzak".

    They read what there is to see first, write down apart what they saw and what they filled in themselves, weigh
    the lines that cross and say how sure they are. Only then does the second stage leave the server. They ask a
    question, weigh again, guess what three people see before they hear them, see who knew what and how their own look
    shifted, read the questions, plan one small step, and go on to a practice. What they had not reached was in no answer they were sent.
    """
    reader = visitor()
    page, told = reader.page, Told(reader, "brief-in-zijn-rugzak")
    first, second, third = STAGES

    reader.go("/nl/")
    assert told.so_far() == []
    page.get_by_role("link", name="Begin met kijken").click()
    expect(heading(page)).to_have_text("Casussen")
    assert told.so_far() == []
    page.get_by_role("link", name="De brief in zijn rugzak").click()
    expect(heading(page)).to_have_text("De brief in zijn rugzak")
    assert told.so_far() == []

    page.get_by_role("link", name=BEGIN).click()
    expect(heading(page)).to_have_text(first)
    assert told.so_far() == [first]
    page.get_by_label(SEEN).fill("Noé vertaalt korter dan wat An zegt.")
    page.get_by_label(FILLED_IN).fill("Dat hij iets achterhoudt.")
    weigh(page, "Taal en talenrepertoire", "sterk")
    weigh(page, "Gezinsvorm en plaats in de familie", "weet ik (nog) niet")
    page.get_by_role("spinbutton", name="Hoe zeker ben je van je beeld?").fill("80")
    press(page, WRITE)

    expect(heading(page)).to_have_text(second)
    assert told.so_far() == [first, second]
    expect(page.get_by_text("Noé vertaalt korter dan wat An zegt.")).to_be_visible()
    page.get_by_label("Wat zou je vragen?").fill("Wie brengt Léo naar school?")
    page.get_by_label("Aan wie?").fill("Noé")
    press(page, WRITE)

    expect(heading(page)).to_have_text(third)
    assert told.so_far() == STAGES
    weigh(page, "Taal en talenrepertoire", "een beetje")
    weigh(page, "Gezinsvorm en plaats in de familie", "sterk")
    page.get_by_role("spinbutton", name="Hoe zeker ben je van je beeld?").fill("40")
    press(page, WRITE)

    voices = ["Noé", "De moeder", "An"]
    for number, voice in enumerate(voices):
        expect(page.get_by_role("navigation", name="Wie spreekt").locator("[aria-current]")).to_have_text(voice)
        assert told.so_far() == [*STAGES, *voices[:number]]
        guess = page.get_by_label(f"wat ziet {voice} hier gebeuren?")
        expect(guess).to_be_visible()
        if number == 1:
            press(page, "Luister zonder te raden")
        else:
            guess.fill("Dat het te snel gaat.")
            press(page, f"Laat {voice} spreken")
        expect(page.get_by_role("group", name="Hoe ver l")).to_be_visible()
        assert told.so_far() == [*STAGES, *voices[: number + 1], *(["Wie weet wat"] if voice == "An" else [])]
        if number == 0:
            page.get_by_label("halverwege").check()
            press(page, "Bewaar en ga verder")
        elif number == 1:
            page.get_by_role("link", name="Hoor de volgende stem").click()
    expect(page.get_by_role("rowheader", name="De moeder heeft zeven vragen.")).to_be_visible()
    page.get_by_role("link", name="Naar wat je meeneemt").click()

    questions = ["Vragen voor jezelf", "Vragen voor de groep", "Vragen over structuur"]
    expect(heading(page)).to_have_text("Wat neem je mee")
    assert told.so_far() == [*STAGES, *voices, "Wie weet wat", *questions, "Doe-stap"]
    expect(page.get_by_role("heading", name="Welke lijnen verschoven")).to_be_visible()
    expect(page.get_by_text("Je zekerheid ging van 80 naar 40.")).to_be_visible()
    page.get_by_label("Wat veranderde er in je beeld?").fill("Ik zag een jongen die moest kiezen.")
    page.get_by_label("Als …").fill("ik een oudergesprek plan")
    page.get_by_label("dan …").fill("vraag ik eerst in welke taal")
    press(page, "Bewaar mijn stap")
    expect(page.get_by_text("Alleen jij kan het lezen")).to_be_visible()
    expect(page.get_by_label("dan …")).to_have_value("vraag ik eerst in welke taal")

    page.get_by_role("region", name="Verder van hier").get_by_role("link", name="Tolk-eerst-agenda").click()
    expect(heading(page)).to_have_text("Tolk-eerst-agenda")
    assert "Voor de begeleider" not in told.so_far()


def test_on_a_phone_the_figure_stays_in_sight(visitor, site):
    """Somebody weighs the axes on a phone. The eighteen lie folded in six families, the first open.

    They open the third with the keyboard and choose. The family says what was chosen, also when it is folded again,
    and a small figure with the chosen lines in words stays at the top of the screen, down to the last family.
    """
    reader = visitor(phone=True)
    page = reader.page
    begin(page, "brief-in-zijn-rugzak", site)
    families = page.locator("details.kruispunt-family")
    assert [families.nth(at).get_attribute("open") is not None for at in range(6)] == [True, *[False] * 5]
    third = families.nth(2)
    third.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    third.locator("summary").click()
    expect(third.locator("summary")).to_contain_text("Taal: sterk")
    weigh(page, "Taal en talenrepertoire", "sterk")
    weigh(page, "Gezinsvorm en plaats in de familie", "een beetje")
    now = page.locator("[data-kruispunt-said]")
    expect(now).to_have_text("Taal: sterk, Gezin: een beetje")
    families.last.locator("summary").scroll_into_view_if_needed()
    expect(now).to_be_in_viewport()
    expect(page.locator(".kruispunt-now__figure")).to_be_in_viewport()


def test_a_visitor_reads_on_a_phone_without_writing(visitor, site):
    """On the tram, somebody reads a case on a phone. They do not want to write, and never have to.

    "Verder zonder schrijven" opens each next stage, and nothing else does. Each page fits the narrow screen.
    """
    reader = visitor(phone=True)
    page, told = reader.page, Told(reader, "brief-in-zijn-rugzak")
    begin(page, "brief-in-zijn-rugzak", site)
    for number, stage in enumerate(STAGES, 1):
        expect(heading(page)).to_have_text(stage)
        assert told.so_far() == STAGES[:number]
        assert not reader.overflows()
        press(page, PASS)
    page.get_by_role("link", name="Naar wat je meeneemt").click()
    assert not reader.overflows()
    expect(page.get_by_role("heading", name="Van je eerste naar je laatste blik")).to_have_count(0)
    press(page, "Nu geen stap")
    expect(page.get_by_text("Alleen jij kan het lezen")).to_be_visible()


def test_everything_in_a_case_works_without_javascript(visitor, site):
    """The network of the office blocks scripts. Somebody reads and writes with plain forms.

    The figure they weighed is drawn by the server, beside its list in words. An empty form explains itself, and what
    they wrote comes back when they look again and write a second version.
    """
    reader = visitor(javascript=False)
    page, told = reader.page, Told(reader, "brief-in-zijn-rugzak")
    begin(page, "brief-in-zijn-rugzak", site)

    press(page, WRITE)
    expect(page.get_by_text("Er staat nog niets. Schrijf iets")).to_be_visible()
    assert told.so_far() == STAGES[:1]

    page.get_by_label(SEEN).fill("Een moeder die knikt.")
    weigh(page, "Taal en talenrepertoire", "sterk")
    press(page, WRITE)
    notes = page.get_by_role("complementary", name="Wat je eerder schreef")
    expect(notes.get_by_text("Een moeder die knikt.")).to_be_visible()
    expect(notes).to_contain_text(re.compile(r"Assen die meespelen:\s+Taal"))

    page.get_by_role("link", name=STAGES[0]).click()
    expect(page.get_by_label(SEEN)).to_have_value("Een moeder die knikt.")
    page.get_by_label(SEEN).fill("Een moeder die knikt en luistert.")
    press(page, "Bewaar als nieuwe versie")
    expect(notes.get_by_text("Een moeder die knikt en luistert.")).to_be_visible()
    pass_all(page)
    page.get_by_role("link", name="Naar wat je meeneemt").click()
    press(page, "Nu geen stap")
    expect(page.get_by_text("Alleen jij kan het lezen")).to_be_visible()


def test_a_case_is_read_and_written_with_a_keyboard_only(visitor, site):
    """Somebody does not use a mouse. Tab brings them along, and they always see where they are.

    The first Tab offers to skip to the content. They open the story with Enter, write, tick "weet ik (nog) niet" with
    the space bar, weigh a line with the arrows, and save with Enter.
    """
    reader = visitor()
    page = reader.page
    reader.go("/nl/casussen/acht-maten-rust/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    tab_to(page, page.get_by_role("link", name=BEGIN))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nu jij")).to_be_visible()
    story = heading(page).inner_text()
    tab_to(page, page.get_by_label(SEEN))
    page.keyboard.type("Iemand wacht.")
    tab_to(page, page.get_by_role("checkbox", name="Weet ik (nog) niet").nth(1))
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Weet ik (nog) niet").nth(1)).to_be_checked()
    tab_to(page, page.get_by_role("button", name=WRITE))
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Wat je eerder schreef")).to_contain_text("Iemand wacht.")
    expect(heading(page)).not_to_have_text(story)


def tab_to(page: Page, target) -> None:
    """Press Tab until it has the focus; on the way, everything that has the focus can be seen to have it."""
    for _press in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


FOCUS_SHOWS = """() => {
  const element = document.activeElement;
  if (element === document.body) return true;  // the window's own edge
  const drawn = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  };
  const sign = element.nextElementSibling;  // a radio that hides behind the sign it stands for
  return drawn(element) || drawn(element.parentElement) || Boolean(sign && drawn(sign));
}"""


def test_somebody_signs_in_midway_and_goes_on_later_in_one_click(visitor, site):
    """Halfway a case, somebody decides to keep what they write, and signs in.

    Nothing is taken into the account unasked: they are offered to keep their notes or to wipe them. They keep them.
    Another day "Mijn" brings them back to the stage where they were, in one click. Starting again is their choice, and
    what they wrote then no longer stands in their way.
    """
    reader = visitor()
    page = reader.page
    begin(page, "zetel-van-tante-rose", site)
    first = heading(page).inner_text()
    page.get_by_role("textbox").first.fill("Een zetel die niemand verschuift.")
    press(page, WRITE)
    expect(heading(page)).not_to_have_text(first)
    second = heading(page).inner_text()

    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_role("button", name=", trainer ").click()
    expect(page.get_by_role("heading", name="Je schreef al iets voor je aanmelding")).to_be_visible()
    press(page, "Bewaar ze in mijn schrift")
    page.get_by_role("link", name="Verder met fase 2").click()
    expect(page.get_by_role("complementary", name="Wat je eerder schreef")).to_contain_text("Een zetel die niemand")

    later = visitor(phone=True).sign_in("trainer")
    later.go("/nl/mijn/")
    later.page.get_by_role("link", name="De zetel van tante Rose").click()
    expect(heading(later.page)).to_have_text(second)
    expect(later.page.get_by_role("complementary", name="Wat je eerder schreef")).to_contain_text("Een zetel die")

    later.go("/nl/casussen/zetel-van-tante-rose/")
    press(later.page, "Opnieuw beginnen")
    expect(later.page.get_by_text("Je begint opnieuw met deze casus.")).to_be_visible()
    later.page.get_by_role("link", name=BEGIN).click()
    expect(later.page.get_by_role("textbox").first).to_have_value("")


@pytest.mark.parametrize("address", ["fase/2/", "fase/3/", "stemmen/", "stemmen/2/", "slot/"])
def test_an_address_from_further_on_leads_back_to_where_the_reader_is(visitor, address):
    """A colleague sent the address of a later stage. It leads to the first stage, and says why."""
    reader = visitor(javascript=False)
    reader.go(f"/nl/casussen/de-tweede-rij/{address}")
    assert reader.page.url.endswith("/nl/casussen/de-tweede-rij/fase/1/")
    expect(reader.page.get_by_text("Dit deel gaat open na fase 1.")).to_be_visible()


def test_a_group_leader_prints_the_whole_case(visitor, site):
    """Somebody will read a case with a group and wants it on paper.

    Only after saying so do they get everything at once: the guide first, and every stage on a sheet of its own for
    the participants. On paper there is no menu and no search box.
    """
    leader = visitor()
    page, before = leader.page, Told(leader, "van-mug-tot-nijlpaard")
    leader.go("/nl/casussen/van-mug-tot-nijlpaard/papier/deelnemers/")
    expect(heading(page)).to_have_text("De hele casus op papier")
    assert before.so_far() == []

    leader.go("/nl/casussen/van-mug-tot-nijlpaard/")
    press(page, "Ik begeleid een groep: toon alles")
    expect(page.get_by_role("heading", name="Gids")).to_be_visible()
    assert before.so_far() == list(before.parts)
    sheets = Told(leader, "van-mug-tot-nijlpaard")
    page.get_by_role("link", name="Voor deelnemers").click()
    page.wait_for_url("**/papier/deelnemers/")
    assert sheets.so_far() == [part for part in sheets.parts if part != "Voor de begeleider"]
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 4
