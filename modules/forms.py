"""What can be filled in: one form per block that asks something. Nothing is required and nothing is measured."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from modules.enums import SCALE_STEPS
from reflection.forms import NoteField, NoteForm

SHORT = 1000


class AnswerForm(NoteForm):
    """A form that knows how its answer stands in the notebook."""

    def value(self) -> dict[str, Any]:
        """What goes into the notebook, as JSON can hold it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "operation"}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}

    @property
    def has_date(self) -> bool:
        """Whether this form asks for a date of one's own."""
        return "due_on" in self.fields


class WritingForm(AnswerForm):
    """One text."""

    text = NoteField(label=_("Je antwoord"), rows=5)


class PracticeTaskForm(AnswerForm):
    """An if-then plan and a date."""

    when = NoteField(label=_("Als …"), rows=2, most=SHORT, help_text=_("Welk moment, waar, met wie?"))
    then = NoteField(label=_("dan …"), rows=2, most=SHORT, help_text=_("Wat doe je dan, zo klein dat het lukt?"))
    due_on = forms.DateField(
        label=_("Tegen wanneer?"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class DoStepForm(AnswerForm):
    """One small act and a date."""

    then = NoteField(label=_("Ik doe"), rows=2, most=SHORT)
    due_on = forms.DateField(
        label=_("Tegen wanneer?"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class ScaleForm(AnswerForm):
    """A row of choices per statement; a statement that is left open stays open."""

    def __init__(self, *args: Any, statements: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in statements:
            self.fields[f"s-{statement.id}"] = forms.ChoiceField(
                label=statement.value, choices=SCALE_STEPS, required=False, widget=forms.RadioSelect
            )

    def statements(self) -> list[forms.BoundField]:
        """The choices, without the hidden id."""
        return [self[name] for name in self.fields if name != "operation"]


FORMS: Mapping[str, type[AnswerForm]] = {
    "writing": WritingForm,
    "practice_task": PracticeTaskForm,
    "do_step": DoStepForm,
    "scale": ScaleForm,
}


def form_for(block: Any, *, note: Mapping[str, Any] | None = None, data: QueryDict | None = None) -> AnswerForm | None:
    """The form of this block, filled with what was written before or with what was sent; None where it asks nothing."""
    kind = FORMS.get(block.block_type)
    if kind is None:
        return None
    extra = {"statements": block.value["statements"].bound_blocks} if kind is ScaleForm else {}
    return kind(
        data,
        # A new id for every page that is sent out, so that only a double submit of one page is one.
        initial={**(note or {}), "operation": uuid.uuid4()},
        auto_id=f"{block.id}-%s",
        **extra,
    )
