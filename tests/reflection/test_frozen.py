"""Freezing an exact text, and checking a text against its number."""

import hashlib
import re
import uuid

import pytest
from django.db import connection
from django.test import Client

from reflection.models import DataKey, Frozen
from tests.factories.people import UserFactory
from tests.factories.releases import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

TEXT = "Ik vroeg het haar.\nZe zei: “neen”. هل"
CHECK = "/nl/notities/vastgezet/controleer/"


@pytest.fixture
def owner():
    return UserFactory()


def at(person):
    client = Client()
    client.force_login(person)
    return client


def freeze(client, row, operation=None):
    return client.post(f"/nl/notities/vastgezet/nieuw/answer/{row.pk}/", {"operation": operation or uuid.uuid4()})


def test_number_is_that_of_the_exact_text(owner):
    mine = at(owner)
    page = mine.get(freeze(mine, written(owner, TEXT))["Location"]).content.decode()
    number = hashlib.sha256(TEXT.encode()).hexdigest()
    assert f'<code class="check-number">{number}</code>' in page
    assert "neen" in page


def test_text_and_number_lie_sealed(owner):
    freeze(at(owner), written(owner, TEXT))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reflection_frozen")
        stored = repr([bytes(v) if isinstance(v, memoryview) else v for row in cursor.fetchall() for v in row])
    assert [each in stored for each in ("vroeg", hashlib.sha256(TEXT.encode()).hexdigest())] == [False, False]


def test_same_submit_twice_freezes_once(owner):
    row, mine, operation = written(owner, TEXT), at(owner), uuid.uuid4()
    assert len({freeze(mine, row, operation)["Location"] for _twice in range(2)}) == 1
    assert Frozen.objects.count() == 1


def test_it_stays_when_the_answer_goes_and_goes_with_the_key(owner):
    row, mine = written(owner, TEXT), at(owner)
    where = freeze(mine, row)["Location"]
    row.delete()
    assert mine.get(where).status_code == 200
    DataKey.objects.filter(person=owner).delete()
    assert mine.get(where).status_code == 404
    assert mine.get("/nl/notities/vastgezet/").status_code == 200


@pytest.mark.parametrize("harm", ["another key", "no key", "one row"])
def test_what_does_not_open_is_not_left_out_as_if_it_were_gone(owner, settings, harm):
    mine, row = at(owner), written(owner, TEXT)
    where = [freeze(mine, row)["Location"] for _twice in range(2)]
    kept = Frozen.objects.order_by("frozen_at").first()
    if harm == "one row":
        kept.sealed = bytes(kept.sealed[:-1]) + bytes([kept.sealed[-1] ^ 1])
        kept.save()
    else:
        settings.FIELD_KEYS = ["nieuw:" + "A" * 43 + "="] if harm == "another key" else []
    before = [bytes(each) for each in Frozen.objects.order_by("pk").values_list("sealed", flat=True)]
    for address in ("/nl/notities/vastgezet/", where[0]):
        answer = mine.get(address)
        assert (answer.status_code, "Nu niet leesbaar" in answer.content.decode()) == (503, True)
    assert [bytes(each) for each in Frozen.objects.order_by("pk").values_list("sealed", flat=True)] == before


def test_nobody_else_sees_it(owner):
    row = written(owner, TEXT)
    where = freeze(at(owner), row)["Location"]
    for other in (UserFactory(), UserFactory(is_superuser=True)):
        assert at(other).get(where).status_code == 404
        assert freeze(at(other), row).status_code == 404
        assert "vroeg" not in at(other).get("/nl/notities/vastgezet/").content.decode()
    assert Client().get(where)["Location"].startswith("/nl/account/login/")


def test_a_choice_without_words_cannot_be_frozen(owner):
    row = written(owner, "", getal=3)
    assert at(owner).get(f"/nl/notities/vastgezet/nieuw/answer/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("text", "number", "status", "told"),
    [
        (TEXT, "{right}", 200, "Ja."),
        (TEXT.replace("\n", "\r\n") + "\r\n ", " {RIGHT} ", 200, "Ja."),
        (TEXT + "!", "{right}", 200, "Nee."),
        (TEXT, "0" * 64, 200, "Nee."),
        ("", "{right}", 422, "Plak de tekst die je wil controleren."),
        (TEXT, "", 422, "Schrijf of plak het controlegetal."),
        (TEXT, "xyz", 422, "Een controlegetal telt 64 tekens"),
        ("x" * 20_001, "{right}", 422, "er is plaats voor 20000"),
    ],
    ids=range(8),
)
def test_anybody_checks_a_text_and_nothing_is_kept(text, number, status, told):
    right = hashlib.sha256(TEXT.encode()).hexdigest()
    client = Client()
    client.get(CHECK)
    sent = {"tekst": text, "nummer": number.format(right=right, RIGHT=right.upper())}
    with connection.execute_wrapper(only_reads):
        response = client.post(CHECK, sent)
    page = response.content.decode()
    assert (response.status_code, told in page) == (status, True)
    assert status == 422 or bool(re.search("haar", page)) is True


def only_reads(execute, sql, params, many, context):
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    return execute(sql, params, many, context)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_for_one_and_for_three(owner, count, django_assert_num_queries):
    mine = at(owner)
    for number in range(count):
        freeze(mine, written(owner, f"Zin {number}."))
    mine.get("/nl/notities/vastgezet/")
    with django_assert_num_queries(4):
        page = mine.get("/nl/notities/vastgezet/").content.decode()
    assert page.count("Zin ") == count
