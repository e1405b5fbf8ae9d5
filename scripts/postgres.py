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


def main(command: list[str]) -> int:
    if not command:
        sys.exit("Name the command to run with PostgreSQL.")
    folder = binaries() or (install(), binaries())[1]  # type: ignore[func-returns-value]
    if folder is None:
        sys.exit(f"PostgreSQL is not installed, so nothing was run on it. Install it with: {HINT}")
    user = as_server_user()
    home = Path(tempfile.mkdtemp(prefix="meerstemmig-postgres-"))
    data = home / "data"
    if user:
        os.chown(home, user["user"], user["group"])
    quiet: dict = {"stdout": subprocess.DEVNULL, **user, "cwd": str(home)}
    try:
        subprocess.run(
            [str(folder / "initdb"), "-D", str(data), "-U", "meerstemmig", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8"],
            check=True,
            **quiet,
        )  # fmt: skip
        options = f"-k {home} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        start = [str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start"]
        if subprocess.run(start, check=False, **quiet).returncode:
            log = home / "log"
            sys.exit(f"PostgreSQL did not start, so nothing was run on it:\n{log.read_text() if log.exists() else ''}")
        try:
            environment = {**os.environ, "DATABASE_URL": f"postgresql://meerstemmig@/postgres?host={home}"}
            return subprocess.run(command, check=False, env=environment).returncode
        finally:
            subprocess.run([str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], check=False, **quiet)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
