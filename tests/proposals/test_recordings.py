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
from tests.factories.proposals import ANSWERS, box, editor, m4a, proposed, webm

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


def test_a_form_that_is_sent_again_leaves_no_recording_for_the_next_proposal(client, professional):
    sent = {"what": "De wandelende intake", "operation": OPERATION}
    first = client.post(NEW, {**sent, "sound": sound()})
    assert client.post(NEW, {**sent, "sound": sound()})["Location"] == first["Location"]
    assert Recording.objects.get().proposal == Proposal.objects.get()
    client.post(NEW, {**ANSWERS, "operation": OPERATION.replace("1", "2")})
    assert [each.proposal.operation.hex for each in Recording.objects.all()] == [OPERATION.replace("-", "")]
    made = Proposal.objects.get(operation=OPERATION)
    actions.submit(by=professional, answers=ANSWERS, operation=made.operation, sound=("webm", webm()))
    assert [Recording.objects.count(), Recording.objects.filter(proposal=None).count()] == [1, 0]


def test_a_file_that_is_nested_deep_is_refused_at_its_field(client, professional):
    deep = b""
    for _number in range(3000):
        deep = box(b"moov", deep)
    answer = client.post(NEW, {**ANSWERS, "sound": sound(box(b"ftyp", b"M4A \0\0\0\0") + deep)})
    assert (answer.status_code, Recording.objects.exists()) == (422, False)


def test_a_large_recording_never_reaches_the_disk_and_the_text_stays(client, professional, monkeypatch):
    def to_disk(*_args, **_kwargs):
        raise AssertionError("unsealed on disk")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", to_disk)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", to_disk)
    answer = client.post(NEW, {"sound": sound(webm() + bytes(3_000_000)), "other": sound(bytes(3_000_000)), **ANSWERS})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze opname is te groot." in page
    assert "Bij regen viel het vaak weg." in page
    assert not Recording.objects.exists()


def test_a_forged_form_is_refused(professional):
    from django.test import Client

    forged = Client(enforce_csrf_checks=True)
    forged.force_login(professional)
    assert forged.post(NEW, {**ANSWERS, "sound": sound()}).status_code == 403
    assert not Proposal.objects.exists()
    forged.get(NEW)
    token = (
        forged.cookies["csrftoken"].value
        if "csrftoken" in forged.cookies
        else forged.cookies[next(iter(forged.cookies))].value
    )
    assert forged.post(NEW, {**ANSWERS, "csrfmiddlewaretoken": token}).status_code == 302
