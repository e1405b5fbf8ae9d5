"""Somebody takes along everything that is kept of them, thinks about leaving, stays; and somebody leaves for good."""

import io
import json
import re
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.test_accounts import PASSWORD, link_in, log_in, newest_mail_to, sign_up

DATA = "/nl/mijn/gegevens/"
NOTE = "Ik wachtte tot de tolk er was, en toen zweeg ik zelf."
DESK, NARROW = {"width": 1280, "height": 860}, {"width": 320, "height": 720}


def looks_well(reader):
    """Nothing for axe to say, on a desk and at 320 pixels, in light and in dark; and nothing scrolls sideways."""
    found = []
    for viewport in (DESK, NARROW):
        reader.page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{viewport['width']} {scheme} {violation}" for violation in reader.axe()]
        assert not reader.overflows()
    reader.page.set_viewport_size(DESK)
    return found


def tab_to(page, target, presses=80):
    """With the keyboard alone, from where the focus is."""
    for _press in range(presses):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not get to {target}")


def test_a_copy_is_made_and_taken_once(visitor):
    """An expert by experience wrote in their logbook, and wants to have it. Under "Mijn gegevens" stands what is kept.

    They ask for a copy; the page says by itself when it is there, and they take it. In it stands what they wrote, and
    a list of what is in it. The copy is not there a second time. They read what leaving means, ask for it, and see the
    day; then they stay after all.
    """
    reader = visitor().sign_in("ervaringsdeskundige")
    page = reader.page
    reader.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(NOTE)
    page.get_by_role("button", name="Bewaar in mijn logboek").click()
    expect(page.get_by_text(NOTE)).to_be_visible()

    reader.go("/nl/mijn/")
    page.get_by_role("link", name="Mijn gegevens").first.click()
    expect(page.locator("h1")).to_have_text("Mijn gegevens")
    assert looks_well(reader) == []
    page.get_by_role("button", name="Maak een kopie").click()
    expect(page.get_by_text("Je kopie staat klaar.")).to_be_visible(timeout=30_000)
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Haal je kopie op").click()
    with zipfile.ZipFile(io.BytesIO(Path(arriving.value.path()).read_bytes())) as copy:
        names = copy.namelist()
        texts = "".join(copy.read(name).decode("utf-8", "replace") for name in names)
        manifest = json.loads(copy.read(next(name for name in names if name.endswith("manifest.json"))))
    assert (NOTE in texts, bool(manifest)) == (True, True)
    reader.go(DATA)
    expect(page.get_by_text("Je haalde een kopie op")).to_be_visible()
    expect(page.get_by_role("button", name="Haal je kopie op")).to_have_count(0)

    page.get_by_role("link", name="Lees wat er dan gebeurt").click()
    assert looks_well(reader) == []
    page.get_by_label("Typ het woord").fill("Wissen")
    page.get_by_role("button", name="Wis mijn account").click()
    expect(page.get_by_role("heading", name=re.compile("^Op .* wissen we je account$"))).to_be_visible()
    assert looks_well(reader) == []
    page.get_by_role("button", name="Ik blijf").click()
    expect(page.get_by_text("Je account blijft. Er is niets gewist.")).to_be_visible()


def test_leaving_for_good_by_keyboard_without_script_at_320_pixels(visitor, site):
    """Ward made an account, wrote one note, and leaves, with a keyboard, without script, on a narrow screen.

    A slip in the word erases nothing and is said beside the field. Then their account is gone: they read so, their
    password opens nothing, and their pages ask to sign in.
    """
    ward, address = visitor(javascript=False), "ward@voorbeeld.test"
    page = ward.page
    page.set_viewport_size(NARROW)
    ward.go("/nl/account/signup/")
    sign_up(page, address, "Ward")
    ward.go(link_in(newest_mail_to(site, address)))
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    ward.go("/nl/account/login/")
    if page.locator("input[name=login]").count():
        log_in(page, address)
    ward.go("/nl/notities/logboek/nieuw/")
    page.get_by_label("Je notitie").fill(NOTE)
    page.get_by_role("button", name="Bewaar in mijn logboek").click()

    ward.go(DATA)
    assert not ward.overflows()
    onward = page.get_by_role("link", name="Lees wat er dan gebeurt")
    tab_to(page, onward)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Je account wissen")
    assert not ward.overflows()
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("wisen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hier staat niet “wissen”. Er is niets gewist.")).to_be_visible()
    tab_to(page, page.get_by_role("radio", name=re.compile("^Meteen")))
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("wissen")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Je account is gewist")
    assert not ward.overflows()
    ward.go("/nl/mijn/")
    expect(page).to_have_url(re.compile("/account/login/"))
    log_in(page, address)
    expect(page).to_have_url(re.compile("/account/login/"))
    assert not any(NOTE in mail for mail in site.mails())
