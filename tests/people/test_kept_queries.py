"""A query whose SQL is kept gives what the query itself gives, for everybody and at every moment."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from pages.models import StandardPage
from pages.tree import home_of
from people.kept_queries import NOW, PERSON, SHAPES, KeptQuery
from people.models import Audience, Membership, User
from people.models.audience import members, of_group, of_owner, of_people, public
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

    kept = KeptQuery(build)
    asked = [(person, "Amal", "Jonas"), (other, "Amal", "Sara"), (other, "Amal", "Jonas"), (person, "a\x27b", "%s")]
    for one, first, second in asked:
        (found,) = kept.ask(one.pk, first, second)
        own = build(one.pk, None, first, second).get()
        names = ("own_public_id", "own_date_joined", "own_first_name")
        assert [getattr(found, name) for name in names] == [getattr(own, name) for name in names]
    assert kept.ask(person.pk, "Amal", "Jonas")[0].own_public_id == person.public_id


def visible(reader, _now, *values, **named):
    """Pages as every list of ours asks for them: what this reader may see, of these values."""
    (keys, slug), title = values, named["title"]
    asked = StandardPage.objects.visible_to(reader).filter(translation_key__in=keys).exclude(slug=slug)
    return asked.exclude(title=title).select_related("locale", "audience").order_by("pk")


@pytest.fixture
def shelf():
    """Pages for everybody, for members, for a team, for a circle and for one person alone."""
    team, circle, owner = TeamFactory(), CircleFactory(), UserFactory()
    audiences = [public(), members(), of_group(team), of_group(circle), of_owner(owner)]
    home = home_of("nl")
    pages = []
    for nth, audience in enumerate(audiences, start=1):
        page = StandardPage(title=f"Blad {nth}", slug=f"blad-{nth}", audience=audience, locale=home.locale)
        pages.append(home.add_child(instance=page))
    people = [owner, UserFactory(), UserFactory(), UserFactory(), UserFactory(is_active=False)]
    Membership.objects.create(person=people[1], team=team)
    Membership.objects.create(person=people[2], circle=circle)
    Membership.objects.create(person=people[3], team=team)
    Membership.objects.create(person=people[3], circle=circle)
    return pages, [*people, AnonymousUser()]


def test_gives_each_reader_what_the_query_itself_gives_whoever_asked_before(shelf):
    pages, readers = shelf
    kept = KeptQuery(visible)
    lists = [[page.translation_key for page in pages], [pages[0].translation_key, pages[4].translation_key], []]
    seen = set()
    for reader in [*readers, *reversed(readers)]:
        for keys in lists:
            for slug, title in (("", ""), (pages[0].slug, ""), ("", pages[1].title)):
                fresh = reader if not reader.is_authenticated else User.objects.get(pk=reader.pk)
                own = list(visible(fresh, None, keys, slug, title=title))
                found = kept.ask(fresh, keys, slug, title=title)
                assert [vars(page) | {"_state": 0} for page in found] == [vars(page) | {"_state": 0} for page in own]
                seen.add((reader, tuple(page.pk for page in found)))
    everything = {reader: {pk for who, found in seen if who == reader for pk in found} for reader in readers}
    public_one, for_members, of_team, of_circle, owned = (page.pk for page in pages)
    assert list(everything.values()) == [
        {public_one, for_members, owned},
        {public_one, for_members, of_team},
        {public_one, for_members, of_circle},
        {public_one, for_members, of_team, of_circle},
        {public_one},
        {public_one},
    ]


def test_keeps_no_row_and_asks_again_each_time(shelf, django_assert_num_queries):
    pages, readers = shelf
    kept = KeptQuery(visible)
    keys = [page.translation_key for page in pages]
    reader = User.objects.get(pk=readers[1].pk)
    assert [page.title for page in kept.ask(reader, keys, "", title="")] == [page.title for page in pages[:3]]
    StandardPage.objects.filter(pk=pages[2].pk).update(title="Een andere titel")
    Membership.objects.filter(person=reader).update(left_at=timezone.now())
    with django_assert_num_queries(1):
        (_first, _second, third) = kept.ask(reader, keys, "", title="")
    assert third.title == "Een andere titel"
    later = User.objects.get(pk=reader.pk)
    with django_assert_num_queries(2):
        assert [page.pk for page in kept.ask(later, keys, "", title="")] == [page.pk for page in pages[:2]]


def test_refuses_a_value_that_is_baked_into_the_sql_and_a_clock_of_its_own():
    baked = KeptQuery(lambda person, _now, kind: User.objects.filter(pk=person, first_name__startswith=f"{kind}:"))
    with pytest.raises(ValueError, match="by name"):
        baked.ask(1, "casus")
    for own in (timezone.now, timezone.localdate):
        clock = KeptQuery(lambda person, _now, own=own: User.objects.filter(pk=person, date_joined__date=own()))
        with pytest.raises(ValueError, match="a moment of its own"):
            clock.ask(1)


def test_today_and_plain_rows_and_a_union_are_as_the_query_itself_gives_them():
    person = UserFactory(first_name="Amal")

    def build(person, now, name):
        day = timezone.localdate(now)
        one = User.objects.filter(pk=person, date_joined__date__lte=day).values_list("first_name", "public_id")
        other = User.objects.filter(first_name=name).values_list("first_name", "public_id")
        return one.union(other, all=True).order_by("first_name")

    kept = KeptQuery(build)
    other = UserFactory(first_name="Sara")
    for days in (-2, 0, 2):
        with time_machine.travel(person.date_joined + timedelta(days=days), tick=False):
            own = list(build(person.pk, timezone.now(), "Sara"))
            assert kept.ask(person.pk, "Sara") == own
            assert own == [("Amal", person.public_id)] * (days >= 0) + [("Sara", other.public_id)]


def test_keeps_a_bounded_number_of_kinds_of_sql():
    made = []

    def build(person, _now, keys):
        made.append(len(keys))
        return User.objects.filter(pk=person, public_id__in=keys)

    kept = KeptQuery(build)
    person = UserFactory()
    for length in range(1, SHAPES + 10):
        keys = [uuid.uuid4() for _ in range(length - 1)] + [person.public_id]
        assert kept.ask(person.pk, keys) == [person]
        assert kept.ask(person.pk, keys) == [person]
    assert made == list(range(1, SHAPES + 10))
    assert len(kept._kept) == SHAPES
