"""From the headings of a Word document to a case: what each heading is, chosen by who imports; then as a content file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import grid_files, mirror_files
from cases.content import GUIDE_HEADINGS, QUESTION_HEADINGS
from cases.exchange.canonical import one_line
from cases.exchange.from_word import Outline, Piece
from cases.stage_files import HEADINGS as BELOW_A_STAGE

STAGE, ABOVE, AWAY = "fase", "erboven", "weg"
KNOWN = ("Stemmen", grid_files.HEADING, *QUESTION_HEADINGS, "Voor de begeleider", mirror_files.HEADING, "Doe-stap")
CHOICES = [
    (STAGE, gettext_lazy("een fase")),
    *((heading, heading) for heading in KNOWN),
    (ABOVE, gettext_lazy("een tussenkop in het stuk erboven")),
    (AWAY, gettext_lazy("laat weg")),
]
_STAGE = re.compile(r"(?:fase|phase|stage)\s*\d*\s*[:.\-–]\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Chapter:
    """A heading that somebody says what it is of, with everything below it."""

    title: str
    pieces: tuple[Piece, ...]
    proposed: str

    @property
    def start(self) -> str:
        """The first words below it, to recognise it by."""
        return one_line(" ".join(piece.text for piece in self.pieces))[:120]


def chapters_of(outline: Outline) -> list[Chapter]:
    """The document cut at its highest headings, each with what it probably is."""
    top = min((piece.level for piece in outline.pieces), default=1)
    cut: list[list[Piece]] = []
    for piece in outline.pieces:
        if piece.level == top or not cut:
            cut.append([])
        cut[-1].append(piece)
    return [Chapter(pieces[0].title, tuple(pieces), _proposal(pieces[0].title)) for pieces in cut]


def _proposal(title: str) -> str:
    plain = title.casefold()
    return next((heading for heading in KNOWN if heading.casefold() == plain), STAGE if title else AWAY)


@dataclass(frozen=True)
class Mapped:
    """A content file in the making, and what fell away."""

    markdown: str
    dropped: list[str]


def to_file(outline: Outline, chapters: Iterable[Chapter], roles: Iterable[str], fields: Mapping[str, Any]) -> Mapped:
    """The document as Markdown with front matter. `fields` are those that a document without a table of them lacks."""
    dropped = list(outline.dropped)
    lines: list[str] = []
    by_role: dict[str, list[Chapter]] = {}
    last = AWAY
    for chapter, role in zip(chapters, roles, strict=True):
        if role == ABOVE and last != AWAY:
            by_role[last][-1] = _joined(by_role[last][-1], chapter)
        elif role in {AWAY, ABOVE}:
            dropped.append(_("'%(title)s', met alles eronder") % {"title": chapter.title})
            last = AWAY if role == AWAY else last
        else:
            by_role.setdefault(role, []).append(chapter)
            last = role
    for chapter in by_role.get(STAGE, ()):
        lines += _stage(chapter, dropped)
    for heading in KNOWN:
        named = by_role.get(heading, [])
        if named:
            lines += _known(heading, named[0], dropped)
        dropped += [_("een tweede '%(title)s'") % {"title": heading} for _chapter in named[1:]]
    ours = {key: value for key, value in {"soort": "casus", "taal": "nl", **fields}.items() if key not in outline.front}
    told = yaml.safe_dump(ours, allow_unicode=True, sort_keys=False, width=10_000) if ours else ""
    told += "".join(f"{key}: {value}\n" for key, value in outline.front.items())
    return Mapped(f"---\n{told}---\n" + "\n".join(lines) + "\n", dropped)


def _joined(chapter: Chapter, below: Chapter) -> Chapter:
    first, *others = below.pieces
    lowered = Piece(3, first.title, first.lines)
    return Chapter(chapter.title, (*chapter.pieces, lowered, *others), chapter.proposed)


def _stage(chapter: Chapter, dropped: list[str]) -> list[str]:
    first, *others = chapter.pieces
    title = _STAGE.sub("", first.title) or first.title
    lines = [f"# Fase: {title}", *first.lines, ""]
    for piece in others:
        known = piece.title in BELOW_A_STAGE
        lines += [f"{'##' if known else '#' * max(piece.level, 3)} {piece.title}", *piece.lines, ""]
    return lines


def _known(heading: str, chapter: Chapter, dropped: list[str]) -> list[str]:
    first, *others = chapter.pieces
    lines = [f"# {heading}"]
    if heading in QUESTION_HEADINGS:
        rows = [row for piece in chapter.pieces for row in piece.lines]
        return [*lines, *(f"- {_ITEM.sub('', row.strip(), count=1)}" for row in rows if row.strip()), ""]
    if heading in {"Doe-stap", grid_files.HEADING}:
        lines += first.lines
        for piece in others:
            lines += [f"### {piece.title}", *piece.lines]
        return [*lines, ""]
    if heading == mirror_files.HEADING:
        lines += first.lines
    elif first.text:
        dropped.append(_("tekst onder '%(title)s' voor de eerste tussenkop") % {"title": heading})
    for piece in others:
        if heading == "Voor de begeleider" and piece.title not in GUIDE_HEADINGS:
            lines += ["", f"**{piece.title}**", "", *piece.lines] if len(lines) > 1 else []
            if len(lines) == 1:
                dropped.append(_("'%(title)s', met alles eronder") % {"title": piece.title})
        else:
            lines += [f"## {piece.title}", *piece.lines, ""]
    return [*lines, ""]
