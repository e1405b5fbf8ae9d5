"""What could tell who somebody is in a draft: found, explained, and decided about one by one."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.test_editor import add_page


def test_a_trainer_decides_by_keyboard_and_on_a_phone_without_scripts(visitor):
    """Koen saves a draft with a name, a town and a word that looks like a name. From the form he comes to what was
    found, each with its sentence. By keyboard he gives the name other words; the draft and the address of the page have
    them. On another page he had it open before: what he sends there is refused, and is said back to him. On a
    phone, without scripts, he keeps the town, first without a reason, and then with one, until nothing is left.
    """
    writer = visitor().sign_in("trainer")
    page = add_page(writer, "Casussen")
    page.get_by_role("textbox", name="Titel").first.fill("De muts van Ibtissam")
    page.locator("#id_summary").fill("Ibtissam rijdt elke dag naar Vilvoorde.")
    page.locator("#id_wants").fill("Zelf kiezen wie mee naar het gesprek komt.")
    page.locator("#id_do_step").fill("Vraag wie er mee mag komen.")
    page.get_by_role("button", name="Bewaar concept").click()
    page.get_by_role("link", name="Beslis over herkenbaarheid").click()
    path = urlsplit(page.url).path
    expect(page.get_by_text("Automatisch zoeken mist dingen. Jij beslist.")).to_be_visible()
    name = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Ibtissam naam van iemand"))
    expect(name.get_by_text("De muts van Ibtissam", exact=True)).to_be_visible()
    assert (writer.axe(), writer.overflows()) == ([], False)
    before = visitor(storage_state=writer.context.storage_state())
    before.go(path)

    name.get_by_role("radio", name="Vervang door eigen woorden").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Samira")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vervangen in het ontwerp, overal waar het stond.")).to_be_visible()
    expect(page.get_by_role("heading", name="Ibtissam")).to_have_count(0)
    writer.go(path)
    page.get_by_role("link", name="De muts van Samira").click()
    expect(page.get_by_role("textbox", name="Titel").first).to_have_value("De muts van Samira")
    expect(page.locator("#id_slug")).to_have_value("de-muts-van-samira")

    before.page.get_by_role("radio", name="Laat staan, met een reden").first.check()
    before.page.get_by_label("Waarom mag dit blijven staan?").first.fill("Zij bestaat niet.")
    before.page.get_by_role("button", name="Bewaar deze beslissing").first.click()
    expect(before.page.get_by_role("alert")).to_contain_text("Intussen veranderde hier de tekst")
    expect(before.page.get_by_role("alert")).to_contain_text("Je schreef: Zij bestaat niet.")

    phone = visitor(phone=True, javascript=False, storage_state=writer.context.storage_state())
    phone.go(path)
    waiting = phone.page.get_by_role("region", name="Hierover beslis je nog")
    while waiting.count():
        here = waiting.get_by_role("listitem").filter(has=phone.page.get_by_role("group")).first
        here.get_by_text("Laat staan, met een reden").click()
        here.get_by_role("button", name="Bewaar deze beslissing").click()
        expect(phone.page.get_by_role("alert")).to_contain_text("waarom dit mag blijven staan")
        phone.page.get_by_label("Waarom mag dit blijven staan?").first.fill("Verzonnen, en groot genoeg.")
        phone.page.get_by_role("button", name="Bewaar deze beslissing").first.click()
    expect(phone.page.get_by_text("Over alles wat gevonden is, is beslist.")).to_be_visible()
    expect(phone.page.get_by_text("Blijft staan: Verzonnen, en groot genoeg.").first).to_be_visible()
    assert not phone.overflows()
