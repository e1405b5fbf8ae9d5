"""Nothing is kept longer than its rule says: the day before it is there, the day after it is gone."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from discussion.models import Post
from intervision.models import Contribution, Draft
from meerstemmig.chores import CHORES
from people import retention
from people.models import Invitation
from people.personal_data import declared
from tests.factories.discussion import PostFactory
from tests.factories.intervision import make_room
from tests.factories.people import CircleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def invitation():
    return Invitation.objects.create(
        token_hash="x",
        email="genodigd@voorbeeld.test",
        circle=CircleFactory(),
        invited_by=UserFactory(),
        expires_at=START,
    )


def draft():
    room = make_room()
    type(room.session).objects.filter(pk=room.session.pk).update(went_on_at=START)
    return Draft.objects.create(seat=room.peers[0], phase=1)


def contribution():
    room = make_room()
    type(room.session).objects.filter(pk=room.session.pk).update(went_on_at=START)
    return Contribution.objects.create(session=room.session, seat=room.peers[0], phase=1, kind="agreement")


def withdrawn_post():
    return PostFactory(text="ingetrokken", withdrawn_at=START)


def is_kept(row):
    found = type(row)._base_manager.filter(pk=row.pk).first()
    return bool(found and getattr(found, "text", "x"))


@pytest.mark.parametrize("make", [invitation, draft, contribution, withdrawn_post], ids=lambda make: make.__name__)
def test_the_day_before_it_is_kept_and_the_day_after_it_is_gone(make):
    with time_machine.travel(START, tick=False):
        row = make()
    with time_machine.travel(START + timedelta(days=29), tick=False):
        retention.apply_all()
        assert is_kept(row)
    with time_machine.travel(START + timedelta(days=31), tick=False):
        retention.apply_all(dry_run=True)
        assert is_kept(row)
        retention.apply_all()
        assert not is_kept(row)
        assert {ended.rows for ended in retention.apply_all()} == {0}


def test_a_session_that_was_put_off_keeps_what_is_being_said():
    """It was planned for a month ago and runs now: what counts is when it last went on, not when it was to begin."""
    with time_machine.travel(START, tick=False):
        room = make_room()
    with time_machine.travel(START + timedelta(days=45), tick=False):
        room.go_to(2)
        said = Contribution.objects.create(session=room.session, seat=room.peers[0], phase=2, kind="agreement")
        kept = Draft.objects.create(seat=room.peers[0], phase=2)
        retention.apply_all()
        assert (is_kept(said), is_kept(kept)) == (True, True)


def test_the_dry_run_says_what_would_go_and_why_and_changes_nothing():
    with time_machine.travel(START, tick=False):
        row, young = invitation(), PostFactory(text="blijft")
    told = StringIO()
    with time_machine.travel(START + timedelta(days=31), tick=False):
        call_command("apply_retention", "--dry-run", stdout=told)
    assert "     1 would go: people.Invitation (30 days after expires_at)" in told.getvalue().splitlines()
    assert (is_kept(row), Post.objects.get(pk=young.pk).text) == (True, "blijft")


def test_every_declared_time_is_a_rule_and_the_nightly_round_applies_them():
    declared_times = {model._meta.label for model, made in declared().items() if made.keep_days is not None}
    assert declared_times <= {rule.what for rule in retention.rules()}
    assert retention.apply_all in {chore.do for chore in CHORES}
