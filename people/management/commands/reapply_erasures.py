"""Erase again whoever a restored backup brought back."""

from typing import Any

from django.core.management.base import BaseCommand

from people.erasing import everything, reapply


class Command(BaseCommand):
    """Run it on a restored database before it serves anybody. May run twice."""

    help = "Erase again whoever and whatever is in the ledger of erasures. Run it after restoring a backup, before serving."

    def handle(self, *_args: Any, **_options: Any) -> None:
        known = len(everything())
        self.stdout.write(f"{known} in the ledger; {reapply()} came back with the backup and were erased again.")
