"""Load the structure of the methods that are not written out yet."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from intervision.catalogue import CatalogueError, load_catalogue


class Command(BaseCommand):
    help = "Loads content/methoden.json; methods with a content file of their own are left alone."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.CONTENT_DIR / "methoden.json")

    def handle(self, *_args: Any, path: Path, **_options: Any) -> None:
        try:
            count = load_catalogue(path)
        except CatalogueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} methodes zonder uitgeschreven tekst geladen.")
