"""A copy of a case: searched anew, asked for a consent of its own, and gone when the story it took is taken back."""

import datetime

import pytest

from cases.consent import actions as consents
from cases.exchange.copying import copy_case
from cases.models import CaseIndexPage, CasePage, Trace
from cases.rules import CaseNotReady, can_publish
from cases.traces.actions import keep, search_traces
from cases.traces.queries import draft_of, questions_of
from pages.tree import index_of
from tests.factories.cases import blocks, make_case, publish
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


@pytest.fixture
def trainer():
    return UserFactory(is_superuser=True, is_staff=True)


def telling(provenance, slug="proef"):
    """A case that says this of where it comes from."""
    case = make_case(slug)
    case.provenance = provenance
    case.reviewers = case.reviewers.stream_block.to_python(
        blocks("reviewer", [{"role": "jongere", "date": "2026-01-01", "verdict": "goed"}])
    )
    publish(case)
    return CasePage.objects.get(pk=case.pk)


def copied(case, by, title="Een kopie", take=("stages", "voices", "questions", "concepts", "wants", "do_step")):
    return copy_case(by=by, case=case, title=title, take=take)


def consent_for(case, people):
    return consents.record(
        by=people["editor"],
        case=case,
        who="nummer 12",
        covers=["verhaal"],
        given_on=datetime.date(2026, 1, 2),
        ends_on=None,
    )[0]


def what_misses(case):
    with pytest.raises(CaseNotReady) as refused:
        case.get_latest_revision().publish()
    return {str(each.message) for each in refused.value.problems}


CONSENT = "De redactie noteert de toestemming: waarvoor, wanneer, en tot wanneer."
GONE = "Wie het verhaal gaf, nam de toestemming terug. Deze casus verschijnt niet meer."


def test_what_was_let_stand_in_a_case_is_asked_anew_in_its_copy(trainer, django_capture_on_commit_callbacks):
    case = make_case()
    case.summary = "Ibtissam wacht."
    publish(case)
    search_traces(draft_of(case))
    for question in questions_of(draft_of(case)):
        keep(draft_of(case), question.quote, reason="verzonnen", seen=question.stamp, by=trainer)
    with django_capture_on_commit_callbacks(execute=True):
        copy = copied(case, trainer)
    standing = draft_of(copy).trace_standing()
    assert (standing.searched, standing.current, standing.is_settled) == (True, True, False)
    assert Trace.objects.get(case=copy, quote="Ibtissam").decision == ""
    assert "Ibtissam" in {each.quote for each in questions_of(draft_of(copy))}


@pytest.mark.parametrize(
    ("provenance", "asks"),
    [("getuigenis-bewerkt", True), ("co-creatie", True), ("verzonnen", False), ("samengesteld", False)],
)
def test_a_copy_of_somebodys_story_asks_its_own_consent_whatever_it_says_of_itself(people, trainer, provenance, asks):
    case = telling(provenance)
    consent_for(case, people)
    copy = copied(case, trainer)
    again = copied(copy, trainer, "Nog een kopie")
    for draft in (copy, again):
        draft.provenance = "verzonnen"
        draft.save_revision()
        assert (CONSENT in what_misses(draft)) is asks
        assert draft.taken_from[-1] == str(case.translation_key)
    consent_for(copy, people)
    assert CONSENT not in what_misses(copy)


def test_taking_a_consent_back_takes_the_copies_along(client, people, trainer):
    case = telling("getuigenis-bewerkt")
    consent = consent_for(case, people)
    copy = copied(case, trainer)
    again = copied(copy, trainer, "Nog een kopie")
    other = make_case("ander")
    CasePage.objects.filter(pk__in=[copy.pk, again.pk]).update(live=True)
    consents.withdraw(consent=consent)
    live = CasePage.objects.live().values_list("pk", flat=True)
    assert set(live) == {other.pk}
    for draft in (copy, again):
        draft = CasePage.objects.get(pk=draft.pk)
        assert GONE in what_misses(draft)
        assert client.get(f"/nl/casussen/{draft.slug}/").status_code == 410
    assert client.get("/nl/casussen/nergens/").status_code == 404


def test_the_page_says_so_beforehand(client, trainer):
    client.force_login(trainer)
    told = "Deze casus vertelt iemands eigen verhaal."
    for provenance, says in (("getuigenis-bewerkt", True), ("verzonnen", False)):
        case = telling(provenance, provenance)
        assert (told in client.get(f"/beheer/casussen/{case.pk}/kopie/").content.decode()) is says


@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_copy_leads_to_ours_and_makes_nothing(client, trainer, method):
    case = make_case(loaded_from="x" * 64)
    client.force_login(trainer)
    sent = {"new_title": "x", "new_slug": "x", "new_parent_page": case.get_parent().pk, "publish_copies": "on"}
    answer = getattr(client, method)(f"/beheer/pages/{case.pk}/copy/", sent)
    assert (answer.status_code, answer["Location"]) == (303, f"/beheer/casussen/{case.pk}/kopie/")
    assert CasePage.objects.count() == 1


def test_a_translation_that_is_made_in_the_editor_comes_from_no_file(trainer):
    case = make_case(loaded_from="x" * 64)
    french = case.copy_for_translation(index_of(CaseIndexPage, "fr").locale)
    assert (case.loaded_from, french.loaded_from) == ("x" * 64, "")
    assert not can_publish(french.get_latest_revision_as_object().as_draft())
