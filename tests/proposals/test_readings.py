"""What readers said of a proposal counts for the words that they read, and for no others; a veto can be talked about."""

import re

import pytest
from django.utils import timezone

from cases.models import Review
from cases.review import actions as readings
from cases.review.enums import Seat, Verdict
from cases.review.exceptions import NotYourSeat
from proposals import actions
from proposals.exceptions import NotYet
from proposals.models import Proposal
from proposals.queries import proposal_for, standing_of, told_in
from proposals.readings import RUBRIC
from tests.factories.proposals import RECORD, editor, proposed, read_by_others, taken_up

pytestmark = pytest.mark.django_db

DESK = "/beheer/voorstellen/"
CHANGED = "geldt niet meer: de tekst veranderde daarna"


@pytest.fixture
def desk(client, tree, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    person = editor()
    client.force_login(person)
    return person


def rewritten(proposal, by, **record):
    return actions.write_record(
        by=by, pk=proposal.pk, version=proposal.version, record={**RECORD, **record}, concepts=[]
    )


def counts(proposal):
    proposal = proposal_for(proposal.pk)
    standing = standing_of(proposal, told_in(proposal))
    return standing.practice, standing.experience, standing.other_text


def test_a_reading_does_not_survive_a_rewrite(client, desk):
    proposal = read_by_others(taken_up(desk), desk)
    assert counts(proposal) == (1, 1, 0)
    proposal = rewritten(proposal, desk, summary="Iets heel anders, dat niemand las.")
    assert counts(proposal) == (0, 0, 2)
    assert client.get(f"{DESK}{proposal.pk}/").content.decode().count(CHANGED) == 2
    with pytest.raises(NotYet, match="een collega las het na"):
        actions.publish(by=desk, pk=proposal.pk, version=proposal.version)
    proposal = rewritten(proposal, desk, summary=RECORD["summary"].replace(",", ":"))
    assert counts(proposal) == (1, 1, 0)
    actions.publish(by=desk, pk=proposal.pk, version=proposal.version)


def test_a_reader_with_a_link_says_something_of_the_page_that_they_saw(client, desk):
    proposal = taken_up(desk)
    _link, token = readings.make_link(by=desk, case=proposal, seat=Seat.PRACTICE)
    reader, address = type(client)(), f"/nl/casussen/nalezen/link/{token}/"
    read = re.search(r'name="gelezen" value="(\w{64})"', reader.get(address).content.decode())[1]
    rewritten(proposal, desk, summary="Iets heel anders, dat niemand las.")
    reader.post(address, {**{each.name: "ja" for each in RUBRIC}, "verdict": "goed", "gelezen": read})
    assert (Review.objects.get().digest, counts(proposal)) == (read, (0, 0, 1))


def test_an_editor_notes_a_reading_of_the_page_that_they_saw(client, desk):
    proposal = taken_up(desk)
    read = re.search(r'name="gelezen" value="(\w{64})"', client.get(f"{DESK}{proposal.pk}/").content.decode())[1]
    rewritten(proposal, editor(), summary="Iets heel anders, dat niemand las.")
    sent = {"do": "heard", "seat": "praktijk", "verdict": "goed", "given_on": timezone.localdate().isoformat()}
    assert client.post(f"{DESK}{proposal.pk}/", {**sent, "words": "", "gelezen": read}).status_code == 303
    assert counts(proposal) == (0, 0, 1)


def test_a_reading_of_which_the_text_is_not_known_does_not_count(desk):
    proposal = read_by_others(taken_up(desk), desk)
    Review.objects.update(digest="")
    assert counts(proposal) == (0, 0, 2)


@pytest.mark.parametrize("stand", ["ligt", "gevraagd", "verschenen", "niet-opgenomen"])
def test_nobody_is_asked_or_heard_about_what_does_not_lie_before_readers(client, desk, stand):
    proposal = proposed()
    Proposal.objects.filter(pk=proposal.pk).update(stand=stand)
    proposal = proposal_for(proposal.pk)
    with pytest.raises(NotYourSeat, match="staat intussen ergens anders"):
        readings.make_link(by=desk, case=proposal, seat=Seat.PRACTICE)
    with pytest.raises(NotYourSeat, match="staat intussen ergens anders"):
        readings.record(
            by=desk, case=proposal, seat=Seat.PRACTICE, verdict=Verdict.GOOD, words="", given_on=timezone.localdate()
        )
    assert client.post(f"{DESK}{proposal.pk}/", {"do": "link", "seat": "praktijk"}).status_code == 422
    assert not Review.objects.exists()
