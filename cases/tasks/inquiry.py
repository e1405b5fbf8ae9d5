"""The ask-first round: a few questions may be asked, once. The answers to the others stay where they are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.tasks.base import CHOSEN, Task, Value, Values
from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

INQUIRY = "navraag"
MOST = 3


def at_most(chosen: list[str]) -> None:
    """Raises ValidationError for more questions than may be asked."""
    if len(chosen) > MOST:
        raise ValidationError(
            _("Je koos %(count)d vragen. Er is tijd voor %(most)d: welke zijn het?")
            % {"count": len(chosen), "most": MOST}
        )


class Inquiring(Task):
    """Choose which questions to ask. An answer is written down with its question: it is what this reader was told,
    and the only way in which it ever leaves the server. Who chose, chose: there is no second round."""

    template = "cases/tasks/inquiry.html"
    notes = {INQUIRY: gettext_lazy("Welke vragen stel je?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        if INQUIRY in stage.values or not stage.inquiries:
            return {}
        return {
            INQUIRY: forms.MultipleChoiceField(
                label=str(self.notes[INQUIRY]),
                choices=[(each.id, f"{each.whom}: {each.question}") for each in stage.inquiries],
                required=False,
                validators=[at_most],
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        return {INQUIRY: []}

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        if INQUIRY in stage.values:
            return {INQUIRY: stage.values[INQUIRY]}
        asked = [
            {"id": each.id, "vraag": each.question, "aan": each.whom, "antwoord": each.answer}
            for each in stage.inquiries
            if each.id in (data.get(INQUIRY) or ())
        ]
        return {INQUIRY: {CHOSEN: asked}} if asked else {}

    def lines(self, name: str, value: Value) -> list[Line]:
        return [
            Line(_("%(question)s (aan %(whom)s)") % {"question": each["vraag"], "whom": each["aan"]}, each["antwoord"])
            for each in value.get(CHOSEN, ())
        ]
