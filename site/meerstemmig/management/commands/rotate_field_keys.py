"""Move everything that is sealed under an older server key to the newest one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reflection import rotation
from reflection.encryption import ServerKeysError, server_keys

WALKS = 3
"""A visitor who clicks meanwhile may put a session back as it was; a next walk takes it along."""


class Command(BaseCommand):
    """May run while people read and write, and twice. Prints counts and names of keys, nothing else."""

    help = "Wrap every data key, and everything else under a server key, by the newest key in FIELD_KEYS."
    requires_system_checks: list[str] = []  # it says itself what is wrong with the keys

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            keys = server_keys()
        except ServerKeysError as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        told = rotation.unopenable()
        if told:
            raise CommandError(
                " ".join(told) + " Put that key back into FIELD_KEYS, behind the newest one. Nothing was changed."
            )
        stuck = sum(self._rotate(kind, keys[0].name) for kind in rotation.kinds())
        if stuck:
            raise CommandError(f"{stuck} could not be opened by any key here and stay as they were. Keep every key.")
        self._say_what_may_go([key.name for key in keys])

    def _rotate(self, kind: rotation.Sealed, newest: str) -> int:
        turn = kind.rotate()
        moved, already, walks = turn.moved, turn.already, 1
        while turn.moved and walks < WALKS:
            turn, walks = kind.rotate(), walks + 1
            moved += turn.moved
        self.stdout.write(f"{kind.label}: {moved} moved to {newest}, {already} already there.")
        return turn.stuck

    def _say_what_may_go(self, names: list[str]) -> None:
        in_use = {name for kind in rotation.kinds() for name in kind.in_use()}
        for name in names[1:]:
            if name in in_use:
                self.stdout.write(f"{name} still seals something that was written meanwhile. Run this once more.")
            else:
                self.stdout.write(
                    f"{name} seals nothing here any more. Keep it for as long as you keep a backup made before now;"
                    " then take it out of FIELD_KEYS."
                )
        if len(names) == 1:
            self.stdout.write(f"FIELD_KEYS holds one key, {names[0]}. Nothing may go.")
