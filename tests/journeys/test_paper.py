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


def test_a_mirror_round_without_devices_and_its_totals(visitor):
    """On a phone, Miriam leads a mirror round for eleven people who have no device. First she is told that she cannot take
    part herself any more. She gets a sheet for herself, one of each version, and one to add up on; the PDF has a sheet for
    each. Afterwards she fills in the totals: nine are too few for a number, and with eleven she sees the same coarse
    picture as on screen. Nothing of it is there when she comes back.
    """
    miriam = visitor(phone=True).sign_in("begeleider")
    page = miriam.page
    miriam.go("/nl/casussen/het-bankje-bij-de-brug/")
    page.get_by_role("link", name="Een spiegelronde op papier begeleiden, zonder toestellen").click()
    expect(page.get_by_text("kan zelf niet meer meedoen aan een spiegelronde")).to_be_visible()
    assert (miriam.axe(), miriam.overflows()) == ([], False)
    page.get_by_role("button", name="Ik begeleid een spiegelronde: toon de twee versies").click()
    expect(page.get_by_role("heading", name="Lees, en duid aan")).to_have_count(2)
    assert (miriam.axe(), miriam.overflows()) == ([], False)
    assert pages_of(page) == 4
    page.get_by_label("Voor hoeveel deelnemers?").fill("11")
    with page.expect_download() as bringing:
        page.get_by_role("button", name="Bewaar de bladen als PDF").click()
    assert len(pikepdf.open(bringing.value.path()).pages) == 13

    page.get_by_role("link", name="De optelling invoeren").click()
    assert (miriam.axe(), miriam.overflows()) == ([], False)
    for sheets, said in ((4, "Er tellen te weinig mensen mee: minstens 10."), (6, "Minstens 5 lazen versie 1")):
        page.get_by_label("Hoe bezorgd ben je? Versie 1, 3").fill(str(sheets))
        page.get_by_label("Wat doe je eerst? Versie 1, 5").fill(str(sheets))
        page.get_by_label("Hoe bezorgd ben je? Versie 2, 7").fill("5")
        page.get_by_label("Wat doe je eerst? Versie 2, 5").fill("5")
        page.get_by_role("button", name="Reken uit").click()
        expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Verschil tussen de gemiddelden (versie 2 min versie 1): 4.")).to_be_visible()
    assert (miriam.axe(), miriam.overflows()) == ([], False)
    miriam.go("/nl/casussen/het-bankje-bij-de-brug/spiegel/op-papier/")
    expect(page.get_by_text("Maakte het verschil?")).to_have_count(0)
