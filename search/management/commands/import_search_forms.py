"""`manage.py import_search_forms [path]`"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.forms_file import FormsError, load, read


class Command(BaseCommand):
    """Loads the words that people search with: all of them, or none and every reason why not."""

    help = "Load the search forms (default: content/zoekvormen.yaml). After the thesaurus. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=Path(settings.CONTENT_DIR) / "zoekvormen.yaml")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            loaded = load(read(path), path.name)
        except FormsError as error:
            message = f"{error}\nNothing was loaded: {len(error.problems)} problem(s)."
            raise CommandError(message) from error
        kept = f", {loaded.kept} of editors kept" if loaded.kept else ""
        self.stdout.write(f"{loaded.forms} search forms for {loaded.concepts} concepts{kept}.")
