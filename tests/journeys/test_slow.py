"""The same method over days."""

from playwright.sync_api import expect

from tests.journeys.circle import COLLEAGUE, FACILITATOR, at, plan_session


def test_a_circle_holds_a_session_over_days(visitor):
    """Miriam plans a session and gives every phase a day. Jonas opens it on his telephone, without script, and reads
    what is asked of him and until when; he writes. Miriam lets the others know that the circle waits, once."""
    facilitator = visitor().sign_in(FACILITATOR)
    address = plan_session(facilitator)
    page = facilitator.page
    page.get_by_role("link", name="Over meerdere dagen houden").click()
    page.get_by_role("button", name="Hou de sessie over meerdere dagen").click()
    expect(page.get_by_text("Het verloop, over meerdere dagen")).to_be_visible()
    page.get_by_role("button", name="Start de sessie").click()
    at("Aankomen", page)
    assert facilitator.axe() == []

    colleague = visitor(phone=True, javascript=False).sign_in(COLLEAGUE)
    colleague.go(address)
    phone = colleague.page
    expect(phone.locator(".room-slow__asked")).to_contain_text("Nu aan jou: lees wat er ligt")
    phone.get_by_label("Schrijf hier wat je aan tafel zou zeggen.").fill("Groen.")
    phone.get_by_role("button", name="Leg op tafel").click()
    expect(phone.locator(".room-slow__asked")).to_contain_text("Jij bent klaar in deze fase.")
    assert not colleague.overflows()

    page.get_by_role("button", name="Laat weten dat we wachten").click()
    expect(page.get_by_text("Je liet in deze fase weten dat er gewacht wordt.")).to_be_visible()
    expect(page.get_by_text("Groen.")).to_be_visible()
    assert page.get_by_role("button", name="Laat weten dat we wachten").count() == 0
