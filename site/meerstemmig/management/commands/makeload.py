"""Fill a demo with people and texts, to measure in."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from meerstemmig.load import SIZES, fill
from people.demo import DEMO_DOMAIN
from people.models import User


class Command(BaseCommand):
    """Minutes for M. Refuses where the demo setting is off: what it makes is nobody's, and there is a lot of it."""

    help = "Fill the demo up to a size (S or M), to measure in. A second time adds only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=sorted(SIZES), default="S")

    def handle(self, *_args: Any, size: str, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "DEMO is off. This fills a database with invented people; set DEMO=1 where that is meant."
            )
        if not User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}").exists():
            raise CommandError("The demo is not loaded yet. Run `manage.py prepare` first.")
        begin = time.monotonic()
        fill(SIZES[size], self.stdout.write)
        call_command("index_search", rebuild=True, verbosity=0)
        self.stdout.write(f"Size {size} stands, {time.monotonic() - begin:.0f} s.")
