"""A line kept as "alleen ik" is released and frozen as anything else that its person wrote; nothing of the session goes."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intervision.models import KeptLine
from people.models import User
from reflection.actions.releases import prepare_release, release
from reflection.models import Frozen, ReadEvent
from reflection.recipients import NAMED
from reflection.sources import source_of
from tests.factories.people import UserFactory
from tests.reflection.writing import keep_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

TEXT = "Ik vraag vaker door. Ik wacht op het antwoord."


def at(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def kept():
    return keep_line(TEXT)


def peer_of(person, line):
    return User.objects.filter(memberships__circle=line.session.circle).exclude(pk=person.pk).order_by("pk").first()


def released_to(person, line, reader):
    row, piece = source_of("line").piece(person, line.pk, seen_by=person)
    made = prepare_release(
        by=person,
        kind="line",
        row=row,
        piece=piece,
        passage=None,
        audience_key=NAMED,
        named=[reader.public_id],
        until=timezone.localdate() + timedelta(days=7),
        operation=uuid.uuid4(),
    )
    release(release=made, by=person)
    return made


def test_the_work_book_offers_to_share_and_to_freeze_it(kept):
    person, line = kept
    body = at(person).get(f"/nl/notities/werkboek/van/intervisie:{line.session_id}/").content.decode()
    assert re.findall(r'href="(/nl/notities/(?:gedeeld|vastgezet)/nieuw/[^"]*)"', body) == [
        f"/nl/notities/gedeeld/nieuw/line/{line.pk}/",
        f"/nl/notities/vastgezet/nieuw/line/{line.pk}/",
    ]


def test_its_preview_is_what_the_reader_gets_and_names_no_session(kept):
    person, line = kept
    reader = peer_of(person, line)
    made = released_to(person, line, reader)
    theirs = at(reader).get(f"/nl/notities/gedeeld/lees/{made.pk}/")
    own = at(person).get(f"/nl/notities/gedeeld/lees/{made.pk}/")
    assert theirs.context["sheet_html"] == own.context["sheet_html"]
    sheet = theirs.context["sheet_html"]
    assert [word in sheet for word in (TEXT, line.session.circle.name, "intervisie")] == [True, False, False]
    assert ReadEvent.objects.filter(release=made).count() == 1


def test_nobody_else_opens_it_and_stopping_works_at_once(kept):
    person, line = kept
    reader, stranger = peer_of(person, line), UserFactory()
    made = released_to(person, line, reader)
    assert at(stranger).get(f"/nl/notities/gedeeld/lees/{made.pk}/").status_code == 404
    assert at(person).post(f"/nl/notities/gedeeld/stop/{made.pk}/").status_code == 302
    assert at(reader).get(f"/nl/notities/gedeeld/lees/{made.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["peer", "stranger", "superuser"])
@pytest.mark.parametrize("what", ["gedeeld", "vastgezet"])
def test_only_its_own_person_releases_or_freezes_it(kept, who, what):
    person, line = kept
    others = {"peer": peer_of(person, line), "stranger": UserFactory(), "superuser": UserFactory(is_superuser=True)}
    assert at(others[who]).get(f"/nl/notities/{what}/nieuw/line/{line.pk}/").status_code == 404


def test_a_learning_line_of_the_circle_is_nobodys_to_release(kept):
    person, line = kept
    shared = KeptLine.objects.create(
        session=line.session,
        circle=line.session.circle,
        kept_at=timezone.now(),
        sealed=line.sealed,
        data_key=line.data_key,
    )
    assert at(person).get(f"/nl/notities/gedeeld/nieuw/line/{shared.pk}/").status_code == 404


def test_freezing_keeps_its_words(kept):
    person, line = kept
    address = f"/nl/notities/vastgezet/nieuw/line/{line.pk}/"
    answer = at(person).post(address, {"operation": str(uuid.uuid4())})
    assert TEXT in at(person).get(answer["Location"]).content.decode()
    assert [(each.kind, each.thaw()[0]) for each in Frozen.objects.all()] == [("line", TEXT)]
