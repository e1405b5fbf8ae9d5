"""A kept line becomes something: for its own person, and of a circle's line with the bringer's consent."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from intake.models import Situation
from intake.queries import state_of
from intervision.actions.passing_on import answer_consent
from intervision.enums import Consent
from intervision.exceptions import NotYourPlace
from intervision.models import KeptLine, Seat
from intervision.passing_on import bringer_of, check_can_pass_on
from people.actions import grant_role
from people.models import Membership, Role
from proposals.models import Proposal
from proposals.queries import told_in
from reflection.models import Draft, new_data_key
from signalling.models import Signal, SignalDraft
from signalling.queries import said_in
from tests.factories.intervision import make_room
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
LINE = "We bellen voortaan eerst de tolk, ook als het snel moet."


def keep(room, person=None):
    line = KeptLine(session=room.session, person=person, circle=None if person else room.circle, kept_at=timezone.now())
    line.seal(LINE, new_data_key(person=person) if person else new_data_key())
    line.save()
    return line


@pytest.fixture
def room():
    return make_room()


@pytest.fixture
def own(room):
    return keep(room, room.peers[0].person)


@pytest.fixture
def shared(room):
    return keep(room)


def begin(client, line, way, by):
    client.force_login(by)
    return client.post(reverse("intervision:pass_on", args=[line.pk]), {"naar": way})


# --- what it becomes ------------------------------------------------------------------------------------------------


def test_a_signal_begins_as_a_draft_of_ones_own_that_says_where_it_is_from_and_not_from_which(client, room, own):
    person = room.peers[0].person
    MembershipFactory(person=person, circle=None, organisation=OrganisationFactory())
    answer = begin(client, own, "signaal", person)
    draft = SignalDraft.objects.get()
    assert (answer["Location"], draft.person, said_in(draft)) == (
        reverse("signalling:draft", args=[draft.pk]), person, {"recurs": LINE},
    )  # fmt: skip
    assert draft.about == "intervisie"
    page = client.get(answer["Location"]).content.decode()
    assert [LINE in page, "Uit intervisie" in page, room.circle.name in page, str(room.session.pk) in page] == [
        True, True, False, False,
    ]  # fmt: skip
    assert begin(client, own, "signaal", person)["Location"] == answer["Location"]  # twice is once
    client.force_login(room.bringer.person)
    assert client.get(answer["Location"]).status_code == 404


def test_before_a_signal_leaves_somebody_says_that_they_looked(client, room, own):
    person, organisation = room.peers[0].person, OrganisationFactory()
    MembershipFactory(person=person, circle=None, organisation=organisation)
    begin(client, own, "signaal", person)
    draft = SignalDraft.objects.get()
    said = {"title": "Tolk", "recurs": LINE, "effect": "Te laat.", "nakijken": "1"}
    client.post(reverse("signalling:draft", args=[draft.pk]), said)
    draft.refresh_from_db()
    sent = {"organisatie": str(organisation.pk), "version": draft.version}
    check = reverse("signalling:check", args=[draft.pk])
    assert (client.post(check, sent).status_code, Signal.objects.count()) == (409, 0)
    assert client.post(check, {**sent, "nagekeken": "on"}).status_code == 302
    assert Signal.objects.get().about == "intervisie"
    listed = client.get(reverse("signalling:listed", args=[organisation.pk])).content.decode()
    assert ["Uit intervisie" in listed, room.circle.name in listed, str(room.session.pk) in listed] == [
        True,
        False,
        False,
    ]


def test_a_practice_begins_in_its_form_and_is_sent_only_once_somebody_looked(client, room, own):
    person = room.peers[0].person
    address = begin(client, own, "praktijk", person)["Location"]
    assert address == f"{reverse('proposals:new')}?van=intervisie&klad={own.pk}"
    page = client.get(address)
    assert [LINE in page.content.decode(), "Uit intervisie" in page.content.decode()] == [True, True]
    assert page.context["form"]["what"].value() == LINE
    desk = page.context["desk"]
    answers = {
        "versie": desk.version,
        "what": LINE,
        "whom": "Gezinnen.",
        "did": "Bellen.",
        "hard": "Tijd.",
        "helps": "Een lijst.",
    }
    refused = client.post(address, answers)
    assert (refused.status_code, Proposal.objects.count()) == (422, 0)
    assert list(refused.context["form"].errors) == ["looked"]
    assert (
        client.post(address, {**answers, "versie": refused.context["desk"].version, "looked": "on"}).status_code == 302
    )
    made = Proposal.objects.get()
    assert (told_in(made).came_from, str(room.session.pk) in made.open(), str(own.pk) in made.open()) == (
        "intervisie", False, False,
    )  # fmt: skip
    assert "Uit intervisie" in client.get(reverse("proposals:proposal", args=[made.pk])).content.decode()


def test_a_practice_that_was_begun_keeps_what_was_written_since(client, room, own):
    person = room.peers[0].person
    address = begin(client, own, "praktijk", person)["Location"]
    version = client.get(address).context["desk"].version
    client.post(address, {"versie": version, "what": "Anders verteld."})
    begin(client, own, "praktijk", person)
    assert client.get(address).context["form"]["what"].value() == "Anders verteld."
    assert Draft.objects.of(person).count() == 1
    client.force_login(room.bringer.person)
    assert client.get(address).context["form"]["what"].value() in {"", None}


def test_a_forged_origin_is_not_believed_and_an_ordinary_proposal_has_none(client, room):
    client.force_login(room.peers[0].person)
    answers = {"what": "Iets.", "whom": "Wie.", "did": "Dit.", "hard": "Dat.", "helps": "Zo."}
    for query in ("", "?van=casus:weg", "?van=geen&klad=geen"):
        client.post(f"{reverse('proposals:new')}{query}", answers)
    assert [told_in(each).came_from for each in Proposal.objects.all()] == ["", "", ""]


def test_a_case_begins_on_the_desk_of_who_writes_cases(client, room, own):
    person = room.peers[0].person
    ways = client_ways(client, own, person)
    assert ways == ["praktijk", "signaal"]
    assert begin(client, own, "casus", person).status_code == 403
    grant_role(person=person, role=Role.TRAINER, by=UserFactory(is_superuser=True), reason="schrijft casussen")
    assert client_ways(client, own, person) == ["praktijk", "signaal", "casus"]
    answer = begin(client, own, "casus", person)
    made = Situation.objects.get()
    assert (answer["Location"], made.person) == (reverse("intake:text", args=[made.pk]), person)
    assert (state_of(made).text, state_of(made).came_from) == (LINE, "intervisie")
    assert "Uit intervisie" in client.get(answer["Location"]).content.decode()


def client_ways(client, line, person):
    client.force_login(person)
    return [way.name for way in client.get(reverse("intervision:pass_on", args=[line.pk])).context["ways"]]


def test_the_page_shows_what_may_tell_who_somebody_is(client, room):
    person = room.peers[0].person
    line = keep(room, person)
    line.seal("Youssef Benali ging naar het Sint-Jozefscollege in Aalst.", new_data_key(person=person))
    line.save()
    client.force_login(person)
    page = client.get(reverse("intervision:pass_on", args=[line.pk]))
    assert "Wat iemand herkenbaar kan maken" in page.content.decode()
    assert "Youssef Benali" in [remark.words for remark in page.context["remarks"]]


# --- who may --------------------------------------------------------------------------------------------------------

OTHERS = "Deze zin is van iemand anders."
ASK = "Deze zin is niet van jou alleen. Vraag eerst aan wie de casus inbracht of hij verder mag."
KEPT = "Wie de casus inbracht, houdt deze zin liever in de kring."
WAITS = "Het is gevraagd aan wie de casus inbracht. Er is nog geen antwoord."
GONE = "Wie de casus inbracht, is er niet meer. Deze zin blijft in de kring."


@pytest.mark.parametrize(
    ("whose", "who", "consent", "reason"),
    [
        ("own", "peer", "", ""),
        ("own", "bringer", "", OTHERS),
        ("own", "facilitator", "", OTHERS),
        ("circle", "bringer", "", ""),
        ("circle", "bringer", "nee", ""),
        ("circle", "peer", "", ASK),
        ("circle", "facilitator", "gevraagd", WAITS),
        ("circle", "peer", "ja", ""),
        ("circle", "peer", "nee", KEPT),
        ("circle", "peer without bringer", "", GONE),
        ("circle", "peer without bringer", "ja", ""),
    ],
)
def test_who_may_pass_it_on(room, whose, who, consent, reason):
    line = keep(room, room.peers[0].person if whose == "own" else None)
    line.consent = consent
    people = {"bringer": room.bringer, "facilitator": room.facilitator}
    person = people.get(who, room.peers[0]).person
    if who == "peer without bringer":
        Seat.objects.filter(pk=room.bringer.pk).update(person=None)
    if not reason:
        check_can_pass_on(person, line, bringer_of(line))
        return
    with pytest.raises(NotYourPlace) as refused:
        check_can_pass_on(person, line, bringer_of(line))
    assert refused.value.reason == reason


def test_the_bringer_is_asked_once_without_the_line_and_without_a_name(
    client, room, shared, django_capture_on_commit_callbacks
):
    client.force_login(room.peers[0].person)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("intervision:ask_consent", args=[shared.pk])).status_code == 302
        assert client.post(reverse("intervision:ask_consent", args=[shared.pk])).status_code == 403
    assert [message.to for message in mail.outbox] == [[room.bringer.person.email]]
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert [word in told for word in (LINE, "Peer1", room.circle.name)] == [False] * 3
    assert reverse("intervision:line_consent", args=[shared.pk]) in told


def test_the_bringer_says_yes_or_no_and_may_change_it(client, room, shared):
    address = reverse("intervision:line_consent", args=[shared.pk])
    client.force_login(room.bringer.person)
    assert LINE in client.get(address).content.decode()
    for said, may in (("nee", False), ("ja", True), ("nee", False), ("x", False)):
        client.force_login(room.bringer.person)
        assert client.post(address, {"mag": said}).status_code == 302
        answer = begin(client, shared, "signaal", room.peers[0].person)
        assert (answer.status_code == 302) == may
    for seat in (room.facilitator, room.peers[0]):
        client.force_login(seat.person)
        assert [client.get(address).status_code, client.post(address, {"mag": "ja"}).status_code] == [404, 404]
        with pytest.raises(NotYourPlace):
            answer_consent(by=seat.person, line_id=shared.pk, consent=Consent.YES)


@pytest.mark.parametrize("name", ["pass_on", "ask_consent", "line_consent"])
def test_for_whoever_left_or_never_was_there_it_does_not_exist(client, room, own, shared, name):
    left = room.peers[1].person
    Membership.objects.filter(person=left).update(left_at=timezone.now())
    for person in (left, UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(person)
        for line in (own, shared):
            assert client.post(reverse(f"intervision:{name}", args=[line.pk])).status_code == 404
