"""`manage.py export_thesaurus [path]`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vocabulary.models import Release
from vocabulary.thesaurus.export import export


class Command(BaseCommand):
    """Writes the loaded thesaurus as YAML, to a file or to the screen."""

    help = "Write the loaded thesaurus as YAML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path)

    def handle(self, *args: Any, path: Path | None, **options: Any) -> None:
        try:
            text = export()
        except Release.DoesNotExist as error:
            message = "No thesaurus is loaded yet. Run `manage.py import_thesaurus` first."
            raise CommandError(message) from error
        if path is None:
            self.stdout.write(text, ending="")
        else:
            path.write_text(text, encoding="utf-8")
