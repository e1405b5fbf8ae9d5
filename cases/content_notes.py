"""Content notes: what stands in a case that somebody may not want to meet unprepared. Short, factual, by topic.

They are there for choosing, and promise no safety (dossier F6). The author gives them per stage, with how much of it
there is; a topic without a stage, among the concepts of the case, is about the whole.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.enums import Intensity
from vocabulary.models import Concept

FACET = "inh"


@dataclass(frozen=True)
class ContentNote:
    """A topic by its concept, and how much of it stands in one stage."""

    topic: str
    intensity: Intensity


@dataclass(frozen=True)
class Told:
    """A topic in words, for who reads: where it is met and how strongly. Without a stage it is about the whole case."""

    topic: str
    label: str
    intensity: Intensity | None = None
    stages: tuple[int, ...] = ()


def notes_in(value: Mapping[str, Any]) -> tuple[ContentNote, ...]:
    """The notes of a stage block; what an editor has not finished is left out."""
    return tuple(
        ContentNote(each["topic"], Intensity(each["intensity"]))
        for each in value["content"]
        if each["topic"] and each["intensity"] in Intensity.values
    )


def topics_of(stages: Iterable[Any]) -> list[str]:
    """Every topic that a stage of this stream names, once, in order."""
    return list(dict.fromkeys(note.topic for block in stages for note in notes_in(block.value)))


def told_of(concepts: Iterable[Concept], stages: Iterable[Collection[ContentNote]]) -> list[Told]:
    """What to say before a case: each topic once, at its strongest, with the stages that it is met in; first met first.

    `concepts` are those of the case, and hold every topic that a stage names.
    """
    order = list(Intensity)
    met: dict[str, list[tuple[int, Intensity]]] = {}
    for number, notes in enumerate(stages, start=1):
        for note in notes:
            met.setdefault(note.topic, []).append((number, note.intensity))
    return [
        Told(
            concept.pk,
            concept.label,
            max((intensity for _number, intensity in met.get(concept.pk, ())), key=order.index, default=None),
            tuple(number for number, _intensity in met.get(concept.pk, ())),
        )
        for concept in sorted(
            (concept for concept in concepts if concept.facet_id == FACET),
            key=lambda concept: (
                concept.pk not in met,
                min((number for number, _intensity in met.get(concept.pk, ())), default=0),
                concept.pk,
            ),
        )
    ]


def told_at(notes: Collection[ContentNote]) -> list[Told]:
    """What to say before one stage, in its author's order. One query; none where there is nothing to say."""
    if not notes:
        return []
    labels = Concept.objects.in_bulk([note.topic for note in notes])
    return [Told(note.topic, labels[note.topic].label, note.intensity) for note in notes if note.topic in labels]
