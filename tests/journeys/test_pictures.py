"""The pictures in the README are made here, from the site as it is: with PICTURES=1, or where one is missing."""

import os

import pytest

from tests.conftest import BASE
from tests.journeys.weighing import weigh

PICTURES = BASE / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 860


def wanted(name: str) -> bool:
    return bool(os.environ.get("PICTURES")) or not (PICTURES / name).exists()


def take(visitor, name: str, *, top: str) -> None:
    """The window from this part of the page on, light and still, without what is not about the page."""
    page = visitor.page
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")  # or what sticks to the window stands where somebody scrolled to
    start = page.locator(top).first.evaluate("(element) => element.getBoundingClientRect().top + scrollY")
    page.screenshot(
        path=PICTURES / name,
        full_page=True,
        clip={"x": 0, "y": max(start - 24, 0), "width": WIDTH, "height": HEIGHT},
    )


def test_a_picture_of_a_case(visitor):
    """Somebody at the first stage weighs the lines that cross."""
    if not wanted("case.png"):
        pytest.skip("docs/pictures/case.png is there; make it anew with PICTURES=1")
    reader = visitor()
    page = reader.page
    reader.go("/nl/casussen/brief-in-zijn-rugzak/fase/1/")
    page.get_by_label("Wat heb je gezien of gehoord?").fill(
        "Noé vertaalt. Zijn moeder knikt. Twee keer duurt de vertaling korter dan wat An zei."
    )
    page.get_by_label("Wat heb je zelf ingevuld?").fill("Dat zijn moeder het aan hem overlaat.")
    for axis, word in (
        ("Taal en talenrepertoire", "sterk"),
        ("Sociaaleconomische positie", "duidelijk"),
        ("Gezinsvorm en plaats in de familie", "sterk"),
    ):
        weigh(page, axis, word)
    take(reader, "case.png", top=".writing__pair")


def test_a_picture_of_a_search(visitor):
    """Somebody searched in the words of a colleague."""
    if not wanted("search.png"):
        pytest.skip("docs/pictures/search.png is there; make it anew with PICTURES=1")
    reader = visitor()
    reader.go("/nl/zoeken/?q=kind+vertaalt+op+school")
    take(reader, "search.png", top=".search-header")
