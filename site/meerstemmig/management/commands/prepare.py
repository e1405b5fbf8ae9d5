"""Everything `serve` does before serving."""

from typing import Any

from django.core.management.base import BaseCommand

from meerstemmig.preparation import prepare


class Command(BaseCommand):
    help = "Bring the data folder up to date: database, vocabulary, content, demo, search index."

    def handle(self, *_args: Any, **_options: Any) -> None:
        prepare(self.stdout.write)
