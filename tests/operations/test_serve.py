"""The one command that serves: what it says, what it starts, and that it ends all of it."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import BASE
from tests.journeys.conftest import environment, free_port, prepared_folder, start

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serve")]


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "data"
    shutil.copytree(prepared_folder(), target, symlinks=True)
    return target


def health(port):
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


def children_of(pid):
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def is_alive(pid):
    """Whether the process runs; one that ended but was not yet collected does not count."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_serving_says_where_and_for_whom_and_ctrl_c_ends_everything(folder, tmp_path):
    port, log = free_port(), tmp_path / "log"
    began = time.monotonic()
    server = start(folder, port, log=log)
    assert time.monotonic() - began < 30  # a second run starts within seconds; this machine may be busy
    told = log.read_text()
    assert f"http://localhost:{port}/nl/" in told
    assert f"http://localhost:{port}/beheer/" in told
    for name in ("professional", "collega", "begeleider", "trainer", "ervaringsdeskundige", "organisatie", "redactie"):
        assert f"{name}@demo.meerstemmig.test" in told
    until(lambda: health(port)[0] == 200)
    _status, parts = health(port)
    assert {name: part["ok"] for name, part in parts.items()} == {
        "database": True, "keys": True, "search": True, "worker": True, "live": True,
    }  # fmt: skip
    worker = children_of(server.pid)
    assert len(worker) == 1
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    assert log.read_text().endswith("Stopped.\n")
    assert not is_alive(worker[0])


SIGNED_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from intervision.models import Seat
seat = Seat.objects.filter(kind="bringer").select_related("person").first()
store = SessionStore()
store.update({SESSION_KEY: str(seat.person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
              HASH_SESSION_KEY: seat.person.get_session_auth_hash()})
store.save()
print(seat.session_id, f"{settings.SESSION_COOKIE_NAME}={store.session_key}")
"""


def test_ctrl_c_ends_open_rooms_without_a_traceback(folder, tmp_path):
    port, log = free_port(), tmp_path / "log"
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SIGNED_IN],
        cwd=BASE, env=environment(folder, port), capture_output=True, text=True, check=True,
    )  # fmt: skip
    session, cookie = told.stdout.split()[-2:]
    server = start(folder, port, log=log)
    rooms = [http.client.HTTPConnection("localhost", port, timeout=30) for _ in range(2)]
    for room in rooms:
        room.request("GET", f"/live/{session}/", headers={"Cookie": cookie})
        stream = room.getresponse()
        assert (stream.status, stream.readline()[:6]) == (200, b"retry:")
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    said = log.read_text()
    assert said.endswith("Stopped.\n")
    assert [word for word in ("Traceback", "ERROR", "Cancel") if word in said] == []
    for room in rooms:
        room.close()


def test_a_second_start_on_one_port_says_so_in_one_sentence(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=BASE, env=environment(folder, port), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"CommandError: Port {port} is already in use. Stop what runs there, or choose another: "
        f"PORT={port + 1} make run.\n"
    )


def test_a_killed_worker_comes_back_and_health_tells_the_truth_meanwhile(folder, tmp_path):
    port = free_port()
    server = start(folder, port, log=tmp_path / "log")
    try:
        until(lambda: health(port)[0] == 200)
        [worker] = children_of(server.pid)
        os.kill(worker, signal.SIGKILL)
        until(lambda: children_of(server.pid) not in ([], [worker]))
        until(lambda: health(port)[0] == 200)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def test_a_killed_server_takes_its_worker_along(folder, tmp_path):
    port = free_port()
    server = start(folder, port, log=tmp_path / "log")
    until(lambda: health(port)[0] == 200)
    [worker] = children_of(server.pid)
    server.kill()
    server.wait(timeout=10)
    until(lambda: not is_alive(worker))


@pytest.mark.parametrize("command", ["check", "serve"])
def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(command, tmp_path):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "data"
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=BASE, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"The data folder {folder} cannot be made" in done.stderr
    assert "DATA_DIR" in done.stderr


def test_an_old_python_is_told_in_one_sentence():
    script = (
        "import sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)'; sys.argv = ['install.py', 'base'];"
        "exec(compile(open('scripts/install.py').read().replace('__file__', repr('scripts/install.py')), 'x', 'exec'))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "Meerstemmig needs Python 3.11 or newer; this is 3.9.2. Name another one: PYTHON=python3.12 make run.\n"
    )


def test_without_the_requirements_the_command_line_says_what_to_do(tmp_path):
    done = subprocess.run(
        [sys.executable, "-S", "manage.py", "check"],
        cwd=BASE, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "Django is not installed here. Run `make install`, or activate .venv.\n",
    )
