"""What comes out of the printer, by Chromium itself."""

import io

import pikepdf
from playwright.sync_api import expect


def pages_of(page) -> int:
    return len(pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))).pages)


def test_the_facilitator_prints_a_case_on_few_sheets_and_hands_out_one_per_part(visitor):
    """Somebody who leads a group prints "De brief in zijn rugzak". Their own version runs on over four pages, the title
    above the guide. What they hand out has one sheet per part: three stages, the voices, who knows what, the questions.
    """
    facilitator = visitor()
    page = facilitator.page
    facilitator.go("/nl/casussen/brief-in-zijn-rugzak/")
    page.get_by_role("button", name="Ik begeleid een groep: toon alles").click()
    expect(page.get_by_role("heading", name="Gids")).to_be_visible()
    assert pages_of(page) == 4
    page.get_by_role("link", name="Voor deelnemers").click()
    expect(page.get_by_role("heading", name="Gids")).to_have_count(0)
    assert pages_of(page) == 6
