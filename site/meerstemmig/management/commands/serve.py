"""One command that serves: prepares the data folder, starts the worker, and then the web server."""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meerstemmig.preparation import prepare
from meerstemmig.server import Server
from meerstemmig.settings.environment import env  # noqa: TID251 - read here, by the server that needs it
from people.demo import ACCOUNTS, DEMO_PASSWORD

WORKER_SECONDS = "0.2"
"""How often the worker looks for work. What somebody saves is to be found within half a second (bench/search.py)."""


class Command(BaseCommand):
    """Ctrl-C ends all of it. A second start on the same port says so in one sentence."""

    help = "Prepare the data folder, then serve: web server, live stream and background worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        refuse_a_busy_port(host, port)
        prepare(self.stdout.write)
        # What stands now stands until the end: the collector need not walk through it at every request.
        gc.collect()
        gc.freeze()
        self._greet(host, port)
        keeper = WorkerKeeper()
        keeper.start()
        try:
            config = uvicorn.Config(
                "meerstemmig.asgi:application",
                host=host,
                port=port,
                log_level="warning",
                access_log=False,  # addresses may hold what someone searched for
                server_header=False,
                forwarded_allow_ips=env("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"),
                timeout_graceful_shutdown=3,
            )
            with contextlib.suppress(KeyboardInterrupt):  # raised again once everything has ended
                Server(config).run()
        finally:
            keeper.stop()
            self.stdout.write("Stopped.")

    def _greet(self, host: str, port: int) -> None:
        address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}"  # noqa: S104
        lines = ["", f"  Meerstemmig   {address}/nl/", f"  Editor        {address}/beheer/"]
        if settings.DEMO:
            lines += ["", f"  Demo accounts (one click on {address}/nl/account/login/, or password {DEMO_PASSWORD}):"]
            lines += [f"    {account.email:<45}{account.shows}" for account in ACCOUNTS]
        self.stdout.write("\n".join([*lines, "", "  Ctrl-C stops everything.", ""]))
        self.stdout.flush()


def refuse_a_busy_port(host: str, port: int) -> None:
    """Raise CommandError where something already listens, before any work is done."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CommandError(
                f"Port {port} needs more rights than you have. Choose one above 1024: PORT=8001."
            ) from None
        except OSError:
            message = (
                f"Port {port} is already in use. Stop what runs there, or choose another: PORT={port + 1} make run."
            )
            raise CommandError(message) from None


class WorkerKeeper(threading.Thread):
    """Runs the background worker as a child, and starts it again should it die."""

    def __init__(self) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self.stopping = threading.Event()
        self.child: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while not self.stopping.is_set():
            self.child = subprocess.Popen(
                [
                    sys.executable,
                    str(settings.BASE_DIR / "manage.py"),
                    "worker",
                    "--verbosity",
                    "0",
                    "--interval",
                    WORKER_SECONDS,
                ],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches us, and we end it in order
                env={**os.environ, "WORKER_PARENT": str(os.getpid())},
            )
            self.child.wait()
            self.stopping.wait(2)

    def stop(self) -> None:
        """End the worker: a moment for the task it is doing, then for good."""
        self.stopping.set()
        if self.child is None or self.child.poll() is not None:
            return
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
