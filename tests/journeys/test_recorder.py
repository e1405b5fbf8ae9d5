"""Somebody speaks a note in a browser with a microphone that plays a tone: it stays on the device."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ARGUMENTS, CHROMIUM, Visitor

SPEAK = "/nl/notities/logboek/inspreken/"
MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
IN_DATABASE = """async () => {
  const found = [];
  for (const {name} of await indexedDB.databases()) {
    const database = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
    for (const kept of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const r = database.transaction(kept).objectStore(kept).getAll(); r.onsuccess = () => done(r.result);
      });
      found.push([kept, rows.length, rows.map((row) => row.sealed ? row.sealed.byteLength : Boolean(row.extractable))]);
    }
    database.close();
  }
  return found.sort();
}"""


@pytest.fixture
def speaker(chromium, site):
    """Somebody at a browser of its own, with a microphone."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *MICROPHONE])
    context = browser.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    context.set_default_timeout(15_000)
    made = Visitor(site, context)
    yield made
    browser.close()
    assert made.faults == []


def test_a_spoken_note_is_kept_played_and_erased_and_never_sent(speaker):
    """A professional speaks for a moment. The page says that it lies on this device; they play it, and leave the page.

    When they come back it is there still, and plays again. They erase it. In all that time the browser sent nothing but
    requests for pages: no body, no sound.
    """
    page = speaker.page
    speaker.sign_in("professional")
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(f"{request.method} {request.url} {len(request.post_data_buffer or b'')}")
    )
    speaker.go(SPEAK)
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    assert speaker.axe() == []
    page.get_by_role("button", name="Begin op te nemen").click()
    expect(page.get_by_role("status").filter(has_text="De opname loopt.")).to_be_visible()
    expect(page.locator("[data-time]")).to_have_text(re.compile("^0:0[1-9]$"))
    page.get_by_role("button", name="Stop en bewaar op dit toestel").click()
    expect(page.get_by_role("status").filter(has_text="Bewaard op dit toestel.")).to_be_visible()
    assert speaker.axe() == []
    for _visit in range(2):
        page.get_by_role("button", name="Luister").click()
        sound = page.locator("audio")
        expect(sound).to_be_visible()
        page.wait_for_function("() => document.querySelector('audio').currentTime > 0.1")
        assert sound.evaluate("each => [each.error, each.src.startsWith('blob:')]") == [None, True]
        (kept, keys) = (
            {name: rows for name, _count, rows in page.evaluate(IN_DATABASE)}[name] for name in ("notes", "keys")
        )
        assert (len(kept), kept[0] > 1000, keys) == (1, True, [False])  # sealed, under a key that cannot leave
        speaker.go("/nl/notities/logboek/")
        speaker.go(SPEAK)
    page.get_by_role("button", name="Wis van dit toestel").click()
    expect(page.get_by_role("status").filter(has_text="Gewist van dit toestel.")).to_be_visible()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    assert {name: count for name, count, _rows in page.evaluate(IN_DATABASE)} == {"keys": 1, "notes": 0}
    assert [line for line in sent if not (line.startswith("GET ") and line.endswith(" 0"))] == []
