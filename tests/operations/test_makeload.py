"""The load to measure in: as much as was asked, the same the second time, and never in a real installation."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import CasePage
from discussion.models import Post, Thread
from meerstemmig import load
from meerstemmig.demo import people as demo
from people.models import Membership, User
from practices.models import PracticePage
from reflection.models import Answer
from tests.factories.cases import make_case
from tests.factories.practices import make_practice

pytestmark = pytest.mark.django_db

SIZE = load.Size(teams=2, people=3, cases=3, practices=4, answers=20, threads=2)
PER_READING = 9  # three stages: seen, filled in, passed


def counts():
    live = [model.objects.live().count() for model in (CasePage, PracticePage)]
    return [*live, *(model.objects.count() for model in (User, Membership, Answer, Thread, Post))]


def test_it_fills_up_to_the_size_and_a_second_time_adds_nothing(tree, monkeypatch):
    monkeypatch.setattr(load, "LONG_THREAD", 12)
    demo.load()
    make_case("proef")
    make_practice("tolk-eerst")
    people, memberships = User.objects.count(), Membership.objects.count()
    load.fill(SIZE, lambda _line: None)
    # The admin joins the organisation; each person the organisation and a team.
    expected = [3, 4, people + 3, memberships + 1 + 3 * 2, 3 * PER_READING, 2, 12 + load.POSTS]
    assert counts() == expected
    load.fill(SIZE, lambda _line: None)
    assert counts() == expected


def test_a_real_installation_is_not_filled(tree, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("makeload")
    settings.DEMO = True
    with pytest.raises(CommandError, match=r"manage\.py prepare"):
        call_command("makeload")
    assert User.objects.count() == 0
