"""Journeys do not find what others left: the site is put back between them."""

import sqlite3

from playwright.sync_api import expect

from tests.journeys.test_drafts import field, type_
from tests.journeys.test_rescue import STAGE


def rows(site, question):
    with sqlite3.connect(site.folder / "meerstemmig.sqlite3") as connection:
        return connection.execute(question).fetchall()


def test_what_somebody_wrote_has_not_happened(visitor, running, site):
    """A colleague writes beside a case. The site is put back: they are still signed in, and find an empty field."""
    reader = visitor().sign_in("collega")
    reader.go(STAGE)
    type_(reader.page, "Voor het terugzetten")
    expect(reader.page.locator(".draft-line__said").first).to_contain_text("Bewaard")
    assert rows(site, "SELECT count(*) FROM reflection_draft") == [(1,)]

    reader.go("/nl/")
    reader.page.evaluate("localStorage.clear()")
    pid = site.pid
    running.put_back()

    assert (site.pid, rows(site, "SELECT count(*) FROM reflection_draft")) == (pid, [(0,)])
    reader.go(STAGE)
    expect(field(reader.page)).to_have_value("")
    type_(reader.page, "Erna")
    expect(reader.page.locator(".draft-line__said").first).to_contain_text("Bewaard")


def test_where_the_index_was_written_the_site_starts_again(running, site):
    """A document was marked: the site is another process afterwards, at the same address, and knows nothing of it."""
    pid, address = site.pid, site.address
    with sqlite3.connect(site.folder / "meerstemmig.sqlite3") as connection:
        connection.execute(
            "INSERT INTO search_dirtydocument (kind, key, marked_at) VALUES ('practice', '0', '2026-01-01')"
        )

    running.put_back()

    assert site.pid != pid
    assert site.address == address
    assert rows(site, "SELECT count(*) FROM search_dirtydocument WHERE key = '0'") == [(0,)]
