"""`manage.py import_thesaurus [path]`"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vocabulary.thesaurus.loading import load
from vocabulary.thesaurus.source import ThesaurusError, read


class Command(BaseCommand):
    """Loads the thesaurus: all of it, or nothing and every reason why not."""

    help = "Load the thesaurus (default: content/thesaurus.yaml). Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=Path(settings.CONTENT_DIR) / "thesaurus.yaml")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            loaded = load(read(path))
        except ThesaurusError as error:
            message = f"{error}\nNothing was loaded: {len(error.problems)} problem(s)."
            raise CommandError(message) from error
        self.stdout.write(f"{loaded.concepts} concepts in {loaded.facets} facets, {loaded.tips} language tips.")
