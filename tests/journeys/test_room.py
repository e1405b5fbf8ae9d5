"""Journeys through the intervision room: a whole session, and the ways people take part in it."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys import composing
from tests.journeys.circle import (
    BRINGER,
    COLLEAGUE,
    EXPERT,
    FACILITATOR,
    WRITING,
    answered,
    at,
    lay_on_the_table,
    let_go,
    pair_screen,
    plan_session,
    step,
    step_to,
)
from tests.journeys.listening import Ears

NOTE = "KANARIE-NOTITIE hij keek naar de deur"
QUESTION = "KANARIE-VRAAG wie las de brief voor"
HALF = "KANARIE-HALF en wat zei de school"
POSITION = "KANARIE-STANDPUNT ik zou eerst bellen omdat wachten al een antwoord is"
TAKEN = "KANARIE-MEENEMEN ik vraag het voortaan zelf"
AGREEMENT = "Eerst de tolkdienst bellen, dan pas de mail."


def test_a_whole_session_with_the_incident_method(visitor):
    """Miriam plans a session and begins; Sara brings in an incident on her phone, Jonas and Amal think along, and a
    screen in the room shows what is for everybody. What the peers write stays with them until it is shown to all at
    once. Sara is silent in the analysis and stops the clock. At the end she keeps one agreement for the circle, Jonas
    keeps one line for himself, and of all the rest not a word is left anywhere.
    """
    facilitator = visitor().sign_in(FACILITATOR)
    place = plan_session(facilitator)
    bringer, colleague = visitor(phone=True).sign_in(BRINGER), visitor(phone=True).sign_in(COLLEAGUE)
    expert, screen = visitor(color_scheme="dark").sign_in(EXPERT), visitor()
    everyone = [facilitator, bringer, colleague, expert, screen]
    lead, sara, jonas, amal, beamer = (one.page for one in everyone)
    ears = {one: Ears(one) for one in everyone}
    for one in (bringer, colleague, expert):
        one.go(place)
    pair_screen(screen, lead)

    # the clock: a minute more, a pause, and on
    step_to("Aankomen", lead)
    at("Aankomen", sara, jonas, amal, beamer)
    before = milliseconds_left(jonas)
    lead.get_by_role("button", name="+1 minuut").click()
    expect(jonas.locator("[data-clock]")).not_to_have_attribute("data-left", str(before))
    assert 40_000 < milliseconds_left(jonas) - before <= 60_000
    lead.get_by_role("button", name="Pauze").click()
    for page in (sara, jonas, amal, beamer):
        expect(page.get_by_text("De klok staat stil")).to_be_visible()
    lead.get_by_role("button", name="Ga verder").click()
    for page in (sara, jonas, amal, beamer):
        expect(page.get_by_text("De klok staat stil")).to_be_hidden()

    # a note of one's own
    step_to("Incident schetsen", lead)
    at("Incident schetsen", jonas)
    with answered(jonas, "/kladje/"):
        jonas.locator("textarea").fill(NOTE)
    expect(jonas.locator("[data-saved]")).to_have_text("Bewaard. Alleen jij ziet dit.")

    # hidden questions, shown to all at once
    step_to(WRITING, lead)
    at(WRITING, sara, jonas, amal, beamer)
    let_go(jonas)
    lay_on_the_table(jonas, QUESTION)
    with answered(amal, "/kladje/"):
        amal.locator("textarea").fill(HALF)
    jonas.get_by_role("button", name="Ik ben klaar").click()
    expect(lead.get_by_text("1 van 2 klaar met schrijven")).to_be_visible()
    expect(beamer.get_by_text("1 van 2 klaar")).to_be_visible()
    expect(sara.get_by_role("button", name="Leg op tafel")).to_have_count(0)
    assert colleague.axe() + expert.axe() + screen.axe() == []
    lay_on_the_table(amal, HALF)
    for one in everyone:
        assert ears[one].heard(QUESTION) == [] or one is colleague
        assert ears[one].heard(HALF) == [] or one is expert
    step(lead)
    for page in (lead, sara, jonas, amal, beamer):
        at("Informatieronde", page)
        expect(page.locator(".room-board", has_text=QUESTION)).to_contain_text(HALF)

    # the bringer turns around, and may stop everything
    step_to("Analyse", lead)
    expect(sara.get_by_text("Luister.", exact=True)).to_be_visible()
    expect(beamer.get_by_text("De inbrenger luistert met de rug naar de kring.")).to_be_visible()
    assert bringer.axe() + facilitator.axe() == []
    assert not bringer.overflows()
    sara.get_by_role("button", name="Stop even").click()
    expect(lead.get_by_text("De klok staat stil")).to_be_visible()
    expect(lead.locator("#room")).not_to_contain_text("stopte")  # who stopped is told to nobody
    lead.get_by_role("button", name="Ga verder").click()
    expect(lead.get_by_text("De klok staat stil")).to_be_hidden()

    # a written position
    step_to("Schriftelijk standpunt", lead)
    at("Schriftelijk standpunt", sara, jonas, amal, beamer)
    lay_on_the_table(amal, POSITION)
    ears[expert].wait_for(POSITION)  # the page shows it a moment before the browser reports the answer
    assert [one for one in everyone if ears[one].heard(POSITION)] == [expert]
    step(lead)
    for page in (lead, sara, jonas, beamer):
        expect(page.locator(".room-board", has_text=POSITION)).to_be_visible()

    # what remains
    step_to("Evaluatie en afspraak", lead)
    at("Evaluatie en afspraak", sara, jonas)
    lay_on_the_table(sara, AGREEMENT)
    with answered(jonas, "/schrijven/"):
        jonas.locator("textarea[data-draft]").fill(TAKEN)
        jonas.get_by_role("button", name="Bewaar", exact=True).click()
    step_to("Afsluiten", lead)
    at("Afsluiten", sara, jonas, amal, beamer)
    assert bringer.axe() == []
    with answered(sara, "/bewaren/"):
        sara.get_by_label("leerlijn voor het team").check()
        sara.get_by_role("button", name="Leg mijn keuze vast").click()
    expect(sara.get_by_text("Je keuze ligt vast. Tot de begeleider afsluit")).to_be_visible()
    expect(lead.locator(".room-close dd")).to_have_text(["Sara", "1: Jonas"])
    with answered(jonas, "/bewaren/"):
        jonas.get_by_label("alleen ik").check()
        jonas.get_by_role("button", name="Leg mijn keuze vast").click()
    lead.get_by_role("link", name="Sluit af en wis").click()
    lead.get_by_role("button", name="Sluit af en wis").click()
    at("De sessie is afgesloten", lead, sara, jonas, amal, beamer)
    assert [one for one in everyone if ears[one].heard(NOTE)] == [colleague]
    assert [one for one in everyone if ears[one].heard(TAKEN)] == [colleague]
    assert [missed for one in everyone for missed in ears[one].missed] == []

    # the receipt, and nothing else
    after = {one: Ears(one) for one in (facilitator, bringer, colleague, expert)}
    for one in after:
        for path in (place, f"{place}staat/", "/nl/intervisie/", "/nl/mijn/"):
            one.go(path)
        one.go("/nl/intervisie/")
        one.page.get_by_role("link", name="Kring Noord").click()
        expect(one.page.get_by_text(AGREEMENT)).to_be_visible()
    screen.go(place + "scherm/")
    assert {one for one in after if after[one].heard("KANARIE")} == {colleague}
    assert after[colleague].heard("KANARIE") == after[colleague].heard(TAKEN) == ["/nl/intervisie/"]
    circle = lead.url.removeprefix(facilitator.site.address)
    assert {path for one in after for path in after[one].heard("tolkdienst bellen")} == {circle}


def milliseconds_left(page) -> int:
    return int(page.locator("[data-clock]").get_attribute("data-left"))


def test_next_pressed_by_two_at_once_is_one_step(visitor):
    """Miriam has the session open on her laptop and on her phone, and both send "volgende" at the same moment. The
    session is one phase further, and the second device says so.
    """
    laptop, phone = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(FACILITATOR)
    place = plan_session(laptop)
    phone.go(place)
    step_to("Aankomen", laptop.page)
    at("Aankomen", phone.page)
    statuses = []
    for one in (laptop, phone):
        one.page.on("response", lambda answer: statuses.append(answer.status) if "/verloop/" in answer.url else None)
        one.page.evaluate("setTimeout(() => document.querySelector('button[value=next]').click(), 300)")
    for one in (laptop, phone):
        expect(one.page.locator("[aria-busy]")).to_have_count(0)
    at("Afspraken", laptop.page, phone.page)
    notice = "Dat had je al gedaan, misschien op een ander toestel."
    deadline = time.monotonic() + 15
    while not (told := [one for one in (laptop, phone) if one.page.get_by_text(notice).count()]):
        assert time.monotonic() < deadline
        laptop.page.wait_for_timeout(100)
    assert len(told) == 1
    for one in (laptop, phone):
        one.page.reload()
        expect(one.page.get_by_text(re.compile(r"fase 2 van 1[68]"))).to_be_visible()
    assert sorted(statuses) == [200, 409]


def test_taking_part_without_script(visitor):
    """Jonas' browser runs no script. He writes, says that he is done, follows the group with "Ververs", and finds
    what he had not handed in.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor(phone=True, javascript=False).sign_in(COLLEAGUE)
    place = plan_session(facilitator)
    page = jonas.page
    jonas.go(place)
    step_to(WRITING, facilitator.page)
    page.get_by_role("link", name="Ververs").click()
    at(WRITING, page)
    lay_on_the_table(page, "Wie was er nog in de kamer?")
    page.get_by_role("button", name="Neem terug").click()
    expect(page.locator("textarea")).to_have_value("Wie was er nog in de kamer?")
    page.get_by_role("button", name="Leg op tafel").click()
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.get_by_role("button", name="Toch nog niet klaar")).to_be_visible()
    expect(facilitator.page.get_by_text("1 van 2 klaar met schrijven")).to_be_visible()
    step(facilitator.page)
    expect(facilitator.page.locator(".room-board").first).to_contain_text("Wie was er nog in de kamer?")
    page.get_by_role("link", name="Ververs").click()
    at("Informatieronde", page)
    expect(page.locator(".room-board").first).to_contain_text("Wie was er nog in de kamer?")
    expect(page.locator("[data-clock-text]")).to_have_text("nog 14 min")
    page.get_by_role("button", name="Stop even").click()
    expect(page.get_by_text("De klok staat stil")).to_be_visible()
    assert not jonas.overflows()


def test_taking_part_with_the_keyboard_alone(visitor):
    """Amal uses no mouse. Tab brings her to the field and to every button, she always sees where she is, and what
    changes around her does not take her from her place.
    """
    facilitator, amal = visitor().sign_in(FACILITATOR), visitor().sign_in(EXPERT)
    place = plan_session(facilitator)
    amal.go(place)
    page, keyboard = amal.page, amal.page.keyboard
    step_to(WRITING, facilitator.page)
    at(WRITING, page)
    tab_to(page, page.locator("textarea"))
    keyboard.type("Wat vroeg Noé zelf?")
    tab_to(page, page.get_by_role("button", name="Leg op tafel"))
    keyboard.press("Enter")
    expect(page.locator(".room-cards--own")).to_contain_text("Wat vroeg Noé zelf?")
    expect(page.get_by_role("button", name="Leg op tafel")).to_be_focused()
    if composing.wanted("room"):
        picture(visitor, place, page)
    tab_to(page, page.get_by_role("button", name="Ik ben klaar"))
    keyboard.press("Space")
    expect(page.get_by_role("button", name="Toch nog niet klaar")).to_be_focused()
    step(facilitator.page)
    at("Informatieronde", page)
    expect(page.locator("[data-announce]")).to_have_text("Informatieronde")
    tab_to(page, page.get_by_role("button", name="Stop even"))
    keyboard.press("Enter")
    expect(page.get_by_text("De klok staat stil")).to_be_visible()
    expect(facilitator.page.get_by_text("De klok staat stil")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def picture(visitor, place, desktop):
    """The hidden writing, for the README: Amal at a laptop, Jonas on his phone."""
    jonas = visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(place)
    desktop.locator("textarea").fill("Wie heeft de brief eerst gelezen, en in welke taal?")
    jonas.page.locator("textarea").fill("Hoe lang wachtte de school op een antwoord?")
    for page in (desktop, jonas.page):
        expect(page.locator("[data-saved]")).to_have_text("Bewaard. Alleen jij ziet dit.")
    jonas.page.evaluate("scrollTo(0, document.querySelector('h1').getBoundingClientRect().top - 60)")
    desktop.evaluate("scrollTo(0, document.querySelector('#room').getBoundingClientRect().top - 30)")
    composing.side_by_side("room", desktop, jonas.page)
    desktop.locator("textarea").fill("")
    desktop.get_by_role("button", name="Leg op tafel").focus()


def tab_to(page, target):
    """Press Tab until the target has focus; whatever gets focus on the way can be seen to have it."""
    for _press in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(VISIBLE_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"no Tab stop at {target}")


VISIBLE_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""
