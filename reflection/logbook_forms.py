"""The form of an entry: the questions of the chosen set, and whatever was already written under another."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reflection.actions.logbook import Words
from reflection.anchors import Anchor
from reflection.forms import NoteField, NoteForm, PassageField
from reflection.prompts import QUESTIONS, PromptSet, label_of, prompt_set
from reflection.queries import Entry
from vocabulary.axes import AXES

MOST_QUOTE = 1200
PASSAGE = ("blok", "citaat", "voor", "na")
_ANSWER = "v_"


class AxesField(forms.MultipleChoiceField):
    """Axes to look from. What is no axis is left out, not refused: nothing is wrong with the text beside it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label=_("Vanuit welke assen kijk je?"), required=False, choices=[(axis.id, axis.label) for axis in AXES]
        )

    def to_python(self, value: Any) -> list[str]:
        known = {axis.id for axis in AXES}
        return [each for each in super().to_python(value or []) if each in known]


class EntryForm(NoteForm):
    """What was written under another set of questions keeps its field: changing sets loses nothing.

    Without `data` it shows what `draft` holds, where there is one; else what stands in `entry`.
    """

    vragen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        chosen: PromptSet,
        data: Any = None,
        *,
        entry: Entry | None = None,
        draft: QueryDict | None = None,
        **options: Any,
    ) -> None:
        answers: Mapping[str, str] = entry.answers if entry else {}
        axes = [axis.id for axis in entry.axes] if entry else []
        self.shows_draft = False
        if draft is not None and data is None:
            drafted = {key: text for key in QUESTIONS if (text := draft.get(f"{_ANSWER}{key}", ""))}
            self.shows_draft = (drafted, draft.getlist("assen")) != (dict(answers), axes)
            answers, axes = drafted, draft.getlist("assen")
        initial: dict[str, Any] = {f"{_ANSWER}{key}": text for key, text in answers.items()}
        initial["assen"] = axes
        if data is not None:
            data = data.copy()
            data["vragen"] = chosen.key  # the button that was pressed may have named another set
        initial = {**options.pop("initial", {}), **initial, "vragen": chosen.key}
        super().__init__(data, initial=initial, **options)
        self.chosen = chosen
        written = answers if data is None else {key: data.get(f"{_ANSWER}{key}", "") for key in QUESTIONS}
        asked = {question.key: question for question in chosen.questions}
        kept = {key: QUESTIONS[key] for key, text in written.items() if text and key in QUESTIONS and key not in asked}
        all_of_it = len({**kept, **asked}) == 1 and not self.has_passage
        for key, question in {**kept, **asked}.items():
            self.fields[f"{_ANSWER}{key}"] = NoteField(
                label=label_of(key, chosen),
                help_text=question.help,
                rows=question.rows,
                most=question.most,
                expected=all_of_it,
            )
        if chosen.asks_axes or axes or (data is not None and "assen" in data):
            self.fields["assen"] = AxesField()

    @property
    def questions(self) -> list[Any]:
        """The fields to write in, in order."""
        return [self[name] for name in self.fields if name.startswith(_ANSWER)]

    @property
    def is_written(self) -> bool:
        """Whether anything stands in the fields that were sent."""
        return any(str(field.value() or "").strip() for field in self.questions) or self.has_passage

    @property
    def has_passage(self) -> bool:
        """Whether something else than an answer is kept with it."""
        return False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        written = any(str(text).strip() for name, text in cleaned.items() if name.startswith(_ANSWER))
        if not written and not self.errors and not self.has_passage:
            raise forms.ValidationError(_("Er staat nog niets. Schrijf iets, hoe kort ook, en bewaar dan."))
        return cleaned

    def words(self) -> Words:
        """What was written, for the logbook."""
        answers = {
            name.removeprefix(_ANSWER): text.strip()
            for name, text in self.cleaned_data.items()
            if name.startswith(_ANSWER)
        }
        return Words(self.chosen.key, answers, self.cleaned_data.get("assen") or [])


class NewEntryForm(EntryForm):
    """With the page somebody was on, and the passage they picked there."""

    over = PassageField(most=120)
    blok = PassageField(most=120)
    citaat = PassageField(most=MOST_QUOTE)
    voor = PassageField(most=200)
    na = PassageField(most=200)

    def __init__(
        self, chosen: PromptSet, data: Any = None, *, draft: QueryDict | None = None, about: str = "", **options: Any
    ) -> None:
        passage = {name: draft.get(name, "") for name in PASSAGE} if draft is not None and data is None else {}
        # Names of its own for the fields: in the sheet they stand on a page with other forms.
        options = {"auto_id": "noteer_%s", **options, "initial": {**passage, "over": about}}
        super().__init__(chosen, data, draft=draft, **options)
        self.shows_draft = self.shows_draft or (draft is not None and data is None and self.has_passage)

    @property
    def quote(self) -> str:
        """The words that were picked."""
        return str(self["citaat"].value() or "")[:MOST_QUOTE].strip()

    @property
    def has_passage(self) -> bool:
        return bool(self.quote)

    def passage(self) -> Anchor | None:
        """What the browser says was picked; the server looks for it itself (reflection.passages.hang)."""
        if not self.quote:
            return None
        cleaned = self.cleaned_data
        return Anchor(cleaned["blok"], cleaned["citaat"], cleaned["voor"], cleaned["na"])


class RevisionForm(EntryForm):
    """With the version that stood when its page went out: another one since is told, never overwritten."""

    was = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def chosen_from(data: Any, default: str = "") -> PromptSet:
    """The set of questions that a request asks for: the button that was pressed, else the field, else the address."""
    return prompt_set(data.get("wissel") or data.get("vragen") or default)
