"""What comes after a session, on a telephone: a step with two answers, a line that goes on, the year, and the next time."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.circle import (
    BRINGER,
    FACILITATOR,
    answered,
    at,
    heading,
    lay_on_the_table,
    plan_session,
    step,
    step_to,
)

STEP = "Als de school belt, dan vraag ik eerst wie er nog meekijkt."


def test_a_step_is_kept_and_comes_back_the_next_time(visitor):
    """Sara brings something in and keeps her step for herself on her phone, with one mail next week. Miriam closes.
    Afterwards Sara says what became of it, makes a signal of the same line, and finds the year of her circle on paper.
    When the circle meets again, her step stands on her phone alone, until she lays it on the table.
    """
    miriam, sara = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(BRINGER)
    place = plan_session(miriam)
    lead, phone = miriam.page, sara.page
    sara.go(place)
    step_to("Wat neem je mee", lead)
    at("Wat neem je mee", phone)
    lay_on_the_table(phone, STEP)
    step_to("Bewaren of wissen", lead)
    at("Bewaren of wissen", phone)
    next_week = timezone.localdate() + timedelta(days=7)
    with answered(phone, "/bewaren/"):
        phone.get_by_label("alleen ik").check()
        phone.get_by_label("Bewaar je dit alleen voor jezelf: één mail, op").fill(next_week.isoformat())
        phone.get_by_role("button", name="Leg mijn keuze vast").click()
    expect(phone.get_by_text("Je keuze ligt vast. Tot de begeleider afsluit")).to_be_visible()
    assert sara.axe() == []
    assert not sara.overflows()
    step_to("Afsluiten", lead)
    lead.get_by_role("link", name="Sluit af en wis").click()
    lead.get_by_role("button", name="Sluit af en wis").click()
    at("De sessie is afgesloten", lead, phone)

    # afterwards
    sara.go("/nl/intervisie/")
    phone.get_by_role("link", name="je stap: gedaan of laat los?").click()
    expect(heading(phone)).to_have_text("Wat werd het met je stap?")
    expect(phone.get_by_label("Op welke dag?")).to_have_value(next_week.isoformat())
    assert sara.axe() == []
    assert not sara.overflows()
    phone.get_by_role("button", name="Gedaan").click()
    expect(phone.get_by_text("Hier vragen we niets meer over.")).to_be_visible()
    expect(phone.get_by_role("button", name="Gedaan")).to_have_count(0)

    sara.go("/nl/intervisie/")
    phone.get_by_role("link", name="Maak er iets van").first.click()
    expect(phone.get_by_text(STEP)).to_be_visible()
    assert sara.axe() == []
    assert not sara.overflows()
    phone.get_by_role("button", name="Maak er een signaal van").click()
    expect(phone.get_by_label("Wat keert terug?")).to_have_value(STEP)
    expect(phone.get_by_text("Uit intervisie")).to_be_visible()

    sara.go("/nl/intervisie/nazorg/")
    expect(phone.get_by_text("Dat staat nu aan.")).to_be_visible()
    phone.get_by_role("button", name="Zet uit").click()
    expect(phone.get_by_text("Dat staat nu uit.")).to_be_visible()
    assert sara.axe() == []

    sara.go("/nl/intervisie/")
    phone.get_by_role("link", name="Kring Noord").first.click()
    phone.get_by_role("link", name=f"Het jaar {timezone.localdate().year}, met uren").click()
    assert sara.axe() == []
    assert not sara.overflows()
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="Haal het blad op (pdf)").click()
    assert waiting.value.suggested_filename == f"intervisie-kring-noord-{timezone.localdate().year}.pdf"

    # the next time
    sara.go(plan_session(miriam))
    step_to("Vorige keer", lead)
    at("Vorige keer", phone)
    expect(phone.get_by_role("heading", name="Dit nam jij je voor")).to_be_visible()
    expect(phone.get_by_text("Je antwoordde: gedaan.")).to_be_visible()
    expect(lead.get_by_text(STEP)).to_have_count(0)
    assert sara.axe() == []
    assert not sara.overflows()
    phone.get_by_role("button", name="Leg deze zin op tafel, met mijn naam").click()
    expect(phone.get_by_text("Deze zin ligt op tafel.")).to_be_visible()
    expect(lead.locator(".room-card", has_text=STEP)).to_contain_text("Sara")


def test_a_drawing_comes_with_its_words_and_an_interpreter_slows_the_room_down(visitor):
    """Miriam lays the genogram on the table: the drawing stands there with the same in words, on the phone too. Lin, who
    interprets, asks for a slower pace; everybody reads it, and in the next phase it is gone."""
    miriam, sara = visitor().sign_in(FACILITATOR), visitor(phone=True).sign_in(BRINGER)
    place = plan_session(miriam)
    lead = miriam.page
    lead.get_by_text("Een gast uitnodigen").click()
    lead.get_by_role("button", name="Code voor een tolk").click()
    code = lead.locator(".room-code").inner_text()
    lin = visitor(phone=True)
    lin.go("/nl/intervisie/gast/")
    lin.page.get_by_label("Code").fill(code)
    lin.page.get_by_label("Je naam").fill("Lin")
    lin.page.get_by_role("checkbox").check()
    lin.page.get_by_role("button", name="Klop aan").click()
    lead.get_by_role("button", name="Laat binnen Lin").click()
    sara.go(place)
    step_to("Incident schetsen", lead)
    lead.get_by_text("Een lens op tafel leggen").click()
    lead.get_by_role("radio", name="Genogram en migratielijn").check()
    lead.get_by_role("button", name="Leg deze lens op tafel").click()
    at("Genogram en migratielijn", lead, sara.page)
    for one in (miriam, sara):
        expect(one.page.get_by_role("img", name="Voorbeeld van een genogram met een migratielijn.")).to_be_visible()
        expect(one.page.get_by_text("Een dubbele cirkel is de jongere om wie het gaat.")).to_be_visible()
        assert one.axe() == []
        assert not one.overflows()
    expect(heading(lin.page)).to_have_text("Genogram en migratielijn")
    lin.page.get_by_role("button", name="Iets trager").click()
    for page in (lead, sara.page, lin.page):
        expect(page.get_by_text("Iets trager, graag. Er wordt getolkt.")).to_be_visible()
    assert lin.axe() == []
    step(lead)
    for page in (lead, sara.page, lin.page):
        expect(page.get_by_text("Iets trager, graag. Er wordt getolkt.")).to_have_count(0)
