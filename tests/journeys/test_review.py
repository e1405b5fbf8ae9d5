"""A draft on its way to readers: the writer, the editors, a reader without an account, a reader by experience."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.test_editor import add_page

TITLE = "De laatste bus van Idris"


def test_a_veto_from_a_phone_reaches_the_writer_and_is_lifted_after_a_talk(visitor):
    """Koen writes a draft and lays it before the editors with the button in the form. Lander finds it on his first page,
    with since when, and makes a link. On a phone, without an account and without scripts, somebody reads the draft and
    says that it must not appear like this, first without a reason, and then with one. Koen reads it beside his draft.
    Lander notes what was agreed; the veto stands. Amal reads the case, confirms, and the veto is lifted.
    """
    writer = visitor().sign_in("trainer")
    page = add_page(writer, "Casussen")
    page.get_by_role("textbox", name="Titel").first.fill(TITLE)
    page.locator("#id_wants").fill("Thuis geraken zonder te bellen.")
    page.locator("#id_do_step").fill("Vraag één keer hoe iemand thuis geraakt.")
    page.locator("#panel-child-inhoud-stages-section").get_by_role("button", name="Blok invoegen").click()
    page.locator("#stages-0-value-title").fill("Wat je eerst ziet")
    page.locator("#stages-0-value-text").fill("Kwart voor elf. Idris kijkt op de klok.")
    page.get_by_role("button", name="Bewaar concept").click()
    step = page.locator("[data-next-step]")
    expect(step).to_contain_text("De redactie publiceert je casus.")
    step.get_by_role("button", name="Leg voor aan de redactie").click()

    desk = visitor().sign_in("redactie")
    desk.go("/beheer/")
    waiting = desk.page.locator("#wacht-op-de-redactie-section")
    expect(waiting).to_contain_text("Iemand uit de praktijk leest na")
    waiting.get_by_role("link", name=TITLE).click()
    desk.page.get_by_role("link", name="Nalezers vragen, en wat ze zeggen").click()
    file = urlsplit(desk.page.url).path
    desk.page.get_by_label("Wie vraag je?").select_option("ervaring")
    desk.page.get_by_role("button", name="Maak een link").click()
    link = urlsplit(desk.page.locator("code").inner_text()).path

    reader = visitor(phone=True, javascript=False)
    reader.go(link)
    expect(reader.page.get_by_text("Idris kijkt op de klok.")).to_be_visible()
    reader.page.get_by_label("Zo mag dit niet verschijnen").check()
    reader.page.get_by_role("button", name="Stuur naar de schrijver en de redactie").click()
    expect(reader.page.get_by_text("Schrijf erbij waarom.")).to_be_visible()
    reader.page.get_by_label("Wat wil je zeggen aan wie dit schreef?").fill("Niemand praat zo over zijn moeder.")
    reader.page.get_by_role("button", name="Stuur naar de schrijver en de redactie").click()
    expect(reader.page.get_by_text("Zolang je dit niet opheft, verschijnt de casus niet.")).to_be_visible()

    writer.go(file)
    expect(writer.page.get_by_text("Niemand praat zo over zijn moeder.")).to_be_visible()
    desk.go(file)
    desk.page.get_by_label("Wat spraken jullie af?").fill("De zin over de moeder gaat weg.")
    desk.page.get_by_role("button", name="Noteer het gesprek").click()
    expect(desk.page.get_by_text("Wacht op bevestiging door een ervaringsdeskundige.")).to_be_visible()

    amal = visitor().sign_in("ervaringsdeskundige")
    amal.go("/nl/mijn/")
    amal.page.get_by_role("link", name="Nalezen: casussen die op jouw oordeel wachten").click()
    amal.page.get_by_role("link", name=TITLE).click()
    expect(amal.page.get_by_text("De zin over de moeder gaat weg.")).to_be_visible()
    amal.page.get_by_role("button", name="Bevestig, en hef het veto op").click()
    desk.go(file)
    expect(desk.page.get_by_text("veto opgeheven")).to_be_visible()
