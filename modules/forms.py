"""What can be filled in: one form per block that asks something. Nothing is required and nothing is measured."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from modules.enums import SCALE_STEPS
from modules.widgets import ScaleSteps
from reflection.forms import MarkedForm, NoteField

SHORT = 1000


class AnswerForm(MarkedForm):
    """A form that knows how its answer stands in the notebook."""

    def __init__(self, *args: Any, note: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": note, "standing": note})

    def value(self) -> dict[str, Any]:
        """What goes into the notebook, as JSON can hold it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "was"}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}

    def mark(self, value: Mapping[str, Any]) -> str:
        """The same for what reads the same; an empty field is as one that was never filled in."""
        return super().mark({name: value[name] for name in self.fields if value.get(name)})


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
                label=statement.value,
                choices=lambda: SCALE_STEPS,  # read when something was sent; the steps are drawn once per language
                required=False,
                widget=ScaleSteps,
            )

    def statements(self) -> list[forms.BoundField]:
        """The choices, without the hidden mark."""
        return [self[name] for name in self.fields if name != "was"]


FORMS: Mapping[str, type[AnswerForm]] = {
    "writing": WritingForm,
    "practice_task": PracticeTaskForm,
    "do_step": DoStepForm,
    "scale": ScaleForm,
}


def form_for(
    block: Any,
    *,
    note: Mapping[str, Any] | None = None,
    draft: QueryDict | None = None,
    data: QueryDict | None = None,
) -> AnswerForm | None:
    """The form of this block, filled with what was written before, with a draft laid over it, or with what was sent;
    None where it asks nothing."""
    kind = FORMS.get(block.block_type)
    if kind is None:
        return None
    extra = {"statements": block.value["statements"].bound_blocks} if kind is ScaleForm else {}
    # All blocks of a page stand in one form.
    form = kind(data, note=note, prefix=block.id, auto_id="%s", **extra)
    if draft is not None and asked_in(block, draft):
        form.lay_over(kind(draft, note=note, prefix=block.id, auto_id="%s", **extra))
    return form


def asked_in(block: Any, data: QueryDict) -> bool:
    """Whether this block was on the page that was sent."""
    return any(name.startswith(f"{block.id}-") for name in data)
