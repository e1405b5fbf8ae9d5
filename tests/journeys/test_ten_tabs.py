"""One person with ten tabs of the same room: those that get no stream ask by themselves."""

import time

from playwright.sync_api import expect

from tests.journeys.circle import COLLEAGUE, FACILITATOR, at, plan_session, step_to

TABS = 10
POLL_MS = 4_000
"""The longest that a tab without a stream waits between two questions (static/js/room.js)."""


def test_ten_tabs_of_one_person_all_follow(visitor):
    """Jonas opened the session in ten tabs over the week. Three have a live stream; the others were refused one. Miriam
    starts and goes on, and whichever tab he looks at shows the phase that runs within the time of a question and a half.
    """
    facilitator, jonas = visitor().sign_in(FACILITATOR), visitor().sign_in(COLLEAGUE)
    place = plan_session(facilitator)
    tabs = [jonas.page, *(jonas.context.new_page() for _tab in range(TABS - 1))]
    refused = []
    for tab in tabs:
        tab.on("response", lambda answer: refused.append(answer.url) if answer.status == 204 and "/live/" in answer.url else None)  # fmt: skip
        tab.goto(jonas.site.url(place))
    deadline = time.monotonic() + 15
    while len(refused) < TABS - 3 and time.monotonic() < deadline:
        jonas.page.wait_for_timeout(100)
    assert len(refused) >= TABS - 3
    for phase in ("Aankomen", "Afspraken"):
        step_to(phase, facilitator.page)
        began = time.monotonic()
        for tab in tabs:
            expect(tab.locator("h1")).to_have_text(phase, timeout=POLL_MS * 2)
        assert time.monotonic() - began < POLL_MS * 2 / 1000
    at("Afspraken", *tabs)
