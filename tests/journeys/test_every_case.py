"""Every case that the project brings along is read to its end: by somebody without JavaScript who writes nothing."""

import pytest

from tests.conftest import BASE

CASES = sorted(f"/{path.parts[-3]}/casussen/{path.stem}/" for path in BASE.glob("content/*/casussen/*.md"))
ONWARD = "main button[name=verder], main button[name=luister]"
NEXT_VOICE, END = "main a.button--quiet[href*='/stemmen/']", "main a.button[href$='/slot/']"


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_read_from_its_front_to_the_small_step(visitor, case):
    """Somebody presses on through every stage, listens to every voice without guessing, and comes to the questions,
    the small step and what belongs with it. Nothing scrolls sideways on a phone."""
    reader = visitor(phone=True, javascript=False)
    page = reader.page
    reader.go(case)
    page.locator("main a[href$='/fase/1/']").first.click()
    passed = []
    while not page.url.endswith("/slot/"):
        assert not reader.overflows()
        passed.append(page.url)
        onward = next(found for found in map(page.locator, (ONWARD, NEXT_VOICE, END)) if found.count())
        with page.expect_navigation():
            onward.last.click()
    stages = {url for url in passed if "/fase/" in url}
    assert 3 <= len(stages) <= 5
    assert len(passed) >= len(stages) + 3
    assert page.locator("h1").count() == 1
    assert not reader.overflows()
