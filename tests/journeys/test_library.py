"""Somebody looks for something: in the words they would use with a colleague."""

import re
from urllib.parse import quote

import yaml
from playwright.sync_api import Page, expect

from tests.conftest import BASE


def search(page: Page, words: str) -> None:
    """Type in the box at the top of the page, on a phone inside the menu, and press Enter."""
    box = page.get_by_role("searchbox", name="Zoek in casussen, modules en praktijken")
    if not box.is_visible():
        page.locator("summary", has_text="Menu").click()
    box.fill(words)
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoeken")


def unspoken_word() -> str:
    """A word that the site never repeats; read from the vocabulary, so that it is not repeated here either."""
    vocabulary = yaml.safe_load((BASE / "content" / "thesaurus.yaml").read_text())
    terms = next(part for part in vocabulary.values() if isinstance(part, list) and any("noEcho" in e for e in part))
    return next(word for term in terms if term.get("noEcho") for word in term.get("matches", []) if " " not in word)


def test_somebody_finds_a_practice_on_a_phone_and_follows_where_it_came_from(visitor):
    """Between two visits somebody types "kind vertaalt op school" on a phone.

    They look at practices only, narrow down by one more choice, and open "Tolk op het oudercontact". It says what was
    hard and when not to do it, and that it grew out of another practice, which is one step away.
    """
    reader = visitor(phone=True)
    page = reader.page
    reader.go("/nl/")
    search(page, "kind vertaalt op school")
    assert not reader.overflows()
    page.get_by_role("navigation", name="Soort").get_by_role("link", name=re.compile("Praktijk")).click()
    expect(page.get_by_role("link", name="Tolk op het oudercontact")).to_be_visible()

    before = int(page.get_by_role("status").inner_text().split()[0])
    filters = page.get_by_role("complementary", name="Filters")
    filters.get_by_text("Verfijn").click()
    facet = filters.get_by_role("group").filter(has=page.get_by_role("link")).last
    facet.get_by_role("link", disabled=False).filter(visible=True).first.click()
    expect(page.get_by_role("list", name="Gekozen filters").get_by_role("listitem")).not_to_have_count(0)
    assert 1 <= int(page.get_by_role("status").inner_text().split()[0]) <= before

    page.go_back()
    page.get_by_role("link", name="Tolk op het oudercontact").click()
    expect(page.get_by_role("heading", name="Wat moeilijk was")).to_be_visible()
    expect(page.get_by_role("heading", name="Wanneer niet")).to_be_visible()
    page.get_by_role("region", name="Bewerkingen").get_by_role("link", name="Tolk-eerst-agenda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tolk-eerst-agenda")
    came_from_it = page.get_by_role("region", name="Bewerkingen")
    expect(came_from_it.get_by_role("link", name="Tolk op het oudercontact")).to_be_visible()


def test_a_dated_word_finds_content_and_a_kind_word_about_the_word(visitor):
    """A colleague types "allochtoon". They are not scolded and not left empty-handed.

    The page explains in a sentence what we write instead, and shows what there is about it. The word is no tag.
    """
    reader = visitor()
    page = reader.page
    reader.go("/nl/")
    search(page, "allochtoon")
    tip = page.get_by_role("complementary").filter(has_text="Over dit woord")
    expect(tip.get_by_text("Wij schrijven:")).to_be_visible()
    expect(page.get_by_role("heading", level=3)).not_to_have_count(0)
    expect(page.locator(".tag", has_text=re.compile("allochtoon", re.IGNORECASE))).to_have_count(0)


def test_a_hurtful_word_is_nowhere_repeated(visitor):
    """Somebody searches with a word that hurts people. The site does not say it back: not in the box, the title,
    a link or a form."""
    word = unspoken_word()
    reader = visitor()
    answer = reader.go(f"/nl/zoeken/?q={quote(word)}")
    assert word.lower() not in answer.text().lower()
    assert word.lower() not in reader.page.title().lower()
    expect(reader.page.get_by_text("We tonen wat we vonden onder een andere naam")).to_be_visible()


def test_an_abbreviation_with_two_meanings_shows_both(visitor):
    """In Flanders "GI" is one thing and in the Netherlands another. Somebody who types it, sees both and chooses."""
    reader = visitor()
    page = reader.page
    reader.go("/nl/")
    search(page, "GI")
    meanings = page.get_by_role("complementary").filter(has_text="GI kan meer dan één ding betekenen")
    expect(meanings.get_by_role("listitem")).to_have_count(2)


def test_nothing_found_shows_a_way_on(visitor):
    """Somebody searches for something the site does not have. It says so, and offers other ways in; one is followed."""
    reader = visitor(phone=True, javascript=False)
    page = reader.page
    reader.go("/nl/")
    search(page, "qwyxzmpfrt")
    expect(page.get_by_text("Hier hebben we nog niets over.")).to_be_visible()
    page.get_by_role("link", name="Blader in de casussen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Casussen")


def test_suggestions_come_while_typing(visitor):
    """Somebody types the beginning of a word with the keyboard; the browser's own list offers how it goes on."""
    reader = visitor()
    page = reader.page
    reader.go("/nl/zoeken/")
    page.get_by_label("Wat zou je zeggen tegen een collega?").focus()
    page.keyboard.type("tolk")
    expect(page.locator("datalist option").first).to_be_attached()
    offered = page.locator("datalist option").evaluate_all("(options) => options.map((option) => option.value)")
    assert [text for text in offered if "tolk" in text.lower()] == offered
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("result")


def test_practices_are_narrowed_down_without_javascript(visitor):
    """Somebody browses the practices with plain links, narrows them down, and takes the choice back."""
    reader = visitor(javascript=False)
    page = reader.page
    reader.go("/nl/praktijken/")
    everything = page.get_by_role("status").inner_text()
    page.get_by_role("complementary", name="Filters").get_by_role("link").filter(visible=True).first.click()
    chosen = page.get_by_role("list", name="Gekozen filters")
    assert page.get_by_role("status").inner_text() != everything
    chosen.get_by_role("link").first.click()
    expect(page.get_by_role("status")).to_have_text(everything)
