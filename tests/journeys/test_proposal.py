"""A practice on its way into the library: told at a phone, written along, read by others, published, taken back."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ARGUMENTS, CHROMIUM, Visitor

HERE = "/nl/voorstellen/"
MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]


def press(button):
    """Press it, and wait until the page that follows stands there: what is counted next, is counted on that one."""
    with button.page.expect_navigation():
        button.click()


@pytest.fixture
def speaker(chromium, site):
    """Somebody at a telephone of their own, with a microphone that plays a tone."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *MICROPHONE])
    context = browser.new_context(locale="nl-BE", timezone_id="Europe/Brussels", viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    made = Visitor(site, context)
    yield made
    browser.close()
    assert made.faults == []


def test_from_a_recording_to_the_library_and_back(speaker, visitor):
    """A professional sees in the library that they can propose something. They write what it is, and speak the rest
    into their phone. The text looks as if it names somebody: they look at it, and send it.

    An editor listens, takes it up with a reason, writes it out, gives a name that stayed another word, and writes down
    what two readers said. They publish it. Who proposed it reads the reasons, and finds the practice in the library.
    They take it back: it is gone from there at once.
    """
    page = speaker.page
    speaker.sign_in("professional")
    speaker.go("/nl/praktijken/")
    page.get_by_role("link", name="Stel een praktijk voor").click()
    page.get_by_label("Wat is het?").fill("Het thuisboek van Sofie\nElk kind houdt een boek bij over thuis.")
    page.get_by_role("button", name="Begin op te nemen").click()
    expect(page.get_by_role("status").filter(has_text="De opname loopt.")).to_be_visible()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop de opname").click()
    expect(page.get_by_role("status").filter(has_text="De opname gaat mee als je indient.")).to_be_visible()
    expect(page.locator(".draft-line__said")).to_contain_text("Bewaard")
    assert speaker.axe() == []
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.get_by_role("heading", name="Wat iemand herkenbaar kan maken")).to_be_visible()
    expect(page.get_by_text("Je opname is bewaard, versleuteld.")).to_be_visible()
    assert speaker.axe() == []
    page.get_by_label("Ik keek dit na").check()
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.get_by_role("heading", name="Ligt bij de redactie")).to_be_visible()
    assert speaker.axe() == []
    followed = urlsplit(page.url).path
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    editor = visitor().sign_in("redactie")
    desk = editor.page
    editor.go("/beheer/voorstellen/")
    expect(desk.get_by_role("link", name="Het thuisboek van Sofie").first).to_be_visible()
    editor.go(followed.replace("/nl/", "/beheer/"))
    sound = desk.locator("audio")
    sound.evaluate("player => { player.load(); return player.play(); }")
    expect(sound).to_have_js_property("error", None)
    desk.get_by_label("Neem het op: de redactie schrijft mee").check()
    desk.get_by_label("Waarom?").fill("Dank je. Dit missen we: kinderen vertellen zelf.")
    press(desk.get_by_role("button", name="Beslis").last)
    desk.locator("#record_summary").fill("Elk kind houdt een boek bij over thuis, en Sofie leest het mee.")
    desk.locator("#record_steps").fill("Kies samen een boek.\nMaak er elke week tijd voor.\nVraag wie het mag lezen.")
    desk.locator("#record_hard_parts").fill("Tijd vinden.")
    desk.locator("#record_not_when").fill("Als het kind het niet wil.")
    desk.locator("#record_duration").fill("een uur per week")
    desk.locator("#record_review_on").fill("2027-11-27")
    desk.locator("#record_stewards").fill("een begeleider in een leefgroep\nde redactie van Meerstemmig")
    press(desk.get_by_role("button", name="Bewaar", exact=True))
    traces = desk.locator(".proposal-desk__trace")
    while traces.count():
        traces.first.get_by_label("Vervang door eigen woorden").check()
        traces.first.get_by_label("Eigen woorden: ").fill("een begeleider")
        press(traces.first.get_by_role("button", name="Beslis"))
    for seat in ("praktijk", "ervaring"):
        desk.locator("#heard_seat").select_option(seat)
        desk.locator("#heard_verdict").select_option("goed")
        press(desk.get_by_role("button", name="Noteer", exact=True))
    press(desk.get_by_role("button", name="Publiceer als praktijk"))
    expect(desk.locator("h1")).to_have_text("Het thuisboek van een begeleider")
    published = desk.url

    speaker.go(followed)
    expect(page.get_by_role("heading", name="Staat in de bibliotheek")).to_be_visible()
    expect(page.get_by_text("Dank je. Dit missen we: kinderen vertellen zelf.")).to_be_visible()
    expect(page.locator("audio")).to_have_count(0)
    page.get_by_role("link", name="Lees de praktijk").click()
    expect(page.get_by_text("Voorgesteld door een professional en uitgeschreven met de redactie.")).to_be_visible()
    speaker.go(followed)
    page.get_by_text("Trek dit voorstel in").click()
    page.get_by_role("button", name="Trek in en wis").click()
    expect(page.get_by_text("Je stelde nog niets voor.")).to_be_visible()
    assert page.goto(published).status == 404


def test_without_a_script_it_is_told_all_the_same(visitor):
    """Somebody whose browser runs no script answers the five questions and sends them; there is no button to record
    with, and a file of a recorder goes along."""
    without = visitor(javascript=False).sign_in("collega")
    page = without.page
    without.go(f"{HERE}nieuw/")
    expect(page.get_by_role("button", name="Begin op te nemen")).to_be_hidden()
    expect(page.get_by_label("Vertel het liever")).to_be_visible()
    for label, text in (
        ("Wat is het?", "De stille start"),
        ("Voor wie?", "Voor wie druk binnenkomt."),
        ("Wat deden jullie?", "Vijf minuten niets zeggen."),
        ("Wat was moeilijk?", "Volhouden."),
        ("Wat helpt anderen", "Een zandloper."),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.get_by_role("heading", name="Ligt bij de redactie")).to_be_visible()


def test_somebody_tells_that_they_tried_it_and_takes_it_back(visitor):
    """A professional tells how a practice went with them, without a script. It stands beneath the practice for a
    visitor, who reads no name. A colleague finds where to say that it is wrong. Who told it takes it back: it is gone."""
    without = visitor(javascript=False).sign_in("professional")
    page = without.page
    without.go("/nl/praktijken/")
    practice = urlsplit(page.locator(".practice-cards a").first.get_attribute("href")).path
    without.go(practice)
    page.get_by_role("link", name="Wij probeerden dit").click()
    page.get_by_role("button", name="Plaats dit verslag").click()
    expect(page.get_by_text("Schrijf hier iets. Een paar woorden volstaan.").first).to_be_visible()
    page.get_by_label("Waar en met wie?").fill("een leefgroep met tieners")
    page.get_by_label("Wat gebeurde er?").fill("De tweede keer lukte het beter.")
    page.get_by_label("Wat lukte niet, of anders?").fill("Te weinig tijd.")
    page.get_by_role("button", name="Plaats dit verslag").click()
    expect(page.locator("#geprobeerd")).to_contain_text("De tweede keer lukte het beter.")

    guest = visitor(phone=True)
    guest.go(practice)
    expect(guest.page.locator("#geprobeerd")).to_contain_text("Een professional")
    expect(guest.page.locator("#geprobeerd")).to_contain_text("De tweede keer lukte het beter.")
    assert guest.axe() == []
    assert not guest.overflows()
    colleague = visitor().sign_in("collega")
    colleague.go(practice)
    expect(colleague.page.locator("#geprobeerd").get_by_role("link", name="Dit klopt niet of kwetst")).to_be_visible()

    page.get_by_role("button", name="Trek in").click()
    expect(page.locator("#geprobeerd")).to_contain_text("Je trok dit verslag in.")
    guest.go(practice)
    expect(guest.page.locator("#geprobeerd")).not_to_contain_text("De tweede keer lukte het beter.")
