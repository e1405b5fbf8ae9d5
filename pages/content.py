"""Content as readable files: front matter, then Markdown. The same door for our own content and for trainers.

A file names its kind (`soort`), and the room that owns that kind registers a loader. Loading has two passes:
every file is checked first, and when one does not hold, its errors are told with file, line and reason and
nothing is written; then all are stored, in one transaction, and linked to each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml
from django.db import transaction

FENCE = "---"


class ContentError(Exception):
    """Something in a content file does not hold. Its text is `file:line: reason`."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}:{line}: {reason}")


class ContentErrors(Exception):
    """Every error that one run found."""

    def __init__(self, errors: list[ContentError]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


@dataclass(frozen=True)
class Section:
    """A heading with the text beneath it, up to the next heading of any level."""

    level: int
    title: str
    text: str
    line: int


@dataclass(frozen=True)
class ContentFile:
    """One file, read but not yet understood."""

    path: Path
    kind: str
    language: str
    fields: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int

    def error(self, reason: str, *, key: str | None = None, line: int | None = None) -> ContentError:
        """An error at the given front-matter key or line, ready to raise."""
        return ContentError(self.path, line or self.lines.get(key or "", 1), reason)

    def text(self, key: str, *, required: bool = True, most: int | None = None) -> str:
        """A field as text. Raises ContentError when it is missing, no text, or longer than `most`."""
        value = self.fields.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, (str, int, float)) or not str(value).strip():
            raise self.error(f"'{key}' moet een tekst zijn.", key=key)
        stripped = str(value).strip()
        if most is not None and len(stripped) > most:
            raise self.error(f"'{key}' telt {len(stripped)} tekens; {most} is het meeste.", key=key)
        return stripped

    def texts(self, key: str, *, least: int = 0) -> list[str]:
        """A field as a list of texts. Raises ContentError when it is something else or too short."""
        value = self.fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, (str, int)) for item in value):
            raise self.error(f"'{key}' moet een lijst van teksten zijn.", key=key)
        if len(value) < least:
            raise self.error(f"'{key}' heeft {len(value)} waarden; er zijn er minstens {least} nodig.", key=key)
        return [str(item) for item in value]

    def sections(self) -> list[Section]:
        """The body cut at its headings; text before the first heading is a section of level 0 without title."""
        sections: list[Section] = []
        level, title, start, kept = 0, "", self.body_line, list[str]()
        for offset, row in enumerate(self.body.splitlines()):
            marks = len(row) - len(row.lstrip("#"))
            if 0 < marks <= 4 and row[marks : marks + 1] == " ":
                sections.append(Section(level, title, "\n".join(kept).strip(), start))
                level, title, start, kept = marks, row[marks:].strip(), self.body_line + offset, []
            else:
                kept.append(row)
        sections.append(Section(level, title, "\n".join(kept).strip(), start))
        return [section for section in sections if section.level or section.text]


class Loader(Protocol):
    """What a room registers for its kind of file."""

    def check(self, file: ContentFile) -> Any:
        """Understand the file without writing. Raises ContentError."""
        ...

    def store(self, parsed: Any) -> bool | None:
        """Write what `check` returned; a second time changes nothing. False where an editor's own version stays."""
        ...

    def link(self, parsed: Any) -> None:
        """Connect it with what other files stored."""
        ...


@dataclass
class _Registry:
    loaders: dict[str, tuple[int, Loader]] = field(default_factory=dict)
    finishers: list[Callable[[], None]] = field(default_factory=list)


_registry = _Registry()


def register_loader(kind: str, loader: Loader, *, order: int) -> None:
    """Give files of this kind to this loader; lower orders are stored first."""
    _registry.loaders[kind] = (order, loader)


def read(path: Path) -> ContentFile:
    """Read one file. Raises ContentError for what is no content file at all."""
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, f"Geen UTF-8 (byte {error.start}).") from None
    rows = raw.splitlines()
    if not rows or rows[0].strip() != FENCE:
        raise ContentError(path, 1, "Begint niet met '---'; de kenmerken staan bovenaan tussen twee lijnen '---'.")
    end = next((number for number, row in enumerate(rows[1:], start=1) if row.strip() == FENCE), None)
    if end is None:
        raise ContentError(path, len(rows), "De kenmerken worden nergens met '---' afgesloten.")
    front = "\n".join(rows[1:end])
    fields, lines = _front_matter(path, front)
    kind, language = str(fields.get("soort", "")), str(fields.get("taal", "nl"))
    if kind not in _registry.loaders:
        known = ", ".join(sorted(_registry.loaders))
        raise ContentError(path, lines.get("soort", 1), f"'soort' is {kind!r}; kies uit: {known}.")
    if language not in {"nl", "fr", "en"}:
        raise ContentError(path, lines.get("taal", 1), f"'taal' is {language!r}; kies nl, fr of en.")
    return ContentFile(path, kind, language, fields, lines, "\n".join(rows[end + 1 :]), end + 2)


def _front_matter(path: Path, front: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The fields, and the line in the file on which each begins."""
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
        fields = yaml.safe_load(front)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise ContentError(path, line, f"De kenmerken zijn geen YAML: {getattr(error, 'problem', error)}.") from None
    if not isinstance(fields, dict) or not isinstance(node, yaml.MappingNode):
        raise ContentError(path, 2, "De kenmerken moeten de vorm 'naam: waarde' hebben.")
    return fields, {str(key.value): key.start_mark.line + 2 for key, _value in node.value}


class Loaded(dict[str, int]):
    """The number stored per kind; and how many were left alone, because an editor changed them here."""

    kept = 0


def load(paths: Iterable[Path]) -> Loaded:
    """Check every file, then store and link all of them; the number stored per kind.

    Raises ContentErrors with everything that was found, and then nothing was written.
    """
    errors: list[ContentError] = []
    parsed: list[tuple[int, Loader, str, Any]] = []
    for path in sorted(paths):
        try:
            file = read(path)
            order, loader = _registry.loaders[file.kind]
            parsed.append((order, loader, file.kind, loader.check(file)))
        except ContentError as error:
            errors.append(error)
    if errors:
        raise ContentErrors(errors)
    parsed.sort(key=lambda entry: entry[0])
    counts = Loaded()
    with transaction.atomic():
        for _order, loader, kind, value in parsed:
            if loader.store(value) is False:
                counts.kept += 1
            else:
                counts[kind] = counts.get(kind, 0) + 1
        for _order, loader, _kind, value in parsed:
            loader.link(value)
    return counts


def content_files(root: Path) -> list[Path]:
    """Every content file below a folder, in a stable order; README files are for people."""
    return sorted(path for path in root.rglob("*.md") if path.name != "README.md")
