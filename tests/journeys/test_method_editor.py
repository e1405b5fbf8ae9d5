"""Journeys of who writes methods: from a method that is there to a session that a circle plans with it."""

from playwright.sync_api import expect


def phase(page, title):
    """One phase of the method, folded."""
    return page.locator("[data-phase]").filter(has=page.locator("summary", has_text=title))


def open_phase(page, title):
    found = phase(page, title)
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def titles(page):
    return [text.split(". ", 1)[1].strip() for text in page.locator(".method-bench__name").all_inner_texts()]


def test_a_trainer_adapts_a_method_and_a_circle_plans_with_it(visitor):
    """Koen finds the five-step method too long for his teams. He makes a version of his own, gives the exploration
    four minutes less, and publishes: the promised minutes no longer fit, and the page says so at the field, with what
    he typed still there. He mends it and publishes again: first a dry run, says the page. He lets played people walk
    through it, reads in a table what every chair may do, and publishes. His version says what it was adapted from.
    Miriam plans a session of her circle with it, and the room shows his phases.
    """
    koen = visitor().sign_in("trainer")
    page = koen.page
    koen.go("/beheer/")
    page.locator("#wagtail-sidebar").get_by_text("Methodes").click()
    row = page.get_by_role("row").filter(has_text="Vijfstappenmethode")
    row.get_by_role("button", name="Maak een eigen versie").click()
    expect(page.locator("h1")).to_contain_text("aangepast")
    page.get_by_label("Titel", exact=True).fill("Vier stappen en een halve")
    exploring = open_phase(page, "Probleemverkenning")
    minutes = exploring.get_by_label("Minuten", exact=True)
    before = int(minutes.input_value())
    minutes.fill(str(before - 4))
    page.get_by_role("button", name="Publiceer").click()

    todo = page.get_by_role("region", name="Nog 1 ding te doen")
    expect(todo.get_by_role("link")).to_have_text(
        "Minuten samen: De fasen duren samen 41 minuten, maar er zijn 45 minuten beloofd."
    )
    todo.get_by_role("link").click()
    promised = page.get_by_label("Minuten samen")
    expect(promised).to_be_focused()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Vier stappen en een halve")
    expect(page.locator(".method-bench__field").filter(has=promised).locator(".errorlist")).to_be_visible()
    promised.fill("41")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_role("alert")).to_contain_text("Doe eerst een droge loop")

    page.get_by_role("button", name="Droge loop").click()
    expect(page.locator("h1")).to_contain_text("Droge loop")
    expect(page.get_by_text("Niets. De groep komt van begin tot einde")).to_be_visible()
    core = page.locator(".method-trial__phase").filter(has_text="3. Kern bepalen")
    bringer = core.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Inbrenger"))
    expect(bringer.get_by_role("cell").first).to_have_text("stil")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messages")).to_contain_text("kan nu “Vier stappen en een halve” kiezen")
    page.get_by_role("link", name="De pagina die iedereen leest").click()
    expect(page.locator("main")).to_contain_text("Aangepast van Vijfstappenmethode")

    miriam = visitor().sign_in("begeleider")
    page = miriam.page
    miriam.go("/nl/intervisie/")
    page.get_by_role("link", name="Kring Noord").click()
    page.get_by_role("link", name="Plan een sessie").click()
    chosen = page.get_by_label("Methode").locator("option", has_text="Vier stappen en een halve")
    expect(chosen).to_contain_text("41 minuten")
    page.get_by_label("Methode").select_option(chosen.get_attribute("value"))
    page.get_by_label("Begeleider", exact=True).select_option(label="Miriam")
    page.get_by_label("Inbrenger").select_option(label="Sara")
    for name in ("Jonas", "Amal"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Plan de sessie").click()
    expect(page.locator("h1")).to_have_text("Vier stappen en een halve")
    expect(page.locator("main")).to_contain_text("Probleemverkenning")


def test_phases_are_moved_by_hand_and_by_button_and_two_editors_do_not_overwrite_each_other(visitor):
    """Lander makes a version of the gossip method. He drags the last phase to the top, moves it down one by its button,
    and finds what he typed still there. In another tab he saves something else; back in the first, the page says that
    it is behind, keeps what he typed, and saves it only when he says so.
    """
    lander = visitor().sign_in("redactie")
    page = lander.page
    lander.go("/beheer/methodes/")
    row = (
        page.get_by_role("row")
        .filter(has_text="oddelmethode")
        .or_(page.get_by_role("row").filter(has_text="hardop denken"))
    )
    row.first.get_by_role("button", name="Maak een eigen versie").click()
    expect(page.locator("h1")).to_contain_text("aangepast")
    first = titles(page)
    page.get_by_label("Familie").fill("omgekeerd")
    source = page.locator("[data-grip]").last
    source.drag_to(page.locator("[data-phase] > summary").first, target_position={"x": 60, "y": 4})
    expect(page.get_by_role("status").filter(has_text="Verplaatst.")).to_be_visible()
    assert titles(page) == [first[-1], *first[:-1]]
    open_phase(page, first[-1]).get_by_role("button", name="Omlaag").click()
    expect(page.locator(".method-bench__name").nth(1)).to_contain_text(first[-1])
    assert titles(page) == [first[0], first[-1], *first[1:-1]]
    expect(page.get_by_label("Familie")).to_have_value("omgekeerd")

    other = lander.context.new_page()
    other.goto(page.url)
    other.get_by_label("Familie").fill("uit het andere tabblad")
    other.get_by_role("button", name="Bewaar").first.click()
    expect(other.locator(".messages")).to_contain_text("Bewaard.")
    page.get_by_label("Opbrengst").fill("Een zin die ik niet kwijt wil.")
    page.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_role("alert")).to_contain_text("veranderde intussen op een andere pagina")
    expect(page.get_by_label("Opbrengst")).to_have_value("Een zin die ik niet kwijt wil.")
    page.get_by_role("button", name="Bewaar toch wat ik typte").click()
    expect(page.locator(".messages")).to_contain_text("Bewaard.")
    expect(page.get_by_label("Opbrengst")).to_have_value("Een zin die ik niet kwijt wil.")
    expect(page.get_by_label("Familie")).to_have_value("omgekeerd")


def test_a_method_is_written_without_scripts(visitor):
    """A trainer whose browser runs no scripts writes a method from nothing: every button keeps what was typed, and
    the dry run is a page to read.
    """
    koen = visitor()
    koen.sign_in("trainer")
    plain = visitor(javascript=False, storage_state=koen.context.storage_state())
    page = plain.page
    plain.go("/beheer/methodes/")
    page.get_by_role("button", name="Schrijf een nieuwe methode").click()
    page.get_by_label("Titel", exact=True).fill("Kort rondje")
    page.get_by_role("button", name="Voeg een fase toe").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Kort rondje")
    for number, title in enumerate(("Vertellen", "Terugkijken")):
        part = page.locator("[data-phase]").nth(number)
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
        part.get_by_label("Titel van de fase").fill(title)
        part.get_by_label("Voor iedereen").fill(f"{title}, om de beurt.")
    page.get_by_label("Minuten samen").fill("20")
    for label in ("Doel", "Kies deze methode wanneer", "Vermijd ze wanneer"):
        page.get_by_label(label).fill("Eén zin.")
    page.get_by_role("button", name="Droge loop").click()
    expect(page.locator("h1")).to_contain_text("Droge loop")
    expect(page.get_by_role("heading", name="2. Terugkijken")).to_be_visible()
    page.get_by_role("link", name="Terug naar de methode").click()
    page.get_by_text("Gooi weg", exact=True).click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    expect(page.locator("table", has_text="Kort rondje")).to_have_count(0)
