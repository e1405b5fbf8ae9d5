"""A recording beside the form: sealed, heard by who may, kept when the rest is wrong, and gone in time."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from people.retention import apply_all
from proposals import actions
from proposals.models import Proposal, Recording
from reflection.models import DataKey
from tests.factories.people import UserFactory
from tests.factories.proposals import ANSWERS, editor, m4a, proposed, webm

pytestmark = pytest.mark.django_db

HERE, NEW, DESK = "/nl/voorstellen/", "/nl/voorstellen/nieuw/", "/beheer/voorstellen/"
SECRET = "zeepaardje"
OPERATION = "6d656572-0000-4000-8000-000000000001"


@pytest.fixture
def professional(client, tree):
    person = UserFactory()
    client.force_login(person)
    return person


def sound(data=None):
    return SimpleUploadedFile("An Peeters Lokeren.webm", data or webm(), content_type="audio/webm")


def test_a_recording_takes_the_place_of_four_answers_and_is_sealed(client, professional):
    answer = client.post(NEW, {"what": "De wandelende intake", "sound": sound(webm(said=SECRET.encode()))})
    proposal = Proposal.objects.get()
    assert answer["Location"] == f"{HERE}{proposal.pk}/"
    recording = proposal.recording
    assert recording.kind == "webm"
    assert SECRET.encode() not in bytes(recording.sealed)
    heard = client.get(f"{HERE}opname/{recording.pk}/")
    assert (heard["Content-Type"], heard["Cache-Control"]) == ("audio/webm", "private, no-store") or (
        heard["Content-Type"] == "audio/webm" and "no-store" in heard["Cache-Control"]
    )
    assert SECRET.encode() in heard.content
    assert "Lokeren" not in str(heard.headers)
    part = client.get(f"{HERE}opname/{recording.pk}/", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content, part["Content-Range"]) == (
        206, heard.content[:4], f"bytes 0-3/{len(heard.content)}"
    )  # fmt: skip
    beyond = client.get(f"{HERE}opname/{recording.pk}/", headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416


def test_a_recording_stays_where_the_rest_is_wrong_and_goes_along_later(client, professional):
    assert client.post(NEW, {"what": "", "sound": sound()}).status_code == 422
    waiting = Recording.objects.get()
    assert waiting.proposal is None
    assert f"/nl/voorstellen/opname/{waiting.pk}/" in client.get(NEW).content.decode()
    client.post(NEW, {"what": "De wandelende intake"})
    assert Recording.objects.get().proposal == Proposal.objects.get()


def test_another_recording_comes_in_the_place_of_the_first_and_one_is_thrown_away(client, professional):
    client.post(NEW, {"what": "", "sound": sound()})
    client.post(NEW, {"what": "", "sound": sound(m4a())})
    kept = Recording.objects.get()
    assert kept.kind == "mp4"
    assert client.post(f"{HERE}opname/{kept.pk}/weg/")["Location"] == NEW
    assert [Recording.objects.exists(), DataKey.objects.filter(person=None).exists()] == [False, False]


def test_what_is_no_recording_is_refused_at_its_field_and_the_text_stays(client, professional):
    answer = client.post(NEW, {**ANSWERS, "sound": sound(b"MZ geen geluid")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Dit soort bestand bewaren we niet." in page
    assert "Bij regen viel het vaak weg." in page
    assert not Recording.objects.exists()


def test_a_recording_is_heard_by_who_made_it_and_the_editors_while_they_handle_it(client, tree, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    owner, decides, superuser = UserFactory(), editor(), UserFactory(is_superuser=True)
    recording = actions.keep_recording(by=owner, data=webm())
    address = f"{HERE}opname/{recording.pk}/"

    def hears(person):
        client.force_login(person)
        return client.get(address).status_code == 200

    assert [hears(each) for each in (owner, decides, superuser, UserFactory())] == [True, False, False, False]
    proposal = proposed(owner)
    assert [hears(each) for each in (owner, decides, superuser, UserFactory())] == [True, True, False, False]
    client.force_login(decides)
    assert client.post(f"{address}weg/").status_code == 404
    actions.decline(by=decides, pk=proposal.pk, version=proposal.version, reason="Dit is er al.")
    assert [hears(each) for each in (owner, decides)] == [False, False]
    assert not Recording.objects.exists()


def test_a_recording_that_was_never_sent_goes_after_a_week(tree):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 12, tzinfo=datetime.UTC), tick=False) as clock:
        actions.keep_recording(by=UserFactory(), data=webm())
        clock.shift(datetime.timedelta(days=7))
        apply_all()
        assert not Recording.objects.exists()
