"""Pages of text as files (`soort: tekstpagina`): Markdown with `##` headings and notes between `:::` fences."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from pages.content import ContentFile
from pages.models import StandardPage
from pages.tree import home_of

NAMESPACE = uuid.UUID("6d656572-7374-656d-6d69-670000000001")
KEYS = {"soort", "taal", "slug", "titel", "samenvatting", "vertaling_van", "na_te_kijken"}
NOTES = {":::opmerking": "note", ":::recht": "right", ":::veiligheid": "safety"}
END = ":::"
HEADING = re.compile(r"^## +(?P<text>.+)$")

Block = tuple[str, Any]


@dataclass(frozen=True)
class ParsedText:
    """A page of text as its file tells it."""

    language: str
    slug: str
    translation_key: uuid.UUID
    title: str
    summary: str
    blocks: tuple[Block, ...]
    digest: str


class TextPageLoader:
    """Reads, checks and stores pages of text."""

    def check(self, file: ContentFile) -> ParsedText:
        """The page in this file. Raises ContentError at the line where something does not hold."""
        for name in file.fields:
            if name not in KEYS:
                raise file.error(f"'{name}' is geen kenmerk van een tekstpagina.", key=str(name))
        slug = file.text("slug", most=80)
        if slug != slugify(slug):
            raise file.error("'slug' mag alleen kleine letters, cijfers en streepjes hebben.", key="slug")
        original = file.text("vertaling_van", required=False) or slug
        blocks = tuple(_blocks(file))
        if not blocks:
            raise file.error("Onder de kenmerken staat geen tekst.", line=file.body_line)
        return ParsedText(
            language=file.language,
            slug=slug,
            translation_key=uuid.uuid5(NAMESPACE, original),
            title=file.text("titel", most=255),
            summary=file.text("samenvatting", most=200),
            blocks=blocks,
            digest=hashlib.sha256(repr((file.fields, blocks)).encode("utf-8", "surrogatepass")).hexdigest(),
        )

    def store(self, parsed: ParsedText) -> None:
        """Make or renew the page. The same file again changes nothing, and leaves what an editor did since."""
        home = home_of(parsed.language)
        page = StandardPage.objects.child_of(home).filter(slug=parsed.slug).first()
        if page is not None and page.loaded_from == parsed.digest:
            return
        fresh = page is None
        page = page or StandardPage(
            slug=parsed.slug, locale=home.locale, translation_key=parsed.translation_key, live=False
        )
        page.title, page.summary, page.loaded_from = parsed.title, parsed.summary, parsed.digest
        raw = [
            {"type": kind, "value": value, "id": str(uuid.uuid5(parsed.translation_key, f"{parsed.language}-{number}"))}
            for number, (kind, value) in enumerate(parsed.blocks)
        ]
        page.body = StandardPage.body.field.to_python(json.dumps(raw))
        if fresh:
            home.add_child(instance=page)
        page.save_revision().publish()

    def link(self, parsed: ParsedText) -> None:
        """Nothing: a page of text points at nothing but by its links."""


def _blocks(file: ContentFile) -> Iterator[Block]:
    """The body as blocks: headings, notes, and the prose between them."""
    prose: list[str] = []
    note: tuple[str, int, list[str]] | None = None
    for number, row in enumerate(file.body.splitlines(), start=file.body_line):
        if note is not None:
            if row.strip() == END:
                yield "note", {"kind": note[0], "text": "\n".join(note[2]).strip()}
                note = None
            else:
                note[2].append(row)
            continue
        heading = HEADING.match(row)
        if row.startswith(END):
            if row.strip() not in NOTES:
                known = ", ".join(NOTES)
                raise file.error(f"'{row.strip()}' is geen kader. Kies uit: {known}.", line=number)
            note = (NOTES[row.strip()], number, [])
        elif heading is None:
            prose.append(row)
            continue
        if text := "\n".join(prose).strip():
            yield "prose", text
        prose = []
        if heading is not None:
            yield "heading", heading["text"].strip()
    if note is not None:
        raise file.error("Dit kader wordt nergens met ':::' gesloten.", line=note[1])
    if text := "\n".join(prose).strip():
        yield "prose", text
