"""The work book as a tagged PDF (PDF/UA-1), set by typst with the fonts that it brings along."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from reflection.typesetting import Drawn, typeset
from reflection.workbook.exports.contents import Chapter, Contents, SavedPiece, day

TEMPLATE = Path(__file__).with_name("workbook.typ")


def to_pdf(contents: Contents) -> bytes:
    """The document. Its text goes in as JSON beside the template, and never becomes a part of it."""
    return typeset(TEMPLATE, "book", lambda drawn: _told(contents, drawn))


def _told(contents: Contents, drawn: Drawn) -> dict[str, Any]:
    chapters = [_chapter(chapter, drawn) for chapter in contents.chapters]
    note = _("Tekens die deze PDF niet kan tekenen, zoals een emoji, staan er met hun naam tussen haakjes.")
    return {
        "title": contents.title,
        "language": contents.language,
        "about_it": contents.about_it,
        "note": note if drawn.named else "",
        "chapters": chapters,
    }


def _chapter(chapter: Chapter, drawn: Drawn) -> dict[str, Any]:
    return {
        "heading": drawn.heading(f"{chapter.kind}: {chapter.title}" if chapter.kind else chapter.title),
        "url": chapter.url,
        "restarts": [_("Opnieuw begonnen op %(day)s.") % {"day": day(moment)} for moment in chapter.restarts],
        "pieces": [_piece(piece, drawn) for piece in chapter.pieces],
    }


def _piece(piece: SavedPiece, drawn: Drawn) -> dict[str, Any]:
    return {
        "section": drawn.heading(piece.section) if piece.section else "",
        "heading": drawn.heading(piece.heading),
        "dated": bool(piece.question),
        "versions": [
            {
                "when": (
                    _("Versie %(number)d, %(day)s") % {"number": number, "day": version.when}
                    if len(piece.versions) > 1
                    else version.when
                ),
                "lines": [{"label": drawn(line.label), "text": drawn(line.text)} for line in version.lines],
            }
            for number, version in enumerate(piece.versions, start=1)
        ],
    }
