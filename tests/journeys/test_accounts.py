"""Journeys of somebody new: making an account, coming in by an invitation, a forgotten password. Without script too."""

import email
import email.policy
import re

import pytest
from playwright.sync_api import expect

PASSWORD = "vier losse woorden samen"
FROM_THE_SITE = re.compile(r"https?://[^\s/]+(/\S+)")


def newest_mail_to(site, address):
    """The newest mail to this address, as the file mailer of the demo left it in the data folder."""
    found = []
    for text in site.mails():
        for part in text.split("-" * 79):
            message = email.message_from_string(part.strip(), policy=email.policy.default)
            if message["To"] == address:
                found.append(message)
    assert found, f"no mail to {address}"
    return max(found, key=lambda message: message["Date"].datetime)


def link_in(message) -> str:
    return FROM_THE_SITE.search(message.get_content())[1]


def sign_up(page, address, name):
    page.get_by_label("Hoe mogen anderen je noemen?").fill(name)
    page.locator("input[name=email]").fill(address)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Account maken").click()


def log_in(page, address, password=PASSWORD):
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name="Aanmelden", exact=True).click()


def log_out(page):
    page.locator("form[action*='logout'] button").first.evaluate("button => button.form.requestSubmit()")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_making_an_account(visitor, site, javascript):
    """Nour makes an account, confirms her address with the link in the mail, signs in, and stands on her own page. The
    same link a second time says that it was used, and leads on.
    """
    nour = visitor(javascript=javascript, phone=not javascript)
    page, address = nour.page, f"nour-{javascript}@voorbeeld.test".lower()
    nour.go("/nl/")
    nour.go("/nl/account/login/")
    page.get_by_role("link", name="Maak er een").click()
    sign_up(page, address, "Nour")
    expect(page.locator("h1")).to_have_text("Kijk in je mailbox")
    mail = newest_mail_to(site, address)
    assert mail["Subject"] == "Bevestig je e-mailadres"
    nour.go(link_in(mail))
    confirm = page.get_by_role("button", name="Ja, dit is mijn adres")
    confirm.click()
    expect(confirm).not_to_be_attached()
    to_sign_in = page.locator("input[name=login]")
    expect(to_sign_in.or_(page.locator("form[action*='logout']")).first).to_be_attached()
    if to_sign_in.count():
        log_in(page, address)
    expect(page.get_by_role("button", name="Afmelden", include_hidden=True).first).to_be_attached()
    nour.go("/nl/mijn/")
    assert page.url.endswith("/nl/mijn/")
    assert not nour.overflows()
    nour.go(link_in(mail))
    expect(page.locator("h1")).to_have_text("Deze link werkt niet meer")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.locator("h1")).not_to_have_text("Deze link werkt niet meer")


def test_a_forgotten_password(visitor, site):
    """Ilse forgot her password. She asks for a link, chooses a new one, and signs in with it; a browser in which she
    was still signed in is signed out. The link works once.
    """
    ilse, address = visitor(), "ilse@voorbeeld.test"
    page = ilse.page
    ilse.go("/nl/account/signup/")
    sign_up(page, address, "Ilse")
    ilse.go(link_in(newest_mail_to(site, address)))
    confirm = page.get_by_role("button", name="Ja, dit is mijn adres")
    confirm.click()
    expect(confirm).not_to_be_attached()
    to_sign_in = page.locator("input[name=login]")
    expect(to_sign_in.or_(page.locator("form[action*='logout']")).first).to_be_attached()
    if to_sign_in.count():
        log_in(page, address)
    ilse.go("/nl/mijn/")
    assert page.url.endswith("/nl/mijn/")

    elsewhere = visitor(phone=True)
    elsewhere.go("/nl/account/login/")
    log_in(elsewhere.page, address, "een verkeerd wachtwoord")
    expect(elsewhere.page.get_by_role("main")).to_contain_text("wachtwoord")
    elsewhere.page.get_by_role("main").get_by_role("link", name=re.compile("wachtwoord", re.IGNORECASE)).first.click()
    elsewhere.page.locator("input[name=email]").fill(address)
    elsewhere.page.get_by_role("button", name="Stuur me een link").click()
    expect(elsewhere.page.locator("h1")).to_have_text("Kijk in je mailbox")
    link = link_in(newest_mail_to(site, address))
    elsewhere.go(link)
    for field in elsewhere.page.locator("main input[type=password]").all():
        field.fill("een heel andere lange zin")
    elsewhere.page.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(elsewhere.page.locator("h1")).to_have_text("Je wachtwoord is gewijzigd")
    elsewhere.page.get_by_role("main").get_by_role("link", name="Aanmelden").click()
    log_in(elsewhere.page, address, "een heel andere lange zin")
    elsewhere.page.wait_for_url("**/nl/mijn/")

    ilse.go("/nl/mijn/")
    expect(page).to_have_url(re.compile("/account/login/"))
    elsewhere.go(link)
    expect(elsewhere.page.locator("h1")).to_have_text("Deze link werkt niet meer")


def test_coming_in_by_an_invitation(visitor, site):
    """Els invites somebody new to Team Noord. Bram opens the link, makes an account without another mail, accepts and
    sees the team. Afterwards the link says that it was used, to whoever opens it, and has a way on. A link that was
    taken back says so too.
    """
    els, bram, address = visitor().sign_in("organisatie"), visitor(phone=True), "bram@voorbeeld.test"
    invite(els, address)
    mail = newest_mail_to(site, address)
    assert mail["Subject"] == "Een uitnodiging voor Meerstemmig"
    link, page = link_in(mail), bram.page
    bram.go(link)
    expect(page.locator("h1")).to_have_text("Team Noord")
    page.get_by_role("link", name="Een account maken").click()
    expect(page.locator("input[name=email]")).to_have_value(address)
    sign_up(page, address, "Bram")
    page.get_by_role("button", name="Uitnodiging aannemen").click()
    expect(page.locator("h1")).to_have_text("Team Noord")
    expect(page.get_by_role("main")).to_contain_text("Bram (jij)")
    expect(page.get_by_role("main")).not_to_contain_text("Uitnodiging sturen")
    els.page.reload()
    expect(els.page.get_by_role("main")).to_contain_text("Bram")

    stranger = visitor()
    assert stranger.go(link).status == 410
    expect(stranger.page.get_by_role("main")).to_contain_text("Deze uitnodiging is al gebruikt.")
    stranger.page.get_by_role("link", name="Lees een casus").click()
    expect(stranger.page.locator("h1")).to_have_text("Casussen")

    invite(els, "later@voorbeeld.test")
    els.page.get_by_role("button", name="Terugnemen later@voorbeeld.test").click()
    assert stranger.go(link_in(newest_mail_to(site, "later@voorbeeld.test"))).status == 410
    expect(stranger.page.get_by_role("main")).to_contain_text("Deze uitnodiging is teruggenomen")
    assert stranger.go("/nl/mensen/uitnodiging/verkeerd-overgenomen/").status == 404
    expect(stranger.page.get_by_role("main")).to_contain_text("Deze link kennen we niet.")
    stranger.faults[:] = [fault for fault in stranger.faults if "410" not in fault]


def invite(els, address):
    """From the organisation's page to the team's, and an address in the form."""
    els.go("/nl/mensen/mijn-account/")
    els.page.get_by_role("link", name="Jeugdhuis De Brug").click()
    els.page.get_by_role("link", name="Team Noord").click()
    els.page.get_by_label("E-mailadres").fill(address)
    els.page.get_by_role("button", name="Uitnodiging sturen").click()
    expect(els.page.get_by_text(f"De uitnodiging voor {address} is verstuurd.")).to_be_visible()


@pytest.mark.parametrize("account", ["professional", "collega", "begeleider", "trainer", "ervaringsdeskundige"])
def test_looking_as_somebody_else_takes_one_click(visitor, account):
    """In the demo somebody chooses a role on the sign-in page, is signed in without script, and signs out again."""
    guest = visitor(javascript=False).sign_in(account)
    assert guest.page.url.endswith("/nl/mijn/")
    guest.page.get_by_role("button", name="Afmelden").first.click()
    guest.go("/nl/mijn/")
    expect(guest.page).to_have_url(re.compile("/account/login/"))
