#!/usr/bin/env python3
"""Run a command with DATABASE_URL pointing at a private PostgreSQL server that lives only as long as it does.

    python scripts/postgres.py pytest -n 2

Needs Debian's `postgresql`; installs it where that is allowed, and says so loudly where it is not. The server
listens on a socket in a folder of its own, keeps nothing, and touches no server that already runs.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HINT = "apt-get install postgresql"


def binaries() -> Path | None:
    """The folder with initdb and postgres, newest version first."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("PostgreSQL is missing; installing Debian's ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", *arguments], check=False, stdout=subprocess.DEVNULL, env=environment)


def as_server_user() -> dict[str, int]:
    """PostgreSQL refuses to run as root: then run it as the user that Debian's package made."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid}


class Server:
    """A server of one's own in a new folder: `with Server(binaries) as server`. Raises SystemExit where it won't start.

    Nothing of it survives `__exit__`. `stop` and `start` in between are for tests of what happens meanwhile.
    """

    def __init__(self, folder: Path, *, safe: bool = False) -> None:
        """`safe` keeps what was committed through a crash; without it the server is faster."""
        self._folder = folder
        self._home = Path(tempfile.mkdtemp(prefix="meerstemmig-postgres-"))
        self._quiet: dict = {"stdout": subprocess.DEVNULL, **as_server_user(), "cwd": str(self._home)}
        haste = "" if safe else " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self._options = f"-k {self._home} -c listen_addresses=''{haste}"

    @property
    def url(self) -> str:
        return f"postgresql://meerstemmig@/postgres?host={self._home}"

    def __enter__(self) -> "Server":
        user = as_server_user()
        if user:
            os.chown(self._home, user["user"], user["group"])
        subprocess.run(
            [str(self._folder / "initdb"), "-D", str(self._home / "data"), "-U", "meerstemmig", "-A", "trust",
             "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
            check=True,
            **self._quiet,
        )  # fmt: skip
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_failure: object) -> None:
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        log = self._home / "log"
        if self._control("-w", "-l", str(log), "-o", self._options, "start"):
            sys.exit(f"PostgreSQL did not start, so nothing was run on it:\n{log.read_text() if log.exists() else ''}")

    def stop(self) -> None:
        """As when the machine loses its power."""
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> int:
        command = [str(self._folder / "pg_ctl"), "-D", str(self._home / "data"), *arguments]
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL, **self._quiet).returncode


def main(command: list[str]) -> int:
    if not command:
        sys.exit("Name the command to run with PostgreSQL.")
    folder = binaries() or (install(), binaries())[1]  # type: ignore[func-returns-value]
    if folder is None:
        sys.exit(f"PostgreSQL is not installed, so nothing was run on it. Install it with: {HINT}")
    with Server(folder) as server:
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": server.url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
