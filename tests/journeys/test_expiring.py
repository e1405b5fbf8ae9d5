"""What time and small changes do to reviews: a mail to the editors, the list, and a correction that two people agree on."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.test_editor import add_page
from tests.journeys.test_two_languages import run

READ_LONG_AGO = "De tweede rij"


def a_year_is_nearly_over(site) -> None:
    """The day on which a case is to be read again comes near, and the night's chore makes its round."""
    run(
        site,
        "from datetime import timedelta; from django.utils import timezone; from cases.models import CasePage; "
        "from cases.review.due import go_round; today = timezone.localdate(); "
        "CasePage.objects.filter(slug='de-tweede-rij').update(review_on=today + timedelta(days=9)); "
        "CasePage.objects.filter(slug='vier-schepjes').update(review_on=today - timedelta(days=2)); go_round()",
    )


def test_the_editors_hear_that_a_review_runs_out_and_find_what_and_since_when(visitor, site):
    """One night two cases come on the list. Lander gets one mail that says so, and not which. Its link leads to the list:
    the one whose day passed stands first, with that day, the other with until when it holds. He opens it on his phone and
    finds until when, what moves that day, and what readers said of it. A reader of the case sees when it is read again. Amal, who reads by experience, sees no
    such list.
    """
    a_year_is_nearly_over(site)
    mail = next(text for text in site.mails() if "To: redactie@" in text)
    assert ("/nl/casussen/nalezen/#opnieuw" in mail, READ_LONG_AGO in mail) == (True, False)
    desk = visitor(phone=True).sign_in("redactie")
    desk.go("/nl/casussen/nalezen/#opnieuw")
    due = desk.page.get_by_role("region", name="Binnenkort opnieuw na te lezen").get_by_role("listitem")
    expect(due).to_have_count(2)
    expect(due.nth(0)).to_contain_text("voorbij sinds")
    expect(due.nth(1)).to_contain_text(READ_LONG_AGO)
    expect(due.nth(1)).to_contain_text("geldt tot en met")
    assert (desk.axe(), desk.overflows()) == ([], False)
    due.nth(1).get_by_role("link").click()
    expect(desk.page.get_by_role("heading", name="Opnieuw na te lezen, ten laatste op")).to_be_visible()
    expect(desk.page.get_by_text("Deze dag is met de hand gezet.")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="Wat nalezers zeggen")).to_be_visible()
    assert (desk.axe(), desk.overflows()) == ([], False)
    desk.go("/beheer/")
    expect(desk.page.get_by_role("link", name="2 casussen moeten binnenkort opnieuw nagelezen worden.")).to_be_visible()

    reader = visitor()
    reader.go("/nl/casussen/de-tweede-rij/")
    expect(reader.page.get_by_text("We lezen ze opnieuw na op")).to_be_visible()
    amal = visitor().sign_in("ervaringsdeskundige")
    amal.go("/nl/casussen/nalezen/")
    expect(amal.page.get_by_role("region", name="Binnenkort opnieuw na te lezen")).to_have_count(0)


def note_a_review(desk, seat: str) -> None:
    """What an editor heard: this can appear."""
    form = desk.page.get_by_role("region", name="Noteren wat je hoorde")
    form.get_by_label("Wie zei het?").select_option(seat)
    form.get_by_label("Wat was het oordeel?").select_option("goed")
    form.get_by_role("button", name="Noteer").click()
    expect(desk.page.get_by_text("Genoteerd.")).to_be_visible()


def test_a_typing_error_is_mended_without_asking_everybody_again(visitor):
    """Koen writes a draft, and Lander notes that somebody from practice read it. Koen mends one word: the review counts no
    more. In the file he sees that one word, struck out and new, and says that it is a small correction. Confirm it he
    cannot. Lander sees the same on a phone without scripts, confirms, and the review counts again.
    """
    writer = visitor().sign_in("trainer")
    page = add_page(writer, "Casussen")
    page.get_by_role("textbox", name="Titel").first.fill("De sleutel van Idris")
    page.locator("#id_wants").fill("Zelf een sleutel hebben.")
    page.locator("#id_do_step").fill("Vraag wie er een sleutel hebt.")
    page.get_by_role("button", name="Bewaar concept").click()
    page.get_by_role("link", name="Nalezers vragen, en wat ze zeggen").click()
    file = urlsplit(page.url).path
    desk = visitor(phone=True, javascript=False).sign_in("redactie")
    desk.go(file)
    note_a_review(desk, "praktijk")
    expect(desk.page.get_by_text("geldt tot en met")).to_be_visible()

    page.get_by_role("link", name="Naar het concept").click()
    page.locator("#id_do_step").fill("Vraag wie er een sleutel heeft.")
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages")).to_contain_text("De sleutel van Idris")
    writer.go(file)
    changed = page.get_by_role("region", name="De tekst veranderde na een nalezing")
    expect(changed.locator("del")).to_contain_text("hebt.")
    expect(changed.locator("ins")).to_contain_text("heeft.")
    expect(page.get_by_text("geldt niet meer: de tekst veranderde daarna")).to_be_visible()
    assert (writer.axe(), writer.overflows()) == ([], False)
    changed.get_by_role("button", name="Dit is een kleine verbetering").click()
    expect(changed.get_by_text("Een tweede persoon moet dat bevestigen.")).to_be_visible()
    expect(changed.get_by_role("button")).to_have_count(0)

    desk.go(file)
    changed = desk.page.get_by_role("region", name="De tekst veranderde na een nalezing")
    expect(changed.locator("ins")).to_contain_text("heeft.")
    assert not desk.overflows()
    changed.get_by_role("button", name="Bevestig: de betekenis bleef dezelfde").click()
    expect(desk.page.get_by_text("Bevestigd. De nalezingen blijven gelden.")).to_be_visible()
    expect(desk.page.get_by_text("geldt tot en met")).to_be_visible()
    expect(desk.page.get_by_role("region", name="De tekst veranderde na een nalezing")).to_have_count(0)


def test_a_report_that_is_upheld_is_seen_at_the_case_and_by_who_reported(visitor):
    """Without an account, on a phone, somebody says that a case hurts. Lander agrees: it will be revised. Whoever reads the
    case sees that, and until when; who reported sees the same behind their link. After a talk Lander closes it without
    a new text and says why: the note is gone from the case, and the reason stands behind the link.
    """
    reporter = visitor(phone=True, javascript=False)
    reporter.go("/nl/casussen/de-tweede-rij/")
    reporter.page.get_by_role("link", name="Dit klopt niet, of dit kwetst").click()
    reporter.page.get_by_label("Dit kwetst").check()
    reporter.page.get_by_label("Wat wil je ons zeggen?").fill("Zo praat niemand over zijn zus.")
    reporter.page.get_by_role("button", name="Stuur naar de redactie").click()
    reporter.page.get_by_role("link", name="Het antwoord op je melding").click()
    link = urlsplit(reporter.page.url).path

    desk = visitor().sign_in("redactie")
    desk.go("/nl/casussen/meldingen/")
    desk.page.get_by_label("Wat gebeurt er?").select_option("herzien")
    desk.page.get_by_label("Je antwoord").fill("Dank. We herschrijven die zin.")
    desk.page.get_by_role("button", name="Noteer en antwoord").click()
    reporter.go(link)
    expect(reporter.page.get_by_text("We willen klaar zijn op")).to_be_visible()
    reader = visitor(phone=True, color_scheme="dark")
    reader.go("/nl/casussen/de-tweede-rij/")
    expect(reader.page.get_by_text("Deze casus wordt herzien.")).to_be_visible()
    assert (reader.axe(), reader.overflows()) == ([], False)

    desk.go("/nl/casussen/nalezen/")
    desk.page.get_by_role("region", name="Wordt herzien na een melding").get_by_role("link").click()
    expect(desk.page.get_by_text("Zo praat niemand over zijn zus.")).to_be_visible()
    assert (desk.axe(), desk.overflows()) == ([], False)
    desk.page.get_by_role("button", name="Sluit af, met deze reden").click()
    desk.page.get_by_label("Waarom blijft de tekst toch zoals hij was?").fill("Drie jongeren willen hem zo houden.")
    desk.page.get_by_role("button", name="Sluit af, met deze reden").click()
    reporter.go(link)
    expect(reporter.page.get_by_text("Drie jongeren willen hem zo houden.")).to_be_visible()
    reader.go("/nl/casussen/de-tweede-rij/")
    expect(reader.page.get_by_text("Deze casus wordt herzien.")).to_have_count(0)
