"""What is logged of a request that broke holds no key: who reads the log cannot go where the link went."""

import logging

import pytest
from django.conf import settings
from django.core.handlers.exception import response_for_exception
from django.test import RequestFactory
from django.urls import resolve, reverse

from intervision.actions.calendars import make_feed
from meerstemmig.masked_log import MASK, SECRETS
from people.models.invitation import new_token
from tests.factories.intervision import make_room
from tests.trust.routes import address, routes

KEYED = [route for route in routes() if SECRETS & {*route.parameters}]


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def log():
    handler, logger = Kept(), logging.getLogger("django.request")
    logger.addHandler(handler)
    yield handler.lines
    logger.removeHandler(handler)


def break_at(path, match):
    request = RequestFactory().get(path)
    request.resolver_match = match
    response_for_exception(request, RuntimeError("stuk"))


def test_the_routes_with_a_key_are_known():
    assert {route.name for route in KEYED} >= {
        "feed", "review_link", "invitation", "report_answer", "take_back", "person_roles",
    }  # fmt: skip
    assert settings.LOGGING["loggers"]["django.request"]["filters"] == ["masked"]


@pytest.mark.parametrize("route", KEYED, ids=lambda route: route.template)
def test_the_key_is_left_out_whichever_route_broke(route, log, db):
    key = new_token()
    path = address(route, dict.fromkeys(route.parameters, "3") | dict.fromkeys(SECRETS, key))
    break_at(path, resolve(path))
    assert (log != [], key in "".join(log), MASK in log[0]) == (True, False, True)


def test_the_key_is_left_out_where_no_route_was_found_yet(log, db):
    key = "1A" + new_token()
    break_at(f"/nl/intervisie/agenda/{key}/intervisie.ics", None)
    break_at("/nl/casussen/een-heel-lange-naam-van-een-casus/", None)
    assert [line.splitlines()[0] for line in log] == [
        f"Internal Server Error: /nl/intervisie/agenda/{MASK}/intervisie.ics",
        "Internal Server Error: /nl/casussen/een-heel-lange-naam-van-een-casus/",
    ]


def test_a_feed_that_fails_says_where_without_its_key(client, db, log, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("stuk")

    room = make_room()
    monkeypatch.setattr("intervision.views.calendars.calendar_of", fail)
    client.raise_request_exception = False
    key = make_feed(circle=room.circle, by=room.bringer.person)
    assert client.get(reverse("intervision:feed", args=[key])).status_code == 500
    assert log[0].splitlines()[0] == f"Internal Server Error: /nl/intervisie/agenda/{MASK}/intervisie.ics"
    assert key not in "".join(log)
