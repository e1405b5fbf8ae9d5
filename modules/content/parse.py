"""Reading a module from a content file. Every error is a ContentError with the line where it stands."""

import datetime
import hashlib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from modules.content.blocks import block_of, settings_and_text, whole_number
from modules.content.parsed import ParsedBlock, ParsedModule, ParsedUnit
from modules.enums import UnitForm
from pages.content import ContentFile, Section
from vocabulary.models import Concept

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAMESPACE = uuid.UUID("6d656572-7374-656d-6d69-670000000002")
LONGEST = 600
MOST_HOURS = Decimal(200)


@dataclass
class _Chapter:
    """A heading of the first level with the blocks under it; deeper headings belong to the text of their block."""

    head: Section
    text: str
    blocks: list[Section] = field(default_factory=list)


def parse(file: ContentFile) -> ParsedModule:
    """The module in this file. Raises ContentError where something does not hold."""
    before, closing = "", ""
    units: list[ParsedUnit] = []
    for chapter in _chapters(file):
        title = chapter.head.title
        if title == "Vooraf":
            before = _whole_text(chapter)
        elif title == "Afronding":
            closing = _whole_text(chapter)
        elif title.startswith("Eenheid:"):
            units.append(_unit(file, chapter, {unit.title for unit in units}))
        else:
            reason = f"De kop '{title}' hoort niet in een module. Kies uit: Vooraf, Eenheid: ..., Afronding."
            raise file.error(reason, line=chapter.head.line)
    if not units:
        raise file.error("Een module heeft minstens één '# Eenheid: ...'.", line=file.body_line)
    slug = _slug(file, "slug")
    original = _slug(file, "vertaling_van") if "vertaling_van" in file.fields else slug
    told = f"{sorted(file.fields.items(), key=lambda item: str(item[0]))}|{file.body}"
    return ParsedModule(
        file=file,
        slug=slug,
        translation_key=uuid.uuid5(NAMESPACE, original),
        digest=hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
        fields={
            "title": file.text("titel", most=255),
            "summary": file.text("samenvatting", most=200),
            "for_whom": file.text("voor_wie"),
            "duration": file.text("duur", most=240),
            "hours": _hours(file),
            "review_on": _date(file, "herzien_op"),
            "before": before,
            "closing": closing,
        },
        goals=_concepts(file, "leerdoelen"),
        concepts=_concepts(file, "begrippen"),
        units=tuple(units),
    )


def _chapters(file: ContentFile) -> list[_Chapter]:
    chapters: list[_Chapter] = []
    for section in file.sections():
        if section.level == 1:
            chapters.append(_Chapter(section, section.text))
        elif not chapters:
            raise file.error("Hier staat tekst voor de eerste kop van niveau één ('# Vooraf').", line=section.line)
        elif section.level == 2:
            chapters[-1].blocks.append(section)
        else:
            _join(chapters[-1], section)
    return chapters


def _join(chapter: _Chapter, section: Section) -> None:
    """Put a deeper heading back into the text that it came from."""
    below = f"\n\n{'#' * section.level} {section.title}\n\n{section.text}"
    if chapter.blocks:
        last = chapter.blocks[-1]
        chapter.blocks[-1] = Section(last.level, last.title, last.text + below, last.line)
    else:
        chapter.text += below


def _whole_text(chapter: _Chapter) -> str:
    below = [f"### {section.title}\n\n{section.text}" for section in chapter.blocks]
    return "\n\n".join([chapter.text, *below]).strip()


def _unit(file: ContentFile, chapter: _Chapter, earlier: set[str]) -> ParsedUnit:
    title, line = chapter.head.title.removeprefix("Eenheid:").strip(), chapter.head.line
    if not title or len(title) > 160:
        raise file.error("Een eenheid heeft een titel van hoogstens 160 tekens.", line=line)
    if title in earlier:
        raise file.error(f"Er is al een eenheid '{title}'; geef deze een andere titel.", line=line)
    settings, text = settings_and_text(chapter.text, {"duur", "vorm"})
    form = settings.get("vorm", "")
    if form not in UnitForm.values:
        raise file.error(f"'vorm' is {form!r}; kies uit: {', '.join(UnitForm.values)}.", line=line)
    minutes = whole_number(file, settings.get("duur", ""), "duur", line, most=LONGEST)
    blocks = [ParsedBlock("text", "", line, {"text": text})] if text else []
    blocks += [block_of(file, section) for section in chapter.blocks]
    if not blocks:
        raise file.error(f"De eenheid '{title}' heeft geen blokken.", line=line)
    return ParsedUnit(title, minutes, form, line, tuple(blocks))


def _slug(file: ContentFile, key: str) -> str:
    slug = file.text(key, most=100)
    if not SLUG.fullmatch(slug):
        raise file.error(f"'{key}' is {slug!r}; gebruik kleine letters, cijfers en streepjes.", key=key)
    return slug


def _hours(file: ContentFile) -> Decimal:
    try:
        hours = Decimal(file.text("uren").replace(",", "."))
    except InvalidOperation:
        raise file.error("'uren' moet een getal zijn, zoals 6 of 6.5.", key="uren") from None
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS or hours * 2 % 1:
        raise file.error("'uren' moet een getal per half uur zijn, meer dan 0.", key="uren")
    return hours


def _date(file: ContentFile, key: str) -> datetime.date | None:
    value = file.fields.get(key)
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise file.error(f"'{key}' moet een datum zijn, zoals 2027-11-01.", key=key)


def _concepts(file: ContentFile, key: str) -> tuple[str, ...]:
    asked = file.texts(key)
    known = set(Concept.objects.filter(pk__in=asked).values_list("pk", flat=True))
    unknown: Iterable[Any] = [concept for concept in asked if concept not in known]
    if unknown:
        raise file.error(f"'{key}' noemt wat de woordenschat niet kent: {', '.join(unknown)}.", key=key)
    return tuple(dict.fromkeys(asked))
