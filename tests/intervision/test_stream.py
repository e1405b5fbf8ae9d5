"""The live stream beside Django: who gets in, what comes over the wire, when it ends."""

import asyncio
import json
import threading

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from intervision import usher
from intervision.actions.writing import set_ready
from intervision.enums import Move
from intervision.hub import hub
from intervision.stream import STREAMS_PER_SEAT, application
from tests.factories.intervision import make_room
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def cookie_of(person):
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def connect(session_id, cookie="", **headers):
    sent = {"host": "testserver", "cookie": cookie, **headers}
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/live/{session_id}/",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items() if value],
    }
    return ApplicationCommunicator(application, scope)


async def opened(communicator):
    await communicator.send_input({"type": "http.request"})
    return (await communicator.receive_output(5))["status"]


async def body(communicator, timeout=5):
    return (await communicator.receive_output(timeout))["body"].decode()


async def leave(*communicators):
    for communicator in communicators:
        await communicator.send_input({"type": "http.disconnect"})
        await communicator.wait(5)


@sync_to_async
def room_with_cookie():
    room = make_room()
    room.go_to(1)
    return room, cookie_of(room.peers[0].person)


async def test_a_poke_arrives_after_the_commit_and_holds_only_a_version():
    room, cookie = await room_with_cookie()
    stream = connect(room.session.pk, cookie)
    assert await opened(stream) == 200
    version = (await sync_to_async(room.fresh)()).version
    first = await body(stream)
    assert first.endswith(f'event: poke\nid: {version}\ndata: {{"v": {version}}}\n\n')
    await sync_to_async(room.steer)(Move.NEXT)
    assert await body(stream) == f'event: poke\nid: {version + 1}\ndata: {{"v": {version + 1}}}\n\n'
    await leave(stream)
    assert hub.count() == 0


async def test_the_newest_wins_when_nobody_reads():
    room, cookie = await room_with_cookie()
    stream = connect(room.session.pk, cookie)
    await opened(stream)
    await body(stream)
    for version in (101, 103, 102):
        hub.publish(room.session.pk, version)
    assert json.loads((await body(stream)).split("data: ")[1]) == {"v": 103}
    assert await stream.receive_nothing(0.1)
    await leave(stream)


async def test_after_a_lost_bridge_every_device_is_told_to_fetch():
    room, cookie = await room_with_cookie()
    stream = connect(room.session.pk, cookie)
    await opened(stream)
    await body(stream)
    hub.publish(room.session.pk, 50)
    hub.resync()
    assert json.loads((await body(stream)).split("data: ")[1]) == {"v": None}
    await leave(stream)


@pytest.mark.parametrize(
    "who", ["anonymous", "outsider", "left the circle", "other site", "other origin", "no such session"]
)
async def test_who_gets_no_stream(who):
    room, cookie = await room_with_cookie()
    session_id, headers = room.session.pk, {}
    if who == "anonymous":
        cookie = ""
    elif who == "outsider":
        cookie = await sync_to_async(lambda: cookie_of(UserFactory()))()
    elif who == "left the circle":
        await sync_to_async(end_membership)(room.peers[0].person)
    elif who == "other site":
        headers = {"sec_fetch_site": "cross-site"}
    elif who == "other origin":
        headers = {"origin": "https://elders.test"}
    else:
        session_id = "00000000-0000-4000-8000-000000000000"
    stream = connect(session_id, cookie, **headers)
    assert await opened(stream) == 403
    assert await body(stream) == ""
    assert hub.count() == 0


async def test_a_paired_screen_listens_with_its_own_cookie():
    from intervision.actions.screens import code_of, offer_screen, pair_screen

    room, _cookie = await room_with_cookie()

    @sync_to_async
    def pair():
        seat = offer_screen(session_id=room.session.pk, by=room.facilitator)
        return pair_screen(code=code_of(seat, timezone.now()))[1]

    stream = connect(room.session.pk, f"meerstemmig-scherm={await pair()}")
    assert await opened(stream) == 200
    await leave(stream)


async def test_one_chair_has_three_streams_and_the_fourth_polls():
    room, cookie = await room_with_cookie()
    streams = [connect(room.session.pk, cookie) for _ in range(STREAMS_PER_SEAT)]
    assert [await opened(stream) for stream in streams] == [200] * STREAMS_PER_SEAT
    assert await opened(connect(room.session.pk, cookie)) == 204
    await leave(*streams)


async def test_the_stream_ends_when_the_right_ends(monkeypatch):
    monkeypatch.setattr(usher, "EVERY_SECONDS", 0.05)
    room, cookie = await room_with_cookie()
    stream = connect(room.session.pk, cookie)
    await opened(stream)
    await body(stream)
    await sync_to_async(end_membership)(room.peers[0].person)
    assert await stream.receive_output(2) == {"type": "http.response.body", "body": b"", "more_body": False}
    await stream.wait(2)
    assert hub.count() == 0


async def test_a_poke_from_another_thread_wakes_the_stream():
    room, cookie = await room_with_cookie()
    stream = connect(room.session.pk, cookie)
    await opened(stream)
    await body(stream)
    thread = threading.Thread(target=hub.publish, args=(room.session.pk, 77))
    thread.start()
    assert json.loads((await body(stream)).split("data: ")[1]) == {"v": 77}
    await asyncio.to_thread(thread.join)
    await leave(stream)


async def test_what_is_rolled_back_pokes_nobody():
    room, cookie = await room_with_cookie()
    await sync_to_async(room.go_to)(2)
    stream = connect(room.session.pk, cookie)
    await opened(stream)
    await body(stream)

    def change_and_fail():
        with transaction.atomic():
            set_ready(session_id=room.session.pk, by=room.peers[0], phase=2, ready=True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await sync_to_async(change_and_fail)()
    assert await stream.receive_nothing(0.2)
    await leave(stream)


def end_membership(person):
    person.memberships.update(left_at=timezone.now())
