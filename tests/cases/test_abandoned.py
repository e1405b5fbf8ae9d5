"""Drafts that lie still: told of after six months, gone a month later with all that was kept of them, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from cases.abandoned import NOTICE, QUIET, going_on, lying_still, purge, tell_writers
from cases.models import CasePage, LeftDraft, Review, ReviewLink, TraceSearch, VetoTalk
from cases.review import actions
from meerstemmig.chores import CHORES
from people.retention import apply_all
from reflection.models import DataKey
from tests.cases.test_forgetting_traces import NAME, stands_in
from tests.cases.test_review_rules import laid
from tests.factories.cases import make_case, settled

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def draft_of(writer, slug="proef", **fields):
    """A case that was never out."""
    case = make_case(slug)
    case.get_latest_revision().delete()
    row = CasePage.objects.filter(pk=case.pk)
    row.update(live=False, first_published_at=None, live_revision=None, owner=writer, **fields)
    settled(row.get()).save_revision(user=writer, log_action=True)
    return row.get()


def ended():
    return {each.what: each.rows for each in apply_all()}["cases.CasePage"]


def test_a_draft_is_told_of_once_then_goes_and_saving_it_keeps_it(people, clock):
    assert tell_writers in {chore.do for chore in CHORES}
    draft, kept = draft_of(people["writer"], "geheim"), draft_of(people["writer"], "ander")
    clock.move_to(START + QUIET)
    assert (tell_writers(), mail.outbox) == (0, [])
    clock.shift(1)
    assert (tell_writers(), tell_writers(), ended()) == (2, 0, 0)
    assert {tuple(message.to) for message in mail.outbox} == {(people["writer"].email,)}
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert ("/beheer/" in told, "geheim" in told, "Casus" in told) == (True, False, False)
    day = (START + QUIET + NOTICE).date()
    assert going_on([draft.pk, kept.pk]) == {draft.pk: day, kept.pk: day}
    clock.shift(timedelta(days=3))
    settled(kept).save_revision()
    assert going_on([draft.pk, kept.pk]) == {draft.pk: day}
    clock.move_to(START + QUIET + NOTICE)
    assert ended() == 0
    clock.shift(2)
    assert (ended(), ended()) == (1, 0)
    assert list(CasePage.objects.values_list("slug", flat=True)) == ["ander"]
    # The one that was saved is told of anew when it lies still again.
    clock.shift(QUIET)
    assert (tell_writers(), ended()) == (1, 0)


NOT = [
    ("out", "appeared", lambda case, people: CasePage.objects.filter(pk=case.pk).update(live=True)),
    (
        "was out",
        "was out once",
        lambda case, people: CasePage.objects.filter(pk=case.pk).update(first_published_at=START),
    ),
    ("before the editors", "waits for others", lambda case, people: laid(case, people["writer"])),
]


@pytest.mark.parametrize(("name", "because", "change"), NOT, ids=[row[0] for row in NOT])
def test_what_never_goes(people, clock, name, because, change):
    change(draft_of(people["writer"]), people)
    clock.shift(QUIET * 3)
    assert (list(lying_still(datetime.now(UTC))), tell_writers(), ended()) == ([], 0, 0), because


def test_a_draft_that_came_back_from_the_editors_and_was_left_goes(people, clock):
    case = laid(draft_of(people["writer"]), people["writer"])
    CasePage.objects.get(pk=case.pk).current_workflow_task_state.reject(user=people["editor"])
    clock.shift(QUIET + timedelta(hours=1))
    tell_writers()
    clock.shift(NOTICE + timedelta(hours=1))
    assert (ended(), WorkflowState.objects.count(), TaskState.objects.count()) == (1, 0, 0)


def test_a_draft_without_a_writer_goes_too_and_tells_nobody(people, clock):
    draft_of(None)
    clock.shift(QUIET + timedelta(hours=1))
    assert (tell_writers(), LeftDraft.objects.count(), mail.outbox) == (0, 1, [])
    clock.shift(NOTICE + timedelta(hours=1))
    assert ended() == 1


def test_nothing_goes_that_could_not_be_told(people, clock, settings):
    draft_of(people["writer"])
    clock.shift(QUIET + timedelta(hours=1))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert (tell_writers(), LeftDraft.objects.count()) == (0, 0)
    clock.shift(NOTICE * 2)
    assert ended() == 0


def test_nothing_is_left_of_it_and_another_language_keeps_what_was_said(people):
    draft, other = draft_of(people["writer"], title="De brief"), draft_of(people["writer"], "ander")
    for each in (draft, other):
        link, _token = actions.make_link(by=people["editor"], case=each, seat="ervaring")
        veto = actions.say_through_link(link=link, verdict="veto", words="Zo niet.")
        actions.record_talk(by=people["editor"], veto=veto, words="Afgesproken.")
    named = CasePage.objects.get(pk=draft.pk)
    named.title, named.summary = f"De brief van {NAME}", f"{NAME}s moeder wacht."
    settled(named).save_revision(user=people["writer"], log_action=True)
    keys = DataKey.objects.count()
    purge(CasePage.objects.filter(pk=draft.pk))
    assert stands_in(NAME) == set()
    assert [model.objects.count() for model in (Review, ReviewLink, VetoTalk, TraceSearch)] == [1, 1, 1, 1]
    assert DataKey.objects.count() == keys - 2
    assert (
        PageLogEntry.objects.filter(page_id=draft.pk).count(),
        Revision.objects.filter(object_id=str(draft.pk)).count(),
    ) == (0, 0)
    french = make_case("sujet", language="fr")
    CasePage.objects.filter(pk=french.pk).update(translation_key=other.translation_key)
    purge(CasePage.objects.filter(pk=other.pk))
    assert (Review.objects.count(), VetoTalk.objects.count()) == (1, 1)


def test_the_writer_sees_the_day_on_the_first_page_of_the_editor(client, people, clock):
    draft_of(people["writer"])
    clock.shift(QUIET + timedelta(hours=1))
    tell_writers()
    client.force_login(people["writer"])
    page = client.get("/beheer/").content.decode()
    assert "Gaat weg na 3 augustus 2026. Wil je het houden, bewaar het dan nog eens." in page
