"""Kring Noord around a session: who sits where, and what each of them does in a browser."""

import re
from contextlib import contextmanager

from playwright.sync_api import Page, expect

FACILITATOR, BRINGER, COLLEAGUE, EXPERT = "begeleider", "professional", "collega", "ervaringsdeskundige"
PHASES = [
    "Aankomen",
    "Afspraken",
    "Rollen",
    "Vorige keer",
    "Terugblik",
    "Inbreng en keuze",
    "Incident schetsen",
    "Vragen noteren",
    "Informatieronde",
    "Analyse",
    "Schriftelijk standpunt",
    "Standpunten",
    "Wat deed de inbrenger",
    "Evaluatie en afspraak",
    "Wat neem je mee",
    "Eigen leerpunt",
    "Bewaren of wissen",
    "Hoe ging het",
]
WRITING = "Vragen noteren"


def plan_session(facilitator) -> str:
    """The facilitator plans a session of Kring Noord with the incident method; where it is held."""
    facilitator.go("/nl/intervisie/")
    page = facilitator.page
    page.get_by_role("link", name="Kring Noord").click()
    page.get_by_role("link", name="Plan een sessie").click()
    chosen = page.get_by_label("Methode").locator("option", has_text="Incidentmethode").get_attribute("value")
    page.get_by_label("Methode").select_option(chosen)
    page.get_by_label("Begeleider", exact=True).select_option(label="Miriam")
    page.get_by_label("Inbrenger").select_option(label="Sara")
    for name in ("Jonas", "Amal"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Plan de sessie").click()
    expect(heading(page)).to_have_text("Incidentmethode")
    return page.url.removeprefix(facilitator.site.address)


def heading(page: Page):
    return page.locator("h1")


def at(phase: str, *pages: Page) -> None:
    """Everybody's page says that this phase runs."""
    for page in pages:
        expect(heading(page)).to_have_text(phase)


def step(page: Page) -> str:
    """The facilitator goes to the next phase; its name."""
    expect(page.locator("[aria-busy]")).to_have_count(0)  # an earlier click has been answered
    button = page.locator("button[value=next]")
    onward = re.sub(r"^Volgende: ", "", button.inner_text().strip())
    button.click()
    go_on_anyway(page, {"Naar de afronding": "Afsluiten"}.get(onward, onward))
    return heading(page).inner_text()


def go_on_anyway(page: Page, phase: str) -> None:
    """Where some still write, the room asks first: yes. Then this phase runs."""
    anyway = page.get_by_role("button", name="Toch verder")
    expect(heading(page).filter(has_text=phase).or_(anyway)).to_be_visible()
    if anyway.count():
        anyway.click()
    at(phase, page)


def step_to(phase: str, page: Page) -> None:
    """The facilitator starts where needed and goes on until this phase."""
    start = page.get_by_role("button", name="Start de sessie")
    if start.count():
        start.click()
        at(PHASES[0], page)
    while heading(page).inner_text() != phase:
        step(page)


def let_go(page: Page) -> None:
    """Leave the field that one was still typing in when the group went on; only then the new phase's field comes."""
    expect(page.locator(".room-held")).to_have_text("De groep is verder. Je tekst blijft staan tot je hem loslaat.")
    heading(page).click()
    expect(page.locator(".room-held")).to_have_count(0)


def lay_on_the_table(page: Page, text: str) -> None:
    page.locator("textarea[data-draft]").fill(text)
    page.get_by_role("button", name="Leg op tafel").click()
    expect(page.locator(".room-card__text", has_text=text).first).to_be_visible()


def pair_screen(screen, facilitator: Page) -> None:
    """Type the facilitator's code on the screen in the room."""
    facilitator.get_by_role("button", name="Een scherm koppelen").click()
    code = facilitator.locator(".room-code").inner_text()
    screen.go("/nl/intervisie/scherm/")
    screen.page.get_by_label("Code").fill(code)
    screen.page.get_by_role("button", name="Koppel dit scherm").click()
    expect(screen.page.locator(".screen")).to_be_visible()


@contextmanager
def answered(page: Page, part: str):
    """Until the server has answered a request whose address holds `part`."""
    with page.expect_response(lambda response: part in response.url) as waiting:
        yield
    assert waiting.value.status < 400
