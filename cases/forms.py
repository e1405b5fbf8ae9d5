"""What a reader fills in. Nothing is required, nothing is measured; "weet ik (nog) niet" is always an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import Progress
from cases.reading import DO_STEP, PASSED, TAKE_AWAY, Reading, Stage, part_of
from cases.shift import TURNING
from cases.tasks import Values, tasks_for
from cases.tasks.base import CHOSEN
from cases.tasks.inquiry import INQUIRY
from cases.tasks.marks import anchored, number_of
from reflection.forms import Line, MarkedForm, NoteField, NoteForm

MOST_SHOWN = 110
"""Characters of a sentence in a list to choose from."""


class StageForm(MarkedForm, NoteForm):
    """The writing at one stage: the tasks that it asks, one after another (cases/tasks/).

    `value()` gives each answer apart, under its own name.
    """

    def __init__(self, stage: Stage, data: QueryDict | None = None, *, draft: QueryDict | None = None) -> None:
        self.stage, self.tasks = stage, tasks_for(stage.assignments)
        asked = {name for task in self.tasks for name in task.notes}
        standing = {name: value for name, value in stage.values.items() if name in asked}
        initial = {name: value for task in self.tasks for name, value in task.initial(stage).items()}
        super().__init__(data, initial=initial, standing=standing, label_suffix="", auto_id="id_%s")
        for task in self.tasks:
            self.fields.update(task.fields(stage))
        if draft is not None:
            self.lay_over(StageForm(stage, draft))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._values(cleaned):
            raise forms.ValidationError(
                _("Er staat nog niets. Schrijf iets, kies 'Weet ik (nog) niet', of lees verder zonder te schrijven.")
            )
        return cleaned

    def value(self) -> Values:
        """What was written, by name; what was left empty is not there."""
        return self._values(self.cleaned_data)

    def lines(self) -> list[Line]:
        """What stands in the fields, in the words of each task."""
        shown = self._values({name: self[name].value() for name in self.fields})
        told = [
            Line(line.label or str(task.notes[name]), line.text)
            for task in self.tasks
            for name in task.notes
            if name in shown
            for line in task.lines(name, shown[name])
        ]
        return [line for line in told if line.text.strip()]

    @property
    def asks_now(self) -> bool:
        """Whether sending this asks the questions of an ask-first round, which then have their answers."""
        return INQUIRY in self.fields and self.is_valid() and INQUIRY in self.value()

    def _values(self, data: Mapping[str, Any]) -> Values:
        return {name: value for task in self.tasks for name, value in task.values(self.stage, data).items()}

    def answers(self, how: Progress) -> Values:
        """Everything to write down: what changed, and that the reader went on."""
        written = self.value() if self.is_valid() and self.differs_from(self.standing) else {}
        changed = {name: value for name, value in written.items() if self.stage.values.get(name) != value}
        return {
            **{part_of(self.stage.id, name): value for name, value in changed.items()},
            part_of(self.stage.id, PASSED): {"hoe": how.value},
        }


class ClosingForm(MarkedForm, NoteForm):
    """What somebody takes along, and one small act: if this happens, then I do that."""

    meenemen = NoteField(
        label=gettext_lazy("Wat veranderde er in je beeld?"),
        help_text=gettext_lazy("Eén zin is genoeg. Niets veranderd mag ook."),
        rows=3,
    )
    kantelzin = forms.ChoiceField(
        label=gettext_lazy("Welke zin veranderde je beeld?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Kies een zin uit de lijst, of laat dit leeg.")},
    )
    als = NoteField(
        label=gettext_lazy("Als …"),
        help_text=gettext_lazy("Een moment dat je deze week kan herkennen."),
        most=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    dan = NoteField(
        label=gettext_lazy("dan …"),
        help_text=gettext_lazy("Klein is goed. Wat doe je vóór vrijdag?"),
        most=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    tegen = forms.DateField(
        label=gettext_lazy("Tegen wanneer?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Kies een datum, of laat dit leeg.")},
    )

    herinner = forms.BooleanField(
        label=gettext_lazy("Vraag me die dag wat er gebeurde"),
        help_text=gettext_lazy("Eén mail, zonder inhoud. Je antwoord komt in je werkboek, en stoppen kan altijd."),
        required=False,
    )
    echo = forms.BooleanField(
        label=gettext_lazy("Leg me deze casus over vier en over twaalf weken nog eens voor"),
        help_text=gettext_lazy(
            "Je krijgt telkens één mail, zonder inhoud. Later, stoppen en nooit meer kunnen altijd."
        ),
        required=False,
    )

    def __init__(
        self,
        reading: Reading,
        data: QueryDict | None = None,
        *,
        offers_echo: bool = False,
        reminded: bool | None = None,
        draft: QueryDict | None = None,
    ) -> None:
        notes = {part: note.value for part, note in reading.notes.items()}
        step = notes.get(DO_STEP, {})
        initial = {name: step.get(name, "") for name in ("als", "dan", "tegen")}
        initial["meenemen"] = notes.get(TAKE_AWAY, {}).get("tekst", "")
        self._sentences = {
            f"{stage.number}.{each.number + 1}": (stage, each)
            for stage in reading.stages
            if not stage.is_folded
            for each in stage.sentences
        }
        initial["kantelzin"] = self._turning(notes.get(TURNING, {}).get(CHOSEN, {}))
        super().__init__(data, initial={**initial, "herinner": reminded}, standing=initial, label_suffix="")
        if reminded is None:
            del self.fields["herinner"]
        self.fields["kantelzin"].choices = [  # type: ignore[attr-defined]
            ("", _("Geen, of dat weet ik (nog) niet")),
            *(
                (key, f"{stage.number} · {Truncator(each.text).chars(MOST_SHOWN, truncate='…')}")
                for key, (stage, each) in self._sentences.items()
            ),
        ]
        if not offers_echo:
            del self.fields["echo"]
        if draft is not None:
            self.lay_over(ClosingForm(reading, draft, offers_echo=offers_echo, reminded=reminded))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("tegen")
        if cleaned.get("herinner") and not self.errors and (day is None or day <= timezone.localdate()):
            self.add_error("tegen", _("Kies een dag na vandaag, dan kan de mail komen."))
        return cleaned

    def _turning(self, kept: Mapping[str, Any]) -> str:
        """Where the sentence stands that was chosen before; empty where it is not there any more."""
        for key, (stage, each) in self._sentences.items():
            if kept and stage.id == kept["fase"] and number_of(stage, kept) == each.number:
                return key
        return ""

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        date = data.get("tegen")
        step = {"als": data["als"], "dan": data["dan"], "tegen": date.isoformat() if date else ""}
        return {**step, "meenemen": data["meenemen"], "kantelzin": data["kantelzin"]}

    def mark(self, value: Mapping[str, Any]) -> str:
        """An empty field is as one that was never filled in."""
        return super().mark({name: text for name, text in value.items() if text})

    def answers(self, *, without_step: bool) -> Values:
        """Everything to write down; deciding for no step now is a decision too.

        What this page did not change is taken as it stands now, not as it stood when the page went out.
        """
        value = self.value() if self.differs_from(self.standing) else self.standing
        step: dict[str, Any] = {"geen": True}
        if not without_step:
            step = {name: value[name] for name in ("als", "dan", "tegen")}
        found: Values = {DO_STEP: step}
        if value["meenemen"]:
            found[TAKE_AWAY] = {"tekst": value["meenemen"]}
        if value["kantelzin"]:
            stage, sentence = self._sentences[value["kantelzin"]]
            found[TURNING] = {CHOSEN: {"fase": stage.id, **(anchored(stage, sentence) or {})}}
        return found
