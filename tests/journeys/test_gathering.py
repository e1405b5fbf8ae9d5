"""A circle reads a case: alone first, then together."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.kinds import CASE, read_all
from tests.journeys.test_my_data import looks_well


def test_a_circle_reads_a_case_and_has_a_sheet_for_the_talk(visitor):
    """A facilitator opens a case for her circle, with a day. A colleague finds it on "Mijn", on a phone without a script,
    shows how far he is, reads one stage and sees that it is noted; then he would rather not show it.

    She reads to the end and takes the sheet for the talk along: two pages on paper, and no name of anybody.
    """
    lead = visitor().sign_in("begeleider")
    page = lead.page
    lead.go(CASE)
    page.get_by_role("link", name="Lees deze casus samen met Kring Noord").click()
    assert looks_well(lead) == []
    day = timezone.localdate() + timedelta(days=12)
    page.get_by_label("Wanneer praten jullie erover?").fill("2020-01-01")
    page.get_by_role("button", name="Open voor de groep").click()
    expect(page.get_by_text("Deze dag is al voorbij.").first).to_be_visible()
    page.get_by_label("Wanneer praten jullie erover?").fill(day.isoformat())
    page.get_by_role("button", name="Open voor de groep").click()
    expect(page.get_by_role("heading", name="Jullie lezen deze casus samen")).to_be_visible()
    expect(page.get_by_text("Niemand toont hoe ver hij of zij is.")).to_be_visible()
    assert looks_well(lead) == []

    colleague = visitor(phone=True, javascript=False).sign_in("collega")
    phone = colleague.page
    colleague.go("/nl/mijn/")
    phone.get_by_role("region", name="Samen lezen").get_by_role("link").click()
    phone.get_by_role("button", name="Laat zien hoe ver ik ben").click()
    here = phone.url
    phone.get_by_role("link", name="Begin te lezen").click()
    phone.get_by_role("button", name="Verder zonder schrijven").click()
    page.reload()
    expect(page.get_by_role("row", name="1.").get_by_role("cell")).to_have_text("Jonas")
    expect(page.get_by_role("row").nth(2).get_by_role("cell")).to_have_text("–")
    colleague.go(here.removeprefix(colleague.site.address))
    phone.get_by_role("button", name="Toon het niet meer").click()
    page.reload()
    expect(page.get_by_text("Niemand toont hoe ver hij of zij is.")).to_be_visible()

    expect(page.get_by_role("link", name="Blad voor het gesprek")).to_have_count(0)
    where = page.url.removeprefix(lead.site.address)
    read_all(lead)
    lead.go(where)
    page.get_by_role("link", name="Blad voor het gesprek").click()
    assert looks_well(lead) == []
    sheet = page.get_by_role("main").inner_text()
    assert [name in sheet for name in ("Miriam", "Jonas", "Sara")] == [False] * 3
    assert page.pdf(prefer_css_page_size=True, format="A4").count(b"/Type /Page\n") <= 2

    lead.go(where)
    page.get_by_role("button", name="Sluit het samen lezen af").click()
    expect(page.get_by_role("heading", name="Lees deze casus samen")).to_be_visible()
    colleague.go("/nl/mijn/")
    expect(phone.get_by_role("region", name="Samen lezen")).to_have_count(0)
