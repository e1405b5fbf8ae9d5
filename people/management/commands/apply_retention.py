"""End what was kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from people.retention import apply_all


class Command(BaseCommand):
    """The nightly round does the same. May run twice."""

    help = "Delete what was kept for as long as its rule says. With --dry-run it only says what would go, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *_args: Any, dry_run: bool, **_options: Any) -> None:
        for ended in apply_all(dry_run=dry_run):
            verb = "would go" if dry_run else "went"
            self.stdout.write(f"{ended.rows:>6} {verb}: {ended.what} ({ended.why})")
