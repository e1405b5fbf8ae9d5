"""The work book as a tagged PDF (PDF/UA-1), set by typst with the fonts that it brings along."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from reflection.workbook.exports.contents import Chapter, Contents, SavedPiece, day
from reflection.workbook.exports.printable import PRINTABLE

TEMPLATE = Path(__file__).with_name("workbook.typ")
MARKS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
_BREAKS = re.compile("|".join(MARKS))
_NOT_SHOWN = re.compile('`"(.+?)"`', re.DOTALL)
MOST_SURPRISES = 40


def to_pdf(contents: Contents) -> bytes:
    """The document. Its text goes in as JSON beside the template, and never becomes a part of it.

    A sign that the fonts cannot draw stands there by its name, because PDF/UA allows no empty boxes.
    """
    told = json.dumps(_told(contents, _Drawn()), ensure_ascii=False)
    for _attempt in range(MOST_SURPRISES):
        try:
            return _compile(told)
        except typst.TypstError as error:
            # A combination of signs that no font has, though each of them is there alone.
            surprise = _surprise_in(str(error))
            if surprise is None or surprise not in told:
                break
            told = told.replace(surprise, "".join(_named(sign) for sign in surprise))
    return _compile(json.dumps(_told(contents, _Drawn(plain=True)), ensure_ascii=False))


def _compile(told: str) -> bytes:
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"book": told},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)  # one document, into memory
    return made


class _Drawn:
    """Makes text of what the fonts can draw, and remembers whether anything had to be named instead."""

    def __init__(self, *, plain: bool = False) -> None:
        self.named = plain
        self._plain = plain

    def __call__(self, text: str) -> str:
        return "".join(self._sign(sign) for sign in _BREAKS.sub(lambda found: MARKS[found[0]], text))

    def heading(self, text: str) -> str:
        """For a heading, which may not be empty and stands on one line."""
        told = " ".join(self(text).split())
        return told if any(unicodedata.category(sign)[0] in "LNPS" for sign in told) else "…"

    def _sign(self, sign: str) -> str:
        if sign == "\n" or (sign.isascii() and sign.isprintable()):
            return sign
        if unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Co"} or sign in "\ufe0e\ufe0f":
            return ""
        if self._plain or not is_printable(sign):
            self.named = True
            return _named(sign)
        return sign


@cache
def is_printable(sign: str) -> bool:
    """Whether the fonts that typst brings along have this sign."""
    point = ord(sign)
    return any(first <= point <= last for first, last in PRINTABLE)


def _named(sign: str) -> str:
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def _surprise_in(error: str) -> str | None:
    """The signs that an error says cannot be drawn; typst writes some of them as `\\u{200b}`."""
    shown = _NOT_SHOWN.search(error)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), shown[1]) if shown else None


def _told(contents: Contents, drawn: _Drawn) -> dict[str, Any]:
    chapters = [_chapter(chapter, drawn) for chapter in contents.chapters]
    note = _("Tekens die deze PDF niet kan tekenen, zoals een emoji, staan er met hun naam tussen haakjes.")
    return {
        "title": contents.title,
        "language": contents.language,
        "about_it": contents.about_it,
        "note": note if drawn.named else "",
        "chapters": chapters,
    }


def _chapter(chapter: Chapter, drawn: _Drawn) -> dict[str, Any]:
    return {
        "heading": drawn.heading(f"{chapter.kind}: {chapter.title}" if chapter.kind else chapter.title),
        "url": chapter.url,
        "restarts": [_("Opnieuw begonnen op %(day)s.") % {"day": day(moment)} for moment in chapter.restarts],
        "pieces": [_piece(piece, drawn) for piece in chapter.pieces],
    }


def _piece(piece: SavedPiece, drawn: _Drawn) -> dict[str, Any]:
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
