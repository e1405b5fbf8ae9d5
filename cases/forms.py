"""What a reader fills in. Nothing is required, nothing is measured; "weet ik (nog) niet" is always an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import Assignment, Progress
from cases.reading import DO_STEP, PASSED, TAKE_AWAY, Reading, Stage, part_of
from reflection.forms import NoteField, NoteForm
from vocabulary.figure import read_weights

Values = dict[str, dict[str, Any]]
AXES = "assen"


def unsure_field() -> forms.BooleanField:
    """The answer that always counts."""
    return forms.BooleanField(label=gettext_lazy("Weet ik (nog) niet"), required=False)


def fields_for(assignment: Assignment) -> dict[str, forms.Field]:
    """The form fields of an assignment; the kruispuntfiguur draws its own."""
    match assignment:
        case Assignment.SEEN_FILLED_IN:
            return {
                "gezien": NoteField(
                    label=gettext_lazy("Wat heb je gezien of gehoord?"),
                    help_text=gettext_lazy("Schrijf eerst wat je ziet. Wat je ervan denkt, komt straks."),
                ),
                "gezien_weet_niet": unsure_field(),
                "ingevuld": NoteField(
                    label=gettext_lazy("Wat heb je zelf ingevuld?"),
                    help_text=gettext_lazy("Wat je vermoedt, voelt of verwacht. Het mag fout zijn."),
                ),
                "ingevuld_weet_niet": unsure_field(),
            }
        case Assignment.ASK_WHOM:
            return {
                "vraag": NoteField(label=gettext_lazy("Wat zou je vragen?"), rows=2),
                "aan": NoteField(
                    label=gettext_lazy("Aan wie?"), most=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
                ),
                "vraag_weet_niet": unsure_field(),
            }
        case Assignment.SURENESS:
            return {
                "zekerheid": forms.IntegerField(
                    label=gettext_lazy("Hoe zeker ben je van je beeld?"),
                    help_text=gettext_lazy("Van 0 (helemaal niet) tot 100 (helemaal). Dit is alleen voor jou."),
                    required=False,
                    min_value=0,
                    max_value=100,
                    error_messages={
                        "invalid": gettext_lazy("Schrijf een getal van 0 tot 100, of laat het leeg."),
                        "min_value": gettext_lazy("Schrijf een getal van 0 tot 100, of laat het leeg."),
                        "max_value": gettext_lazy("Schrijf een getal van 0 tot 100, of laat het leeg."),
                    },
                ),
                "zekerheid_weet_niet": unsure_field(),
            }
    return {}


class StageForm(NoteForm):
    """The writing at one stage. `values()` gives each answer apart, under its own name."""

    def __init__(self, stage: Stage, data: QueryDict | None = None) -> None:
        self.stage = stage
        super().__init__(data, initial=initial_of(stage.values), label_suffix="", auto_id="id_%s")
        for assignment in stage.assignments:
            self.fields.update(fields_for(assignment))
        self.weights: Mapping[str, int | None] = stage.values.get(AXES, {}).get("gewichten", {})
        if data is not None and self.asks_axes:
            self.weights = read_weights(data, name=AXES)

    @property
    def asks_axes(self) -> bool:
        """Whether the kruispuntfiguur is asked."""
        return Assignment.CROSSING in self.stage.assignments

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.values(cleaned):
            raise forms.ValidationError(
                _("Er staat nog niets. Schrijf iets, kies 'Weet ik (nog) niet', of lees verder zonder te schrijven.")
            )
        return cleaned

    def values(self, cleaned: Mapping[str, Any] | None = None) -> Values:
        """What was written, by name; what was left empty is not there."""
        data = self.cleaned_data if cleaned is None else cleaned
        found: Values = {}
        for name in ("gezien", "ingevuld"):
            if data.get(name) or data.get(f"{name}_weet_niet"):
                found[name] = {"tekst": data.get(name, ""), "weet_niet": bool(data.get(f"{name}_weet_niet"))}
        if data.get("vraag") or data.get("aan") or data.get("vraag_weet_niet"):
            found["vraag"] = {
                "vraag": data.get("vraag", ""),
                "aan": data.get("aan", ""),
                "weet_niet": bool(data.get("vraag_weet_niet")),
            }
        if data.get("zekerheid") is not None or data.get("zekerheid_weet_niet"):
            found["zekerheid"] = {
                "getal": data.get("zekerheid"),
                "weet_niet": bool(data.get("zekerheid_weet_niet")),
            }
        if self.asks_axes and self.weights:
            found[AXES] = {"gewichten": dict(self.weights)}
        return found

    def answers(self, how: Progress) -> Values:
        """Everything to write down: what changed, and that the reader went on."""
        written = self.values() if self.is_valid() else {}
        changed = {name: value for name, value in written.items() if self.stage.values.get(name) != value}
        return {
            **{part_of(self.stage.id, name): value for name, value in changed.items()},
            part_of(self.stage.id, PASSED): {"hoe": how.value},
        }


def initial_of(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the fields show of what was written before."""
    initial: dict[str, Any] = {}
    for name in ("gezien", "ingevuld"):
        initial[name] = values.get(name, {}).get("tekst", "")
    for name in ("vraag", "aan"):
        initial[name] = values.get("vraag", {}).get(name, "")
    initial["zekerheid"] = values.get("zekerheid", {}).get("getal")
    for name in ("gezien", "ingevuld", "vraag", "zekerheid"):
        initial[f"{name}_weet_niet"] = values.get(name, {}).get("weet_niet", False)
    return initial


class ClosingForm(NoteForm):
    """What somebody takes along, and one small act: if this happens, then I do that."""

    meenemen = NoteField(
        label=gettext_lazy("Wat veranderde er in je beeld?"),
        help_text=gettext_lazy("Eén zin is genoeg. Niets veranderd mag ook."),
        rows=3,
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

    echo = forms.BooleanField(
        label=gettext_lazy("Leg me deze casus over vier en over twaalf weken nog eens voor"),
        help_text=gettext_lazy(
            "Je krijgt telkens één mail, zonder inhoud. Later, stoppen en nooit meer kunnen altijd."
        ),
        required=False,
    )

    def __init__(self, reading: Reading, data: QueryDict | None = None, *, offers_echo: bool = False) -> None:
        notes = {part: note.value for part, note in reading.notes.items()}
        step = notes.get(DO_STEP, {})
        initial = {name: step.get(name, "") for name in ("als", "dan", "tegen")}
        initial["meenemen"] = notes.get(TAKE_AWAY, {}).get("tekst", "")
        super().__init__(data, initial=initial, label_suffix="")
        if not offers_echo:
            del self.fields["echo"]

    def answers(self, *, without_step: bool) -> Values:
        """Everything to write down; deciding for no step now is a decision too."""
        data = self.cleaned_data
        step: dict[str, Any] = {"geen": True}
        if not without_step:
            date = data.get("tegen")
            step = {"als": data["als"], "dan": data["dan"], "tegen": date.isoformat() if date else ""}
        found: Values = {DO_STEP: step}
        if data["meenemen"]:
            found[TAKE_AWAY] = {"tekst": data["meenemen"]}
        return found
