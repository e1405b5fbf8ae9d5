"""What every file of a work book holds: chapters, pieces and versions, as plain text."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reflection.origins import Line
from reflection.workbook.book import Book, Piece, Version


@dataclass(frozen=True)
class SavedVersion:
    """One version with its day and time in words."""

    id: uuid.UUID
    written_at: datetime
    when: str
    lines: tuple[Line, ...]
    value: Mapping[str, Any]


@dataclass(frozen=True)
class SavedPiece:
    """One spot, with every version, oldest first."""

    part: str
    section: str
    question: str
    versions: tuple[SavedVersion, ...]

    @property
    def heading(self) -> str:
        """What it stands under in a text: its question, else the day on which it was written."""
        return self.question or self.versions[0].when


@dataclass(frozen=True)
class Chapter:
    """One place."""

    about: str
    kind: str
    title: str
    language: str
    url: str
    restarts: tuple[datetime, ...]
    pieces: tuple[SavedPiece, ...]


@dataclass(frozen=True)
class Contents:
    """A whole file."""

    title: str
    language: str
    made_at: datetime
    chapters: tuple[Chapter, ...]
    told: str = ""
    """What a report says of itself, where this is one: it is made for somebody else to read."""

    @property
    def about_it(self) -> str:
        """The line under the title: of which moment this is. It names nobody: a file can end up anywhere."""
        if self.told:
            return f"{self.told} {_('Gemaakt op %(day)s.') % {'day': day(self.made_at)}}"
        return _("Gemaakt op %(day)s. Van jou, en hier door niemand anders te lezen.") % {"day": day(self.made_at)}


def contents_of(book: Book) -> Contents:
    """Everything in this book, opened. As many queries as there are kinds of rows."""
    places = [(shelf, place) for shelf in book.shelves() for place in shelf.places]
    opened: dict[str, list[Piece]] = {}
    for piece in book.pieces((rows for _s, place in places for rows in book.spots_in(place.about)), every_version=True):
        opened.setdefault(piece.about, []).append(piece)
    chapters = []
    for shelf, place in places:
        origin = place.origin
        chapters.append(
            Chapter(
                about=place.about,
                # A place that is called as its shelf is named once.
                kind=str(shelf.label) if str(shelf.label) != origin.title else "",
                title=origin.title,
                language=origin.language,
                url=f"{settings.SITE_URL}{origin.url}" if origin.url else "",
                restarts=book.restarts.get(place.about, ()),
                pieces=tuple(_piece(piece) for piece in opened[place.about]),
            )
        )
    return Contents(_("Mijn werkboek"), get_language() or "nl", timezone.now(), tuple(chapters))


def day(moment: datetime) -> str:
    """A moment as people write it."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def _piece(piece: Piece) -> SavedPiece:
    versions = tuple(_version(version) for version in piece.versions)
    return SavedPiece(piece.part, piece.section, piece.question, versions)


def _version(version: Version) -> SavedVersion:
    lines = version.lines
    if not version.readable:
        lines = (Line("", _("De sleutel van deze tekst is gewist. Niemand kan hem nog lezen.")),)
    elif not lines:
        lines = (Line("", _("Leeg gemaakt")),)
    return SavedVersion(version.row.id, version.written_at, day(version.written_at), lines, version.value)
