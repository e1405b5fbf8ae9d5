"""`manage.py evaluate_deidentification FILE.jsonl`: how well the recognisers do on texts with labelled spans."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deidentification.evaluation import BadFile, measure, read


class Command(BaseCommand):
    help = "Measure the recognisers on a JSONL file with labelled spans and print one JSON object."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            with file.open(encoding="utf-8") as lines:
                documents = read(lines)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file}: geen UTF-8 (byte {error.start}).") from error
        except BadFile as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(json.dumps(measure(documents).as_dict(), ensure_ascii=False))
