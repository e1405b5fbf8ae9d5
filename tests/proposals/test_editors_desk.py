"""The editors at their desk: take up, write along, decide about words, have it read, publish."""

import re

import pytest
from bs4 import BeautifulSoup

from cases.models import Review
from cases.review import actions as readings
from cases.review.enums import Seat, Verdict
from practices.models import PracticePage
from proposals import actions
from proposals.exceptions import NotYet
from proposals.models import Proposal, Recording
from proposals.queries import proposal_for, told_in
from proposals.readings import RUBRIC
from proposals.told import axis_roles
from tests.factories.people import UserFactory
from tests.factories.proposals import ANSWERS, RECORD, editor, proposed, read_by_others, taken_up, webm

pytestmark = pytest.mark.django_db

HERE, NEW, DESK = "/nl/voorstellen/", "/nl/voorstellen/nieuw/", "/beheer/voorstellen/"
SECRET = "zeepaardje"
OPERATION = "6d656572-0000-4000-8000-000000000001"


@pytest.fixture
def desk(client, tree, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    person = editor()
    client.force_login(person)
    return person


def test_the_desk_is_the_editors(client, desk):
    proposal = proposed()
    assert "De wandelende intake" in client.get(DESK).content.decode()
    assert client.get(f"{DESK}{proposal.pk}/").status_code == 200
    for other in (UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(other)
        for address in (DESK, f"{DESK}{proposal.pk}/"):
            assert client.get(address, follow=True).status_code in {403, 404}


def test_an_editor_takes_up_writes_along_decides_about_words_and_publishes(client, desk):
    """The whole way in one session, through the pages of the desk."""
    owner = UserFactory()
    client_owner = type(client)()
    client_owner.force_login(owner)
    proposal = proposed(owner, answers=ANSWERS, role="een begeleider in een leefgroep", care=True)
    actions.keep_recording(by=owner, data=webm())
    Recording.objects.update(proposal=proposal)
    at = f"{DESK}{proposal.pk}/"

    def do(what, **sent):
        version = Proposal.objects.get(pk=proposal.pk).version
        return client.post(at, {"do": what, "version": version, **sent})

    assert do("decide", move="opnemen", reason="").status_code == 422
    assert do("decide", move="opnemen", reason="Dit missen we.").status_code == 303
    began = told_in(proposal_for(proposal.pk)).record
    assert began["steps"].splitlines() == [
        "Bel vooraf en vraag waar het mag.", "Stap een uur en laat stiltes staan.", "Schrijf samen op wat blijft.",
    ]  # fmt: skip
    assert began["stewards"].splitlines() == ["een begeleider in een leefgroep", "de redactie van Meerstemmig"]
    refused = do("publish")
    assert (refused.status_code, PracticePage.objects.count()) == (422, 0)
    assert "Dit mist nog: een volledig verhaal, een collega las het na" in refused.content.decode()

    wrong = do("write", **{**RECORD, "review_on": "gisteren", "occasion": SECRET})
    assert wrong.status_code == 422
    assert SECRET in wrong.content.decode()
    assert do("write", **{**RECORD, "occasion": "Bij Youssef bleef het aan tafel stil."}).status_code == 303
    assert "Youssef" in client.get(at).content.decode()
    assert do("words", quote="Youssef", choice="own", own="").status_code == 422
    assert do("words", quote="Youssef", choice="own", own="een jongen").status_code == 303
    assert told_in(proposal_for(proposal.pk)).record["occasion"] == "Bij een jongen bleef het aan tafel stil."
    for seat in ("praktijk", "ervaring"):
        assert do("heard", seat=seat, verdict="goed", given_on="2026-11-20", words="").status_code == 303
    assert "Hoe de redactie het tot nu toe opschreef" in client_owner.get(f"{HERE}{proposal.pk}/").content.decode()
    answer = do("publish")
    page = PracticePage.objects.get()
    assert (answer.status_code, answer["Location"], page.live) == (303, "/nl/praktijken/de-wandelende-intake/", True)
    assert [str(step.value) for step in page.steps] == RECORD["steps"].splitlines()
    assert page.came_about.startswith(
        "Voorgesteld door een begeleider in een leefgroep en uitgeschreven met de redactie."
    )
    assert not Recording.objects.exists()
    public = type(client)().get(answer["Location"]).content.decode()
    assert "Bij een jongen bleef het aan tafel stil." in public
    assert owner.first_name not in public
    assert "/nl/praktijken/de-wandelende-intake/" in client_owner.get(f"{HERE}{proposal.pk}/").content.decode()


def test_what_axes_are_to_it_is_written_read_and_published(client, desk):
    proposal = taken_up(desk)
    _link, token = readings.make_link(by=desk, case=proposal, seat=Seat.PRACTICE)
    address = f"{DESK}{proposal.pk}/"
    before = told_in(proposal).digest
    sent = {"do": "write", **RECORD, "version": proposal.version, "as.taal": "focus", "as.kleur": "bedacht"}
    assert client.post(address, {**sent, "as.taal": "anders"}).status_code == 422
    assert client.post(address, sent).status_code == 303
    proposal = proposal_for(proposal.pk)
    assert told_in(proposal).record["axis_roles"].splitlines() == ["as.kleur bedacht", "as.taal focus"]
    assert told_in(proposal).digest != before
    picked = BeautifulSoup(client.get(address).content, "html.parser").select(".proposal-desk__axes option[selected]")
    assert [one["value"] for one in picked if one["value"]] == ["bedacht", "focus"]
    read = type(client)().get(f"/nl/casussen/nalezen/link/{token}/").content.decode()
    assert "Taal: gaat hierover" in read
    page = actions.publish(by=desk, pk=proposal.pk, version=read_by_others(proposal, desk).version)
    assert [(each.value["axis"], each.value["role"]) for each in page.axis_roles] == [
        ("as.kleur", "bedacht"), ("as.taal", "focus"),
    ]  # fmt: skip


@pytest.mark.parametrize("stored", ["", "as.weg focus", "as.taal weg", "as.taal", "x"])
def test_an_axis_or_a_role_that_is_none_any_more_is_left_out(stored):
    assert axis_roles({"axis_roles": stored}) == {}


def test_a_stale_desk_answers_409_and_keeps_what_was_typed(client, desk):
    proposal = taken_up(desk)
    answer = client.post(f"{DESK}{proposal.pk}/", {"do": "write", **RECORD, "version": 1, "occasion": SECRET})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert SECRET in page
    assert f'name="version" value="{proposal.version}"' in page
    assert told_in(proposal_for(proposal.pk)).record["occasion"] == RECORD["occasion"]


def test_language_hints_are_shown_and_hold_nothing_up(client, desk):
    from vocabulary.models import LanguageTip

    LanguageTip.objects.create(
        id="tip.weigeren", term="weigeren", matches=["weigert"], status="vermijd", note="Zeg wat je ziet.",
        surface=["editor"], term_may_be_spoken=True, note_may_be_spoken=True, position=1,
    )  # fmt: skip
    proposal = taken_up(desk, occasion="Wie weigert, mag blijven.")
    page = client.get(f"{DESK}{proposal.pk}/").content.decode()
    assert "Zeg wat je ziet." in page


def test_a_colleague_reads_by_link_with_the_questions_about_diversity(client, desk):
    owner = UserFactory()
    proposal = taken_up(desk, proposed(owner, answers={**ANSWERS, "hard": SECRET}))
    made = client.post(f"{DESK}{proposal.pk}/", {"do": "link", "seat": "praktijk"})
    link = re.search(r"/nl/casussen/nalezen/link/[\w-]+/", made.content.decode())[0]
    reader = type(client)()
    page = reader.get(link)
    assert page.status_code == 200
    text = page.content.decode()
    assert RECORD["hard_parts"] in text
    assert SECRET not in text
    assert owner.first_name not in text
    assert "Kan iemand meedoen in de eigen taal?" in text
    assert reader.post(link, {"verdict": "goed"}).status_code == 422
    answers = {each.name: "deels" for each in RUBRIC}
    assert reader.post(link, {**answers, "verdict": "goed", "words": "Mooi en haalbaar."}).status_code == 303
    words = Review.objects.get().open()
    assert words.splitlines()[0] == "Past de aanpak zich aan verschillende levens aan? deels."
    assert words.endswith("Mooi en haalbaar.")
    client.force_login(owner)
    assert "Mooi en haalbaar." in client.get(f"/nl/voorstellen/{proposal.pk}/").content.decode()


def test_a_veto_of_experience_holds_it_back_until_it_is_lifted(client, desk):
    proposal = taken_up(desk)
    link, token = readings.make_link(by=desk, case=proposal, seat=Seat.EXPERIENCE)
    readings.say_through_link(link=link, verdict=Verdict.VETO, words="Zo ben ik niet.")
    proposal = read_by_others(proposal, desk)
    with pytest.raises(NotYet, match="geen veto"):
        actions.publish(by=desk, pk=proposal.pk, version=proposal.version)
    client.post(f"/nl/casussen/nalezen/link/{token}/", {"lift": Review.objects.get(verdict="veto").pk})
    actions.publish(by=desk, pk=proposal.pk, version=proposal.version)
    passed = type(client)().get(f"/nl/casussen/nalezen/link/{token}/")
    assert passed.status_code == 410
    assert "Dank je om mee te lezen. Deze praktijk staat nu in de bibliotheek." in passed.content.decode()
    assert 'href="/nl/praktijken/de-wandelende-intake/"' in passed.content.decode()


@pytest.mark.parametrize("quote", ["", "Aan", "zwijg", "Lokeren"])
def test_nothing_is_decided_about_words_that_are_not_asked_about(client, desk, quote):
    proposal = taken_up(desk, title="", occasion="Bij Youssef bleef het aan tafel stil.")
    stood = told_in(proposal_for(proposal.pk))
    for sent in ({"choice": "own", "own": "XX"}, {"choice": "keep", "reason": "Mag."}):
        answer = client.post(
            f"{DESK}{proposal.pk}/", {"do": "words", "version": proposal.version, "quote": quote, **sent}
        )
        assert answer.status_code == 409
    assert told_in(proposal_for(proposal.pk)) == stood
