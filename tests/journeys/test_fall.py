"""A fall of server and browser together, in a browser that keeps nothing: what is lost is seconds."""

import os
import signal
import time

from tests.journeys.test_drafts import field, own_site

__all__ = ["own_site"]  # a fixture

STAGE = "/nl/casussen/acht-maten-rust/fase/1/"
MOST_LOST = 3.0
"""Seconds of typing that a fall may cost."""


def test_a_fall_costs_three_seconds_of_typing_at_most(own_site, chromium):
    """Somebody types on and on, a key every tenth of a second, in a browser that keeps nothing itself.

    The server is killed and their browser is gone with it. What they find again lacks at most the last three seconds.
    """
    context = chromium.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    context.add_init_script("Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('no'); } })")
    page = context.new_page()
    page.goto(own_site.url("/nl/account/login/"))
    page.get_by_role("button", name=", collega ").click()
    page.goto(own_site.url(STAGE))
    typed: list[tuple[float, str]] = []
    text = ""
    field(page).click()
    began = time.monotonic()
    while time.monotonic() - began < 8:
        text += "abcdefghij"[len(text) % 10]
        page.keyboard.press(text[-1])
        typed.append((time.monotonic(), text))
        page.wait_for_timeout(100)
    os.kill(own_site.running["server"].pid, signal.SIGSTOP)  # nothing is answered from here on
    fell = time.monotonic()
    context.close()
    own_site.kill()

    own_site.again()
    context = chromium.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    page = context.new_page()
    page.goto(own_site.url("/nl/account/login/"))
    page.get_by_role("button", name=", collega ").click()
    page.goto(own_site.url(STAGE))
    found = field(page).input_value()
    context.close()
    assert text.startswith(found)
    last = max([moment for moment, so_far in typed if so_far == found], default=began)
    assert fell - last <= MOST_LOST + 1.0, f"lost {fell - last:.1f} s"  # a second for a busy machine
