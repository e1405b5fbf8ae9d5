"""Load content files: our own from content/, or a trainer's from anywhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pages.content import ContentErrors, content_files, load
from pages.tree import ensure_tree


class Command(BaseCommand):
    """Checks every file first; when one does not hold, says where and why and loads nothing."""

    help = "Load content files (Markdown with front matter). Idempotent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="files or folders; without them, content/")

    def handle(self, *_args: Any, **options: Any) -> None:
        files: list[Path] = []
        for path in options["paths"] or [settings.CONTENT_DIR]:
            if not path.exists():
                raise CommandError(f"There is no {path}.")
            files += content_files(path) if path.is_dir() else [path]
        ensure_tree()
        try:
            counts = load(files)
        except ContentErrors as errors:
            raise CommandError(f"{errors}\nNothing was loaded.") from None
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing"
        self.stdout.write(f"Loaded {told}.")
        if counts.kept:
            self.stdout.write(f"Left alone, because it was changed here: {counts.kept}.")
