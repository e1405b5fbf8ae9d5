"""The rules of group pictures over the real database: any order of joining, writing, agreeing, leaving and erasing."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from people import actions as people_actions
from people.models import Membership
from reflection.guarded import Report, pictures, register_report, reports
from reflection.models import Counted, CountMeIn, GroupPicture
from reflection.notebook import MemberNotebook
from tests.factories.people import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db

ABOUT = f"proef:{uuid.UUID(int=9)}"
PEOPLE = st.integers(0, 6)
GROUPS = st.integers(0, 1)


class Pictures(RuleBasedStateMachine):
    """Seven people in two circles that overlap; each run in a savepoint that is rolled back."""

    made = 0

    @initialize()
    def begin(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False)
        self.time = self.clock.start()
        self.people = [UserFactory() for _ in range(7)]
        self.groups = [CircleFactory(), CircleFactory()]
        self.ever = {}
        for person in self.people:
            people_actions.join(person=person, group=self.groups[0])
            pictures.count_in(by=person)
        for person in self.people[:5]:
            people_actions.join(person=person, group=self.groups[1])
        self.everybody_writes("wel")

    def teardown(self):
        if hasattr(self, "atomic"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _pass(self):
        self.time.shift(timedelta(minutes=1))

    @rule(who=PEOPLE, where=GROUPS)
    def join(self, who, where):
        self._pass()
        if self.people[who]:
            people_actions.join(person=self.people[who], group=self.groups[where])

    @rule(who=PEOPLE, where=GROUPS)
    def leave(self, who, where):
        self._pass()
        held = Membership.objects.current().filter(person=self.people[who], circle=self.groups[where]).first()
        if self.people[who] and held:
            people_actions.leave(membership=held, by=self.people[who])

    @rule(answer=st.sampled_from(["wel", "niet"]))
    def everybody_writes(self, answer):
        self._pass()
        for person in filter(None, self.people):
            MemberNotebook(person).write_all(ABOUT, {"fase.1.assen": {"taal": answer}})

    @rule(who=PEOPLE)
    def agree(self, who):
        self._pass()
        if self.people[who]:
            pictures.count_in(by=self.people[who])

    @rule(who=PEOPLE)
    def take_back(self, who):
        if self.people[who]:
            pictures.forget(person=self.people[who])

    @rule(who=PEOPLE)
    def erase(self, who):
        """Also without calling `forget` first."""
        if self.people[who]:
            self.people[who].delete()
            self.people[who] = None

    def publish(self, who, where):
        self._pass()
        if self.people[who] is None:
            return
        made = pictures.make_picture(by=self.people[who], code="machine", about=ABOUT, group=self.groups[where])
        if isinstance(made, GroupPicture):
            Pictures.made += 1
            self.ever[made.pk] = set(Counted.objects.filter(picture=made).values_list("person", flat=True))

    @rule(where=GROUPS)
    def a_member_publishes(self, where):
        """Whoever belongs: most of what can go wrong needs a picture first."""
        held = Membership.objects.current().filter(circle=self.groups[where]).first()
        if held:
            self.publish(next(n for n, person in enumerate(self.people) if person == held.person), where)

    @invariant()
    def nobody_is_in_two_and_each_is_of_five(self):
        everybody = [person for people in getattr(self, "ever", {}).values() for person in people]
        assert len(everybody) == len(set(everybody))
        assert all(len(people) >= 5 for people in getattr(self, "ever", {}).values())

    @invariant()
    def what_is_shown_is_whole(self):
        if not hasattr(self, "ever"):
            return
        agreed = set(CountMeIn.objects.values_list("person", flat=True))
        shown = set(GroupPicture.objects.whole().values_list("pk", flat=True))
        assert shown == {pk for pk, people in self.ever.items() if people <= agreed and self._never_broken(pk, agreed)}

    def _never_broken(self, pk, agreed):
        """A picture that lost somebody is gone for good, also when they agree again."""
        self.broken = getattr(self, "broken", set()) | {
            key for key, people in self.ever.items() if not people <= agreed
        }
        return pk not in self.broken


def test_any_order_of_events(monkeypatch):
    monkeypatch.setattr(reports, "_reports", {})
    register_report(
        Report(
            code="machine", about="proef", thresholds={"kring": 5}, questions=("taal",), answers=("wel", "niet"),
            holds=lambda part: part.endswith(".assen"), sort=lambda value: value,
        )
    )  # fmt: skip
    run_state_machine_as_test(
        Pictures,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Pictures.made > 2, "a machine that makes no pictures proves nothing"
