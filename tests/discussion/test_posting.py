"""Writing, previewing, changing, withdrawing: through the forms, without JavaScript."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from discussion.actions import posts
from discussion.models import Post, PostVersion, Thread
from people.models.audience import MEMBERS_ID, of_group, of_owner
from tests.factories.discussion import KIND, PostFactory, ThreadFactory, make_thing


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def form(**changes):
    return {
        "kind": "vraag",
        "text": "Hoe doen jullie dat?",
        "audience": "iedereen",
        "submission": str(uuid.uuid4()),
        "reply_to": "",
        "post": "1",
        **changes,
    }


def body(response):
    """What is on the page, without its own address and the token of its forms."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return text.replace(response.wsgi_request.path.partition("/gesprek/")[2], "")


def address(thing, kind=KIND):
    return f"/nl/gesprek/{kind}/{thing.pk}/plaats/"


def stored():
    return list(Post.objects.values_list("author__first_name", "kind", "text", "thread__audience"))


def test_a_post_is_stored_and_shown_where_it_was_written(thing, writer):
    response = signed_in(writer).post(address(thing), form())
    post = Post.objects.get()
    assert stored() == [("Wout", "vraag", "Hoe doen jullie dat?", MEMBERS_ID)]
    assert (response.status_code, response["Location"]) == (302, f"{thing.url}#bericht-{post.pk}")


def test_a_preview_shows_and_stores_nothing(thing, writer):
    data = form(text="Dit is **vet**")
    del data["post"]
    response = signed_in(writer).post(address(thing), {**data, "preview": "1"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>vet</strong>" in page
    assert "Plaats voor iedereen met een account" in page
    assert data["submission"] in page
    assert (Post.objects.count(), Thread.objects.count()) == (0, 0)


def test_sending_one_form_twice_stores_one_post(thing, writer):
    client, data = signed_in(writer), form()
    locations = [client.post(address(thing), data)["Location"] for _ in range(2)]
    assert locations[0] == locations[1]
    assert len(stored()) == 1


def test_a_team_post_is_for_the_team(thing, writer, team_noord):
    key = f"team-{team_noord.pk}"
    response = signed_in(writer).post(address(thing), form(audience=key))
    assert stored() == [("Wout", "vraag", "Hoe doen jullie dat?", of_group(team_noord).pk)]
    assert response["Location"].startswith(f"{thing.url}?gesprek={key}#bericht-")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"kind": ""}, "kind"),
        ({"kind": "duim"}, "kind"),
        ({"text": "a" * 8001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"submission": "geen"}, "submission"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(thing, writer, changes, field):
    response = signed_in(writer).post(address(thing), form(**changes))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert stored() == []


def test_what_one_may_not_see_does_not_exist(thing, writer, reader, team_noord):
    foreign = make_thing("Van een ander", audience=of_owner(reader))
    client = signed_in(writer)
    absent = client.post(f"/nl/gesprek/{KIND}/999999/plaats/", form())
    refused = [
        client.post(address(foreign), form()),
        client.post(address(thing, kind="niets"), form()),
        client.post(f"/nl/gesprek/{KIND}/geen-getal/plaats/", form()),
        client.post(address(thing), form(audience="niets")),
        signed_in(reader).post(address(thing), form(audience=f"team-{team_noord.pk}")),
    ]
    assert [r.status_code for r in refused] == [404] * 5
    assert body(refused[0]) == body(absent)
    assert stored() == []


def test_visitors_are_asked_to_sign_in(thing, client):
    response = client.post(address(thing), form())
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/nl/account/login/")
    assert stored() == []


def test_extra_fields_are_ignored(thing, writer, reader):
    signed_in(writer).post(address(thing), form(author=reader.pk, hidden_at="2020-01-01", withdrawn_at="2020-01-01"))
    assert list(Post.objects.values_list("author", "hidden_at", "withdrawn_at")) == [(writer.pk, None, None)]


def test_an_answer_to_an_answer_stands_beside_it(thing, writer):
    thread = ThreadFactory(object_id=str(thing.pk))
    first = PostFactory(thread=thread)
    second = PostFactory(thread=thread, reply_to=first)
    signed_in(writer).post(address(thing), form(reply_to=str(second.pk)))
    assert Post.objects.get(author=writer).reply_to == first


def test_an_answer_cannot_land_in_another_thread_than_the_button_named(thing, writer, team_noord):
    in_public = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)))
    elsewhere = PostFactory(thread=ThreadFactory(object_id=str(make_thing("Ander").pk)))
    client = signed_in(writer)
    refused = [
        client.post(address(thing), form(reply_to=str(in_public.pk), audience=f"team-{team_noord.pk}")),
        client.post(address(thing), form(reply_to=str(elsewhere.pk))),
        client.post(address(thing), form(reply_to=str(uuid.uuid4()))),
    ]
    assert [r.status_code for r in refused] == [404] * 3
    assert not Post.objects.filter(author=writer).exists()


def test_the_answer_form_repeats_what_is_answered(thing, writer):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), text="Luister **eerst**")
    page = signed_in(writer).get(f"/nl/gesprek/bericht/{post.pk}/antwoord/").content.decode()
    assert "<strong>eerst</strong>" in page
    assert f'name="reply_to" value="{post.pk}"' in page


def test_editing_keeps_the_earlier_text_to_read(thing, writer, reader):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer, text="Eerst")
    client = signed_in(writer)
    assert client.post(f"/nl/gesprek/bericht/{post.pk}/aanpassen/", {"text": "Dan"}).status_code == 302
    client.post(f"/nl/gesprek/bericht/{post.pk}/aanpassen/", {"text": "Dan"})
    post.refresh_from_db()
    assert (post.text, list(post.versions.values_list("text", flat=True))) == ("Dan", ["Eerst"])
    assert "<p>Eerst</p>" in signed_in(reader).get(f"/nl/gesprek/bericht/{post.pk}/versies/").content.decode()


def test_only_the_writer_edits_and_withdraws(thing, writer, reader):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer, text="Eerst")
    client = signed_in(reader)
    page = client.get(f"/nl/gesprek/bericht/{post.pk}/aanpassen/", follow=True).content.decode()
    client.post(f"/nl/gesprek/bericht/{post.pk}/aanpassen/", {"text": "Gekaapt"})
    client.post(f"/nl/gesprek/bericht/{post.pk}/intrekken/")
    post.refresh_from_db()
    assert (post.text, post.withdrawn_at) == ("Eerst", None)
    assert "Dit is niet jouw bericht." in page


def test_withdrawing_takes_the_text_and_its_versions_away_until_it_is_put_back(thing, writer, reader):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer, text="Eerst")
    posts.edit(by=writer, post=post, text="Dan")
    client = signed_in(writer)
    client.post(f"/nl/gesprek/bericht/{post.pk}/intrekken/")
    assert signed_in(reader).get(f"/nl/gesprek/bericht/{post.pk}/versies/").status_code == 404
    post.refresh_from_db()
    assert not post.is_shown
    client.post(f"/nl/gesprek/bericht/{post.pk}/terugzetten/")
    post.refresh_from_db()
    assert (post.is_shown, post.text) == (True, "Dan")


def test_a_withdrawn_text_is_forgotten_after_a_month(thing, writer):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer, text="Eerst")
    kept = PostFactory(thread=post.thread, author=writer, text="Blijft")
    posts.edit(by=writer, post=post, text="Dan")
    posts.withdraw(by=writer, post=post)
    assert posts.forget_withdrawn() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert posts.forget_withdrawn() == 1
        assert posts.forget_withdrawn() == 0
    assert list(Post.objects.order_by("written_at").values_list("text", flat=True)) == ["", kept.text]
    assert PostVersion.objects.count() == 0


@pytest.mark.parametrize("action", ["antwoord", "aanpassen", "versies", "melden"])
def test_a_post_of_a_team_does_not_exist_for_others(thing, writer, reader, team_noord, action):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk), audience=of_group(team_noord)), author=writer)
    absent = signed_in(reader).get(f"/nl/gesprek/bericht/{uuid.uuid4()}/{action}/")
    foreign = signed_in(reader).get(f"/nl/gesprek/bericht/{post.pk}/{action}/")
    assert (foreign.status_code, body(foreign)) == (404, body(absent))


def test_a_post_beneath_something_one_may_no_longer_see_does_not_exist(thing, writer, reader):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=reader)
    thing.audience = of_owner(writer)
    thing.save()
    assert signed_in(reader).get(f"/nl/gesprek/bericht/{post.pk}/versies/").status_code == 404


def test_the_preview_opened_on_its_own_leads_to_the_thread(thing, writer):
    """A reload in another language, or Back: the thread is where one writes."""
    address = f"/nl/gesprek/{KIND}/{thing.pk}/plaats/"
    answer = signed_in(writer).get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{thing.url}#gesprek")
