"""A running site, as `make run` makes it, and a real browser to walk through it.

The server is the project's own `serve`, on its own data folder, with its worker and live stream. Preparing
a data folder takes a while, so one is prepared per state of the code and copied for every worker.
"""

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import BASE, CACHE
from tests.journeys.rows import Rows

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
ANSWERED = re.compile(r"status of (404|409|422)\b")
"""A page that says no, is on purpose; Chromium calls each of them an error."""
AXE = Path(__file__).parent / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    """Every journey needs Chromium; without it they are left out, and the last lines say so (tests/conftest.py).

    One that fails is walked once more, and the last lines name it: docs/adr/0012-a-journey-gets-a-second-try.md.
    """
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class RunningSite:
    """A site that serves, and where it keeps its things."""

    address: str
    folder: Path
    pid: int = 0

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def mails(self) -> list[str]:
        return [path.read_text() for path in sorted((self.folder / "mail").glob("*"))]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, port: int = 0) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "TEST_DB"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "meerstemmig.settings.dev",
        "DATA_DIR": str(folder),
        "DEMO": "1",
        "NAMELESS_ONE_IN": "0",
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
    }


def code_fingerprint() -> str:
    from meerstemmig.preparation import content_fingerprint, index_fingerprint

    return f"{content_fingerprint()}-{index_fingerprint()}"


def prepared_folder() -> Path:
    """A data folder with all demo content, prepared once per state of the code."""
    CACHE.mkdir(parents=True, exist_ok=True)
    ready = CACHE / f"demo-{code_fingerprint()}"
    with (CACHE / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            for old in CACHE.glob("demo-*"):
                if old.is_dir():
                    shutil.rmtree(old)
            making = CACHE / "demo-making"
            for command in (
                ["prepare"],
                ["db_worker", "--batch", "--no-reload"],
            ):  # no work waits for the first visitor
                done = subprocess.run(
                    [sys.executable, "manage.py", *command],
                    cwd=BASE,
                    env=environment(making),
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, done.stdout + done.stderr
            making.rename(ready)
    return ready


def start(folder: Path, port: int, *, log: Path, database: str = "") -> subprocess.Popen:
    """`manage.py serve` on this folder and port, and on this database instead of the folder's own; ready to answer."""
    with log.open("ab") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=BASE,
            env={**environment(folder, port), **({"DATABASE_URL": database} if database else {})},
            stdout=output,
            stderr=output,
        )
    deadline = time.monotonic() + (240 if database else 90)  # one of the two still has to be filled
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2) as answer:
                if json.load(answer):
                    return server
        except (urllib.error.URLError, TimeoutError, ConnectionError, ValueError):
            time.sleep(0.2)
    raise AssertionError(f"the site did not become healthy:\n{log.read_text()}")


class Run:
    """A site on a folder of its own, that can be put back to what it was before anybody came.

    Journeys come in any order and sometimes twice. Putting the rows back takes a tenth of a second; only where the
    index was written too does the site start again, on a new copy of the folder.
    """

    def __init__(self, where: Path):
        self.folder = where / "data"
        self.log = where / "serve.log"
        self.port = free_port()
        self.site = RunningSite(f"http://localhost:{self.port}", self.folder)

    def __enter__(self):
        self.begin()
        return self

    def __exit__(self, *failure):
        self.end()
        lines = self.log.read_text().splitlines()
        errors = [line for line in lines if "Traceback" in line or "Internal Server Error" in line]
        assert errors == [], self.log.read_text()

    def begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(prepared_folder(), self.folder, symlinks=True)
        self.server = start(self.folder, self.port, log=self.log)
        self.site.pid = self.server.pid
        self.rows = Rows(self.folder / "meerstemmig.sqlite3")

    def end(self) -> None:
        self.rows.close()
        self.server.send_signal(signal.SIGINT)
        assert self.server.wait(timeout=20) == 0

    def put_back(self) -> None:
        if self.rows.index_was_written():
            self.end()
            self.begin()
        elif self.rows.were_written():
            self.rows.put_back()


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """One running site per test worker."""
    with Run(tmp_path_factory.mktemp("site")) as run:
        yield run


@pytest.fixture
def site(running):
    """The running site, as `make run` leaves it: whatever an earlier journey did there has not happened."""
    running.put_back()
    return running.site


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: a context of their own, on the running site, with what went wrong written down."""

    def __init__(self, site: RunningSite, context):
        self.site = site
        self.context = context
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and not ANSWERED.search(message.text):
            self.faults.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.site.address, "data:", "blob:")):
            self.faults.append(f"third party: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def go(self, path: str):
        answer = self.page.goto(self.site.url(path))
        assert answer is not None
        return answer

    def sign_in(self, account: str):
        """One click on the login page."""
        self.go("/nl/account/login/")
        self.page.get_by_role("button", name=f", {account} ").click()
        self.page.get_by_role("button", name="Afmelden", include_hidden=True).wait_for(state="attached")
        return self

    def axe(self) -> list[str]:
        """What axe-core finds on a page that is a real page: it is blind to what an error page lacks (F16)."""
        assert self.page.locator("h1").count() == 1
        assert self.page.locator("main").count() == 1
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            """async (tags) => (await axe.run(document, {
                 runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}},
               })).violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`)""",
            AXE_TAGS,
        )
        return [f"{self.page.url} {violation}" for violation in found]

    def overflows(self) -> bool:
        """Whether the page scrolls sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")


@pytest.fixture
def visitor(chromium, site):
    """Makes visitors: `visitor()`, `visitor(phone=True)`, `visitor(javascript=False)`."""
    made: list[Visitor] = []

    def make(*, phone: bool = False, javascript: bool = True, **more) -> Visitor:
        context = chromium.new_context(
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 860},
            java_script_enabled=javascript,
            **more,
        )
        context.set_default_timeout(15_000)
        made.append(Visitor(site, context))
        return made[-1]

    yield make
    faults = [fault for one in made for fault in one.faults]
    for one in made:
        one.context.close()
    assert faults == []


@pytest.fixture(scope="session")
def signed_in(chromium, running):
    """The cookies of somebody who signed in before, one sign-in per account: `visitor(storage_state=signed_in("collega"))`."""
    states: dict[tuple[str, int], dict | None] = {}

    def state_of(account: str):
        here = (account, running.site.pid)  # a site that began anew knows nobody
        if not account:
            return None
        if here not in states:
            context = chromium.new_context(locale="nl-BE")
            states[here] = Visitor(running.site, context).sign_in(account).context.storage_state()
            context.close()
        return states[here]

    return state_of
