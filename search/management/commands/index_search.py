"""Index what changed, or everything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.indexer import drain, rebuild, reconcile


class Command(BaseCommand):
    """Safe to run at any moment: what serves keeps serving until the new index is complete."""

    help = "Bring the search index up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="make the whole index anew, then switch")
        parser.add_argument("--reconcile", action="store_true", help="compare with the database and repair")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"Rebuilt: {rebuild()} documents.")
            return
        if options["reconcile"]:
            found = reconcile()
            self.stdout.write(f"Missing: {len(found.missing)}. No longer there: {len(found.ghosts)}.")
        self.stdout.write(f"Indexed: {drain()} documents.")
