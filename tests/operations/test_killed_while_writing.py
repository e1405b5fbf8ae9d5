"""Twenty people write, and the server is killed under them: nothing that was answered "kept" is lost."""

import json
import os
import re
import shutil
import signal
import sqlite3
import threading
import time
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar

import pytest

from tests.journeys.conftest import free_port, prepared_folder, start

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]

WRITERS = 20
STAGE = "/nl/casussen/brief-in-zijn-rugzak/fase/1/"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|operation|kladje|versie)" value="([^"]*)"')


class Writer:
    """Somebody at the first stage, with a ledger of what the server said it kept."""

    def __init__(self, address):
        self.address = address
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = self.browser.open(address + STAGE, timeout=30).read().decode()
        self.hidden = dict(HIDDEN.findall(page.split('class="writing"')[1]))
        self.version, self.number, self.acknowledged = 0, 0, ""

    def save(self):
        """One autosave; whether it was acknowledged. One that got lost is asked for once more, with the same text."""
        text = f"{self.hidden['operation']} {self.number + 1}"
        body = {**self.hidden, "versie": self.version, "velden": {"gezien": [text]}}
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.hidden["csrfmiddlewaretoken"]}
        request = urllib.request.Request(self.address + "/nl/notities/kladje/", json.dumps(body).encode(), headers)
        try:
            with self.browser.open(request, timeout=10) as answer:
                self.version = json.load(answer)["v"]
        except (OSError, HTTPException, ValueError):  # refused, reset, cut off in the middle of the answer
            return False
        self.number, self.acknowledged = self.number + 1, text
        return True

    def finds(self):
        """What stands in the field when the stage is opened again."""
        page = self.browser.open(self.address + STAGE, timeout=30).read().decode()
        found = re.search(r'<textarea name="gezien"[^>]*>\s*([^<]*)</textarea>', page)
        return found[1].strip() if found else ""


def test_what_was_acknowledged_is_there_after_kill_minus_nine(tmp_path):
    folder, port = tmp_path / "data", free_port()
    shutil.copytree(prepared_folder(), folder, symlinks=True)
    server = start(folder, port, log=tmp_path / "log")
    try:
        writers = [Writer(f"http://localhost:{port}") for _each in range(WRITERS)]
        ending = threading.Event()

        def write(writer):
            while not ending.is_set():
                if not writer.save():
                    time.sleep(0.2)

        threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
        for thread in threads:
            thread.start()
        for _time in range(2):
            before = sum(writer.number for writer in writers)
            deadline = time.monotonic() + 60
            while sum(writer.number for writer in writers) < before + WRITERS * 2 and time.monotonic() < deadline:
                time.sleep(0.1)
            os.kill(server.pid, signal.SIGKILL)
            server.wait(timeout=10)
            server = start(folder, port, log=tmp_path / "log")
        ending.set()
        for thread in threads:
            thread.join(timeout=60)
        assert sum(writer.number for writer in writers) >= WRITERS * 4
        lost = {w.acknowledged: w.finds() for w in writers}
        # A save whose answer got lost may have been kept all the same: then one more than was acknowledged.
        number = {said: int(found.rsplit(" ", 1)[1]) - int(said.rsplit(" ", 1)[1]) for said, found in lost.items()}
        assert set(number.values()) <= {0, 1}
        with sqlite3.connect(folder / "meerstemmig.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
