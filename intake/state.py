"""What stands in a situation once it is opened: the texts, what was decided, and what is still open. Pure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from cases.traces.actions import found_in
from cases.traces.passages import Change, Passage, around, words
from deidentification.asked import Asked
from deidentification.labels import Label
from intake.steps import LAST, STEPS, Step, Words, stop_in

MOST = 20_000
MOST_TITLE = 120


@dataclass
class State:
    """One situation, opened."""

    title: str = ""
    text: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    """What may stay, and why, by the words themselves."""
    answers: dict[str, str] = field(default_factory=dict)
    """What was answered, by the number of the step."""
    came_from: str = ""
    """Where it came from, as a signal says it: a weak reference, and of a talk in a circle only that it was one."""

    def as_text(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "State":
        """As it was sealed."""
        return cls(**json.loads(text))

    def put(self, quote: str, other: str) -> None:
        """Other words for these, wherever they stand as whole words. Who would recognise it is asked again."""
        change = Change(quote, other)
        self.title, self.text = change(self.title)[:MOST_TITLE], change(self.text)
        self.answers.pop(str(LAST), None)
        for question in questions_of(self):
            if words(question.quote).search(other):
                self.kept[question.quote] = _("Verzonnen: staat in de plaats van iets anders.")

    def rewrite(self, title: str, text: str) -> None:
        """Another text; what was said of the whole of it is asked again."""
        if (title, text) != (self.title, self.text):
            self.title, self.text = title, text
            self.answers = {}


@dataclass(frozen=True)
class Progress:
    """One step and how far it is."""

    step: Step
    open: int
    """How many things wait for a decision."""
    answered: bool
    stop: Words

    @property
    def is_done(self) -> bool:
        return self.answered and not self.open and not self.stop


def questions_of(state: State) -> list[Asked]:
    """What asks for a decision, in the order of the text: what was found, without what may stay."""
    passages = [Passage("title", state.title), Passage("text", state.text)]
    asked: dict[str, Asked] = {}
    for (block, quote), (label, _digest) in found_in(passages, "nl").items():
        if quote in state.kept or quote in asked:
            continue
        text = state.title if block == "title" else state.text
        at = words(quote).search(text)
        start = at.start() if at else max(text.find(quote), 0)
        end = start + len(quote)
        asked[quote] = Asked(quote, Label(label), *around(text, start, end))
    return list(asked.values())


def progress_of(state: State, questions: list[Asked] | None = None) -> list[Progress]:
    """The twelve steps and how far each is."""
    asked = questions_of(state) if questions is None else questions
    return [
        Progress(
            step,
            sum(question.label in step.labels for question in asked),
            str(step.number) in state.answers,
            stop_in(step, state.answers),
        )
        for step in STEPS
    ]


def marked(state: State, quotes: list[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces: each with whether it is one of these words."""
    spans = sorted(
        {found.span() for quote in quotes for found in words(quote).finditer(state.text)},
        key=lambda at: (at[0], -at[1]),
    )
    start = 0
    for begin, end in spans:
        if begin < start:
            continue
        if begin > start:
            yield state.text[start:begin], False
        yield state.text[begin:end], True
        start = end
    if start < len(state.text):
        yield state.text[start:], False
