"""R20, R21: somebody writes in every private place of a site that serves; then everything on disk is searched.

The whole data folder (database with its write-ahead log, index, media, mail), and all that the processes printed.
"""

import base64
import http.cookiejar
import re
import shutil
import signal
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.journeys.conftest import free_port, prepared_folder, start

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]

MARK = "KANARIEZWART"
ACCOUNT = "professional@demo.meerstemmig.test"
NAME = "Imane"
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')


class Browser:
    """Cookies, forms and nothing else."""

    def __init__(self, address):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self._open(urllib.request.Request(self.address + path))

    def post(self, path, fields, files=None):
        token = next(cookie.value for cookie in self.jar if cookie.name.endswith("csrftoken"))
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(self.address + path, data, {"Referer": self.address + path})
        return self._open(request)

    def _open(self, request):
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.url, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.url, error.read()

    def sign_in(self, email=ACCOUNT):
        self.get("/nl/account/login/")
        status, url, _body = self.post("/nl/account/login/", {"login": email, "password": "meerstemmig-demo"})
        assert (status, "/login/" in url) == (200, False)
        return self


def forms_in(html, path):
    """Every form that is sent by POST: where to, and its fields with what stands in them."""
    found = []
    for form in re.findall(r"<form\b.*?</form>", html, re.DOTALL):
        head = form[: form.index(">")]
        if 'method="post"' not in head.lower():
            continue
        action = re.search(r'action="([^"]*)"', head)
        fields = {}
        for field in FIELD.finditer(form):
            value = VALUE.search(field.group(0))
            fields[field.group(1)] = value.group(1) if value else ""
        texts = re.findall(r'<textarea[^>]*\bname="([^"]+)"', form)
        found.append((action.group(1) if action and action.group(1) else path, fields, texts))
    return found


def write_everywhere(browser, path):
    """Put the mark in every free text of this page; how many forms that were."""
    status, _url, body = browser.get(path)
    assert status == 200, path
    sent = 0
    for action, fields, texts in forms_in(body.decode(), path):
        if not texts or "/gesprek/" in action or "/account/" in action:
            continue
        filled = {**fields, **{name: f"{MARK} geschreven bij {name}" for name in texts}}
        status, _url, answer = browser.post(action, filled)
        assert status in {200, 302, 422}, (action, status)
        sent += status == 200 and MARK.encode() in browser.get(path)[2] + answer
    return sent


def forms_of(mark):
    return [
        made
        for word in (mark, mark.lower())
        for made in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode(), *in_base64(word.encode()))
    ]


def in_base64(word):
    """The middle of what any alignment of the word looks like in base64."""
    return [base64.b64encode(b"\0" * shift + word)[4 : -4 if (shift + len(word)) % 3 else None] for shift in range(3)]


def holding(folder, *marks):
    """Files whose name or bytes hold one of these, in any form."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and any(form in path.read_bytes() + path.name.encode() for mark in marks for form in forms_of(mark))
    )


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.3)
    raise AssertionError("it did not happen in time")


def ready_copy(browser):
    """The address at which the copy can be taken, once the worker made it."""
    found = re.search(r"/nl/mijn/gegevens/kopie/[0-9a-f-]{36}/", browser.get("/nl/mijn/gegevens/")[2].decode())
    return found and found.group(0)


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "site" / "data"
    shutil.copytree(prepared_folder(), folder, symlinks=True)
    return folder


def test_nothing_private_lies_anywhere_in_the_open_and_after_erasing_nothing_at_all(place):
    log, port = place.parent / "serve.log", free_port()
    (place.parent / "planted").write_text(f"{base64.b64encode(b'x' + MARK.encode()).decode()}")
    assert holding(place.parent, MARK) == ["planted"]  # the search finds what is there
    (place.parent / "planted").unlink()
    server = start(place, port, log=log)
    try:
        browser = Browser(f"http://localhost:{port}").sign_in()
        written = [
            write_everywhere(browser, path)
            for path in (
                "/nl/casussen/zetel-van-tante-rose/fase/1/",
                "/nl/modules/vertragen/eenheid-1/",
                "/nl/notities/logboek/nieuw/",
            )
            if browser.get(path)[0] == 200
        ]
        assert sum(written) >= 2, written
        visitor = Browser(f"http://localhost:{port}")
        assert write_everywhere(visitor, "/nl/casussen/zetel-van-tante-rose/fase/1/") >= 1
        assert browser.post("/nl/mijn/gegevens/kopie/", {})[0] == 200
        until(lambda: ready_copy(browser))
        assert holding(place.parent, MARK) == []
        status, _url, copy = browser.post(until(lambda: ready_copy(browser)), {})
        assert (status, copy[:2]) == (200, b"PK")
        assert holding(place.parent, MARK) == []
        assert ACCOUNT in str(holding(place, ACCOUNT)) or holding(place, ACCOUNT) != []
        status, _url, body = browser.post("/nl/mijn/gegevens/wissen/", {"when": "nu", "word": "wissen"})
        assert "Je account is gewist" in body.decode()
        until(lambda: holding(place, ACCOUNT) == [], 30)
        assert holding(place.parent, MARK) == []
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
    assert holding(place, MARK, ACCOUNT) == []
    assert MARK not in log.read_text()
