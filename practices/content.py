"""Practices as files (`soort: praktijk`)."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pages.content import ContentFile, Section
from pages.tree import index_of
from practices import reading
from practices.enums import Ladder
from practices.ladder import required_for
from practices.models import PracticeIndexPage, PracticePage
from practices.models.practice import LICENCE
from vocabulary.models import Concept

NAMESPACE = uuid.UUID("6d656572-7374-656d-6d69-670000000003")
KEYS = frozenset(
    [
        "soort",
        "taal",
        "slug",
        "titel",
        "in_een_zin",
        "trap",
        "begrippen",
        "duur",
        "duurklasse",
        "regio",
        "organisatie",
        "stewards",
        "licentie",
        "datum",
        "herzien_op",
        "onderzocht_met",
        "niet_onderzocht_met",
        "gerelateerd",
        "lijn",
        "assen",
        "vertaling_van",
        "niet_aanbevolen_omdat",
    ]
)
HEADINGS = {
    "Aanleiding": "occasion",
    "Zo doe je het": "steps",
    "Wie": "who",
    "Tijd en middelen": "means",
    "Wat moeilijk was": "hard_parts",
    "Wanneer niet": "not_when",
    "Effect voor jongeren": "effect_young",
    "Effect voor het netwerk": "effect_network",
    "Hoe weet je of het werkt": "evidence",
    "Stem van een jongere of ouder": "voice",
    "Overdraagbaarheid": "transfer",
}


@dataclass(frozen=True)
class ParsedPractice:
    """A practice as its file tells it, ready to store."""

    language: str
    slug: str
    translation_key: uuid.UUID
    digest: str
    fields: dict[str, Any]
    streams: dict[str, list[dict[str, Any]]]
    concepts: tuple[str, ...]
    parent: str


class PracticeLoader:
    """Reads, checks and stores practices."""

    def check(self, file: ContentFile) -> ParsedPractice:
        """The practice in this file. Raises ContentError at the line where something does not hold."""
        for name in file.fields:
            if name not in KEYS:
                known = ", ".join(sorted(KEYS))
                raise file.error(f"'{name}' is geen kenmerk van een praktijk. Kies uit: {known}.", key=str(name))
        slug = reading.slug(file, "slug")
        original = reading.slug(file, "vertaling_van") if "vertaling_van" in file.fields else slug
        key = uuid.uuid5(NAMESPACE, original)
        texts = _texts(file)
        streams = {
            "steps": reading.steps(file, texts.pop("steps")),
            "stewards": [("steward", text) for text in file.texts("stewards", least=2)],
            "tested_with": [("group", text) for text in file.texts("onderzocht_met")],
            "not_tested_with": [("group", text) for text in file.texts("niet_onderzocht_met")],
            "related": reading.related(file),
            "axis_roles": reading.axis_roles(file),
        }
        _check_ladder(file, streams)
        duration = file.text("duur", most=120)
        fields = {
            **{name: section.text for name, section in texts.items()},
            "title": file.text("titel", most=255),
            "summary": file.text("in_een_zin", most=200),
            "ladder": _ladder(file),
            "duration": duration,
            "time_band": reading.time_band(file, duration),
            "organisation": file.text("organisatie", required=False, most=160),
            "licence": file.text("licentie", required=False, most=60) or LICENCE,
            "described_on": reading.date(file, "datum"),
            "review_on": reading.date(file, "herzien_op"),
            "discouraged_because": file.text("niet_aanbevolen_omdat", required=False),
        }
        told = f"{sorted(file.fields.items(), key=lambda item: str(item[0]))}|{file.body}"
        return ParsedPractice(
            language=file.language,
            slug=slug,
            translation_key=key,
            digest=hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
            fields=fields,
            streams={name: list(_raw(values, key)) for name, values in streams.items()},
            concepts=reading.concepts(file),
            parent=reading.slug(file, "lijn") if file.fields.get("lijn") else "",
        )

    def store(self, parsed: ParsedPractice) -> None:
        """Make or renew the page. The same file again changes nothing, and leaves what an editor did since."""
        index = index_of(PracticeIndexPage, parsed.language)
        page = PracticePage.objects.child_of(index).filter(slug=parsed.slug).first()
        if page is not None and page.loaded_from == parsed.digest:
            return
        fresh = page is None
        page = page or PracticePage(
            slug=parsed.slug, locale=index.locale, translation_key=parsed.translation_key, live=False
        )
        for name, value in {**parsed.fields, "loaded_from": parsed.digest}.items():
            setattr(page, name, value)
        for name, raw in parsed.streams.items():
            setattr(page, name, getattr(PracticePage, name).field.to_python(json.dumps(raw)))
        if fresh:
            index.add_child(instance=page)
        page.concepts.set(Concept.objects.filter(pk__in=parsed.concepts))
        page.save_revision().publish()

    def link(self, parsed: ParsedPractice) -> None:
        """Connect an adaptation with what it was made from. An editor's own choice is kept when the file names none."""
        if not parsed.parent:
            return
        index = index_of(PracticeIndexPage, parsed.language)
        page = PracticePage.objects.child_of(index).get(slug=parsed.slug)
        parent = PracticePage.objects.child_of(index).filter(slug=parsed.parent).first()
        if parent is not None and page.adapted_from_id != parent.pk:
            page.adapted_from = parent
            page.save_revision().publish()


def _texts(file: ContentFile) -> dict[str, Section]:
    """The sections by field name; all of them are needed, because an honest record leaves nothing out."""
    found: dict[str, Section] = {}
    for section in file.sections():
        if section.level != 1 or section.title not in HEADINGS:
            known = ", ".join(HEADINGS)
            what = f"De kop '{section.title}'" if section.level else "Deze tekst"
            raise file.error(f"{what} hoort niet in een praktijk. Kies uit: {known}.", line=section.line)
        name = HEADINGS[section.title]
        if name in found:
            raise file.error(f"De kop '{section.title}' staat er twee keer.", line=section.line)
        if not section.text:
            raise file.error(f"Onder '{section.title}' staat niets.", line=section.line)
        found[name] = section
    for title, name in HEADINGS.items():
        if name not in found:
            raise file.error(f"Er is geen kop '# {title}'.", line=file.body_line)
    return found


def _ladder(file: ContentFile) -> str:
    step = file.text("trap").replace(" ", "-")
    if step not in Ladder.values:
        raise file.error(f"'trap' is '{step}'; kies uit: {', '.join(Ladder)}.", key="trap")
    return step


def _check_ladder(file: ContentFile, streams: dict[str, Any]) -> None:
    """Raises ContentError where the step asks for a list that the file leaves empty; every text is there already."""
    step = Ladder(_ladder(file))
    empty = {name for name, values in streams.items() if not values}
    for name in required_for(step):
        if name in empty:
            key = {"tested_with": "onderzocht_met", "not_tested_with": "niet_onderzocht_met"}[name]
            raise file.error(f"De trap '{step.label}' vraagt '{key}'.", key="trap")


def _raw(values: list[tuple[str, Any]], key: uuid.UUID) -> Iterator[dict[str, Any]]:
    """The raw form of a stream; ids follow from the practice and the place."""
    for number, (kind, value) in enumerate(values, start=1):
        yield {"type": kind, "value": value, "id": str(uuid.uuid5(key, f"{kind}-{number}"))}
