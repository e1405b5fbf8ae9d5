"""Closed questions about how it went: without names, and shown as a shape only.

Pure. What is kept of a question is a tally, one sealed row: no answer of anybody, no order, no moment. Everybody sees
at the same moment which answer more than half gave, or that there is none, and never again another one: a shape that
could change with one answer more, would tell that answer. From five answers on, the least that `reflection.guarded`
knows: with four, whoever is one of them knows too much of the three others. There it is tried for every outcome.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from intervision.enums import PulseAnswer, Status, WriteKind
from intervision.models import Contribution, Seat, Session
from intervision.rules import can_answer_pulse
from intervision.script import Script
from reflection.guarded import DIVIDED, Refused, leaning

FROM = 5
"""How many answers there must be before a shape is shown: `reflection.guarded` takes no fewer."""


@dataclass(frozen=True)
class Question:
    """One that this seat answers now."""

    slot: int
    prompt: str

    @property
    def kind_label(self) -> str:
        return str(WriteKind.PULSE.label)

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [(answer.value, str(answer.label)) for answer in PulseAnswer]


@dataclass(frozen=True)
class Shape:
    """What everybody sees of one question. A word, or why there is none."""

    prompt: str
    word: str
    is_refused: bool


@dataclass(frozen=True)
class Pulse:
    """The closed questions of the phase that runs."""

    phase: int
    questions: tuple[Question, ...]
    has_answered: bool
    shapes: tuple[Shape, ...]


def pulse_of(
    session: Session, seat: Seat, script: Script, contributions: Iterable[Contribution], *, has_answered: bool
) -> Pulse | None:
    """For this seat: what it can answer, and the shapes once they are shown. No tally is opened before."""
    phase = script.phase(session.pointer) if session.status == Status.RUNNING else None
    if phase is None or not phase.asks_a_pulse:
        return None
    slots = [slot for slot in phase.slots if slot.is_pulse]
    asks = not has_answered and can_answer_pulse(session, seat, phase.nr, script=script)
    tallies = {found.slot: found for found in contributions if found.phase == phase.nr and is_tally(found)}
    return Pulse(
        phase=phase.nr,
        questions=tuple(Question(slot.nr, slot.prompt) for slot in slots if asks and phase.gives(slot, seat.kind)),
        has_answered=has_answered,
        shapes=tuple(
            shape_of(slot.prompt, _counts(session, tallies.get(slot.nr)))
            for slot in slots
            if phase.nr in session.revealed
        ),
    )


def is_tally(found: Contribution) -> bool:
    """Whether this is what is kept of a question. Known by what it is and never by its id: devices make ids up."""
    return found.kind == WriteKind.PULSE and found.seat_id is None


def with_one_more(tally: str, answer: PulseAnswer) -> str:
    """The tally as text, one answer further; an empty one to begin with. Always of about the same length."""
    counts = read_tally(tally)
    return json.dumps({**counts, answer.value: counts[answer.value] + 1})


def read_tally(tally: str) -> dict[str, int]:
    """How often each answer was given."""
    return {**dict.fromkeys(PulseAnswer.values, 0), **(json.loads(tally) if tally else {})}


def _counts(session: Session, tally: Contribution | None) -> Mapping[str, int]:
    if tally is None:
        return read_tally("")
    tally.data_key = session.data_key  # read once with the session
    return read_tally(tally.open())


def shape_of(prompt: str, counts: Mapping[str, int]) -> Shape:
    """The word for these answers, where there are enough of them."""
    word = leaning(counts, FROM)
    if isinstance(word, Refused):
        return Shape(prompt, word.reason, is_refused=True)
    return Shape(prompt, _in_words(word), is_refused=False)


def _in_words(word: str) -> str:
    if word == DIVIDED:
        return _("Verdeeld: geen antwoord kwam van meer dan de helft.")
    if word == PulseAnswer.UNKNOWN:
        return _("De meesten weten het niet.")
    return _("De meesten: ja.") if word == PulseAnswer.YES else _("De meesten: nee.")
