"""A Word document as pieces under headings, and what of it cannot come along. Reads; writes nothing."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from cases.exchange.as_word import FIELDS
from cases.exchange.canonical import NOT_IN_A_FILE, one_line

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2_000
_HEADING = re.compile(r"(?:heading|kop|titre) (\d)", re.IGNORECASE)
_TITLE = frozenset({"title", "titel", "titre"})


BROKEN = (
    PackageNotFoundError, LookupError, ValueError, AttributeError, TypeError, NotImplementedError, RuntimeError, OSError,
    EOFError, zlib.error, XMLSyntaxError,
)  # fmt: skip
"""Everything that the reader of documents raises for one that is broken in some way."""


class NotADocument(Exception):
    """This is no Word document that can be read. Its text says why, for the person who sent it."""


@dataclass
class Piece:
    """A heading with the text below it, up to the next heading."""

    level: int
    title: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass
class Outline:
    """A document, taken apart."""

    title: str = ""
    front: dict[str, str] = field(default_factory=dict)
    """The fields of the table at the top, each on one line as YAML reads it."""
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def outline_of(content: bytes) -> Outline:
    """The headings and texts of this document. Raises NotADocument."""
    document = _opened(content)
    try:
        return _read(document)
    except BROKEN:
        raise NotADocument(_("Dit Word-document kan niet gelezen worden. Bewaar het opnieuw als .docx.")) from None


def _read(document: DocumentType) -> Outline:
    found = Outline(dropped=_left_out(document))
    below: Piece | None = None
    early: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            _take_table(found, below, part)
            continue
        style = (part.style.name if part.style is not None else "").lower()
        text = NOT_IN_A_FILE.sub("", part.text)
        if not text.strip():
            continue
        if style in _TITLE and not found.title:
            found.title = one_line(text)
        elif match := _HEADING.fullmatch(style):
            below = Piece(min(int(match[1]) or 1, 4), one_line(text))
            found.pieces.append(below)
        elif below is None:
            early.append(one_line(text))
        else:
            below.lines += [*_lines(part, style), ""]
    if early:
        found.dropped.append(_("tekst voor de eerste kop: %(text)s") % {"text": " ".join(early)[:120]})
    return found


def _opened(content: bytes) -> DocumentType:
    if len(content) > MOST_BYTES:
        raise NotADocument(_("Dit bestand is groter dan 5 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotADocument(_("Dit bestand is uitgepakt te groot om te lezen."))
            names = {part.filename for part in parts}
        if "word/document.xml" not in names:
            raise NotADocument(_("Dit is geen Word-document (.docx): het deel 'word/document.xml' ontbreekt."))
        return Document(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise NotADocument(_("Dit is geen Word-document (.docx): het bestand kan niet uitgepakt worden.")) from None
    except XMLSyntaxError as error:
        raise NotADocument(
            _("Dit Word-document is beschadigd, op regel %(line)d van een deel ervan.") % {"line": error.lineno or 0}
        ) from None
    except BROKEN:
        raise NotADocument(_("Dit Word-document kan niet gelezen worden. Bewaar het opnieuw als .docx.")) from None


def _lines(paragraph: Paragraph, style: str) -> Iterator[str]:
    """A paragraph as lines of Markdown: slanted and bold stay, an item of a list gets its dash."""
    told = "".join(_run(run) for run in paragraph.runs) if _is_plain(paragraph) else paragraph.text
    rows = [NOT_IN_A_FILE.sub("", row).rstrip() for row in told.split("\n")]
    if "list" in style or paragraph._p.find(f".//{qn('w:numPr')}") is not None:  # noqa: SLF001 - no name for it
        yield f"- {rows[0].strip()}"
        yield from (f"  {row.strip()}" for row in rows[1:] if row.strip())
    else:
        yield from rows


def _is_plain(paragraph: Paragraph) -> bool:
    """Whether its runs hold all of its text: a link stands beside them."""
    return "".join(run.text for run in paragraph.runs) == paragraph.text


def _run(run: Any) -> str:
    mark = "**" if run.bold else "*" if run.italic else ""
    inner = run.text.strip()
    if not mark or not inner or "\n" in run.text or "*" in inner:
        return str(run.text)
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _take_table(found: Outline, below: Piece | None, table: Table) -> None:
    rows = [[one_line(cell.text.replace("|", "/")) for cell in row.cells] for row in table.rows]
    if not rows:
        return
    if tuple(rows[0][:2]) == FIELDS and below is None and not found.front:
        for number, row in enumerate(table.rows[1:], start=2):
            key, value = one_line(row.cells[0].text), one_line(row.cells[1].text)
            try:
                yaml.safe_load(f"{key}: {value}")
                found.front[key] = value
            except (yaml.YAMLError, ValueError):
                raise NotADocument(
                    _("Rij %(number)d van de tabel met kenmerken ('%(key)s') kan niet gelezen worden.")
                    % {"number": number, "key": key}
                ) from None
    elif below is not None and below.level == 1 and below.title == "Wie weet wat":
        head, *others = rows
        below.lines += [_row(head), _row(["---"] * len(head)), *(_row(each) for each in others), ""]
    else:
        found.dropped.append(
            _("een tabel met %(rows)d rijen, bij '%(place)s'")
            % {"rows": len(rows), "place": below.title if below else _("het begin")}
        )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _left_out(document: DocumentType) -> list[str]:
    """What is in the document beside paragraphs and tables, counted."""
    root = document.element.body
    told = []
    for name, singular, plural in (
        ("w:drawing", "één afbeelding of vorm", "%(n)d afbeeldingen of vormen"),
        ("w:footnoteReference", "één voetnoot", "%(n)d voetnoten"),
        ("w:endnoteReference", "één eindnoot", "%(n)d eindnoten"),
        ("w:commentReference", "één opmerking in de marge", "%(n)d opmerkingen in de marge"),
        (
            "w:ins",
            "één ingevoegde wijziging die nog niet aanvaard is",
            "%(n)d ingevoegde wijzigingen die nog niet aanvaard zijn",
        ),
        (
            "w:del",
            "één geschrapte wijziging die nog niet aanvaard is",
            "%(n)d geschrapte wijzigingen die nog niet aanvaard zijn",
        ),
        ("w:hyperlink", "het adres van één link", "het adres van %(n)d links"),
    ):
        if count := sum(1 for _element in root.iter(qn(name))):
            told.append(ngettext(singular, plural, count) % {"n": count})
    headed = [
        part
        for section in document.sections
        for part in (section.header, section.footer)
        if any(paragraph.text.strip() for paragraph in part.paragraphs)
    ]
    if headed:
        told.append(_("de kop- en voettekst van de bladzijden"))
    return told
