"""Cases as files (`soort: casus`): the format of our own content and of what trainers bring."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases import front_files, grid_files, mirror_files, note_files, trace_files
from cases.enums import Assignment, GuidePart, Provenance, QuestionFor
from cases.models import CaseIndexPage, CasePage
from cases.rules import Draft, problems_of
from cases.stage_files import HEADINGS, tasks_below, with_ids
from cases.traces.actions import search_traces
from cases.traces.standing import TraceStanding
from cases.translations import follow_source
from pages.content import ContentError, ContentFile, Section
from pages.tree import index_of
from vocabulary.models import Concept

DIRECTIVE = re.compile(r"(opdracht|pauze|inhoud|rol|inzet):\s*(.*)")
NAMESPACE = uuid.UUID("6d656572-7374-656d-6d69-670000000001")
KEYS = frozenset(
    [
        "soort",
        "taal",
        "slug",
        "vertaling_van",
        "titel",
        "samenvatting",
        "leestijd_min",
        "herkomst",
        "wil_van_jongere",
        "inhoudsnota",
        "veiligheidslijn",
        "begrippen",
        "gerelateerd",
        "herzien_op",
        "nalezers",
        "nagekeken_f3",
        "herkenbaarheid",
    ]
)
QUESTION_HEADINGS = {
    "Vragen voor jezelf": QuestionFor.SELF,
    "Vragen voor de groep": QuestionFor.GROUP,
    "Vragen over structuur": QuestionFor.STRUCTURE,
}
GUIDE_HEADINGS = {
    "Opening": GuidePart.OPENING,
    "Valkuilen": GuidePart.PITFALLS,
    "Timing": GuidePart.TIMING,
    "Als het spannend wordt": GuidePart.TENSION,
    "Nazorg": GuidePart.AFTERCARE,
}


@dataclass(frozen=True)
class ParsedCase:
    """A case as its file tells it, ready to store."""

    language: str
    slug: str
    translation_key: uuid.UUID
    digest: str
    fields: dict[str, Any]
    streams: dict[str, list[dict[str, Any]]]
    concepts: tuple[str, ...]
    reasons: dict[str, str]
    """Why words that could tell who somebody is stay, by those words."""
    translates: str = ""
    """The slug of the Dutch case that it says to translate."""


@dataclass(frozen=True)
class Chapter:
    """A heading of the first level with what stands under it."""

    head: Section
    parts: tuple[Section, ...]

    @property
    def text(self) -> str:
        """Everything under it as Markdown, smaller headings included."""
        below = [f"{'#' * max(part.level, 3)} {part.title}\n\n{part.text}".strip() for part in self.parts]
        return "\n\n".join(filter(None, [self.head.text, *below])).strip()


class CaseLoader:
    """Reads, checks and stores cases."""

    def __init__(self) -> None:
        self._stored: list[CasePage] = []

    def check(self, file: ContentFile) -> ParsedCase:
        """The case in this file, ready to publish. Raises ContentError at the line where something does not hold."""
        return self.understand(file, finished=True)

    def understand(self, file: ContentFile, *, finished: bool) -> ParsedCase:
        """The case in this file; with `finished` also everything that publishing asks. Raises ContentError."""
        for name in file.fields:
            if name not in KEYS:
                raise file.error(
                    f"'{name}' is geen kenmerk van een casus. Kies uit: {', '.join(sorted(KEYS))}.", key=str(name)
                )
        slug = front_files.slug_in(file, "slug")
        original = front_files.slug_in(file, "vertaling_van") if "vertaling_van" in file.fields else slug
        key = uuid.uuid5(NAMESPACE, original)
        streams = _body(file, key, finished=finished)
        concepts = _concepts(file, streams["stages"], least=int(finished))
        for each in streams["mirror"]:
            if each["value"]["axis"] not in concepts:
                raise file.error(
                    f"De as '{each['value']['axis']}' van de spiegelronde staat niet bij 'begrippen'.", key="begrippen"
                )
        streams["reviewers"] = list(_with_ids(front_files.reviewers_in(file), "reviewer", key))
        streams["related"] = list(_with_ids(front_files.related_in(file), "related", key))
        do_step = next((chapter.text for chapter in _chapters(file) if chapter.head.title == "Doe-stap"), "")
        fields = {
            "title": file.text("titel", most=255),
            "summary": file.text("samenvatting", most=200, required=finished),
            "wants": file.text("wil_van_jongere", most=300, required=finished),
            "do_step": do_step,
            "reading_minutes": front_files.minutes_in(file),
            "provenance": front_files.choice_in(file, "herkomst", Provenance.values),
            "safety_line": front_files.yes_in(file, "veiligheidslijn"),
            "checklist": "\n".join(file.texts("nagekeken_f3")),
            "went_through_guide": "nagekeken_f3" in file.fields,
            "review_on": front_files.date_in(file, file.fields.get("herzien_op"), "herzien_op"),
        }
        reasons = trace_files.reasons_in(file)
        if finished:
            found = trace_files.decided(file, {**fields, "slug": slug}, streams, reasons)
            _ready(file, fields, concepts, streams, found)
        told = f"{sorted(file.fields.items(), key=lambda item: str(item[0]))}|{file.body}"
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        translates = original if original != slug or file.language != "nl" else ""
        return ParsedCase(file.language, slug, key, digest, fields, streams, concepts, reasons, translates)

    def store(self, parsed: ParsedCase) -> None:
        """Make or renew the page. The same file again changes nothing, and leaves what an editor did since."""
        index = index_of(CaseIndexPage, parsed.language)
        page = CasePage.objects.child_of(index).filter(slug=parsed.slug).first()
        if page is not None and page.loaded_from == parsed.digest:
            return
        fresh = page is None
        page = page or CasePage(
            slug=parsed.slug, locale=index.locale, translation_key=parsed.translation_key, live=False
        )
        for name, value in {**parsed.fields, "loaded_from": parsed.digest}.items():
            setattr(page, name, value)
        for name, raw in parsed.streams.items():
            setattr(page, name, getattr(CasePage, name).field.stream_block.to_python(raw))
        if fresh:
            index.add_child(instance=page)
        page.concepts.set(Concept.objects.filter(pk__in=parsed.concepts))
        search_traces(page, reasons=parsed.reasons)
        page.save_revision().publish()
        self._stored.append(page)

    def link(self, parsed: ParsedCase) -> None:
        """A translation that was stored now tells the Dutch text that was stored now, whichever came first."""
        for page in self._stored:
            follow_source(page)
        self._stored.clear()


def _chapters(file: ContentFile) -> list[Chapter]:
    chapters: list[Chapter] = []
    for section in file.sections():
        if section.level == 1:
            chapters.append(Chapter(section, ()))
        elif not chapters:
            raise file.error("Hier staat tekst voor de eerste kop. Begin met '# Fase: ...'.", line=section.line)
        else:
            chapters[-1] = Chapter(chapters[-1].head, (*chapters[-1].parts, section))
    return chapters


def _body(file: ContentFile, key: uuid.UUID, *, finished: bool) -> dict[str, list[dict[str, Any]]]:
    """The streams that the text below the front matter fills."""
    stages: list[dict[str, Any]] = []
    voices: list[dict[str, Any]] = []
    questions: list[dict[str, Any]] = []
    guide: list[dict[str, Any]] = []
    facts: list[dict[str, Any]] = []
    mirror: list[dict[str, Any]] = []
    seen: set[str] = set()
    for chapter in _chapters(file):
        title = chapter.head.title
        if title in seen:
            raise file.error(f"De kop '{title}' staat er twee keer.", line=chapter.head.line)
        seen.add(title)
        if title.startswith("Fase:"):
            stages.append(_stage(file, chapter, key, len(stages) + 1))
        elif title == "Stemmen":
            voices = [_voice(file, part) for part in chapter.parts]
        elif title == grid_files.HEADING:
            facts = grid_files.facts_in(file, chapter.head)
        elif title in QUESTION_HEADINGS:
            questions += _questions(file, chapter, QUESTION_HEADINGS[title])
        elif title == "Voor de begeleider":
            guide = [_guide(file, part) for part in chapter.parts]
        elif title == mirror_files.HEADING:
            mirror = mirror_files.mirror_in(file, chapter.head, chapter.parts)
        elif title != "Doe-stap":
            known = ", ".join(
                [
                    "Fase: ...",
                    "Stemmen",
                    grid_files.HEADING,
                    *QUESTION_HEADINGS,
                    "Voor de begeleider",
                    mirror_files.HEADING,
                    "Doe-stap",
                ]
            )
            raise file.error(f"De kop '{title}' hoort niet in een casus. Kies uit: {known}.", line=chapter.head.line)
        elif not chapter.text:
            raise file.error("De doe-stap is leeg.", line=chapter.head.line)
    if finished and "Doe-stap" not in seen:
        raise file.error("Er is geen kop '# Doe-stap'.", line=file.body_line)
    return {
        "stages": list(_with_ids(stages, "stage", key)),
        "voices": list(_with_ids(voices, "voice", key)),
        "knowledge": list(_with_ids(_with_knowers(facts, key), "fact", key)),
        "questions": list(_with_ids(questions, "question", key)),
        "guide": list(_with_ids(guide, "part", key)),
        "mirror": list(_with_ids(mirror, "mirror", key)),
    }


def _with_ids(values: list[dict[str, Any]], kind: str, key: uuid.UUID) -> Iterator[dict[str, Any]]:
    """The raw form of a stream. Ids follow from the case and the place, so that notes survive a corrected file."""
    for number, value in enumerate(values, start=1):
        yield {"type": kind, "value": value, "id": str(uuid.uuid5(key, f"{kind}-{number}"))}


def _with_knowers(facts: list[dict[str, Any]], key: uuid.UUID) -> list[dict[str, Any]]:
    return [
        {**fact, "knowers": with_ids(fact["knowers"], key, f"fact-{number}-knower")}
        for number, fact in enumerate(facts, start=1)
    ]


def _directives(section: Section) -> tuple[dict[str, tuple[str, int]], str]:
    """The `name: value` lines directly under a heading with their line numbers, and the text below them."""
    found: dict[str, tuple[str, int]] = {}
    rows = section.text.splitlines()
    while rows and (match := DIRECTIVE.fullmatch(rows[0].strip())):
        found[match[1]] = (match[2].strip(), section.line + len(found) + 1)
        rows.pop(0)
    return found, "\n".join(rows).strip()


def _stage(file: ContentFile, chapter: Chapter, key: uuid.UUID, number: int) -> dict[str, Any]:
    title = chapter.head.title.removeprefix("Fase:").strip()
    directives, text = _directives(chapter.head)
    below = tuple(part for part in chapter.parts if part.level == 2 and part.title in HEADINGS)
    content, gist = note_files.below(file, directives.get("inhoud", ("", chapter.head.line)), below)
    story = tuple(part for part in chapter.parts if part not in below)
    body = Chapter(Section(1, title, text, chapter.head.line), story).text
    if not title or not body:
        raise file.error("Een fase heeft een titel en een tekst nodig.", line=chapter.head.line)
    asked, line = directives.get("opdracht", ("", chapter.head.line))
    assignments = [word.strip() for word in asked.split(",") if word.strip()]
    for word in assignments:
        if word not in Assignment.values:
            raise file.error(f"De opdracht '{word}' bestaat niet. Kies uit: {', '.join(Assignment)}.", line=line)
    pause, line = directives.get("pauze", ("", chapter.head.line))
    if pause and not (pause.isascii() and pause.isdigit() and len(pause) < 4 and int(pause) <= 900):
        raise file.error(f"'pauze: {pause}' is geen aantal seconden tussen 0 en 900.", line=line)
    tasks = tasks_below(file, below, assignments)
    return {
        "title": title,
        "text": body,
        "assignments": assignments,
        "pause": int(pause) if pause else None,
        "gist": gist,
        "content": with_ids(content, key, f"stage-{number}-content"),
        **{name: with_ids(values, key, f"stage-{number}-{name}") for name, values in tasks.items()},
    }


def _voice(file: ContentFile, section: Section) -> dict[str, Any]:
    directives, quote = _directives(section)
    if not quote:
        raise file.error(f"De stem '{section.title}' zegt niets.", line=section.line)
    role = directives.get("rol", ("", 0))[0]
    return {"name": section.title, "role": role, "quote": quote, "stake": directives.get("inzet", ("", 0))[0]}


def _questions(file: ContentFile, chapter: Chapter, audience: QuestionFor) -> list[dict[str, Any]]:
    texts: list[str] = []
    for row in chapter.head.text.splitlines():
        if row.startswith(("- ", "* ")):
            texts.append(row[2:].strip())
        elif row.strip() and texts:
            texts[-1] += f" {row.strip()}"
        elif row.strip():
            raise file.error("Zet voor elke vraag een streepje: '- '.", line=chapter.head.line)
    return [{"audience": audience.value, "text": text} for text in texts if text]


def _guide(file: ContentFile, section: Section) -> dict[str, Any]:
    if section.title not in GUIDE_HEADINGS:
        known = ", ".join(GUIDE_HEADINGS)
        raise file.error(f"'{section.title}' hoort niet in de gids. Kies uit: {known}.", line=section.line)
    return {"part": GUIDE_HEADINGS[section.title].value, "text": section.text}


def _ready(
    file: ContentFile,
    fields: dict[str, Any],
    concepts: tuple[str, ...],
    streams: dict[str, list[dict[str, Any]]],
    traces: TraceStanding,
) -> None:
    """A file is published when it is loaded, so it has to pass what publishing asks."""
    draft = Draft(
        concepts=concepts,
        stages=len(streams["stages"]),
        voices=len(streams["voices"]),
        structural_questions=sum(
            1 for question in streams["questions"] if question["value"]["audience"] == QuestionFor.STRUCTURE
        ),
        wants=bool(fields["wants"]),
        do_step=bool(fields["do_step"]),
        provenance=fields["provenance"],
        reviewers=len(streams["reviewers"]),
        went_through_guide=fields["went_through_guide"],
        traces=traces,
    )
    problems = problems_of(draft)
    if problems:
        first = problems[0]
        key = KEY_OF.get(first.field)
        raise file.error(str(first.message), key=key, line=None if key else file.body_line)


KEY_OF = {
    "concepts": "begrippen",
    "wants": "wil_van_jongere",
    "provenance": "herkomst",
    "reviewers": "nalezers",
    "went_through_guide": "nagekeken_f3",
    "title": "herkenbaarheid",
}
"""The key of the front matter at which a writer of files gives what a field asks; the rest stands in the text."""


def _concepts(file: ContentFile, stages: list[dict[str, Any]], *, least: int) -> tuple[str, ...]:
    """The concepts and the content notes together, those of a stage included. Raises for one that the thesaurus does
    not have."""
    notes = file.texts("inhoudsnota")
    for note in notes:
        if not note.startswith("inh."):
            raise file.error(f"'{note}' is geen inhoudsnota; die beginnen met 'inh.'.", key="inhoudsnota")
    notes += [each["value"]["topic"] for stage in stages for each in stage["value"]["content"]]
    asked = list(dict.fromkeys([*file.texts("begrippen", least=least), *notes]))
    known = set(Concept.objects.in_use().filter(pk__in=asked).values_list("pk", flat=True))
    for concept in asked:
        if concept not in known:
            key = "inhoudsnota" if concept in notes else "begrippen"
            raise file.error(f"Het begrip '{concept}' staat niet in de thesaurus.", key=key)
    return tuple(asked)


__all__ = ["CaseLoader", "ContentError", "ParsedCase"]
