"""Reporting a post, and what editors do with it."""

from django.test import Client
from django.utils import timezone

from discussion.models import Report
from people.models.audience import of_group
from tests.factories.discussion import PostFactory, ThreadFactory


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def report(post, person, **changes):
    data = {"reason": "kwetst", "explanation": "Dit woord doet pijn.", **changes}
    return signed_in(person).post(f"/nl/gesprek/bericht/{post.pk}/melden/", data)


def test_a_report_reaches_the_editors_and_not_the_writer(thing, writer, reader, editor):
    reader.first_name = "KANARIEMELDER"
    reader.save()
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer, text="Zo zijn ze")
    for _twice in range(2):
        assert report(post, reader).status_code == 302
    assert list(Report.objects.values_list("reason", "explanation")) == [("kwetst", "Dit woord doet pijn.")]
    queue = signed_in(editor).get("/nl/gesprek/meldingen/").content.decode()
    assert queue.count("Zo zijn ze") == 1
    assert queue.count("Dit woord doet pijn.") == 1
    assert "KANARIEMELDER" not in queue
    assert signed_in(writer).get("/nl/gesprek/meldingen/").status_code == 404


def test_hiding_takes_a_reason_and_closes_the_reports(thing, writer, reader, editor):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer)
    report(post, reader)
    client = signed_in(editor)
    client.post(f"/nl/gesprek/meldingen/{post.pk}/", {"hide": "1", "reason": "  "})
    post.refresh_from_db()
    assert post.hidden_at is None
    client.post(f"/nl/gesprek/meldingen/{post.pk}/", {"hide": "1", "reason": "Herkenbaar."})
    post.refresh_from_db()
    assert (post.is_shown, post.hidden_reason, post.hidden_by) == (False, "Herkenbaar.", editor)
    assert list(Report.objects.values_list("outcome", "handled_by")) == [("hidden", editor.pk)]


def test_keeping_closes_the_reports_and_a_new_one_can_follow(thing, writer, reader, editor):
    post = PostFactory(thread=ThreadFactory(object_id=str(thing.pk)), author=writer)
    report(post, reader)
    signed_in(editor).post(f"/nl/gesprek/meldingen/{post.pk}/", {"keep": "1"})
    post.refresh_from_db()
    assert post.is_shown
    report(post, reader)
    assert list(Report.objects.order_by("pk").values_list("outcome", flat=True)) == ["kept", ""]


def test_editors_reach_a_private_post_only_through_a_report(thing, writer, team_noord, editor):
    post = PostFactory(
        thread=ThreadFactory(object_id=str(thing.pk), audience=of_group(team_noord)), author=writer, text="KANARIE"
    )
    client = signed_in(editor)
    decide = {"hide": "1", "reason": "x"}
    assert client.post(f"/nl/gesprek/meldingen/{post.pk}/", decide).status_code == 404
    assert "KANARIE" not in client.get("/nl/gesprek/meldingen/").content.decode()
    assert client.get(f"/nl/gesprek/bericht/{post.pk}/versies/").status_code == 404


def test_one_does_not_report_oneself_or_what_is_gone(thing, writer, reader):
    thread = ThreadFactory(object_id=str(thing.pk))
    report(PostFactory(thread=thread, author=writer), writer)
    report(PostFactory(thread=thread, author=writer, withdrawn_at=timezone.now()), reader)
    assert Report.objects.count() == 0


def test_the_queue_takes_as_many_queries_for_one_as_for_three(thing, writer, reader, django_assert_num_queries):
    from discussion.queries import reported_posts

    thread = ThreadFactory(object_id=str(thing.pk))
    for count in (1, 3):
        while Report.objects.count() < count:
            report(PostFactory(thread=thread, author=writer), reader)
        with django_assert_num_queries(2):
            posts = list(reported_posts())
            assert [post.author == writer for post in posts] == [True] * count
            assert [len(post.open_reports) for post in posts] == [1] * count
