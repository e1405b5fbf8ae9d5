"""The work book as a Word document: real headings, one language, and no more about its maker than it must have."""

import io
import re
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reflection.origins import Line
from reflection.workbook.exports.contents import Chapter, Contents, SavedPiece, day

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What an XML document cannot hold. Everything else stands as it was written."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LEFT_TO_RIGHT = re.compile("[^\\W\\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LANGUAGES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}


def to_word(contents: Contents) -> bytes:
    """The document. Text goes in as text only, so nothing that was written becomes a field, a link or a style."""
    document = Document()
    _prepare(document, contents)
    document.add_heading(contents.title, level=0)
    document.add_paragraph(contents.about_it)
    for chapter in contents.chapters:
        _chapter(document, chapter)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _prepare(document: DocumentType, contents: Contents) -> None:
    properties = document.core_properties
    properties.title, properties.language = contents.title, LANGUAGES.get(contents.language, "nl-BE")
    properties.author = properties.comments = properties.last_modified_by = ""
    # The day is on the page; the second at which somebody wrote is nobody's business.
    properties.created = properties.modified = datetime.combine(contents.made_at.date(), datetime.min.time(), UTC)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    # The stock template says English for every run, and for the fonts of its theme.
    stock = [*document.styles.element.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))]
    for language in stock:
        for name in set(language.attrib) & {qn("w:val"), qn("w:eastAsia")}:
            language.set(name, properties.language)

    # The template's picture of itself and its copy of the styles for an older Word.
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in {"thumbnail", "stylesWithEffects"}:
                del holder.rels[key]


def _chapter(document: DocumentType, chapter: Chapter) -> None:
    heading = document.add_heading(_clean(f"{chapter.kind}: {chapter.title}" if chapter.kind else chapter.title), 1)
    _direct(heading)
    if chapter.url:
        document.add_paragraph(chapter.url)
    for moment in chapter.restarts:
        document.add_paragraph(_("Opnieuw begonnen op %(day)s.") % {"day": day(moment)})
    section = ""
    for piece in chapter.pieces:
        if piece.section and piece.section != section:
            _direct(document.add_heading(_clean(piece.section), 2))
        section = piece.section
        _piece(document, piece)


def _piece(document: DocumentType, piece: SavedPiece) -> None:
    level = 3 if piece.section else 2  # below the section it stands in, or straight below its chapter
    _direct(document.add_heading(_clean(piece.heading), level))
    for number, version in enumerate(piece.versions, start=1):
        if len(piece.versions) > 1:
            when = _("Versie %(number)d, %(day)s") % {"number": number, "day": version.when}
            document.add_heading(when, level + 1)
        elif piece.question:
            document.add_paragraph(version.when, style="Caption")
        for line in version.lines:
            _line(document, line)


def _line(document: DocumentType, line: Line) -> None:
    if line.label:
        label = document.add_paragraph()
        label.paragraph_format.keep_with_next = True
        label.add_run(_clean(line.label)).bold = True
        _direct(label)
    for text in _clean(line.text).split("\n\n"):
        _direct(document.add_paragraph(text))


def _clean(text: str) -> str:
    """A carriage return, a vertical tab and their like become what Word has for them: a new line."""
    plain = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return NOT_IN_XML.sub("", plain)


def _direct(paragraph: Paragraph) -> None:
    """Let a paragraph in a script that runs from right to left do so."""
    first_right, first_left = RIGHT_TO_LEFT.search(paragraph.text), LEFT_TO_RIGHT.search(paragraph.text)
    if first_right and (first_left is None or first_right.start() < first_left.start()):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no name for it
        properties.append(properties.makeelement(qn("w:bidi"), {}))
        for run in paragraph.runs:
            run.font.rtl = True
