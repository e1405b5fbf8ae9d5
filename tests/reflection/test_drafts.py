"""What somebody is writing is kept while they write: once, for them alone, and never over something else."""

import json
import threading
import uuid
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory

from reflection import wire
from reflection.drafts import Place, Settled, StaleDraftError
from reflection.models import Answer, DataKey, Draft
from reflection.notebook import MemberNotebook, notebook_of
from tests.discussion.hostile import PAYLOADS
from tests.factories.people import UserFactory
from tests.factories.reflection import PLACE, URL, body, send, token

pytestmark = pytest.mark.django_db

CANARY = "KANARIE-in-het-kladje"
OTHER_KEYS = ["new:" + "A" * 43 + "="]


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def member(client, person):
    client.force_login(person)
    return client


@pytest.fixture(params=["visitor", "member"])
def writer(request, client, person):
    """A browser and whose it is."""
    if request.param == "visitor":
        return client, None
    client.force_login(person)
    return client, person


def standing(client, person, place=PLACE):
    request = RequestFactory().get("/")
    from django.contrib.auth.models import AnonymousUser

    request.user, request.session = person or AnonymousUser(), client.session
    kept = notebook_of(request).draft(place)
    return kept.fields if kept else None


def told(answer):
    return answer.status_code, answer.json().get("reason", ""), answer.json().get("v")


def test_each_save_takes_the_place_of_the_one_that_was_seen(writer):
    client, person = writer
    assert told(send(client, body(person, gezien="Een", aan=["x", "y"]))) == (200, "", 1)
    assert told(send(client, body(person, seen=1, gezien="Een twee"))) == (200, "", 2)
    assert standing(client, person) == {"gezien": ["Een twee"]}


def test_the_same_text_again_is_harmless_whatever_version_was_seen(writer):
    client, person = writer
    sent = body(person, gezien="Een")
    assert [told(send(client, sent)) for _again in range(3)] == [(200, "", 1)] * 3


@pytest.mark.parametrize(("own", "page"), [(False, None), (True, uuid.UUID(int=9))])
def test_another_version_is_never_written_over_and_comes_along(writer, own, page):
    client, person = writer
    send(client, body(person, gezien="Eerst", page=page))
    answer = send(client, body(person, gezien="Ander venster", page=page))
    assert told(answer) == (409, "anders", 1)
    assert (answer.json()["own"], answer.json()["velden"]) == (own, {"gezien": ["Eerst"]})
    assert standing(client, person) == {"gezien": ["Eerst"]}


def test_what_is_written_after_the_answer_went_in_is_met_as_another_version(writer):
    client, person = writer
    answer = send(client, body(person, seen=3, gezien="Nog iets"))
    assert told(answer) == (409, "anders", 0)
    assert "velden" not in answer.json()
    assert told(send(client, body(person, seen=0, gezien="Nog iets"))) == (200, "", 1)


def test_an_autosave_asks_four_queries_the_first_and_every_next(member, person, django_assert_num_queries):
    MemberNotebook(person).write_all("casus:elders", {"a": {}})  # wrote before, so has a key
    for seen in (0, 1, 2):
        with django_assert_num_queries(4):
            assert send(member, body(person, seen=seen, gezien=f"tekst {seen}")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_visitors_autosave_asks_four_too(client, django_assert_num_queries):
    for seen in (0, 1, 2):
        with django_assert_num_queries(4):
            assert send(client, body(seen=seen, gezien=f"tekst {seen}")).status_code == 200


def test_it_lies_sealed_and_for_one_person_only(member, person):
    send(member, body(person, gezien=CANARY))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM reflection_draft")
        assert [CANARY.encode() in bytes(row[0]) for row in cursor.fetchall()] == [False]
    for other in (UserFactory(), UserFactory(is_superuser=True, is_staff=True)):
        client = Client()
        client.force_login(other)
        assert standing(client, other) is None
        assert told(send(client, body(person, seen=1, gezien="Van een ander"))) == (403, "iemand-anders", None)
        assert told(send(client, body(other, gezien="Eigen"))) == (200, "", 1)
    assert standing(member, person) == {"gezien": [CANARY]}


def test_a_visitors_draft_lies_sealed_in_the_session(client):
    send(client, body(gezien=CANARY))
    assert CANARY not in str(client.session.load())


@pytest.mark.parametrize(
    ("sent_to", "now", "answered"),
    [
        ("member", "nobody", (401, "afgemeld")),
        ("member", "somebody else", (403, "iemand-anders")),
        ("nobody", "member", (403, "aangemeld")),
        ("member", "member", (200, "")),
        ("nobody", "nobody", (200, "")),
    ],
)
def test_what_was_typed_never_lands_with_who_signed_in_since(client, person, sent_to, now, answered):
    readers = {"member": person, "somebody else": UserFactory(), "nobody": None}
    if readers[now]:
        client.force_login(readers[now])
    answer = send(client, body(readers[sent_to], gezien="tekst"))
    assert told(answer)[:2] == answered
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store, private" or "no-store" in answer["Cache-Control"]
    assert Draft.objects.exclude(person=readers[now]).count() == 0


def test_a_page_hears_who_is_signed_in_now(client, person):
    client.force_login(person)
    first = client.get(URL).json()
    assert (len(first["who"]), len(first["keys"])) == (20, 1)
    client.logout()
    assert {name: client.get(URL).json()[name] for name in ("who", "keys")} == {"who": "", "keys": []}
    client.force_login(person)
    again = client.get(URL).json()
    assert (again["who"], again["keys"]) == (first["who"], first["keys"])  # the text in the browser opens again
    client.force_login(UserFactory())
    assert client.get(URL).json()["keys"] != first["keys"]


def test_a_script_is_told_in_json_that_its_form_is_too_old(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = send(client, body(person, gezien="tekst"))
    assert told(answer)[:2] == (403, "verlopen")
    fresh = client.get(URL).json()["csrf"]
    sent = json.dumps(body(person, gezien="tekst"))
    headers = {"Accept": "application/json", "X-CSRFToken": fresh}
    assert client.post(URL, sent, content_type="application/json", headers=headers).status_code == 200


BAD = [
    b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"kladje": 1}', b"a=b", b"[" * 5000,
    b'{"kladje":"x","versie":-1,"operation":"11111111-1111-1111-1111-111111111111","velden":{}}',
    b'{"kladje":"x","versie":1e400,"operation":"11111111-1111-1111-1111-111111111111","velden":{}}',
    b'{"kladje":"x","versie":99999999999,"operation":"11111111-1111-1111-1111-111111111111","velden":{}}',
    b'{"kladje":"x","versie":0,"operation":"geen","velden":{}}',
    b'{"kladje":"x","versie":0,"operation":"11111111-1111-1111-1111-111111111111","velden":{"a":"b","c":[1]}}',
    b'{"kladje":"x","versie":0,"operation":"11111111-1111-1111-1111-111111111111","velden":[["a"]]}',
    b'{"kladje":"x","versie":0,"operation":"11111111-1111-1111-1111-111111111111","velden":{"%s":["b"]}}' % (b"n" * 121),
]  # fmt: skip


@pytest.mark.parametrize("sent", BAD, ids=range(len(BAD)))
def test_what_is_no_draft_is_refused_in_words(member, sent):
    answer = member.post(URL, sent, content_type="application/json")
    assert told(answer)[:2] == (422, "onleesbaar")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("forged", ["", "x", "x:y", "W10:abc", token() + "x", "\u202e", "é" * 40])
def test_nobody_writes_at_a_place_that_no_page_offered(member, person, forged):
    assert told(send(member, body(person, gezien="x") | {"kladje": forged}))[:2] == (403, "herlaad")
    assert Draft.objects.count() == 0


def test_too_much_is_said_and_the_rest_stands(member, person):
    send(member, body(person, gezien="Eerst"))
    answer = send(member, body(person, seen=1, gezien="x" * (wire.MOST_CHARACTERS + 1)))
    assert told(answer)[:2] == (422, "te-lang")
    assert "60001 tekens" in answer.json()["text"]
    for sent in (body(person, gezien=["x"] * 401), body(person, gezien="x" * 3_000_000)):
        assert told(send(member, sent))[:2] == (422, "te-lang")
    assert standing(member, person) == {"gezien": ["Eerst"]}


def test_a_visitor_without_room_is_told(client, monkeypatch):
    monkeypatch.setattr("reflection.notebook.session_drafts.MOST_BYTES", 10)
    assert told(send(client, body(gezien="x")))[:2] == (422, "vol")


@pytest.mark.parametrize("text", [*PAYLOADS, "x\x00y", "\ud800", "\u202eomgekeerd", "a\r\nb", "👩🏽‍🦱" * 900])
def test_any_text_comes_back_and_can_be_shown(writer, text):
    client, person = writer
    assert send(client, body(person, gezien=text)).status_code == 200
    [shown] = standing(client, person)["gezien"]
    shown.encode()  # a page can show it
    assert shown == "".join(each for each in text if each >= " " or each in "\t\n").replace("\ud800", "\ufffd")


@pytest.mark.parametrize("keys", [OTHER_KEYS, ["test:" + "A" * 43 + "="]], ids=["missing", "wrong"])
def test_without_the_right_server_key_a_save_is_refused_and_what_stood_is_kept(writer, settings, keys):
    client, person = writer
    send(client, body(person, gezien=CANARY))
    right = settings.FIELD_KEYS
    settings.FIELD_KEYS = [f"{right[0].partition(':')[0]}:{keys[0].partition(':')[2]}"] if keys != OTHER_KEYS else keys
    answer = send(client, body(person, seen=1, gezien=f"{CANARY} en meer"))
    assert told(answer)[:2] == (503, "sleutel")
    assert CANARY not in answer.content.decode()
    settings.FIELD_KEYS = right
    assert standing(client, person) == {"gezien": [CANARY]}


def test_an_erased_key_leaves_nothing_and_writing_goes_on(member, person):
    send(member, body(person, gezien=CANARY))
    DataKey.objects.filter(person=person).delete()
    assert standing(member, person) is None
    assert told(send(member, body(person, seen=0, gezien="opnieuw"))) == (200, "", 1)
    assert standing(member, person) == {"gezien": ["opnieuw"]}


def test_an_answer_takes_the_drafts_place_in_one_go(writer):
    client, person = writer
    page = uuid.uuid4()
    for settled, left in [
        (Settled(PLACE.key, 1, uuid.uuid4()), None),  # the version that was seen
        (Settled(PLACE.key, 9, page), None),  # whatever this page wrote
        (Settled(PLACE.key, 9, uuid.uuid4()), {"gezien": ["x"]}),  # another page wrote since
    ]:
        send(client, body(person, page=page, gezien="x"))
        request = RequestFactory().get("/")
        from django.contrib.auth.models import AnonymousUser

        request.user, request.session = person or AnonymousUser(), client.session
        notebook_of(request).write_all(PLACE.about, {"fase.a.gezien": {"tekst": "x"}}, settled=settled)
        request.session.save()
        assert standing(client, person) == left


def test_an_answer_that_cannot_be_written_leaves_the_draft(person, monkeypatch):
    notebook = MemberNotebook(person)
    notebook.keep_draft(PLACE, {"gezien": ["x"]}, seen=0, page=uuid.uuid4())

    def fall(**_what):
        raise RuntimeError("planted")

    monkeypatch.setattr("reflection.actions.answers.settle_draft", fall)
    with pytest.raises(RuntimeError):
        notebook.write_all(PLACE.about, {"a": {}}, settled=Settled(PLACE.key, 1, uuid.uuid4()))
    assert (Answer.objects.count(), notebook.draft(PLACE).fields) == (0, {"gezien": ["x"]})


def test_throwing_away_is_a_press_and_leads_back(writer):
    client, person = writer
    send(client, body(person, gezien="x"))
    answer = client.post(f"{URL}weg/", {"kladje": token(UserFactory()), "terug": "/nl/casussen/"})
    assert standing(client, person) == {"gezien": ["x"]}  # another's name of the place
    answer = client.post(f"{URL}weg/", {"kladje": token(person), "terug": "/nl/casussen/"})
    assert (answer.status_code, answer["Location"], standing(client, person)) == (303, "/nl/casussen/", None)
    assert client.get(f"{URL}weg/").status_code == 405


def test_a_visitors_drafts_go_along_when_they_choose_so_and_the_later_one_stays(client, person):
    elsewhere = Place("module:x", "eenheid.1", 3)
    with time_machine.travel(datetime(2026, 11, 26, 10), tick=False) as clock:
        MemberNotebook(person).keep_draft(PLACE, {"gezien": ["eerder"]}, seen=0, page=uuid.uuid4())
        clock.move_to(datetime(2026, 11, 26, 11))
        send(client, body(gezien="later"))
        send(client, body(place=elsewhere, text="ook"))
        client.force_login(person)
        client.post("/nl/notities/meenemen/", {"keuze": "bewaren"})
        assert standing(client, person) == {"gezien": ["later"]}
        assert standing(client, person, elsewhere) == {"text": ["ook"]}
        assert Draft.objects.get(about="module:x").revision == 3
        assert "drafts" not in client.session


def test_a_clock_that_was_set_back_leaves_the_latest_answer_the_latest(person):
    notebook = MemberNotebook(person)
    for hour, text in ((12, "eerst"), (9, "daarna")):
        with time_machine.travel(datetime(2026, 11, 26, hour), tick=False):
            notebook.write_all(PLACE.about, {"a": {"tekst": text}})
    assert notebook.read_all(PLACE.about) == {"a": {"tekst": "daarna"}}


@pytest.mark.django_db(transaction=True)
def test_of_many_writers_at_once_one_wins_and_the_others_are_told(transactional_db):
    person = UserFactory()
    MemberNotebook(person).write_all("casus:elders", {"a": {}})
    for seen in (0, 1):
        won, lost, barrier = [], [], threading.Barrier(8)

        def write(number, seen=seen, won=won, lost=lost, barrier=barrier):
            barrier.wait()
            try:
                MemberNotebook(person).keep_draft(PLACE, {"n": [str(number)]}, seen=seen, page=uuid.uuid4())
                won.append(str(number))
            except StaleDraftError as stale:
                lost.append(stale.standing.fields["n"][0])
            finally:
                connection.close()

        threads = [threading.Thread(target=write, args=(seen * 100 + number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(won), lost) == (1, won * 7)
        assert MemberNotebook(person).draft(PLACE).fields == {"n": won}
