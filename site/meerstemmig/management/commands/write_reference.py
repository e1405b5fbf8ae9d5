"""`make docs`: write the pages of docs/reference/ that are made from code."""

from typing import Any

from django.core.management.base import BaseCommand

from meerstemmig.reference import FOLDER, pages


class Command(BaseCommand):
    help = "Write docs/reference/ from the rules in code."

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (FOLDER / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
