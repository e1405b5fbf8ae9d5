"""The thread beneath a thing: who reads what, and what it costs."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone

from discussion.queries import way_to
from people.models import User
from people.models.audience import members, of_group, public
from tests.factories.discussion import KIND, PostFactory, ThreadFactory
from tests.factories.people import MembershipFactory

TEMPLATE = Template("{% load discussion %}{% discussion thing %}")


def read(thing, user, asked="", **more):
    request = RequestFactory().get("/", ({"gesprek": asked} if asked else {}) | more)
    request.user = User.objects.get(pk=user.pk) if user.is_authenticated else user
    return TEMPLATE.render(RequestContext(request, {"thing": thing, "request": request}))


def texts(html):
    return re.findall(r"<p>((?:KANARIE|Bericht) [^<]*)</p>", html)


def button(html):
    return re.findall(r'<button class="button" type="submit" name="post" value="1">([^<]+)</button>', html)


@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize(("count", "shown"), [(1, 1), (3, 3), (100, 11)])
def test_a_thread_takes_four_queries_however_long(thing, writer, team_noord, count, shown, django_assert_num_queries):
    thread = ThreadFactory(object_id=str(thing.pk))
    first = PostFactory(thread=thread)
    for number in range(count - 1):
        PostFactory(thread=thread, reply_to=first if number % 2 else None, edited_at=timezone.now())
    user = User.objects.get(pk=writer.pk)
    request = RequestFactory().get("/")
    request.user = user
    assert thing.url
    with django_assert_num_queries(4):
        html = TEMPLATE.render(RequestContext(request, {"thing": thing, "request": request}))
    assert len(texts(html)) == shown


def hrefs(html):
    return [unescape(href) for href in re.findall(r'href="(\?[^"]*)"', html)]


def test_a_long_thread_comes_in_parts_the_newest_first_and_each_post_has_an_address(thing, writer):
    thread = ThreadFactory(object_id=str(thing.pk))
    start = timezone.now()
    posts = [
        PostFactory(thread=thread, text=f"Bericht {n}", written_at=start + timedelta(minutes=n)) for n in range(45)
    ]
    first, last, beyond = (read(thing, writer, deel=part) for part in ("1", "", "99999"))
    assert texts(first) == [f"Bericht {n}" for n in range(20)]
    assert (
        texts(last) == texts(beyond) == [f"Bericht {n}" for n in range(20, 45)]
    )  # five more make no part of their own
    assert texts(read(thing, writer, deel="0")) == texts(first)
    assert texts(read(thing, writer, deel="²")) == texts(last)
    assert (hrefs(first), hrefs(last)) == (["?deel=2#gesprek"], ["?deel=1#gesprek"])
    assert [way_to(posts[n]) for n in (0, 19, 20, 44)] == [{"deel": "1"}, {"deel": "1"}, {}, {}]


def test_of_many_answers_the_last_are_shown_and_all_on_request(thing, writer):
    thread = ThreadFactory(object_id=str(thing.pk))
    start = timezone.now()
    asked, other = PostFactory(thread=thread, text="Bericht vraag"), PostFactory(thread=thread, text="Bericht ander")
    answers = [
        PostFactory(thread=thread, reply_to=asked, text=f"Bericht {n}", written_at=start + timedelta(minutes=n))
        for n in range(12)
    ]
    PostFactory(thread=thread, reply_to=other, text="Bericht bij ander")
    html = read(thing, writer)
    assert texts(html) == [
        "Bericht vraag",
        *(f"Bericht {n}" for n in range(2, 12)),
        "Bericht ander",
        "Bericht bij ander",
    ]
    assert hrefs(html) == [f"?antwoorden={asked.pk}#bericht-{asked.pk}"]
    whole = read(thing, writer, antwoorden=str(asked.pk))
    assert texts(whole)[:13] == ["Bericht vraag", *(f"Bericht {n}" for n in range(12))]
    assert texts(read(thing, writer, antwoorden="kanarie")) == texts(html)
    assert [way_to(answers[n]) for n in (1, 2)] == [{"antwoorden": str(asked.pk)}, {}]


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
