"""Lenses on sentences. A mark holds on to the words themselves, so that it outlives an edit (reflection/anchors.py)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lenses import LENSES, MOST, in_words
from cases.tasks.base import CHOSEN, Task, Value, Values
from reflection.anchors import Anchor, Place, find, make_anchor
from reflection.origins import Line
from reflection.sentences import Sentence

if TYPE_CHECKING:
    from cases.reading import Stage

MARKS = "zinnen"
Mark = Mapping[str, Any]


def field_of(number: int) -> str:
    """The field of one sentence; people count from one."""
    return f"zin-{number + 1}"


def at_most(chosen: list[str]) -> None:
    """Raises ValidationError for more lenses than say something."""
    if len(chosen) > MOST:
        raise ValidationError(_("Kies bij één zin hoogstens %(most)d lenzen.") % {"most": MOST})


class Marks(Task):
    """The sentences of the story, numbered; on each up to three lenses."""

    template = "cases/tasks/marks.html"
    notes = {MARKS: gettext_lazy("Welke zinnen vallen je op, en door welke lens?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        choices = [(lens.id, lens.label) for lens in LENSES]
        return {
            field_of(sentence.number): forms.MultipleChoiceField(
                label=_("Zin %(number)d") % {"number": sentence.number + 1},
                choices=lambda: choices,  # worked out when something was sent, not for every page
                required=False,
                validators=[at_most],
                widget=forms.CheckboxSelectMultiple,
            )
            for sentence in stage.sentences
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        return {field_of(number): mark["lenzen"] for number, mark in standing(stage) if number is not None}

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        before = {number: mark for number, mark in standing(stage) if number is not None}
        kept = [dict(mark) for number, mark in standing(stage) if number is None]
        made = [
            _mark(stage, sentence, list(data[field_of(sentence.number)]), before.get(sentence.number))
            for sentence in stage.sentences
            if data.get(field_of(sentence.number))
        ]
        marks = [mark for mark in (*kept, *made) if mark]
        # Taking the last mark away is an answer too, where there was one.
        return {MARKS: {CHOSEN: marks}} if marks or MARKS in stage.values else {}

    def lines(self, name: str, value: Value) -> list[Line]:
        return [Line(str(mark["zin"]), in_words(mark["lenzen"])) for mark in value.get(CHOSEN, ())]


def standing(stage: "Stage") -> Iterator[tuple[int | None, Mark]]:
    """The marks of this reader, each with the number of its sentence; None for a sentence that is not there: it was
    rewritten, or stands in another language."""
    for mark in stage.values.get(MARKS, {}).get(CHOSEN, ()):
        yield number_of(stage, mark), mark


def number_of(stage: "Stage", mark: Mark) -> int | None:
    """Where the sentence of a mark stands now."""
    if mark["taal"] != stage.language:
        return None
    return number_in(stage.plain, stage.sentences, mark)


def number_in(text: str, sentences: Sequence[Sentence], mark: Mark) -> int | None:
    """Which of the sentences of a text is the one of a mark; None where it is not there."""
    anchor = Anchor(MARKS, mark["zin"], mark["voor"], mark["na"], alone=mark["alleen"])
    place = find(anchor, {MARKS: text})
    if not isinstance(place, Place):
        return None
    return next((each.number for each in sentences if each.start <= place.start < each.end), None)


def anchored(stage: "Stage", sentence: Sentence) -> dict[str, Any] | None:
    """A sentence as it is kept: its words, what stands around them, and the language."""
    anchor = make_anchor(stage.id, sentence.start, sentence.end, {stage.id: stage.plain})
    if anchor is None:
        return None
    around = {"voor": anchor.prefix, "na": anchor.suffix, "alleen": anchor.alone}
    return {"zin": anchor.quote, **around, "taal": stage.language}


def _mark(stage: "Stage", sentence: Sentence, lenses: list[str], before: Mark | None) -> dict[str, Any] | None:
    """This mark; the one that stood, to the letter, where nothing changed."""
    if before is not None and sorted(before["lenzen"]) == sorted(lenses):
        return dict(before)
    kept = anchored(stage, sentence)
    return {**kept, "lenzen": lenses} if kept else None
