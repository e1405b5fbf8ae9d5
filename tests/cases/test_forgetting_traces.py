"""What was replaced in a draft stands nowhere any more: not in older versions, the editor's books, exports or the file."""

import copy
import io
import json
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, PageLogEntry, Task, Workflow, WorkflowTask

from cases.models import CaseIndexPage, CasePage
from cases.traces import work
from cases.traces.actions import put_for, search_traces
from cases.traces.queries import draft_of, questions_of
from pages.tree import index_of
from tests.factories.cases import CONCEPTS, concept, make_case, publish, settled
from tests.factories.people import UserFactory

NAME = "Ibtissam"
EDITORS_SEARCH = {
    "sqlite": ["wagtailsearch.SQLiteFTSIndexEntry.autocomplete", "wagtailsearch.SQLiteFTSIndexEntry.title"],
    "postgresql": ["wagtailsearch.IndexEntry.title_text"],
}
"""Where the editor's search keeps words, beside what it keeps on both databases."""


@pytest.fixture
def trainer():
    return UserFactory(is_superuser=True, is_staff=True)


def stands_in(word):
    """The columns of the database in which this word stands, in whatever case."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                column, table = connection.ops.quote_name(field.column), connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT {column} FROM {table}")
                if any(word.lower() in str(value).lower() for (value,) in cursor.fetchall()):
                    found.add(f"{model._meta.label}.{field.name}")
    return found


def on_disk(*words):
    """Which of these lie in the database file, or in its log."""
    name = connection.settings_dict["NAME"]
    stored = b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())
    return [word for word in words if word.encode() in stored]


def write_name(page):
    """A name in each kind of text, in the title and the address too."""
    page.title, page.slug = f"De brief van {NAME}", "de-brief-van-ibtissam"
    page.summary, page.search_description = f"{NAME}s moeder wacht.", f"Over {NAME}."
    raw = copy.deepcopy(page.stages.get_prep_value())
    raw[0]["value"]["statements"][0]["value"]["later"] = f"{NAME} zei het zelf."
    page.stages = page.stages.stream_block.to_python(raw)


def new_draft(trainer):
    """A case that was never published: its row holds what it was made with."""
    published = make_case()
    page = CasePage(title="x", slug="x", live=False, owner=trainer, locale=published.locale)
    for name in ("summary", "wants", "do_step", "stages", "voices", "questions", "provenance", "went_through_guide"):
        setattr(page, name, getattr(published, name))
    write_name(page)
    index_of(CaseIndexPage, "nl").add_child(instance=page)
    page.concepts.set([concept(each) for each in CONCEPTS])
    page.save_revision(user=trainer, log_action=True)
    page.wants = f"Dat {NAME} haar brief krijgt."
    page.save_revision(user=trainer, log_action=True)
    Comment.objects.create(page=page, user=trainer, text=f"Heet zij echt {NAME}?", contentpath="title")
    search_traces(draft_of(page))
    return page


def seen(case, quote):
    return next(question.stamp for question in questions_of(draft_of(case)) if question.quote == quote)


def replace_name(case, by):
    put_for(case, NAME, "Samira", widens=False, seen=seen(case, NAME), by=by)


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_a_name_that_was_replaced_in_a_draft_stands_in_no_row(trainer):
    case = new_draft(trainer)
    before = case.revisions.count()
    assert stands_in(NAME) == {
        "cases.CasePage.stages", "cases.CasePage.summary", "cases.Trace.quote", "wagtailcore.Comment.text",
        "wagtailcore.Page.draft_title", "wagtailcore.Page.search_description", "wagtailcore.Page.slug",
        "wagtailcore.Page.title", "wagtailcore.Page.url_path", "wagtailcore.PageLogEntry.label",
        "wagtailcore.Revision.content", "wagtailcore.Revision.object_str", "wagtailsearch.IndexEntry.autocomplete",
        "wagtailsearch.IndexEntry.title", *EDITORS_SEARCH[connection.vendor],
    }  # fmt: skip
    replace_name(case, trainer)
    assert stands_in(NAME) == set()
    # The versions are all there, each with the other name, and each can still be read.
    assert case.revisions.count() == before + 1
    for revision in case.revisions.all():
        assert revision.as_object().title == "De brief van Samira"
        assert revision.content["url_path"].endswith("/de-brief-van-samira/")
        assert json.loads(revision.content["stages"])


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("form", ["md", "docx"])
def test_what_is_taken_along_after_it_has_the_other_name(client, trainer, form):
    case = new_draft(trainer)
    client.force_login(trainer)
    replace_name(case, trainer)
    told = client.get(f"/beheer/casussen/{case.pk}/uitvoer/{form}/")
    body = b"".join(told) if told.streaming else told.content
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Samira" in body
    assert NAME.encode() not in body
    assert NAME not in told["Content-Disposition"]
    assert NAME.lower() not in told["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of SQLite")
@pytest.mark.usefixtures("tree")
def test_a_name_that_was_replaced_stands_no_longer_in_the_database_file(trainer, monkeypatch):
    monkeypatch.setattr(work, "search_draft", Mock())  # new_draft searches itself
    case = new_draft(trainer)
    assert on_disk("Ibtissam", "ibtissam") == ["Ibtissam", "ibtissam"]
    replace_name(case, trainer)
    assert on_disk("Ibtissam", "ibtissam") == []
    assert on_disk("Samira") == ["Samira"]


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_publishing_forgets_what_a_writer_took_out_by_hand_and_keeps_the_workflow(trainer):
    case = make_case()
    plain = {"title": case.title, "slug": case.slug, "stages": case.stages}
    write_name(case)
    publish(case)
    old = case.get_latest_revision()
    workflow, task = Workflow.objects.create(name="w"), Task.objects.create(name="t")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    step = workflow.start(case, trainer).current_task_state
    assert step.revision == old
    for name, value in {**plain, "summary": "Zij wacht.", "search_description": ""}.items():
        setattr(case, name, value)
    # As long as readers see the name, it is there.
    case.save_revision(log_action=True)
    assert stands_in(NAME) >= {"wagtailcore.Page.title", "wagtailcore.Revision.content"}
    publish(case)
    assert stands_in(NAME) == set()
    assert list(case.revisions.values_list("pk", flat=True)) == [case.live_revision_id]
    step.refresh_from_db()
    assert step.revision_id == case.live_revision_id
    assert set(PageLogEntry.objects.filter(page_id=case.pk).values_list("label", flat=True)) == {case.title}


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_an_old_address_leads_on_only_where_it_names_nobody_who_is_gone(django_capture_on_commit_callbacks):
    case = make_case(slug="de-rode-fiets")
    for slug in ("de-fiets-van-ibtissam", "de-blauwe-fiets"):
        case.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            publish(case)
    assert [each.old_path.rsplit("/", 1)[1] for each in Redirect.objects.all()] == ["de-rode-fiets"]


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_a_later_draft_stays():
    case = make_case()
    first, later = case.save_revision(), case.save_revision()
    settled(case)
    first.publish()
    assert list(case.revisions.order_by("pk").values_list("pk", flat=True)) == [first.pk, later.pk]
