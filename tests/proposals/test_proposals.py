"""From telling to a page in the library: sealed, decided with reasons, read by others, and gone when taken back."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from wagtail.models import PageLogEntry, Revision

from cases.models import Review, ReviewLink
from cases.review import actions as readings
from cases.review.enums import Seat
from people.erasing import erase
from people.retention import apply_all
from practices.models import PracticePage
from proposals import actions
from proposals.exceptions import StaleProposal
from proposals.models import Decision, Proposal, Recording
from proposals.queries import happened_to, proposal_for, told_in
from reflection.models import DataKey, Draft
from tests.factories.people import UserFactory
from tests.factories.proposals import ANSWERS, editor, proposed, read_by_others, taken_up

pytestmark = pytest.mark.django_db

HERE, NEW, DESK = "/nl/voorstellen/", "/nl/voorstellen/nieuw/", "/beheer/voorstellen/"
SECRET = "zeepaardje"
OPERATION = "6d656572-0000-4000-8000-000000000001"


@pytest.fixture
def professional(client, tree):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def desk(client, tree, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    person = editor()
    client.force_login(person)
    return person


def test_who_is_not_signed_in_is_sent_to_sign_in(client, tree):
    for address in (HERE, NEW):
        assert client.get(address)["Location"].startswith("/nl/account/login/")


def test_it_is_told_sealed_and_followed(client, professional):
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, {**ANSWERS, "hard": f"Een {SECRET} in de regen.", "role": "een begeleider", "care": "on"})
    made = Proposal.objects.get()
    assert answer["Location"] == f"{HERE}{made.pk}/"
    told = told_in(made)
    assert (told.answers["hard"], told.role, told.care) == (f"Een {SECRET} in de regen.", "een begeleider", True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM proposals_proposal")
        assert SECRET not in str([bytes(cell) if isinstance(cell, memoryview) else cell for cell in cursor.fetchone()])
    assert [str(made), repr(made)] == [f"proposal {made.pk}", f"<Proposal: proposal {made.pk}>"]
    page = client.get(answer["Location"]).content.decode()
    assert "Ligt bij de redactie" in page
    assert f"Een {SECRET} in de regen." in page
    assert "De wandelende intake" in client.get(HERE).content.decode()


def test_what_misses_is_said_at_its_field_and_nothing_is_lost(client, professional):
    answer = client.post(NEW, {"what": "De wandelende intake", "whom": "Wie niet graag stilzit"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Schrijf hier iets, of vertel het in een opname.") == 6  # at three fields, and in the summary
    assert "Wie niet graag stilzit" in page
    assert not Proposal.objects.exists()
    assert Draft.objects.of(professional).filter(about="voorstel").exists()
    assert "Wie niet graag stilzit" in client.get(NEW).content.decode()


def test_the_same_form_sent_twice_is_one_proposal(client, professional):
    first = client.post(NEW, {**ANSWERS, "operation": OPERATION})
    second = client.post(NEW, {**ANSWERS, "operation": OPERATION})
    assert first["Location"] == second["Location"]
    assert Proposal.objects.get().operation.hex == OPERATION.replace("-", "")


def test_what_may_tell_who_somebody_is_is_asked_about_once(client, professional):
    sent = {**ANSWERS, "did": "Youssef uit Lokeren stapte mee.\nDan dit.\nDan dat.", "operation": OPERATION}
    asked = client.post(NEW, sent)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Wat iemand herkenbaar kan maken" in page
    assert re.findall(r'<li><strong dir="auto">(\w+)</strong>', page) == ["Youssef", "Lokeren"]
    assert client.post(NEW, {**sent, "looked": "on"}).status_code == 302


def test_what_another_page_wrote_meanwhile_is_laid_beside_it(client, professional):
    client.post(NEW, {"what": "Op de ene pagina", "operation": OPERATION})
    answer = client.post(NEW, {**ANSWERS, "operation": OPERATION.replace("1", "2")})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Op de ene pagina" in page
    assert "De wandelende intake" in page
    assert not Proposal.objects.exists()


def test_somebody_elses_proposal_is_as_absent_as_none(client, professional):
    other = proposed()
    for address in ("", "aanvullen/", "intrekken/"):
        answer = client.post(f"{HERE}{other.pk}/{address}") if address else client.get(f"{HERE}{other.pk}/")
        assert answer.status_code == 404
    assert Proposal.objects.filter(pk=other.pk).exists()


def test_every_decision_has_a_reason_that_is_read_and_a_mail_without_content(
    client, tree, django_capture_on_commit_callbacks
):
    owner, decides = UserFactory(email="an@voorbeeld.test"), editor()
    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(owner, answers={**ANSWERS, "hard": SECRET})
        assert mail.outbox == []
        proposal = actions.ask_back(by=decides, pk=proposal.pk, version=1, reason=f"Hoe lang duurt een {SECRET}?")
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["an@voorbeeld.test"], "Er is nieuws over je voorstel")
    ]
    assert SECRET not in mail.outbox[0].body
    assert f"/voorstellen/{proposal.pk}/" in mail.outbox[0].body
    client.force_login(owner)
    page = client.get(f"{HERE}{proposal.pk}/").content.decode()
    assert f"Hoe lang duurt een {SECRET}?" in page
    assert decides.email not in page
    assert decides.first_name not in page
    form = client.get(f"{HERE}{proposal.pk}/aanvullen/").content.decode()
    assert f"Hoe lang duurt een {SECRET}?" in form
    assert "Twee uur vrijhouden" in form
    client.post(f"{HERE}{proposal.pk}/aanvullen/", {**ANSWERS, "did": "Een uur.\nOf twee.\nNooit drie."})
    proposal = proposal_for(proposal.pk)
    assert (proposal.stand, told_in(proposal).answers["did"]) == ("ligt", "Een uur.\nOf twee.\nNooit drie.")
    assert [(step.label, step.reason) for step in happened_to(proposal)] == [
        ("De redactie vraagt je iets", f"Hoe lang duurt een {SECRET}?"),
        ("Je vulde aan", ""),
    ]


def test_an_old_version_changes_nothing(tree):
    decides, proposal = editor(), proposed()
    actions.ask_back(by=decides, pk=proposal.pk, version=1, reason="Waarom?")
    for does in (actions.take_up, actions.decline, actions.ask_back):
        with pytest.raises(StaleProposal):
            does(by=decides, pk=proposal.pk, version=1, reason="Toch.")
    assert Decision.objects.filter(proposal=proposal).count() == 1


def test_taken_back_it_is_gone_with_everything_and_its_page_is_out_of_sight(client, desk):
    owner = UserFactory()
    proposal = taken_up(desk, proposed(owner))
    readings.make_link(by=desk, case=proposal, seat=Seat.PRACTICE)
    proposal = read_by_others(proposal, desk)
    page = actions.publish(by=desk, pk=proposal.pk, version=proposal.version)
    assert type(client)().get(page.url).status_code == 200
    client.force_login(owner)
    assert client.post(f"{HERE}{proposal.pk}/intrekken/")["Location"] == HERE
    rows = [model.objects.exists() for model in (Proposal, Decision, Recording, Review, ReviewLink)]
    assert rows == [False] * 5
    assert not DataKey.objects.filter(person=None).exists()
    assert type(client)().get(page.url).status_code == 404
    assert [PracticePage.objects.exists(), Revision.objects.filter(object_id=str(page.pk)).exists()] == [False, False]
    noted = PageLogEntry.objects.filter(page_id=page.pk).values_list("label", "data")
    assert {(label, str(data)) for label, data in noted} == {("–", "{}")}


def test_an_erased_person_takes_their_proposals_along_and_an_editor_leaves_only_the_decision(tree):
    owner, decides = UserFactory(), editor()
    gone, stays = taken_up(decides, proposed(owner)), taken_up(decides)
    readings.make_link(by=decides, case=gone, seat=Seat.PRACTICE)
    erase(person=owner)
    assert [Proposal.objects.get().pk, ReviewLink.objects.count()] == [stays.pk, 0]
    erase(person=decides)
    decision = Decision.objects.get()
    assert (decision.move, decision.decided_by, bytes(decision.sealed)) == ("opnemen", None, b"")
    assert [(step.label, step.reason) for step in happened_to(stays)] == [("De redactie neemt het op", "")]


@pytest.mark.parametrize(("how", "days"), [("open", 180), ("declined", 90), ("published", 30)])
def test_what_was_told_goes_by_itself_and_the_page_stays(tree, how, days):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 12, tzinfo=datetime.UTC), tick=False) as clock:
        decides = editor()
        if how == "declined":
            proposal = proposed()
            actions.decline(by=decides, pk=proposal.pk, version=1, reason="Dit is er al.")
        elif how == "published":
            proposal = read_by_others(taken_up(decides), decides)
            actions.publish(by=decides, pk=proposal.pk, version=proposal.version)
        else:
            proposed()
        clock.shift(datetime.timedelta(days=days) - datetime.timedelta(minutes=1))
        apply_all()
        assert Proposal.objects.count() == 1
        clock.shift(datetime.timedelta(minutes=2))
        apply_all()
        assert Proposal.objects.count() == 0
        assert PracticePage.objects.filter(live=True).count() == (how == "published")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.usefixtures("_clear_page_caches")
def test_the_lists_cost_the_same_however_long(client, desk, django_assert_num_queries, count):
    for _number in range(count):
        proposed()
    from proposals.queries import proposals_of, waiting

    with django_assert_num_queries(1):
        assert len(waiting()) == count
    owner = UserFactory()
    for _number in range(count):
        proposed(owner)
    with django_assert_num_queries(1):
        assert len(proposals_of(owner)) == count
