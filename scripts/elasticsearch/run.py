#!/usr/bin/env python3
"""Run a command with ELASTICSEARCH_URL pointing at a private Elasticsearch node that lives only as long as it does.

    python scripts/elasticsearch/run.py pytest tests/search

Elasticsearch's own server, from Maven Central, in the version that pom.xml pins. Needs Maven and a JDK (17 or newer):
installs Debian's where that is allowed. Where they cannot be had it says so loudly, runs nothing, and ends with 77.
The jars are kept in ~/.cache/meerstemmig. The node listens on loopback only and leaves nothing behind.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from xml.etree import ElementTree  # the one file it reads is our own

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "meerstemmig"
SKIPPED = 77
HEAP = "512m"
START_SECONDS = 180
HINT = "apt-get install maven default-jdk-headless"
DESCRIPTOR = """name=transport-netty4
description=HTTP
version={version}
elasticsearch.version={version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""


class CannotBeHad(Exception):
    """There is no server on this machine, and no way to get one."""


def version() -> str:
    """The version of the server, as pom.xml pins it."""
    found = ElementTree.parse(HERE / "pom.xml").find(".//{*}elasticsearch.version")  # noqa: S314 - our own file
    assert found is not None
    assert found.text
    return found.text


def installed() -> Path:
    """The folder of the server: what the cache holds, or what Maven brings now. Raises CannotBeHad."""
    made_of = (HERE / "pom.xml").read_bytes() + (HERE / "TestNode.java").read_bytes()
    home = CACHE / f"elasticsearch-{version()}-{hashlib.sha256(made_of).hexdigest()[:8]}"
    CACHE.mkdir(parents=True, exist_ok=True)
    _want("java")
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _want("mvn", "javac")
            making = home.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            _bring(making)
            making.rename(home)
    return home


def _want(*programs: str) -> None:
    if all(map(shutil.which, programs)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Maven or Java is missing; installing Debian's ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["maven", "default-jdk-headless"]
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *arguments], check=False, stdout=subprocess.DEVNULL, env=environment)
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise CannotBeHad(f"{' and '.join(missing)} not found. Install with: {HINT}")


def _bring(home: Path) -> None:
    """Lay the server out as its own distribution does: server jars in lib/, the HTTP module in modules/."""
    print(f"Getting Elasticsearch {version()} from Maven Central, once ...", flush=True)
    lib, module = home / "lib", home / "modules" / "transport-netty4"
    for folder in (lib, module, home / "config", home / "classes"):
        folder.mkdir(parents=True)
    _run(
        ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={lib}"],
        "Maven could not bring the jars",
    )
    for jar in [*lib.glob("transport-netty4-*.jar"), *lib.glob("netty-*.jar")]:
        jar.rename(module / jar.name)
    (module / "plugin-descriptor.properties").write_text(DESCRIPTOR.format(version=version()))
    compile_it = ["javac", "-cp", f"{lib}/*", "-d", str(home / "classes"), str(HERE / "TestNode.java")]
    _run(compile_it, "Java could not compile TestNode.java (it needs JDK 17 or newer)")


def _run(command: list[str], trouble: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line or "error" in line]
        raise CannotBeHad("\n".join([f"{trouble}:", *told[:3]]))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Node:
    """A node with a data folder and ports of its own, which can be killed and started again."""

    def __init__(self, home: Path, data: Path) -> None:
        self._home, self._data = home, data
        self._http, self._transport = _free_port(), _free_port()
        self._process: subprocess.Popen[str] | None = None
        self.log = data.parent / f"{data.name}.log"

    @property
    def url(self) -> str:
        """Where it answers; the same after it was started again."""
        return f"http://127.0.0.1:{self._http}"

    @property
    def pid(self) -> int:
        """Its process, to send signals to."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> float:
        """Start it and wait until it answers; the seconds that took. Raises CannotBeHad with the end of its log."""
        begun = time.monotonic()
        memory = [f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        class_path = f"{self._home / 'classes'}:{self._home / 'lib'}/*"
        places = [str(self._home), str(self._data), str(self._http), str(self._transport)]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                ["java", *memory, "-cp", class_path, "TestNode", *places],
                stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() - begun > START_SECONDS:
                self.kill()
                raise CannotBeHad(f"Elasticsearch did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)
        return time.monotonic() - begun

    def stop(self) -> None:
        """End it in good order."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it with kill -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()

    def memory(self) -> int:
        """The most memory it held so far, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with urllib.request.urlopen(f"{self.url}/_cluster/health?timeout=1s", timeout=5) as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def main(command: list[str]) -> int:
    if not command:
        sys.exit("Name the command to run with Elasticsearch.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started ends as well
    folder = Path(tempfile.mkdtemp(prefix="meerstemmig-elasticsearch-"))
    try:
        home = installed()
        node = Node(home, folder / "data")
        took = node.start()
    except CannotBeHad as reason:
        shutil.rmtree(folder, ignore_errors=True)
        rule = "!" * 100
        print(f"{rule}\nSKIPPED: nothing was run on Elasticsearch. {reason}\n{rule}", file=sys.stderr, flush=True)
        return SKIPPED
    try:
        print(f"Elasticsearch {version()} started in {took:.1f} s at {node.url}", flush=True)
        environment = {**os.environ, "ELASTICSEARCH_URL": node.url, "ELASTICSEARCH_HOME": str(home)}
        status = subprocess.run(command, check=False, env=environment).returncode
        print(f"Elasticsearch held at most {node.memory()} MB", flush=True)
        return status
    finally:
        node.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
