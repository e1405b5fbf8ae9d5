"""A work book as a file: made in memory from one reading of the rows, and kept nowhere here. Import from here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflection.workbook.book import Book
from reflection.workbook.exports.as_json import to_json
from reflection.workbook.exports.as_pdf import to_pdf
from reflection.workbook.exports.as_word import to_word
from reflection.workbook.exports.contents import Contents, contents_of

__all__ = ["FORMATS", "Made", "export", "export_as"]


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    key: str
    label: str | Promise
    content_type: str
    write: Callable[[Contents], bytes]


FORMATS: tuple[Format, ...] = (
    Format(
        "docx",
        _("Word-document (.docx)"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_word,
    ),
    Format("pdf", _("PDF, ook voor een schermlezer"), "application/pdf", to_pdf),
    Format("json", _("JSON, voor een ander programma"), "application/json", to_json),
)


@dataclass(frozen=True)
class Made:
    """A file, ready to be sent. Its name says what it is and of which day, never what it is about."""

    name: str
    content_type: str
    content: bytes


def export(key: str, book: Book) -> Made:
    """This book with every version of every piece, in the language being read."""
    return export_as(key, contents_of(book), "werkboek")


def export_as(key: str, contents: Contents, called: str) -> Made:
    """These contents, as a file whose name begins with this word."""
    form = next(each for each in FORMATS if each.key == key)
    name = f"{called}-{timezone.localdate().isoformat()}.{form.key}"
    return Made(name, form.content_type, form.write(contents))
