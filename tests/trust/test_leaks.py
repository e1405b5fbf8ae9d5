"""What the crawl found once, each held by itself; and that the crawl would find it again."""

import logging
import uuid
from importlib import import_module

import pytest
from django.core import mail

from meerstemmig.who_sees_what import RULES, Reader
from tests.trust.crawl import Crawl, everything_in_sight, everything_visible
from tests.trust.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl-0")]


@pytest.mark.parametrize(("reader", "status"), [(Reader.STRANGER, 404), (Reader.COLLEAGUE, 200)], ids=lambda v: str(v))
def test_preview_of_an_answer_prints_no_post_from_beneath_another_thing(world, reader, status):
    """A post for everybody with an account, beneath something of the team: who does not see the thing reads no word."""
    about = world.pages.practices["public" if reader is Reader.STRANGER else "team"]
    response = world.client_of(reader).post(
        f"/nl/gesprek/praktijk/{about.pk}/plaats/",
        {"audience": "iedereen", "kind": "vraag", "text": "Een zin.", "submission": uuid.uuid4(), "preview": "1",
         "reply_to": world.posts["within"].pk},
    )  # fmt: skip
    seen = world.posts["within"].text in response.content.decode()
    assert (response.status_code, seen) == (status, status == 200)


def some(*names):
    return [route for route in routes() if route.name in names and not route.is_editor]


def leaked(report):
    """The kinds of which the reader saw a word that the table keeps from them."""
    return {kind for kind in RULES for fault in report.faults if fault.endswith(f"({kind})")}


def test_crawl_notices_when_nobody_asks_who_may_see(world):
    chosen = some("wagtail_serve", "unit", "stage", "results")
    assert leaked(Crawl(world, Reader.STRANGER).run(chosen)) == set()
    with everything_visible():
        assert leaked(Crawl(world, Reader.STRANGER).run(chosen)) >= {
            "page.team.title",
            "page.team.text",
            "page.draft.text",
        }


def test_crawl_notices_when_the_room_hides_nothing(world):
    chosen = some("room", "state", "screen")
    assert leaked(Crawl(world, Reader.FACILITATOR).run(chosen)) == set()
    with everything_in_sight():
        assert leaked(Crawl(world, Reader.FACILITATOR).run(chosen)) >= {"session.hidden.own", "session.hidden.other"}


def test_crawl_notices_an_address_without_examples(world):
    world.examples, kept = {}, world.examples
    try:
        report = Crawl(world, Reader.ANONYMOUS).run(some("stage"))
    finally:
        world.examples = kept
    assert [fault.split(":")[0] for fault in report.faults] == ["nl/casussen/{slug}/fase/{number}/"]


def test_crawl_notices_words_in_logs_mails_and_errors(world, monkeypatch):
    """A view that logs a note, mails it and then breaks: three faults."""

    def careless(*_args, **_kwargs):
        logging.getLogger("careless").info("note: %s", world.attest.title)
        mail.send_mail("x", world.attest.title, None, ["x@elders.test"])
        raise RuntimeError

    monkeypatch.setattr(import_module("modules.views.attest"), "get_object_or_404", careless)
    monkeypatch.setattr(world, "examples", {"nl/modules/attest/": [{"code": world.attest.code}]})
    faults = Crawl(world, Reader.PROFESSIONAL).run(some("attest")).faults
    assert {word for word in ("log holds", "mail holds", ": 500 ") if any(word in fault for fault in faults)} == {
        "log holds", "mail holds", ": 500 ",
    }  # fmt: skip
