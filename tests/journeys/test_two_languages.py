"""A group of which some read in Dutch and some in French: one picture of the same sentences."""

import subprocess
import sys

from playwright.sync_api import expect

from tests.conftest import BASE
from tests.journeys.conftest import environment

CASE = "casussen/acht-maten-rust/"
DUTCH, FRENCH = ("professional", "begeleider", "collega"), ("ervaringsdeskundige", "trainer")


def run(site, code: str) -> None:
    """Some lines in the site's own shell."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", code],
        cwd=BASE, env=environment(site.folder), check=True, capture_output=True,
    )  # fmt: skip


def a_fifth_joins(site) -> None:
    run(
        site,
        "from people import actions; from people.models import Circle, User; "
        "actions.join(person=User.objects.get(email__startswith='trainer@'), group=Circle.objects.get(name='Kring Noord'))",
    )


def the_dutch_text_changes(site) -> None:
    """Some days after it was translated, as an editor would do it."""
    run(
        site,
        "from cases.models import CasePage; from cases.traces.actions import search_traces; "
        "page = CasePage.objects.get(slug='acht-maten-rust', locale__language_code='nl'); "
        "page.do_step = page.do_step + ' Doe het deze week.'; search_traces(page); page.save_revision().publish()",
    )


def lays_a_lens(reader, language: str) -> None:
    """Counts, lays a lens on the first sentence, and reads on to the end without writing."""
    page = reader.page
    reader.go(f"/{language}/notities/meetellen/")
    page.locator("button[name=keuze][value=ja]").click()
    reader.go(f"/{language}/{CASE}fase/1/")
    page.locator("#id_zin-1 > summary").click()
    page.locator("#id_zin-1 input[type=checkbox]").first.check()
    with page.expect_navigation():
        page.locator("form.writing button.button:not([name])").first.click()
    onward = page.locator("button[name=verder]")
    while onward.count():
        with page.expect_navigation():
            onward.click()


def test_marks_in_dutch_and_in_french_make_one_picture_and_an_older_translation_says_so(visitor, site):
    """Five people of Kring Noord read the same case, three in Dutch and two in French, and each lays a lens on the first
    sentence. Miriam freezes the picture: most stopped at that sentence. In Dutch she sees it in Dutch; Amal sees the same
    picture over the French sentence. Then the Dutch text changes: the French pages say so, with a way to it, and the
    Dutch ones do not.
    """
    a_fifth_joins(site)
    people = {}
    for language, names in (("nl", DUTCH), ("fr", FRENCH)):
        for name in names:
            people[name] = visitor().sign_in(name)
            lays_a_lens(people[name], language)
    miriam = people["begeleider"]
    miriam.go(f"/nl/{CASE}slot/")
    miriam.page.get_by_role("link", name="Wat zag Kring Noord?").click()
    miriam.page.get_by_role("link", name="Naar de zinnen").click()
    where = miriam.page.url.removeprefix(site.address)
    miriam.page.get_by_role("button", name="Leg het groepsbeeld vast").click()
    expect(miriam.page.get_by_text("Minstens 5 mensen, vastgelegd op")).to_be_visible()
    first = miriam.page.locator(".marked q").first
    expect(first).to_have_text("Brussel, donderdag, vijf uur.")
    assert (miriam.axe(), miriam.overflows()) == ([], False)

    amal = people["ervaringsdeskundige"]
    amal.go(where.replace("/nl/", "/fr/", 1))
    expect(amal.page.locator(".marked q").first).to_have_text("Bruxelles, un jeudi, cinq heures.")
    older = amal.page.locator(".note a[hreflang=nl]")
    expect(older).to_have_count(0)
    the_dutch_text_changes(site)
    for address in (where.replace("/nl/", "/fr/", 1), f"/fr/{CASE}", f"/fr/{CASE}fase/1/"):
        amal.go(address)
        expect(older).to_have_text("Acht maten rust")
    older.click()
    assert amal.page.url == site.url(f"/nl/{CASE}")
    expect(older).to_have_count(0)
