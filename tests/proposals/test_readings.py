"""What readers said of a proposal counts for the words that they read, and for no others; a veto can be talked about."""

import re

import pytest
from django.utils import timezone

from cases.models import Review
from cases.review import actions as readings
from cases.review.enums import Seat, Verdict
from cases.review.exceptions import NotYourSeat
from people.actions.roles import place_role
from people.models import Role
from proposals import actions
from proposals.exceptions import NotYet
from proposals.models import Proposal
from proposals.queries import proposal_for, standing_of, told_in
from proposals.readings import RUBRIC
from tests.factories.people import UserFactory
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


@pytest.fixture
def reader(tree):
    """A reader by experience, with an account and nothing else."""
    person = UserFactory()
    place_role(person=person, role=Role.EXPERIENCE_REVIEWER)
    return person


def vetoed(by, **record):
    """A proposal with everything it needs but a veto that an editor heard, and that nobody has a link for."""
    proposal = read_by_others(taken_up(by, **record), by)
    return proposal, readings.record(
        by=by, case=proposal, seat=Seat.EXPERIENCE, verdict=Verdict.VETO, words="Zo ben ik niet.",
        given_on=timezone.localdate(),
    )  # fmt: skip


def test_a_veto_that_an_editor_noted_is_lifted_after_a_talk(client, desk, reader):
    """Noted on paper, talked about at the desk, found and confirmed by a reader by experience, and published."""
    proposal, veto = vetoed(desk)
    at, away = f"{DESK}{proposal.pk}/", f"/nl/voorstellen/{proposal.pk}/gesprek/"
    asks = type(client)()
    asks.force_login(reader)
    assert asks.get(away).status_code == 404
    empty = client.post(at, {"do": "talk", "id": veto.pk, "words": ""})
    assert (empty.status_code, f'id="talk_{veto.pk}_words"' in empty.content.decode()) == (422, True)
    assert client.post(at, {"do": "talk", "id": veto.pk, "words": "De laatste stap ging weg."}).status_code == 303
    assert "Wacht op bevestiging door een ervaringsdeskundige." in client.get(at).content.decode()
    assert "/gesprek/" in asks.get("/nl/casussen/nalezen/").content.decode()
    page = asks.get(away).content.decode()
    assert "De laatste stap ging weg." in page
    assert RECORD["occasion"] in page
    assert "Zo ben ik niet." not in page
    with pytest.raises(NotYet, match="geen veto"):
        actions.publish(by=desk, pk=proposal.pk, version=proposal.version)
    talk = veto.talks.get()
    assert asks.post(away, {"confirm": talk.pk})["Location"] == "/nl/casussen/nalezen/"
    assert asks.post(away, {"confirm": talk.pk}, follow=True).content.decode().count("Dit veto is al opgeheven.") == 1
    assert asks.get(away).status_code == 404
    assert "/gesprek/" not in asks.get("/nl/casussen/nalezen/").content.decode()
    actions.publish(by=desk, pk=proposal.pk, version=proposal.version)


def test_a_talk_is_confirmed_by_who_may_and_by_nobody_else(client, desk, reader):
    proposal, veto = vetoed(desk)
    place_role(person=desk, role=Role.EXPERIENCE_REVIEWER)
    talk = readings.record_talk(by=desk, veto=veto, words="De laatste stap ging weg.")
    away = f"/nl/voorstellen/{proposal.pk}/gesprek/"
    place_role(person=proposal.person, role=Role.EXPERIENCE_REVIEWER)

    def answers(person):
        client.force_login(person)
        return client.get(away).status_code, client.post(away, {"confirm": talk.pk}).status_code

    for other in (UserFactory(), editor(), proposal.person, UserFactory(is_superuser=True)):
        assert answers(other) == (404, 404)
    assert answers(desk) == (404, 302)  # who wrote it down is told that somebody else confirms
    veto.refresh_from_db()
    assert veto.is_open_veto
    client.force_login(reader)
    assert client.post(away, {"confirm": "geen nummer"}).status_code == 404
    proposal = actions.ask_back(by=desk, pk=proposal.pk, version=proposal.version, reason="Hoe lang duurt het?")
    assert answers(reader) == (404, 404)
    proposal = actions.take_up(by=desk, pk=proposal.pk, version=proposal.version, reason="Dank je.")
    assert answers(reader) == (200, 302)


@pytest.mark.parametrize("count", [1, 3])
def test_the_talks_that_wait_cost_the_same_however_many(desk, reader, count, django_assert_num_queries):
    for number in range(count):
        _proposal, veto = vetoed(desk, title=f"De wandelende intake {number}")
        readings.record_talk(by=desk, veto=veto, words="De laatste stap ging weg.")
    from proposals.readings import talks_for

    assert [each.title for each in talks_for(reader)] == [f"De wandelende intake {number}" for number in range(count)]
    with django_assert_num_queries(3):
        talks_for(reader)
