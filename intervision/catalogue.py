"""The methods whose structure is known and whose texts still have to be written out in Dutch."""

import json
from pathlib import Path
from typing import Any

from intervision import method_codes
from intervision.content import store_method
from intervision.enums import HIDDEN_KINDS, Chair
from intervision.models import Method, Phase
from intervision.validation import faults_of


class CatalogueError(Exception):
    """An entry of the catalogue does not hold. Its text names the file, the method and the reason."""


def load_catalogue(path: Path) -> int:
    """Store every method of the file that is not written out yet; how many. Raises CatalogueError, storing nothing.

    A method that a content file has written out is left alone: its file says more.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from None
    parsed = [_entry(path, entry) for entry in entries]
    written = set(Method.objects.filter(written=True).values_list("slug", flat=True))
    todo = [(method, phases) for method, phases in parsed if method.slug not in written]
    for method, phases in todo:
        store_method(method, phases)
    return len(todo)


def _entry(path: Path, entry: dict[str, Any]) -> tuple[Method, list[Phase]]:
    slug = entry.get("slug", "?")
    try:
        method = Method(
            slug=slug,
            title=entry["nl"],
            title_en=entry["en"],
            family=entry["family"],
            group_min=entry["group"][0],
            group_max=entry["group"][1],
            ideal=entry["ideal"],
            total_min=entry["total"],
            trust=entry["trust"],
            sources=entry["sources"],
            written=False,
        )
        phases = [_phase(nr, row, len(entry["phases"])) for nr, row in enumerate(entry["phases"], start=1)]
    except (KeyError, ValueError, TypeError) as error:
        raise CatalogueError(f"{path}: {slug}: {type(error).__name__} {error}") from None
    if faults := faults_of(method, phases):
        raise CatalogueError(f"{path}: {slug}: {' '.join(faults)}")
    return method, phases


def _phase(nr: int, row: dict[str, Any], count: int) -> Phase:
    writes = method_codes.writes(row["write"])
    silent = method_codes.who(row["silent"])
    hidden = any(write["kind"] in HIDDEN_KINDS for write in writes)
    least, most = row["range"]
    return Phase(
        nr=nr,
        title=row["nl"],
        title_en=row["en"],
        minutes=row["min"],
        least=least,
        most=most,
        floor=method_codes.who(row["floor"]),
        silent=silent,
        writes=writes,
        reveal=method_codes.reveal_of(row["write"]),
        turn=method_codes.turn(row["turn"]),
        bringer_seat=Chair.TURNED if "B" in silent else Chair.IN,
        carries_to=[nr + 1] if hidden and nr < count else [],
    )
