"""A report of one's own reflection in the shape that SKJ asks for: a period, a form, and three sides.

SKJ (the Dutch register of youth professionals) wants reflection on one's own acting, told as technical-instrumental,
normative and personal (dossier, learning.md I13). Only lines that the writer placed under a side go in: no title, no
link and no other version comes along by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from reflection.origins import Line
from reflection.prompts import prompt_set
from reflection.workbook.book import Book, Piece
from reflection.workbook.exports.contents import Chapter, Contents, SavedPiece, SavedVersion, day

SIDES: dict[str, str | Promise] = {
    "technisch": gettext_lazy("Technisch-instrumenteel"),
    "normatief": gettext_lazy("Normatief"),
    "persoonlijk": gettext_lazy("Persoonlijk"),
}
"""By the key of their question (reflection/prompts.py)."""
FORMS: dict[str, str | Promise] = {
    "intervisie": gettext_lazy("Intervisie"),
    "supervisie": gettext_lazy("Supervisie"),
    "werkbegeleiding": gettext_lazy("Werkbegeleiding"),
    "zelf": gettext_lazy("Zelf, schriftelijk"),
}
MOST = 60
"""Pieces on one page to choose from; the last written ones."""


@dataclass(frozen=True)
class Candidate:
    """One line that may go into the report."""

    key: str
    piece: Piece
    line: Line
    side: str
    """The side whose question it answers; empty where it answers another."""


def candidates(book: Book) -> list[Candidate]:
    """Every line of the last version of the pieces in this book, the last written first. A query per kind of row."""
    asked = {str(question.label): question.key for question in prompt_set("skj").questions if question.key in SIDES}
    spots = sorted(book.spots.values(), key=lambda rows: rows[-1].written_at, reverse=True)[:MOST]
    return [
        Candidate(f"{piece.latest.row.id}.{number}", piece, line, asked.get(line.label, ""))
        for piece in book.pieces(spots)
        for number, line in enumerate(piece.latest.lines)
        if line.text.strip()
    ]


def report(offered: list[Candidate], placed: Mapping[str, str], form: str, since: date, until: date) -> Contents:
    """The report of these lines, each under the side that the writer gave it (`placed`, by key); the oldest first."""
    chapters = []
    for side, title in SIDES.items():
        lines = [each for each in reversed(offered) if placed.get(each.key) == side]
        pieces = tuple(_piece(each) for each in lines)
        chapters.append(Chapter("", "", str(title), "", "", (), pieces))
    period = _("Van %(first)s tot en met %(last)s.") % {
        "first": date_format(since, "j F Y"),
        "last": date_format(until, "j F Y"),
    }
    told = " ".join([_("Vorm: %(form)s.") % {"form": FORMS[form]}, period])
    kept = tuple(chapter for chapter in chapters if chapter.pieces)
    return Contents(_("Verslag van mijn reflectie"), get_language() or "nl", timezone.now(), kept, told)


def _piece(each: Candidate) -> SavedPiece:
    """A line under its day: what it answered stands above it, where that is not the side itself."""
    version = each.piece.latest
    line = Line("" if each.side else each.line.label, each.line.text)
    saved = SavedVersion(version.row.id, version.written_at, day(version.written_at), (line,), {})
    return SavedPiece(each.piece.part, "", each.piece.question, (saved,))
