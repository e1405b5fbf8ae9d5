"""Small questions that the templates of this room ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms, template

from cases.content_notes import Told, notes_in, told_at
from cases.enums import GuidePart
from cases.forms import StageForm
from cases.lenses import in_words
from cases.models import CasePage
from cases.queries import url_of
from cases.reading import Stage
from cases.tasks import ledger, marks
from cases.translations import Outdated, outdated
from cases.voices import Grid, grid_of
from vocabulary.models import Concept

register = template.Library()


@register.filter
def concepts_of(case: CasePage, facet: str) -> list[Concept]:
    """The concepts of one facet; no query where they were fetched along."""
    return [concept for concept in case.concepts.all() if concept.facet_id == facet]


@register.filter
def address(case: CasePage, name: str = "front") -> str:
    """The address of a case, or of one of its parts that takes no number, in its own language."""
    return url_of(case, name)


@register.simple_tag
def case_url(case: CasePage, name: str, **parts: object) -> str:
    """The address of a part of a case, in its own language."""
    return url_of(case, name, **parts)


@register.filter
def pause_minutes(stage: Stage) -> int:
    """The proposed silence in whole minutes, at least one."""
    return max(1, round(stage.pause / 60))


@register.filter
def guide_label(part: str) -> str:
    """The name of a part of the guide; empty while an editor has not chosen one."""
    return str(GuidePart(part).label) if part in GuidePart.values else ""


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence of a stage with the lenses that lie on it in this form."""

    number: int
    text: str
    field: str
    chosen: list[str]
    errors: object

    @property
    def in_words(self) -> str:
        """Its lenses, as the closed sentence shows them."""
        return in_words(self.chosen)


@register.filter
def mark_sentences(form: StageForm) -> list[MarkedSentence]:
    """The sentences to lay lenses on. Rendered by hand: ten boxes for each sentence would weigh more than the story."""
    bound = [(sentence, form[marks.field_of(sentence.number)]) for sentence in form.stage.sentences]
    return [
        MarkedSentence(sentence.number + 1, sentence.text, field.html_name, list(field.value() or ()), field.errors)
        for sentence, field in bound
    ]


@register.filter
def lost_marks(stage: Stage) -> list[marks.Mark]:
    """Marks on sentences that do not stand there any more, or stand in another language."""
    return [mark for number, mark in marks.standing(stage) if number is None]


@register.filter
def ledger_statements(form: StageForm) -> list[forms.BoundField]:
    """The fields of the statements at this stage."""
    return [form[ledger.field_of(statement.id)] for statement in form.stage.statements]


@register.filter
def lens_words(ids: Iterable[str]) -> str:
    """These lenses in words."""
    return in_words(list(ids))


@register.filter
def standing_word(choice: str) -> str:
    """What a statement was called, in words."""
    return str(dict(ledger.CHOICES).get(choice, ""))


@register.filter
def named(labels: Mapping[str, str], concept: str) -> str:
    """The label of this concept among those that a view looked up together; its id where it has none."""
    return labels.get(concept, concept)


@register.filter
def content_of(block: Any) -> list[Told]:
    """The content note of a stage as its author wrote it. One query where there is one."""
    return told_at(notes_in(block.value))


@register.filter
def older_than_dutch(case: CasePage) -> Outdated | None:
    """That this translation tells an older Dutch text. No query for a Dutch case."""
    return outdated(case)


@register.filter
def who_knows(case: CasePage) -> Grid | None:
    """The author's grid, where there is one."""
    return grid_of(case)


@register.filter
def percent(part: float) -> int:
    """A part of one as whole hundredths."""
    return round(part * 100)
