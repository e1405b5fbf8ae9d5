"""A case as a Word document: the same headings and lines as the Markdown file, so that it can be read back."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import yaml
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from cases.exchange.as_markdown import body, front_matter
from cases.exchange.told import Told

FIELDS = ("Kenmerk", "Waarde")
"""The head of the table that holds the front matter. Like the headings, it is the same in every language."""
LANGUAGES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}


def to_word(told: Told) -> bytes:
    """The document. A title, a table of fields, then headings and paragraphs. It names no maker."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.language = told.fields["title"], LANGUAGES[told.language]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), properties.language)
    document.add_heading(told.fields["title"], level=0)
    _fields(document, front_matter(told))
    for chunk in _chunks(body(told)):
        _chunk(document, chunk)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _fields(document: DocumentType, front: dict[str, object]) -> None:
    rows = [FIELDS, *((key, _inline(value)) for key, value in front.items())]
    _table(document, rows)


def _inline(value: object) -> str:
    """A value on one line, as YAML reads it."""
    flow = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1_000_000)
    return flow.removesuffix("...\n").strip()


def _table(document: DocumentType, rows: Iterable[Iterable[str]]) -> None:
    told = [list(row) for row in rows]
    table = document.add_table(rows=len(told), cols=len(told[0]), style="Table Grid")
    for row, cells in zip(table.rows, told, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    repeated = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for a head that repeats
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {}))


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines by paragraph: cut at blank lines, at headings, and before each item of a list."""
    chunk: list[str] = []
    for line in "\n".join(lines).split("\n"):
        if chunk and (not line.strip() or _level(line) or _level(chunk[0])):
            yield chunk
            chunk = []
        if line.strip():
            chunk.append(line)
    if chunk:
        yield chunk


def _level(line: str) -> int:
    """Of which level a heading is; none for another line."""
    marks = len(line) - len(line.lstrip("#"))
    return marks if 0 < marks <= 4 and line[marks : marks + 1] == " " else 0


def _chunk(document: DocumentType, chunk: list[str]) -> None:
    if level := _level(chunk[0]):
        document.add_heading(chunk[0][level:].strip(), level=level)
    elif all(line.startswith("|") and line.endswith("|") for line in chunk) and len(chunk) > 2:
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in chunk]
        _table(document, [rows[0], *rows[2:]])
    else:
        # Lines of one paragraph stay together: a list with what belongs to each item, or settings below a heading.
        document.add_paragraph("\n".join(chunk))
