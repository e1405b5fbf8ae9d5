"""Counting tries: per stretch of time, also where the cache is a table."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command

from people.limits import seconds_left, within

NOON = datetime(2026, 11, 26, 12, 0, 5, tzinfo=UTC)


@pytest.fixture(params=["memory", "table"])
def kept(request, settings, db):
    if request.param == "table":
        settings.CACHES = {
            **settings.CACHES,
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tries"},
        }
        call_command("createcachetable", verbosity=0)
    caches["default"].clear()


def tries(number, who="a"):
    return [within("proef", who, most=3, seconds=60) for _each in range(number)]


@pytest.mark.usefixtures("kept")
def test_too_often_is_over_when_the_stretch_is():
    with time_machine.travel(NOON, tick=False) as clock:
        assert tries(5) == [True, True, True, False, False]
        assert (tries(1, who="b"), seconds_left(60)) == ([True], 55)
        clock.shift(timedelta(seconds=54))
        assert tries(1) == [False]
        clock.shift(timedelta(seconds=1))
        assert tries(4) == [True, True, True, False]


@pytest.mark.usefixtures("kept")
def test_an_address_stands_in_no_key():
    with time_machine.travel(NOON, tick=False):
        within("proef", "203.0.113.9", most=1, seconds=60)
        held = str(getattr(caches["default"], "_cache", ""))
    assert "203.0.113.9" not in held
