"""Journeys around the room: what a circle agrees on and when it meets, and who comes in for one session."""

import re
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from tests.journeys.circle import BRINGER, COLLEAGUE, FACILITATOR, heading, plan_session, step_to


def test_a_circle_agrees_and_plans_a_year(visitor):
    """Miriam writes down what the circle agrees on and signs it; Sara reads and signs it on her phone, without
    JavaScript. Miriam sets a rhythm and plans the dates by one confirmation, and Sara takes them into her own calendar.
    """
    miriam, sara = visitor().sign_in(FACILITATOR), visitor(phone=True, javascript=False).sign_in(BRINGER)
    miriam.go("/nl/intervisie/")
    page = miriam.page
    page.get_by_role("link", name="Kring Noord").click()
    circle = page.url.removeprefix(miriam.site.address)
    page.get_by_role("link", name="Schrijf de afspraken").click()
    page.get_by_label("Weggaan").fill("Weggaan mag altijd, met één afscheid.")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    page.get_by_role("button", name="Ik teken deze afspraken").click()
    expect(page.get_by_text("Je handtekening staat onder de afspraken.")).to_be_visible()

    sara.go(circle)
    phone = sara.page
    phone.get_by_role("link", name="Lees en teken ze").click()
    expect(phone.get_by_text("Weggaan mag altijd, met één afscheid.")).to_be_visible()
    phone.get_by_role("button", name="Ik teken deze afspraken").click()
    expect(phone.get_by_text("Je tekende deze versie.")).to_be_visible()

    miriam.go(circle)
    page.get_by_role("link", name="Plan volgens een vast ritme").click()
    january = date(timezone.localdate().year + 1, 1, 8)
    first, second, third = (january + timedelta(days=(1 - january.weekday()) % 7, weeks=weeks) for weeks in (0, 12, 24))
    page.get_by_label("Eerste keer").fill(first.isoformat())
    page.get_by_label("Uur").fill("14:00")
    page.get_by_label("Om de hoeveel weken").fill("12")
    page.get_by_label("Tot en met").fill(f"{first.year}-12-31")
    page.get_by_role("button", name="Toon de dagen").click()
    method = page.get_by_label("Methode").locator("option", has_text="Incidentmethode").get_attribute("value")
    page.get_by_label("Methode").select_option(method)
    page.get_by_role("checkbox", name=f"{date_format(second, 'l j F Y')}, 14:00").uncheck()
    page.get_by_role("button", name="Plan deze sessies").click()
    for day, planned in ((first, 1), (second, 0), (third, 1)):
        expect(page.get_by_text(f"{date_format(day, 'l j F')}, 14:00")).to_have_count(planned)

    sara.go(circle)
    phone.get_by_role("link", name="Zet de sessies in je eigen agenda").click()
    phone.get_by_role("button", name="Maak een adres").click()
    address = re.sub(r"^https?://[^/]+", sara.site.address, phone.locator("#adres").inner_text())
    read = visitor().page.request.get(address).text()
    assert (f"DTSTART;TZID=Europe/Brussels:{first:%Y%m%d}T140000" in read, "Incident" in read, "Miriam" in read) == (
        True,
        False,
        False,
    )


def test_a_guest_for_one_session_and_a_neighbour_without_a_device(visitor):
    """Lin comes in from elsewhere with a code and her name, and Miriam lets her in. Amal has no device, so Jonas enters
    what she says. Both texts come on the table under the right name, and once Miriam shows Lin out, Lin sees nothing.
    """
    miriam = visitor().sign_in(FACILITATOR)
    place = plan_session(miriam)
    lead = miriam.page
    lead.get_by_text("Een gast uitnodigen").click()
    lead.get_by_role("button", name="Code voor een kritische vriend").click()
    code = lead.locator(".room-code").inner_text()
    lin = visitor(phone=True)
    lin.go("/nl/intervisie/gast/")
    guest = lin.page
    guest.get_by_label("Code").fill(code)
    guest.get_by_label("Je naam").fill("Lin")
    guest.get_by_role("checkbox").check()
    guest.get_by_role("button", name="Klop aan").click()
    expect(heading(guest)).to_have_text("Even wachten")
    lead.get_by_role("button", name="Laat binnen Lin").click()
    expect(heading(guest)).to_have_text("Incidentmethode", timeout=15_000)

    lead.get_by_text("Iemand zonder toestel").click()
    lead.get_by_label("Wie heeft geen toestel?").select_option(label="Amal")
    lead.get_by_label("Wie typt voor die persoon?").select_option(label="Jonas")
    lead.get_by_role("button", name="Spreek dit af").click()
    jonas = visitor(phone=True).sign_in(COLLEAGUE)
    jonas.go(place)
    step_to("Vragen noteren", lead)
    jonas.page.get_by_label("Namens Amal").fill("Wat zei hij zelf?")
    jonas.page.get_by_role("button", name="Dien in namens Amal").click()
    expect(jonas.page.get_by_text("Ingediend namens Amal.")).to_be_visible()
    guest.locator("textarea").first.fill("Wie was er nog bij?")
    guest.get_by_role("button", name="Leg op tafel").click()
    expect(guest.locator(".room-cards--own")).to_contain_text("Wie was er nog bij?")
    step_to("Informatieronde", lead)
    cards = lead.locator(".room-card")
    expect(cards.filter(has_text="Wat zei hij zelf?")).to_contain_text("Amal")
    expect(cards.filter(has_text="Wie was er nog bij?")).to_contain_text("Lin")

    lead.get_by_role("button", name="Laat vertrekken Lin").click()
    expect(heading(guest)).to_have_text("Je bent hier niet meer te gast", timeout=30_000)
    expect(guest.get_by_text("Wat zei hij zelf?")).to_have_count(0)
