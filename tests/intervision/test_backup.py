"""A backup that was made while a session ran is put back: what the session erased since is erased again."""

from io import StringIO

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model

from intervision.actions.closing import close, forget
from intervision.enums import Status
from intervision.models import Contribution, Draft, Session
from people.erasing import ledger
from reflection.models import DataKey, new_data_key
from tests.factories.intervision import make_room
from tests.intervision.test_closing import LINE, SECRET, finished_room

pytestmark = pytest.mark.django_db


def backup(*models: type[Model]) -> str:
    return serializers.serialize("json", [row for model in models for row in model._base_manager.all()])


def restore(text: str) -> None:
    for row in serializers.deserialize("json", text):
        row.save()


def test_a_session_that_a_backup_brings_back_is_erased_again():
    room, _agreement, _own = finished_room()
    running = make_room()
    running.go_to(1)
    before = backup(DataKey, Session, Contribution, Draft)
    key = room.fresh().data_key_id
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert ledger("sleutel") == [key]
    assert ledger() == []

    restore(before)
    assert {found.open() for found in Contribution.objects.all()} >= {SECRET, LINE}
    told = StringIO()
    call_command("reapply_erasures", stdout=told)

    assert told.getvalue() == "1 in the ledger; 1 came back with the backup and were erased again.\n"
    assert (Contribution.objects.count(), Draft.objects.count()) == (0, 0)
    session = room.fresh()
    assert (session.status, session.data_key) == (Status.CLOSED, None)
    assert running.fresh().data_key is not None
    call_command("reapply_erasures", stdout=told)
    assert told.getvalue().endswith("0 came back with the backup and were erased again.\n")


def test_a_session_that_was_let_go_before_it_began_and_is_held_now_keeps_its_text():
    room = make_room()
    session = room.fresh()
    session.data_key = new_data_key()
    session.save()
    let_go_of = session.data_key_id
    with transaction.atomic():
        forget(session)
        session.save()
    room.go_to(1)
    assert ledger("sleutel") == [let_go_of]
    call_command("reapply_erasures", stdout=StringIO())
    session = room.fresh()
    assert (session.status, session.data_key_id is None) == (Status.RUNNING, False)


def test_a_planned_session_that_comes_back_with_its_pad_is_not_held():
    room = make_room()
    session = room.fresh()
    session.data_key = new_data_key()
    session.save()
    before = backup(DataKey, Session)
    with transaction.atomic():
        forget(session)
        session.save()
    restore(before)
    call_command("reapply_erasures", stdout=StringIO())
    session = room.fresh()
    assert (session.status, session.data_key, session.closed_at) == (Status.PLANNED, None, None)


def test_a_ledger_that_cannot_be_written_closes_no_session(settings, tmp_path):
    room, _agreement, _own = finished_room()
    settings.ERASURE_LEDGER = tmp_path
    with pytest.raises(OSError, match="directory"):
        close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert room.fresh().data_key is not None
    assert SECRET in {found.open() for found in Contribution.objects.all()}
