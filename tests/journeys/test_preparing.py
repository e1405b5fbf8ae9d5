"""Before a session: a case prepared on a telephone, and a question that is for one person alone."""

import gzip

from playwright.sync_api import expect

from tests.journeys.circle import BRINGER, COLLEAGUE, FACILITATOR, at, pair_screen, plan_session, step_to
from tests.journeys.listening import Ears
from tests.journeys.test_frame import MOST_SCRIPT

REAL = "Fatima Nassiri"
STORY = f"Dinsdag stond {REAL} aan de deur. Ik belde haar moeder op 0470 12 34 56. "
TOLD = "Dinsdag stond Naima aan de deur. Ik belde haar moeder op een telefoonnummer."
ASKED = "Hoe blijf ik luisteren als ik haast heb?"
LIMIT = "KANARIE-GRENS mijn eigen scheiding"
TELLING = "Incident schetsen"


def test_somebody_prepares_a_case_on_a_telephone_and_the_group_gets_what_they_chose(visitor):
    """Sara brings the case. On her telephone she writes what happened; she gives a girl another name before anything
    leaves the page, lets the page look for what may tell who it is, and chooses what the others may read. She looks at
    it as they will, and lays it ready. Until she tells, nobody sees it; then everybody reads the same. What she kept
    for herself, and the girl's name, crossed the wire to nobody."""
    lead = visitor().sign_in(FACILITATOR)
    place = plan_session(lead)
    sara = visitor(phone=True).sign_in(BRINGER)
    colleague, screen = visitor(phone=True).sign_in(COLLEAGUE), visitor()
    others = {one: Ears(one) for one in (lead, colleague, screen)}
    sent: list[str] = []
    sara.page.on("request", lambda request: sent.append(request.post_data or ""))

    sara.go(place)
    page = sara.page
    page.get_by_role("link", name="Bereid je casus voor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je casuskladblok")
    page.wait_for_load_state("networkidle")
    scripts = page.evaluate(
        """() => Promise.all(performance.getEntriesByType("resource").map(({ name }) => name)
             .filter((name) => name.includes(".js")).map(async (name) => (await fetch(name)).text()))"""
    )
    assert len(scripts) > 4
    assert sum(len(gzip.compress(script.encode())) for script in scripts) <= MOST_SCRIPT

    # Another name, before the real one is written anywhere else.
    page.get_by_text("Andere namen voor wie erbij is").click()
    region = page.get_by_label("Een naam uit")
    expect(region.locator("option")).to_have_count(32)
    region.select_option(label="Marokko")
    assert page.locator("datalist option").count() > 10
    page.get_by_label("Echte naam of plaats").fill(REAL)
    page.get_by_label("Komt in de plaats").fill("Naima")
    page.get_by_role("button", name="Vervang in mijn tekst").click()
    expect(page.get_by_text("Staat nog niet in je tekst.")).to_be_visible()
    assert sara.axe() == []
    assert not sara.overflows()

    story = page.get_by_role("textbox", name="Wat gebeurde er?")
    story.press_sequentially(STORY)
    expect(story).to_have_value(STORY.replace(REAL, "Naima"))
    expect(page.locator("[data-said]")).to_contain_text("Bewaard")
    found = page.locator("[data-found]")
    expect(found.locator("mark")).to_have_text(["0470 12 34 56"])
    found.get_by_role("button", name="Vervang door: een telefoonnummer").click()
    expect(story).to_have_value(f"{TOLD} ")
    expect(page.get_by_text("Er valt nu niets op.")).to_be_visible()
    page.get_by_role("textbox", name="Wat is jouw vraag?").fill(ASKED)
    page.get_by_role("textbox", name="Waar wil je het niet over hebben?").fill(LIMIT)
    choose = page.get_by_role("group", name="Wat leg je klaar voor de anderen?")
    choose.get_by_role("checkbox", name="Wat gebeurde er?").check()
    choose.get_by_role("checkbox", name="Wat is jouw vraag?").check()
    assert sara.axe() == []

    page.get_by_role("button", name="Bewaar en kijk wat de anderen zien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat de anderen zien")
    expect(page.locator(".preview .room-card")).to_have_count(2)
    assert sara.axe() == []
    assert not sara.overflows()
    page.get_by_role("button", name="Leg dit klaar").click()
    expect(page.get_by_role("heading", name="Dit ligt klaar")).to_be_visible()
    page.get_by_role("button", name="Neem het terug").click()
    page.get_by_role("button", name="Leg dit klaar").click()

    # The session: nobody sees it before she tells, everybody from then on.
    colleague.go(place)
    pair_screen(screen, lead.page)
    sara.go(place)
    step_to("Inbreng en keuze", lead.page)
    for one in (lead, colleague, screen):
        expect(one.page.get_by_text(ASKED)).to_have_count(0)
    step_to(TELLING, lead.page)
    at(TELLING, sara.page, colleague.page, screen.page)
    for one in (lead, colleague, screen, sara):
        expect(one.page.locator(".room-card__text", has_text=ASKED)).to_be_visible()
        expect(one.page.locator(".room-card__text", has_text=TOLD)).to_be_visible()
    for ears in others.values():
        ears.wait_for(ASKED)
        assert [ears.heard(words) for words in (LIMIT, REAL, "Nassiri")] == [[], [], []]
    assert [body for body in sent if "Nassiri" in body] == []
    page.get_by_role("link", name="Je casuskladblok").click()
    expect(page.get_by_role("textbox", name="Waar wil je het niet over hebben?")).to_have_value(LIMIT)


def test_without_script_the_pad_is_a_form_and_the_server_looks_when_asked(visitor):
    """Sara has no script. She writes, lets the server look at her text, which keeps nothing of it, saves, and lays
    her question ready. Jonas answers the question beforehand; his page is the same as before, whatever he said."""
    lead = visitor().sign_in(FACILITATOR)
    place = plan_session(lead)
    sara = visitor(phone=True, javascript=False).sign_in(BRINGER)
    sara.go(place)
    page = sara.page
    page.get_by_role("link", name="Bereid je casus voor").click()
    expect(page.get_by_text("Andere namen voor wie erbij is")).to_be_hidden()
    page.get_by_role("textbox", name="Wat gebeurde er?").fill("Ik belde gisteren met Mursal op 0470 12 34 56.")
    page.get_by_role("button", name="Laat de server nakijken").click()
    expect(page.locator("mark")).to_have_text(["Mursal", "0470 12 34 56"])
    expect(page.get_by_text("Van dit nakijken is niets bewaard")).to_be_visible()
    expect(page.get_by_role("textbox", name="Wat gebeurde er?")).to_have_value(
        "Ik belde gisteren met Mursal op 0470 12 34 56."
    )
    sara.go(f"{place}voorbereiden/")
    expect(page.get_by_role("textbox", name="Wat gebeurde er?")).to_have_value("")
    page.get_by_role("textbox", name="Wat is jouw vraag?").fill(ASKED)
    page.get_by_role("checkbox", name="Wat is jouw vraag?").check()
    page.get_by_role("button", name="Bewaar en kijk wat de anderen zien").click()
    page.get_by_role("button", name="Leg dit klaar").click()
    expect(page.get_by_text("Het ligt klaar.")).to_be_visible()
    assert not sara.overflows()

    jonas = visitor(phone=True, javascript=False).sign_in(COLLEAGUE)
    jonas.go(place)
    jonas.page.get_by_role("link", name="Een vraag vooraf, alleen voor jou").click()
    jonas.page.get_by_role("radio", name="Ja", exact=True).check()
    jonas.page.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(jonas.page.get_by_text("Niemand ziet wat je antwoordde")).to_be_visible()
    jonas.page.get_by_role("link", name="Een vraag vooraf, alleen voor jou").click()
    expect(jonas.page.locator("input[type=radio]:checked")).to_have_count(0)

    step_to("Vragen noteren", lead.page)
    jonas.go(place)
    said = "In deze sessie schrijf je zonder naam. Wie over anderen beslist, spreekt als laatste."
    for one in (jonas, lead):
        expect(one.page.get_by_text(said)).to_be_visible()
    expect(jonas.page.get_by_text("zonder namen. In een kleine groep kan je stijl je verraden.")).to_be_visible()
    sara.go(place)
    expect(page.get_by_text(said)).to_be_visible()


FINDS = {
    "Ik belde haar op 0470 12 34 56 en +31 6 12345678.": [("tel", "0470 12 34 56"), ("tel", "+31 6 12345678")],
    "Mail naar zus.van@voorbeeld.be of broer (at) voorbeeld.be": [
        ("mail", "zus.van@voorbeeld.be"), ("mail", "broer (at) voorbeeld.be"),
    ],
    "Haar nummer is 85.07.30-033.28, zegt ze.": [("nn", "85.07.30-033.28")],
    "Haar nummer is 85.07.30-033.29, zegt ze.": [("nn", "85.07.30-033.29")],
    "Zijn bsn is 999911120 en zijn kaart 999911121.": [("bsn", "999911120"), ("number", "999911121")],
    "Op 3/4/2026 en op 12 maart, en in 2026-05-01.": [("date", "3/4/2026"), ("date", "12 maart"), ("date", "2026-05-01")],
    "We zagen 3 van de 4 kinderen, 12 keer.": [],
    "Ze woont in de Brugstraat 12, 9000 Gent of 1012 AB.": [
        ("street", "Brugstraat 12"), ("post", "9000"), ("name", "Gent"), ("post", "1012 AB"),
    ],
    "Hij zit op het Sint-Jozefscollege, vroeger atheneum Zuid.": [("school", "Sint-Jozefscollege"), ("school", "atheneum Zuid")],
    "De vader van Mursal Noorzai sprak. Zij zweeg.": [("name", "Mursal Noorzai")],
    "Kabul is ver. Kortrijk ook. Wij gingen naar Kabul.": [("name", "Kabul")],
    "Fatima Nassiri belde.": [("name", "Fatima Nassiri")],
    "Vandaag zei hij: “Ik ga.” Daarna gingen we. Het regende.": [],
    "We spraken Frans met mevr. Diallo over de Ramadan.": [("name", "Diallo")],
    "Zie www.voorbeeld.be/x en @ster_2009 en BE68 5390 0754 7034.": [
        ("web", "www.voorbeeld.be/x"), ("handle", "@ster_2009"), ("iban", "BE68 5390 0754 7034"),
    ],
}  # fmt: skip


def test_the_browser_finds_what_may_tell_who_it_is(visitor):
    """The rules that look in a text without sending it, one text after the other."""
    one = visitor()
    one.go("/nl/")
    address = one.page.evaluate("document.querySelector('script[src*=\"frame\"]').src").rpartition("/")[0]
    read = one.page.evaluate(
        """async ([module, texts]) => {
             const { find } = await import(module);
             return texts.map((text) => find(text).map(({ kind, words }) => [kind, words]));
           }""",
        [f"{address}/identifiers.js", list(FINDS)],
    )
    found = {text: [tuple(each) for each in got] for text, got in zip(FINDS, read, strict=True)}
    assert found == FINDS
    slow = one.page.evaluate(
        """async (module) => {
             const { find } = await import(module);
             const began = performance.now();
             find("Aa. Bb 12 ".repeat(4000));
             find("1 ".repeat(8000));
             find("a".repeat(20000));
             return performance.now() - began;
           }""",
        f"{address}/identifiers.js",
    )
    assert slow < 5_000
