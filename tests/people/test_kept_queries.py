"""A query whose SQL is kept gives what the query itself gives, for everybody and at every moment."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from people.kept_queries import NOW, PERSON, KeptQuery
from people.models import Audience, Membership, User
from people.models.audience import of_group, of_owner, of_people
from tests.factories.people import CircleFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

KEPT = KeptQuery(lambda person, now: Audience.objects.including_member(person, now).only("pk"))


def test_asks_for_this_person_at_this_moment():
    one, other = UserFactory(), UserFactory()
    team, circle = TeamFactory(), CircleFactory()
    audiences = [of_group(team), of_group(circle), of_owner(one), of_owner(other), of_people([other])]
    begins = timezone.now()
    Membership.objects.create(person=one, team=team, joined_at=begins, left_at=begins + timedelta(days=2))
    Membership.objects.create(person=other, circle=circle, joined_at=begins + timedelta(days=1))
    seen = set()
    for days in (-1, 0.5, 1.5, 3):
        with time_machine.travel(begins + timedelta(days=days), tick=False):
            for person in (one, other):
                kept = {audience.pk for audience in KEPT.ask(person.pk)}
                assert kept == set(Audience.objects.including(person).values_list("pk", flat=True))
                seen |= kept
    assert seen >= {audience.pk for audience in audiences}


def test_makes_its_sql_once(django_assert_num_queries):
    made = []

    def build(person, now):
        made.append((person, now))
        return Audience.objects.including_member(person, now).only("pk")

    kept = KeptQuery(build)
    with django_assert_num_queries(3):
        for person in (1, 2, 3):
            list(kept.ask(person))
    assert made == [(PERSON, NOW)]


def test_what_stands_for_a_person_and_a_moment_is_in_the_sql_and_never_in_what_is_asked(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        list(KEPT.ask(7))
    sql = asked.captured_queries[0]["sql"]
    assert str(PERSON) not in sql
    assert str(connection.ops.adapt_datetimefield_value(NOW))[:19] not in sql


def test_takes_texts_and_gives_annotations_as_the_query_itself_does():
    person, other = UserFactory(first_name="Amal"), UserFactory(first_name="Sara")

    def build(person, _now, first, second):
        named = User.objects.filter(pk=OuterRef("pk"), first_name__in=(first, second))
        columns = {name: Subquery(named.values(name)[:1]) for name in ("public_id", "date_joined", "first_name")}
        return User.objects.filter(pk=person).annotate(**{f"own_{name}": each for name, each in columns.items()})

    kept = KeptQuery(build, texts=2)
    asked = [(person, "Amal", "Jonas"), (other, "Amal", "Sara"), (other, "Amal", "Jonas"), (person, "a\x27b", "%s")]
    for one, first, second in asked:
        (found,) = kept.ask(one.pk, first, second)
        own = build(one.pk, None, first, second).get()
        names = ("own_public_id", "own_date_joined", "own_first_name")
        assert [getattr(found, name) for name in names] == [getattr(own, name) for name in names]
    assert next(kept.ask(person.pk, "Amal", "Jonas")).own_public_id == person.public_id
