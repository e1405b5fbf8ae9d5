"""Somebody lets their readings count in pictures of their circle, reads why there is none yet, and stops counting."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.kinds import CASE, read_all
from tests.journeys.test_my_data import looks_well, tab_to

COUNTING = "/nl/notities/meetellen/"
WITH_SENTENCES = "/nl/casussen/acht-maten-rust/"


def test_counting_is_a_choice_and_too_few_are_refused_in_plain_words(visitor):
    """A facilitator reads what counting means, and that they do not count unless they say so. They choose to.

    At the end of a case they ask what the circle saw. There are too few who count: the page says how many are needed
    and that nobody is told who they are. They think it over, and do not count any more.
    """
    reader = visitor().sign_in("begeleider")
    page = reader.page
    reader.go(COUNTING)
    expect(page.get_by_text("Je telt niet mee, tot je dat zelf kiest.")).to_be_visible()
    assert looks_well(reader) == []
    page.get_by_role("button", name="Tel mij mee").click()
    expect(page.get_by_text("Je telt mee, met wat je vanaf nu invult.")).to_be_visible()

    read_all(reader)
    reader.go(f"{CASE}slot/")
    page.get_by_role("link", name="Wat zag Kring Noord?").click()
    refusal = page.get_by_role("region", name="Er is nog geen groepsbeeld")
    expect(refusal).to_contain_text("Er tellen te weinig mensen mee: minstens 5.")
    expect(refusal).to_contain_text("Niemand ziet wie dat deed.")
    expect(page.get_by_role("button", name="Leg het groepsbeeld vast")).to_have_count(0)
    assert looks_well(reader) == []
    page.get_by_role("link", name="Lees wat meetellen betekent, of wijzig het").click()
    page.get_by_role("button", name="Tel mij niet meer mee").click()
    expect(page.get_by_text("Je telt niet meer mee. Groepsbeelden waar je in zat, zijn weg.")).to_be_visible()
    assert looks_well(reader) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_with_a_keyboard_on_a_narrow_screen(visitor, javascript):
    """The same choice with the tab key and enter, at 320 pixels, in the dark: one button each way."""
    reader = visitor(javascript=javascript, color_scheme="dark").sign_in("collega")
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 720})
    reader.go(COUNTING)
    if page.get_by_role("button", name="Tel mij niet meer mee").count():
        page.get_by_role("button", name="Tel mij niet meer mee").click()
    for press, said in (("Tel mij mee", "Je telt mee, met wat"), ("Tel mij niet meer mee", "Je telt niet meer mee")):
        tab_to(page, page.get_by_role("button", name=press, exact=True))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text(re.compile(f"^{said}")).first).to_be_visible()
        assert not reader.overflows()


def test_sentences_of_a_group_are_one_step_further_and_say_what_is_missing(visitor):
    """A facilitator counts, reads a case that asks for lenses on sentences, and lays one on the first sentence. At the
    end they ask what their circle saw, and go on to the sentences. Too few marked one: the page says how many are
    needed, and how the picture is to be read once there is one.
    """
    reader = visitor().sign_in("begeleider")
    page = reader.page
    reader.go(COUNTING)
    page.get_by_role("button", name="Tel mij mee").click()
    reader.go(f"{WITH_SENTENCES}fase/1/")
    expect(page.get_by_text("Je telt mee in groepsbeelden").first).to_be_visible()
    page.locator("#id_zin-1 > summary").click()
    page.locator("#id_zin-1").get_by_label("taal", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar en lees verder").click()
    onward = page.get_by_role("button", name="Verder zonder schrijven")
    while onward.count():
        with page.expect_navigation():
            onward.click()
    reader.go(f"{WITH_SENTENCES}slot/")
    page.get_by_role("link", name="Wat zag Kring Noord?").click()
    page.get_by_role("link", name="Naar de zinnen").click()
    refusal = page.get_by_role("region", name="Er is nog geen groepsbeeld")
    expect(refusal).to_contain_text("Er tellen te weinig mensen mee: minstens 5.")
    expect(page.get_by_text("Een blinde vlek is een zin waar meer dan de helft aan voorbijging")).to_be_visible()
    assert looks_well(reader) == []
