"""Practising as a facilitator, alone."""

import re

from playwright.sync_api import expect

from tests.journeys.circle import at, heading

PRACTICE = "De casus en de mensen zijn verzonnen."


def begin(person):
    page = person.page
    person.go("/nl/intervisie/methoden/incident/")
    page.get_by_role("link", name="Oefen deze methode").click()
    if page.get_by_role("button", name="Wis ze, en begin opnieuw").count():
        page.get_by_role("button", name="Wis ze, en begin opnieuw").click()
    expect(page.get_by_label("Methode").locator("option:checked")).to_contain_text("Incidentmethode")
    page.get_by_role("button", name="Begin de oefening").click()
    return page


def forward(page, title):
    page.get_by_role("button", name=f"Volgende: {title}").click()
    at(title, page)


def test_somebody_who_never_did_it_practises_the_incident_method(visitor):
    """Miriam is asked to facilitate for the first time. From the method's page she opens a practice. She starts, hears
    how Bram begins to tell too much and what she can whisper, goes on, waits until the three peers wrote their choice,
    shows it, and stops: everything is gone and she can begin again."""
    person = visitor().sign_in("begeleider")
    page = begin(person)
    expect(page.get_by_text(PRACTICE)).to_be_visible()
    page.get_by_role("button", name="Start de sessie").click()
    at("Aankomen", page)
    expect(page.locator(".room-heard__hint")).to_be_visible(timeout=40_000)
    assert person.axe() == []
    for title in ("Afspraken", "Rollen", "Inbreng en keuze"):
        forward(page, title)
    expect(page.get_by_text("3 van 3 klaar met schrijven")).to_be_visible(timeout=40_000)
    assert page.get_by_text("De kluis. Dat is één avond").count() == 0
    page.get_by_role("button", name="Toon wat er geschreven is").click()
    expect(page.get_by_text("De kluis. Dat is één avond")).to_be_visible()
    assert person.axe() == []
    expect(page.get_by_text(PRACTICE)).to_be_visible()
    address = page.url
    page.get_by_role("button", name="Stop en wis de oefening").click()
    expect(page.get_by_text("De oefening is gewist.")).to_be_visible()
    assert page.goto(address).status == 404


def test_it_works_on_a_telephone_without_script(visitor):
    """On an old telephone without script somebody practises too: they press "Ververs" to hear how it goes on."""
    person = visitor(phone=True, javascript=False).sign_in("professional")
    page = begin(person)
    page.get_by_role("button", name="Start de sessie").click()
    at("Aankomen", page)
    page.wait_for_timeout(9_000)
    page.get_by_role("link", name="Ververs").click()
    expect(page.locator(".room-heard li").first).to_have_text(re.compile(r"Meryem\s+Rustig\."))
    assert not person.overflows()
    for title in ("Afspraken", "Rollen", "Inbreng en keuze"):
        forward(page, title)
    page.wait_for_timeout(16_000)
    page.get_by_role("link", name="Ververs").click()
    expect(page.get_by_text("3 van 3 klaar met schrijven")).to_be_visible()
    page.get_by_role("button", name="Stop en wis de oefening").click()
    expect(heading(page)).to_have_text("Oefenen als begeleider")
