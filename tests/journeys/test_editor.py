"""Journeys through the editor: a trainer writes, the editorial desk publishes, and nobody else gets in."""

import pytest
from playwright.sync_api import expect

CHILDREN = "Bekijk de onderliggende pagina's van '{}'"


def open_folder(page, *titles):
    """Down the tree of pages, from the Dutch home page."""
    for title in ("Meerstemmig", *titles):
        page.get_by_role("link", name=CHILDREN.format(title), exact=True).first.click()
        expect(page.locator("h1")).to_contain_text(title)


def open_to_edit(page, title):
    """The form of a page in the folder that is open."""
    page.locator("table a[href$='/edit/']", has_text=title).first.click()
    expect(page.get_by_role("textbox", name="Titel").first).to_have_value(title)


def add_page(editor, folder):
    """The form for a new page in this folder."""
    editor.go("/beheer/pages/")
    page = editor.page
    open_folder(page, folder)
    page.locator("a[href$='/add_subpage/']").first.click()
    expect(page.get_by_role("textbox", name="Titel")).to_be_visible()
    return page


def more_actions(page):
    """The menu beside "save as draft"."""
    page.get_by_role("button", name="Meer acties").click()


def test_a_trainer_writes_a_draft(visitor):
    """Koen signs in and opens the editor, where he finds pages and images and nothing of settings or accounts. He
    begins a case: title, summary, a first stage, and two concepts that he looks up. Beside it he sees how it will
    look. He saves a draft; he cannot publish, and no reader finds it.
    """
    trainer = visitor().sign_in("trainer")
    page = trainer.page
    trainer.go("/beheer/")
    menu = page.locator("#wagtail-sidebar")
    expect(menu.get_by_text("Pagina's").first).to_be_visible()
    expect(menu.get_by_text("Afbeeldingen")).to_be_visible()
    for other in ("Instellingen", "Gebruikers", "Documenten"):
        expect(menu.get_by_text(other)).to_have_count(0)

    add_page(trainer, "Casussen")
    page.get_by_role("textbox", name="Titel").first.fill("De fiets van Yusra")
    page.locator("#id_summary").fill("Een meisje van elf komt elke dag te laat. De fiets staat in de gang.")
    page.locator("#id_wants").fill("Dat iemand vraagt waarom, en dan wacht.")
    page.locator("#id_do_step").fill("Vraag morgen één keer wat de ochtend moeilijk maakt.")
    page.locator("#panel-child-inhoud-stages-section").get_by_role("button", name="Blok invoegen").click()
    page.locator("#stages-0-value-title").fill("Wat je eerst ziet")
    page.locator("#stages-0-value-text").fill("Tien over negen. Yusra zet haar fiets tegen de muur.")
    picker = page.locator("[data-concept-picker]")
    for words, label in (("tolken voor", "Tolken voor familie"), ("geletter", "Geletterdheid in opbouw")):
        picker.locator("input[type=search]").fill(words)
        picker.get_by_role("checkbox", name=label, exact=True).check()
    picker.locator("input[type=search]").fill("")
    expect(picker.locator(".concept-picker__picked li")).to_have_count(2)

    page.get_by_role("button", name="Toon/verberg voorvertoning").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_have_text("De fiets van Yusra")
    expect(preview.locator("main")).to_contain_text("Yusra zet haar fiets tegen de muur.")

    expect(page.get_by_role("button", name="Publiceren", include_hidden=True)).to_have_count(0)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages")).to_contain_text("De fiets van Yusra")
    reader = visitor()
    assert reader.go("/nl/casussen/de-fiets-van-yusra/").status == 404
    assert "Yusra" not in reader.go("/nl/casussen/").text()
    assert "Yusra" not in reader.go("/nl/zoeken/?q=yusra").text().replace("yusra", "")


def test_an_unfinished_case_is_not_published(visitor):
    """Lander tries to publish a case that has a title and not much more. The editor says at each field what is
    missing, in plain Dutch, and the case does not appear.
    """
    desk = visitor().sign_in("redactie")
    page = add_page(desk, "Casussen")
    page.get_by_role("textbox", name="Titel").first.fill("Half verhaal")
    page.locator("#id_wants").fill("Gehoord worden.")
    page.locator("#id_do_step").fill("Luister één keer langer.")
    more_actions(page)
    page.get_by_role("button", name="Publiceren").click()
    errors = page.locator(".w-field__errors, .w-panel .help-critical, .error-message")
    expect(
        errors.filter(has_text="Kies minstens twee assen: een situatie draait nooit om één kenmerk.").first
    ).to_be_visible()
    for panel, message in (
        ("stages", "Een casus heeft drie tot vijf fasen. Nu zijn er 0."),
        ("voices", "Laat minstens drie mensen zelf spreken. Eén stem is een oordeel."),
        ("questions", "Stel minstens één vraag over structuur: welke regel of afspraak koos niemand hier?"),
    ):
        expect(page.locator(f"#panel-child-inhoud-{panel}-section")).to_contain_text(message)
    assert visitor().go("/nl/casussen/half-verhaal/").status == 404


def test_a_correction_is_found_by_searching(visitor):
    """Lander corrects a practice and publishes it. Moments later a reader finds it by the new word."""
    desk = visitor().sign_in("redactie")
    page = desk.page
    desk.go("/beheer/pages/")
    open_folder(page, "Praktijken")
    open_to_edit(page, "Tolk-eerst-agenda")
    field = page.locator("#id_means")
    field.fill(field.input_value() + " Een kwikstaartrooster aan de muur helpt.")
    more_actions(page)
    page.get_by_role("button", name="Publiceren").click()
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")
    reader = visitor()
    expect(async_search(reader, "kwikstaartrooster")).to_have_count(1)


def async_search(reader, words):
    """The results, once the worker has written the change into the index."""
    results = reader.page.locator("main article")
    reader.go(f"/nl/zoeken/?q={words}")
    for _again in range(20):
        if results.count():
            break
        reader.page.wait_for_timeout(300)
        reader.page.reload()
    return results


def test_the_windows_of_the_editor_open(visitor):
    """Lander says which practice this one was adapted from: he picks it in a window. The calendar of a date opens as
    well; both are started by scripts that the editor's policy knows.
    """
    desk = visitor().sign_in("redactie")
    page = desk.page
    desk.go("/beheer/pages/")
    open_folder(page, "Praktijken")
    open_to_edit(page, "Tolk-eerst-agenda")
    page.get_by_role("button", name="Kies een pagina (Praktijk)").click()
    window = page.get_by_role("dialog")
    window.get_by_role("textbox", name="Zoekterm").fill("tien-minutenstoel")
    window.get_by_role("link", name="De tien-minutenstoel").first.click()
    expect(page.locator("#id_adapted_from-chooser")).to_contain_text("De tien-minutenstoel")
    window.wait_for(state="detached")
    page.locator("#id_described_on").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()


@pytest.mark.parametrize("account", ["organisatie", "begeleider", "professional"])
def test_nobody_else_gets_in(visitor, account):
    """Els, Miriam and Sara open the editor's address. They read why it is not for them, and can go on."""
    person = visitor().sign_in(account)
    assert person.go("/beheer/").status == 403
    expect(person.page.get_by_text("De redactieomgeving is er voor trainers en redactie.")).to_be_visible()
    person.page.get_by_role("link", name="de voorpagina").click()
    expect(person.page).to_have_url(person.site.url("/nl/"))
    person.faults[:] = [fault for fault in person.faults if "403" not in fault]
