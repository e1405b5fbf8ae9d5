"""The thread beneath a thing: who reads what, and what it costs."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from people.models import User
from people.models.audience import members, of_group, public
from tests.factories.discussion import KIND, PostFactory, ThreadFactory
from tests.factories.people import MembershipFactory

TEMPLATE = Template("{% load discussion %}{% discussion thing %}")


def read(thing, user, asked=""):
    request = RequestFactory().get("/", {"gesprek": asked} if asked else {})
    request.user = User.objects.get(pk=user.pk) if user.is_authenticated else user
    return TEMPLATE.render(Context({"thing": thing, "request": request}))


def texts(html):
    return re.findall(r"<p>((?:KANARIE|Bericht) [^<]*)</p>", html)


def button(html):
    return re.findall(r'<button class="button" type="submit" name="post" value="1">([^<]+)</button>', html)


@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize("count", [1, 3, 100])
def test_a_thread_takes_four_queries_however_long(thing, writer, team_noord, count, django_assert_num_queries):
    thread = ThreadFactory(object_id=str(thing.pk))
    first = PostFactory(thread=thread)
    for number in range(count - 1):
        PostFactory(thread=thread, reply_to=first if number % 2 else None, edited_at=timezone.now())
    user = User.objects.get(pk=writer.pk)
    request = RequestFactory().get("/")
    request.user = user
    assert thing.url
    with django_assert_num_queries(4):
        html = TEMPLATE.render(Context({"thing": thing, "request": request}))
    assert len(texts(html)) == count


def test_visitors_read_only_what_is_for_everyone(thing):
    for_members = ThreadFactory(object_id=str(thing.pk), audience=members())
    PostFactory(thread=for_members, text="KANARIE leden")
    assert texts(read(thing, AnonymousUser())) == []
    for_all = ThreadFactory(object_id=str(thing.pk), audience=public())
    PostFactory(thread=for_all, text="Bericht voor iedereen")
    assert texts(read(thing, AnonymousUser())) == ["Bericht voor iedereen"]


def test_a_visitor_is_shown_the_door_and_no_form(thing):
    html = read(thing, AnonymousUser())
    assert "<form" not in html
    assert f'href="/nl/account/login/?next={thing.url}%23gesprek"' in html


def test_each_group_has_its_own_thread_and_its_own_button(thing, writer, reader, team_noord):
    PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), text="Bericht leden")
    team_thread = ThreadFactory(object_id=str(thing.pk), audience=of_group(team_noord))
    PostFactory(thread=team_thread, text="KANARIE team")
    key = f"team-{team_noord.pk}"
    assert texts(read(thing, writer)) == ["Bericht leden"]
    assert button(read(thing, writer)) == ["Plaats voor iedereen met een account"]
    assert texts(read(thing, writer, key)) == ["KANARIE team"]
    assert button(read(thing, writer, key)) == ["Plaats voor Team Noord"]
    assert texts(read(thing, reader, key)) == ["Bericht leden"]
    assert button(read(thing, reader, key)) == ["Plaats voor iedereen met een account"]
    assert "Team Noord" not in read(thing, reader, key)


def test_leaving_a_group_ends_reading_along(thing, writer, team_noord):
    PostFactory(thread=ThreadFactory(object_id=str(thing.pk), audience=of_group(team_noord)), text="KANARIE team")
    writer.memberships.update(left_at=timezone.now())
    assert texts(read(thing, writer, f"team-{team_noord.pk}")) == []


def test_withdrawn_and_hidden_texts_stay_on_the_server(thing, writer, reader):
    thread = ThreadFactory(object_id=str(thing.pk))
    PostFactory(thread=thread, text="KANARIE ingetrokken", author=writer, withdrawn_at=timezone.now())
    PostFactory(
        thread=thread, text="KANARIE verborgen", author=writer, hidden_at=timezone.now(), hidden_reason="KANARIEREDEN"
    )
    for person in (writer, reader):
        assert "KANARIE ingetrokken" not in read(thing, person)
        assert "KANARIE verborgen" not in read(thing, person)
    assert "KANARIEREDEN" in read(thing, writer)
    assert "KANARIEREDEN" not in read(thing, reader)
    assert "Zet terug" in read(thing, writer)
    assert "Zet terug" not in read(thing, reader)


def test_answers_stand_beneath_what_they_answer(thing, writer):
    thread = ThreadFactory(object_id=str(thing.pk))
    first, second = PostFactory(thread=thread, text="Bericht a"), PostFactory(thread=thread, text="Bericht b")
    PostFactory(thread=thread, text="Bericht c", reply_to=first)
    assert texts(read(thing, writer)) == ["Bericht a", "Bericht c", "Bericht b"]
    assert second.reply_to_id is None


def test_another_things_thread_is_not_shown(thing, writer):
    other = ThreadFactory(kind=KIND)
    PostFactory(thread=other, text="KANARIE elders")
    assert texts(read(thing, writer)) == []


def test_the_button_names_a_circle_too(thing, reader):
    from tests.factories.people import CircleFactory

    circle = CircleFactory(name="Kring Noord")
    MembershipFactory(person=reader, circle=circle)
    assert button(read(thing, reader, f"circle-{circle.pk}")) == ["Plaats voor Kring Noord"]
