"""The copy that somebody takes along: a ZIP of JSON, a page to read, and a list of what is in it."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone

from meerstemmig.mydata.labels import INNER, label_of, told
from meerstemmig.mydata.words import GROUPS, Words, group_of, words_for
from people.exporting import Kept, collect
from people.models import User
from people.personal_data import declared
from reflection.origins import Origin, describe_origins

Tell = Callable[[int, int], object]
READABLE = "lees-mij.html"
MANIFEST = "manifest.json"
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,64}|\w+\.[0-9a-f-]{36}(\.\w+)?")
"""What the rows of a database are known by."""


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
        page = render_to_string(
            "mydata/export.html", {"groups": _readable(person, everything), "made_at": timezone.now()}
        )
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


@dataclass(frozen=True)
class Part:
    """One kind of thing: what it is, what is good to know about it, and one list of (label, text) per row."""

    title: Words
    more: Words
    rows: list[list[tuple[str, str]]]


def _readable(person: User, everything: list[Kept]) -> list[tuple[Any, list[Part]]]:
    """By group, the parts of which there is something. Names of places become titles and questions."""
    origins = describe_origins(person, {row["about"] for kept in everything for row in kept.rows if row.get("about")})
    groups = []
    for kind, title in GROUPS.items():
        parts = [
            Part(*words_for(kept.model), [_lines(kept.model, row, origins) for row in kept.rows])
            for kept in everything
            if kept.rows and group_of(kept.declaration) is kind
        ]
        if parts:
            groups.append((title, parts))
    return groups


def _lines(model: type[Model], row: dict[str, Any], origins: Mapping[str, Origin]) -> list[tuple[str, str]]:
    """A row as (label, text), without what is empty; what stands inside a field comes on lines of its own.

    What only a machine reads (a number, a key, a digest) stands in the JSON and not here. Where a row says where it was
    written, the title and the question stand in the place of their keys.
    """
    origin = origins.get(str(row.get("about") or ""))
    part = str(row.get("part") or "")
    lines: list[tuple[str, str]] = []
    for name, value in row.items():
        label = str(label_of(model, name) or name)
        if name == "about" and origin is not None:
            lines.append((label, origin.title))
        elif name == "part" and origin is not None:
            question = " · ".join(filter(None, (origin.section(part), origin.question(part))))
            lines += [(label, question)] if question else []
        elif isinstance(value, dict):
            lines += _inside(label, value)
        elif value not in (None, "", [], False) and not _for_machines(value):
            lines.append((label, _chosen(model, name, value)))
    return lines


def _for_machines(value: Any) -> bool:
    """Whether this is a key, a digest or a row's number."""
    return isinstance(value, int) or bool(_KEY.fullmatch(str(value)))


def _chosen(model: type[Model], name: str, value: Any) -> str:
    """The words of a choice, or the value as a person reads it."""
    field = next((each for each in model._meta.get_fields() if each.name == name), None)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices[value]) if value in choices else told(value)


def _inside(label: str, content: dict[str, Any]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for name, value in content.items():
        named = str(INNER.get(name) or label)
        if isinstance(value, dict):
            lines += _inside(named, value)
        elif value not in (None, "", [], False) and not _KEY.fullmatch(str(value)):
            lines.append((named, told(value)))
    return lines
