"""T-ERASE: after erasing nothing of that person is anywhere, and everything of others is as it was."""

import base64
import logging
import re
import time
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from discussion.models import Post, Report
from intervision.models import Contribution, Preparation, SafetyAnswer, Seat
from meerstemmig.chores import CHORES
from meerstemmig.models import Export
from people import erasing
from people.models import Circle, Erasure, ErasureRequest, Membership, User
from reflection.models import Answer, DataKey
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.discussion import make_thing
from tests.factories.people import CircleFactory, MembershipFactory, UserFactory
from tests.mydata.planting import ABOUT, somebody, talk_about_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

MARK, OTHER = "KANARIEGEEL", "KANARIEROOD"


@pytest.fixture(autouse=True)
def _places(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture
def thing():
    with talk_about_pages():
        yield make_thing()


def forms_of(mark):
    """The mark as it may lie in bytes."""
    plain = [mark, mark.lower()]
    return [
        made
        for word in plain
        for made in (
            word.encode(),
            word.encode("utf-16-le"),
            word.encode().hex().encode(),
            base64.b64encode(word.encode()),
        )
    ]


def in_tables(mark):
    """Every column of every table that holds the mark."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    content = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    if any(form in content for form in forms_of(mark)):
                        found.append(f"{table}.{column}")
    return found


def in_files(mark, folder):
    return [
        str(path.relative_to(folder))
        for path in Path(folder).rglob("*")
        if path.is_file() and any(form in path.read_bytes() + path.name.encode() for form in forms_of(mark))
    ]


def foreign_keys_to(person_pk):
    """Columns that still point at this number."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.local_fields
        if field.related_model is User and model._base_manager.filter(**{field.attname: person_pk}).exists()
    ]


def _models():
    from django.apps import apps

    return apps.get_models(include_auto_created=True)


def test_nothing_of_them_is_left_and_everything_of_others_is(
    thing, tmp_path, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        gone, stays = somebody(MARK, thing), somebody(OTHER, thing)
    call_command("index_search", rebuild=True, verbosity=0)
    assert len(set(in_tables(MARK))) > 8
    assert {Path(name).parts[0] for name in in_files(MARK, tmp_path)} == {"mail"}
    picture, copy = Path(gone.wagtail_userprofile.avatar.path), Export.objects.get(person=gone).path
    assert (picture.exists(), copy.exists()) == (True, True)
    before = {mark: len(in_tables(mark)) for mark in (MARK, OTHER)}
    posts_before, pk, public_id = Post.objects.count(), gone.pk, gone.public_id
    own_rows, own_keys = Answer.objects.of(stays).count(), DataKey.objects.filter(person=stays).count()
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(person=gone)
    assert time.monotonic() - began < 60
    call_command("index_search", rebuild=True, verbosity=0)
    assert in_tables(MARK) == []
    assert in_files(MARK, tmp_path) == []
    assert (picture.exists(), copy.exists()) == (False, False)
    assert foreign_keys_to(pk) == []
    for model, kept in ((Contribution, 2), (Preparation, 1), (SafetyAnswer, 1)):
        assert (model.objects.filter(seat__person=stays).count(), model.objects.count()) == (kept, kept), model
    assert not any(form.decode("latin-1") in str(getattr(cache, "_cache", "")) for form in forms_of(MARK))
    assert MARK not in caplog.text
    assert MARK.lower() not in caplog.text
    assert len(in_tables(OTHER)) == before[OTHER]
    assert (Answer.objects.of(stays).count(), DataKey.objects.filter(person=stays).count()) == (own_rows, own_keys)
    assert MemberNotebook(stays).read(Prompt(ABOUT, "doe-stap")) == {"dan": f"later {OTHER}"}
    assert Post.objects.count() == posts_before
    assert list(Erasure.objects.values_list("public_id", flat=True)) == [public_id]
    assert erasing.ledger() == [public_id]
    assert Path(tmp_path / "erased.txt").read_text().count("\n") == 1


def test_the_place_of_a_post_stays_and_the_answers_stand(client, thing):
    gone, reader = somebody(MARK, thing), UserFactory()
    theirs = Post.objects.filter(author=gone)
    ids = list(theirs.values_list("pk", flat=True))
    first = theirs.filter(reply_to=None).get()
    answer = Post.objects.create(thread=first.thread, author=reader, kind="vraag", text="Mijn antwoord", reply_to=first)
    erasing.erase(person=gone)
    rows = Post.objects.filter(pk__in=ids).values_list("author", "text", "reply_to")
    assert {(author, text) for author, text, _reply_to in rows} == {(None, "")}
    answer.refresh_from_db()
    assert (answer.text, answer.reply_to_id) == ("Mijn antwoord", first.pk)
    client.force_login(reader)
    page = client.get(thing.url).content.decode() + client.get(f"/nl/gesprek/{first.pk}/antwoord/").content.decode()
    assert MARK not in page
    assert list(Report.objects.values_list("reporter", "reason", "explanation")) == [(None, "kwetst", "")]


def test_a_chair_stays_empty_and_the_circle_goes_on(thing):
    gone = somebody(MARK, thing)
    seat = Seat.objects.get(person=gone, kind="peer")
    circle = CircleFactory(name="Blijft")
    MembershipFactory(person=gone, circle=circle, role="admin")
    heir = MembershipFactory(circle=circle)
    erasing.erase(person=gone)
    seat.refresh_from_db()
    assert (seat.person, seat.called) == (None, "iemand die weg is")
    assert Contribution.objects.filter(seat=seat).count() == 0
    heir.refresh_from_db()
    assert heir.role == "admin"
    assert not Circle.objects.filter(name__contains=MARK).exists()
    assert set(Membership.objects.filter(circle=circle).values_list("person", flat=True)) == {heir.person_id}


def test_what_was_sealed_opens_nowhere_again(thing):
    """As in a backup of the rows: put back without their key they are noise."""
    gone = somebody(MARK, thing)
    rows = list(Answer.objects.of(gone))
    erasing.erase(person=gone)
    for row in rows:
        row.refresh_from_db = None
        row.data_key = None
        with pytest.raises(Exception, match="erased"):
            row.open()


def test_a_ledger_that_cannot_be_written_erases_nothing(settings, tmp_path, thing):
    (tmp_path / "in-the-way").mkdir()
    settings.ERASURE_LEDGER = tmp_path / "in-the-way"
    person = somebody(MARK, thing)
    with pytest.raises(OSError, match="directory"):
        erasing.erase(person=person)
    assert MemberNotebook(User.objects.get(pk=person.pk)).read(Prompt(ABOUT, "doe-stap")) == {"dan": f"later {MARK}"}


def test_a_restored_backup_is_erased_again(settings, tmp_path):
    person, other = UserFactory(), UserFactory()
    number = person.public_id
    erasing.erase(person=person)
    Erasure.objects.all().delete()  # the backup is older than the erasure
    back = UserFactory(public_id=number)
    MemberNotebook(back).write(Prompt(ABOUT, "doe-stap"), {"dan": MARK})
    told = StringIO()
    call_command("reapply_erasures", stdout=told)
    assert told.getvalue() == "1 in the ledger; 1 came back with the backup and were erased again.\n"
    assert set(User.objects.values_list("pk", flat=True)) == {other.pk}
    assert DataKey.objects.count() == 0
    call_command("reapply_erasures", stdout=told)
    assert told.getvalue().endswith("0 came back with the backup and were erased again.\n")
    assert settings.ERASURE_LEDGER.read_text().count(str(number)) == 1


def test_the_time_to_think_it_over_is_seven_days():
    later, sooner = UserFactory(), UserFactory()
    with time_machine.travel("2026-11-01 12:00:00+01:00", tick=False):
        ErasureRequest.objects.create(person=later)
    with time_machine.travel("2026-11-08 11:59:59+01:00", tick=False):
        assert erasing.erase_due() == 0
    with time_machine.travel("2026-11-08 12:00:00+01:00", tick=False):
        assert erasing.erase_due() == 1
    assert list(User.objects.values_list("pk", flat=True)) == [sooner.pk]
    assert erasing.erase_due in {chore.do for chore in CHORES}


@pytest.mark.parametrize("together", [True, False], ids=["in one file", "in files of their own"])
def test_mails_of_others_stay(settings, thing, together):
    person, one = somebody(MARK, thing), mail.get_connection()
    mails = [
        mail.EmailMessage("Aan haar", "Dag", to=[person.email]),
        mail.EmailMessage("Iets anders", "Dag", to=["ander@voorbeeld.test"]),
        mail.EmailMessage("Over haar", f"{person.called} nodigt je uit.", to=["ander@voorbeeld.test"]),
    ]
    if together:
        one.send_messages(mails)
    else:
        for each in mails:
            each.send()
    erasing.erase(person=person)
    left = "".join(path.read_text() for path in Path(settings.EMAIL_FILE_PATH).iterdir())
    assert re.findall("^Subject: (.*)$", left, re.MULTILINE) == ["Iets anders"]
