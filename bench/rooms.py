"""Rooms under load: how soon a poke reaches the last of ten, how soon a click is on everyone's screen, what it costs.

    make bench-rooms

Makes a data folder of its own (SQLite, or the database that DATABASE_URL names, which must be empty) with a hundred
rooms of ten people, and a server process. Then, with a thousand streams open:

- memory of the server per open stream;
- from just before the poke until the last of a room of ten has it, one room after another;
- the same beside Django Channels with its in-memory layer, over the same wire, with the same client;
- with twenty rooms of ten: from the facilitator's click until each of the ten has their own HTML of the new state,
  fetched as the room's script does, one click at a time.

The client runs on the same machine as the server, so that on two busy processors the times are pessimistic; the
processor time per poke and the ratio to Channels are what to trust. Ends with 1 where a budget is not kept.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "meerstemmig.settings.dev"
os.environ["DEMO"] = "1"

ROOMS, PEOPLE = 100, 10
CLICKED_ROOMS, CLICKS, POKES = 20, 100, 300
AT_ONCE = 20
"""Streams that are opened side by side."""
TOKEN = "b" * 32
POKE_MS, HTML_MS, STREAM_KIB = 50.0, 300.0, 40.0
"""Budgets: 99 of 100 pokes, 95 of 100 clicks, memory per stream (architecture.md)."""


@dataclass(frozen=True)
class Chair:
    """One person in one room: the cookie of their browser."""

    session: str
    cookie: str


@dataclass
class Stream:
    """An open stream of one chair, and when its last poke came in."""

    chair: Chair
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    poked: asyncio.Event = field(default_factory=asyncio.Event)
    at: int = 0
    listener: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        while line := await self.reader.readline():
            if line.startswith(b"data:"):
                self.at = time.monotonic_ns()
                self.poked.set()


def make_rooms() -> list[list[Chair]]:
    """A hundred running sessions; in each the facilitator comes first."""
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from intervision.actions.planning import plan_session
    from intervision.actions.steering import steer
    from intervision.enums import Move
    from intervision.models import Method, Seat
    from people.models import Circle, Membership, User

    method = Method.objects.get(slug="incident")
    rooms = []
    for number in range(ROOMS):
        circle = Circle.objects.create(name=f"Kring {number}")
        people = [
            User.objects.create_user(email=f"stoel-{number}-{chair}@bench.test", first_name=f"Stoel {chair}")
            for chair in range(PEOPLE)
        ]
        for person in people:
            Membership.objects.create(person=person, circle=circle, joined_at=timezone.now() - timedelta(days=1))
        session = plan_session(
            by=people[0], circle=circle, method=method, starts_at=timezone.now() + timedelta(hours=1),
            facilitator=people[0], bringer=people[1], peers=people[2:],
        )  # fmt: skip
        seat = Seat.objects.select_related("session", "person").get(session=session, person=people[0])
        steer(session_id=session.pk, by=seat, move=Move.START, seen=session.move)
        chairs = []
        for person in people:
            store = SessionStore()
            store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[-1]
            store[HASH_SESSION_KEY] = person.get_session_auth_hash()
            store.create()
            chairs.append(Chair(str(session.pk), f"{settings.SESSION_COOKIE_NAME}={store.session_key}"))
        rooms.append(chairs)
    return rooms


class Server:
    """A server process and what it has used."""

    def __init__(self, which: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "bench" / "rooms_server.py"), which, str(self.port)]
        )
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"The server '{which}' did not start.")

    def kibibytes(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    def milliseconds(self) -> float:
        """Processor time so far, of all its threads."""
        spent = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(which: str) -> Iterator[Server]:
    server = Server(which)
    try:
        yield server
    finally:
        server.stop()


async def open_stream(server: Server, chair: Chair) -> Stream:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        f"GET /live/{chair.session}/ HTTP/1.1\r\nHost: localhost:{server.port}\r\nCookie: {chair.cookie}\r\n"
        "Sec-Fetch-Site: same-origin\r\nAccept: text/event-stream\r\n\r\n".encode()
    )
    status = await reader.readline()
    assert b" 200 " in status, status
    stream = Stream(chair, reader, writer)
    stream.listener = asyncio.create_task(stream.listen())
    await asyncio.wait_for(stream.poked.wait(), 30)
    return stream


async def open_all(server: Server, rooms: list[list[Chair]]) -> list[list[Stream]]:
    """Every stream, some side by side; each has had its first version when this returns."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def opened(chair: Chair) -> Stream:
        async with gate:
            return await open_stream(server, chair)

    return [list(await asyncio.gather(*(opened(chair) for chair in room))) for room in rooms]


def close_all(rooms: list[list[Stream]]) -> None:
    for stream in (stream for room in rooms for stream in room):
        if stream.listener:
            stream.listener.cancel()
        stream.writer.close()


class Browser:
    """One connection that stays open, as a browser keeps it."""

    def __init__(self, server: Server, chair: Chair) -> None:
        self.server, self.chair = server, chair
        self.reader: asyncio.StreamReader | None = None

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        try:
            return await self._ask(method, path, body)
        except (asyncio.IncompleteReadError, ConnectionError):  # the server closes what is idle; a browser asks again
            self.reader = None
            return await self._ask(method, path, body)

    async def _ask(self, method: str, path: str, body: str) -> tuple[int, bytes]:
        if self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.server.port}\r\n"
            f"Cookie: {self.chair.cookie}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\nX-Room-Fragment: 1\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        lengths = [int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")]
        return int(lines[0].split()[1]), await self.reader.readexactly(lengths[0]) if lengths else b""


async def poke_rooms(server: Server, rooms: list[list[Stream]]) -> tuple[list[float], float]:
    """Per poke, milliseconds until the last of the ten had it; and the server's processor time per poke."""
    browser, late = Browser(server, rooms[0][0].chair), []
    spent = server.milliseconds()
    for number in range(POKES):
        room = rooms[number % len(rooms)]
        for stream in room:
            stream.poked.clear()
        _status, before = await browser.ask("POST", f"/bench/poke/{room[0].chair.session}/")
        await asyncio.wait_for(asyncio.gather(*(stream.poked.wait() for stream in room)), 30)
        late.append((max(stream.at for stream in room) - int(before)) / 1e6)
        await asyncio.sleep(0.01)
    return late, (server.milliseconds() - spent) / POKES


async def click_rooms(server: Server, rooms: list[list[Stream]]) -> tuple[list[float], float]:
    """Per click, milliseconds until the last of the ten had the HTML of the new state; and processor time per click."""
    browsers = [[Browser(server, stream.chair) for stream in room] for room in rooms]
    for room in browsers:
        for browser in room:
            status, _html = await browser.ask("GET", f"/nl/intervisie/sessie/{browser.chair.session}/staat/")
            assert status == 200, status
    moves, late = dict.fromkeys(range(len(rooms)), 1), []
    spent = server.milliseconds()
    for number in range(CLICKS):
        place = number % len(rooms)
        streams, people = rooms[place], browsers[place]
        for stream in streams:
            stream.poked.clear()

        async def fetched(stream: Stream, browser: Browser) -> None:
            await stream.poked.wait()
            status, html = await browser.ask("GET", f"/nl/intervisie/sessie/{browser.chair.session}/staat/?v=0")
            assert (status, b'id="room"' in html) == (200, True), status

        begun = time.monotonic()
        waiting = [
            asyncio.create_task(fetched(stream, browser))
            for stream, browser in zip(streams[1:], people[1:], strict=True)
        ]
        address = f"/nl/intervisie/sessie/{streams[0].chair.session}/verloop/"
        status, html = await people[0].ask("POST", address, f"move=extend_1&seen={moves[place]}")
        assert (status, b'id="room"' in html) == (200, True), (status, html[:200])
        moves[place] += 1
        await asyncio.wait_for(asyncio.gather(*waiting), 30)
        late.append((time.monotonic() - begun) * 1000)
        await asyncio.sleep(0.05)
    return late, (server.milliseconds() - spent) / CLICKS


def at(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def told(name: str, late: list[float], cpu: float) -> None:
    print(
        f"{name:44}p50 {statistics.median(late):7.1f} ms   p95 {at(late, 0.95):7.1f}   p99 {at(late, 0.99):7.1f}   "
        f"CPU {cpu:5.1f} ms"
    )


async def measure_ours(rooms: list[list[Chair]]) -> tuple[float, float, float, float]:
    with serving("ours") as server:
        first = await open_all(server, rooms[:1])  # what the first stream makes the server load is not a stream's
        before, begun = server.kibibytes(), time.monotonic()
        streams = await open_all(server, rooms[1:])
        took = time.monotonic() - begun
        opened = sum(len(room) for room in streams)
        each = (server.kibibytes() - before) / opened
        print(f"{opened} streams open after {took:.1f} s ({opened / took:.0f} a second); {each:.1f} KiB each")
        pokes, cpu = await poke_rooms(server, streams)
        told("poke to the last of ten, 1,000 streams", pokes, cpu)
        close_all(first + streams)
    with serving("ours") as server:
        streams = await open_all(server, rooms[:CLICKED_ROOMS])
        clicks, click_cpu = await click_rooms(server, streams)
        told("click to everyone's HTML, 20 rooms of ten", clicks, click_cpu)
        close_all(streams)
    return each, at(pokes, 0.99), at(clicks, 0.95), cpu


async def measure_channels(rooms: list[list[Chair]]) -> float:
    with serving("channels") as server:
        first = await open_all(server, rooms[:1])
        before = server.kibibytes()
        streams = await open_all(server, rooms[1:])
        each = (server.kibibytes() - before) / sum(len(room) for room in streams)
        print(f"Channels, in-memory layer: {each:.1f} KiB each")
        pokes, cpu = await poke_rooms(server, streams)
        told("  poke to the last of ten, 1,000 streams", pokes, cpu)
        close_all(first + streams)
    return cpu


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="meerstemmig-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        import django

        django.setup()
        from django.db import connection, connections

        from meerstemmig.preparation import prepare

        prepare(lambda _line: None)
        rooms = make_rooms()
        print(f"{connection.vendor}; load of the machine before: {os.getloadavg()[0]:.1f}")
        connections.close_all()
        stream, poke, html, cpu = asyncio.run(measure_ours(rooms))
        beside = asyncio.run(measure_channels(rooms))
        print(f"Channels uses {beside / cpu:.1f} times the processor time per poke.")
        over = [
            f"{name}: {value:.0f} {unit}, budget {budget:.0f}"
            for name, value, budget, unit in (
                ("memory per stream", stream, STREAM_KIB, "KiB"),
                ("poke p99", poke, POKE_MS, "ms"),
                ("click to HTML p95", html, HTML_MS, "ms"),
            )
            if value > budget
        ]
        print("\n".join(["", *over]) if over else "\nEvery budget was kept.")
        return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
