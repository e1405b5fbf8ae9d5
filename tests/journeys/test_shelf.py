"""Somebody keeps what they look for, and what they found."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("account", "how"),
    [("professional", {"phone": True}), ("collega", {"javascript": False})],
    ids=["phone", "no script"],
)
def test_somebody_saves_a_question_that_found_nothing_and_thinks_again(visitor, account, how):
    """There is nothing about "quidditch" yet. Somebody keeps the question, gives it another name, and lets it rest.

    They delete it by mistake, and put it back with one press.
    """
    reader = visitor(**how).sign_in(account)
    page = reader.page
    reader.go("/nl/zoeken/?q=quidditch")
    page.get_by_role("button", name="Bewaar deze zoekvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn zoekvragen")
    question = page.get_by_role("article", name="quidditch")
    expect(question).to_contain_text("Hier is nog niets over.")
    question.get_by_text("Andere naam").click()
    question.get_by_label("Naam").fill("Een sport")
    question.get_by_role("button", name="Bewaar de naam").click()
    question = page.get_by_role("article", name="Een sport")
    question.get_by_role("button", name="Laat rusten").click()
    question = page.get_by_role("article", name="Een sport")
    expect(question.get_by_role("button", name="Kijk weer elke week")).to_be_visible()
    question.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("article", name="Een sport")).to_have_count(0)
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("article", name="Een sport")).to_be_visible()
    assert not reader.overflows()


def test_a_collection_is_made_in_passing_put_in_order_with_the_keyboard_and_read_by_the_team(visitor):
    """A professional lays two practices together for Team Noord, with a line why, and puts the second one first.

    A colleague of the team reads it, and changes nothing. Somebody from elsewhere has no such collection.
    """
    owner = visitor().sign_in("professional")
    page = owner.page
    for number, words in enumerate(("oudercontact", "agenda")):
        owner.go(f"/nl/zoeken/?q=tolk+{words}&soort=praktijk")
        page.get_by_role("link", name="In een verzameling").first.click()
        if number == 0:
            page.get_by_label("Hoe heet je verzameling?").fill("Tolken voor beginners")
        else:
            page.get_by_role("radio", name="Tolken voor beginners").check()
        page.get_by_label("Waarom hier?").fill(f"Regel {number}")
        page.get_by_role("button", name="Zet het erin").click()
    pieces = page.get_by_role("listitem").filter(has_text="Regel")
    expect(pieces).to_have_count(2)
    pieces.last.get_by_role("button", name="Naar boven").focus()
    page.keyboard.press("Enter")
    expect(pieces.first).to_contain_text("Regel 1")
    page.get_by_role("link", name="Naam, en wie meeleest").click()
    page.get_by_role("radio", name="Team Noord").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Team Noord leest mee")).to_be_visible()
    address = page.url

    mate = visitor(phone=True).sign_in("collega")
    mate.go("/nl/plank/verzamelingen/")
    mate.page.get_by_role("link", name="Tolken voor beginners").click()
    expect(mate.page.get_by_role("listitem").filter(has_text="Regel")).to_have_count(2)
    expect(mate.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert not mate.overflows()

    stranger = visitor().sign_in("trainer")
    assert stranger.page.goto(address).status == 404
