"""Make a server key for FIELD_KEYS."""

import base64
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone


class Command(BaseCommand):
    """Prints one fresh `name:base64` key. Stores nothing."""

    help = "Print a fresh key for FIELD_KEYS. Put it first; keep the older ones behind it until they are unused."
    requires_system_checks: list[str] = []  # without a key the checks do not pass

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="", help="how the key is called; without it, today's date")

    def handle(self, *_args: Any, **options: Any) -> None:
        name = options["name"] or f"k{timezone.now():%Y%m%d}"
        self.stdout.write(f"{name}:{base64.b64encode(os.urandom(32)).decode()}")
