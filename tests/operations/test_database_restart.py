"""PostgreSQL loses its power under a running site: what was sent is given back, and all goes on when it is there again.

One site on a server of its own, walked through once: filling a database takes longer than all the rest.
"""

import http.client
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar

import pytest
from django.db import connection

from scripts.postgres import Server, binaries
from tests.journeys.conftest import free_port, start

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("serve"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="walked once, with the suite on PostgreSQL"),
]

STAGE = "/nl/casussen/brief-in-zijn-rugzak/fase/1/"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|operation|kladje|versie|was)" value="([^"]*)"')
CANARY = "Wat ik zag toen de stroom uitviel"


class Person:
    """A browser without script."""

    def __init__(self, address):
        self.address, self.jar = address, CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self._told(urllib.request.Request(self.address + path))

    def post(self, path, form):
        return self._told(urllib.request.Request(self.address + path, urllib.parse.urlencode(form).encode()))

    def _told(self, request):
        try:
            with self.browser.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def signs_in(self, button):
        _status, page = self.get("/nl/account/login/")
        form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in form)
        action = re.search(r'action="([^"]+)"', form)[1]
        named = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        status, _page = self.post(action, named)
        assert status == 200


@contextmanager
def stream_of(person, session):
    """The open stream of this person in this session, after its first poke."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.jar)
    host = person.address.removeprefix("http://")
    opened = http.client.HTTPConnection(host, timeout=40)
    opened.request("GET", f"/live/{session}/", headers={"Cookie": cookies, "Sec-Fetch-Site": "same-origin"})
    with closing(opened), closing(opened.getresponse()) as answer:
        assert answer.status == 200
        assert poke_of(answer) is not None
        yield answer


def poke_of(stream):
    while line := stream.readline():
        if line.startswith(b"data:"):
            return json.loads(line.removeprefix(b"data:"))
    return None


def health_of(address):
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def until(condition, seconds=40):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def test_the_power_fails_under_a_site_and_comes_back(tmp_path):
    """
    A professional signs in and opens a stage; a facilitator's room is open on a device. The database loses its power.
    The page and what was typed come back as a calm page with the text in it; the script's draft gets a sentence. The
    stream stays. The database comes back: the same form is kept, the device is told to fetch, and health is whole,
    without anybody restarting anything.
    """
    port, log = free_port(), tmp_path / "log"
    address = f"http://localhost:{port}"
    with Server(binaries(), safe=True) as database:
        site = start(tmp_path / "data", port, log=log, database=database.url)
        try:
            person = Person(address)
            person.signs_in("professional@demo.meerstemmig.test")
            status, page = person.get(STAGE)
            hidden = dict(HIDDEN.findall(page.split('class="writing"')[1]))
            facilitator = Person(address)
            facilitator.signs_in("begeleider@demo.meerstemmig.test")
            _status, home = facilitator.get("/nl/intervisie/")
            session = re.search(r"/intervisie/sessie/([0-9a-f-]{36})/", home)[1]
            with stream_of(facilitator, session) as stream:
                database.stop()
                status, page = person.post(STAGE, {**hidden, "gezien": CANARY})
                assert (status, CANARY in page, "Verstuur opnieuw" in page) == (503, True, True)
                status, page = person.get("/nl/")
                assert (status, "Even niet bereikbaar" in page) == (503, True)
                status, told = health_of(address)
                assert (status, told["database"]["ok"]) == (503, False)

                database.start()
                until(lambda: health_of(address)[0] == 200)
                assert poke_of(stream) == {"v": None}
                status, _page = person.post(STAGE, {**hidden, "gezien": CANARY})
                assert status == 200
                status, page = person.get(STAGE)
                assert (status, CANARY in page) == (200, True)
        finally:
            site.terminate()
            site.wait(timeout=30)
    assert CANARY not in log.read_text()
    assert "Traceback" not in log.read_text()
