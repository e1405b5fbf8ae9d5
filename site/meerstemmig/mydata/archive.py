"""The copy that somebody takes along: a ZIP of JSON, a page to read, and a list of what is in it."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from meerstemmig.mydata.words import GROUPS, group_of, words_for
from people.exporting import Kept, collect
from people.models import User
from people.personal_data import declared

Tell = Callable[[int, int], object]
READABLE = "lees-mij.html"
MANIFEST = "manifest.json"


def archive_of(person: User, tell: Tell) -> bytes:
    """The ZIP. Tells how many models are done, of how many. Holds this person's own rows and nobody else's."""
    total = len(declared())
    made = io.BytesIO()
    entries: list[dict[str, Any]] = []
    everything: list[Kept] = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, kept in enumerate(collect(person), start=1):
            entries.append(_add(archive, kept))
            everything.append(kept)
            tell(number, total)
        page = render_to_string("mydata/export.html", {"groups": _readable(everything), "made_at": timezone.now()})
        archive.writestr(READABLE, page)
        manifest = {
            "made_at": timezone.now().isoformat(),
            "person": str(person.public_id),
            "files": entries,
            "page": {"file": READABLE, "sha256": hashlib.sha256(page.encode()).hexdigest()},
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return made.getvalue()


def _add(archive: zipfile.ZipFile, kept: Kept) -> dict[str, Any]:
    """One model: its file where it holds rows, and its line in the manifest in any case."""
    label = kept.model._meta.label
    entry: dict[str, Any] = {
        "model": label,
        "what": str(words_for(kept.model)[0]),
        "rows": len(kept.rows),
        "unreadable": kept.unreadable,
    }
    if kept.rows:
        name = f"json/{label.lower()}.json"
        content = json.dumps(kept.rows, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
        archive.writestr(name, content)
        entry |= {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    return entry


def _readable(everything: list[Kept]) -> list[tuple[Any, list[tuple[Any, list[list[tuple[str, str]]]]]]]:
    """Group, then kind of thing, then one list of (name, text) per row."""
    groups = []
    for kind, title in GROUPS.items():
        lists = [
            (words_for(kept.model)[0], [_lines(row) for row in kept.rows])
            for kept in everything
            if kept.rows and group_of(kept.declaration) is kind
        ]
        if lists:
            groups.append((title, lists))
    return groups


def _lines(row: dict[str, Any]) -> list[tuple[str, str]]:
    """A row as (name, text), without what is empty; what stands inside a field comes on lines of its own."""
    lines: list[tuple[str, str]] = []
    for name, value in row.items():
        if isinstance(value, dict):
            lines += [(f"{name}, {inner}", text) for inner, text in _lines(value)]
        elif value not in (None, "", [], False):
            told = ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
            lines.append((name, told.encode("utf-8", "replace").decode()))
    return lines
