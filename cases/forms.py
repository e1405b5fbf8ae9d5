"""What a reader fills in. Nothing is required, nothing is measured; "weet ik (nog) niet" is always an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import Assignment, Progress
from cases.reading import DO_STEP, PASSED, TAKE_AWAY, Reading, Stage, part_of
from reflection.forms import Line, MarkedForm, NoteField, NoteForm
from vocabulary import axes
from vocabulary.axes import WORDS
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


class StageForm(MarkedForm, NoteForm):
    """The writing at one stage. `value()` gives each answer apart, under its own name."""

    def __init__(self, stage: Stage, data: QueryDict | None = None, *, draft: QueryDict | None = None) -> None:
        self.stage = stage
        super().__init__(
            data, initial=initial_of(stage.values), standing=stage.values, label_suffix="", auto_id="id_%s"
        )
        for assignment in stage.assignments:
            self.fields.update(fields_for(assignment))
        self.weights: Mapping[str, int | None] = stage.values.get(AXES, {}).get("gewichten", {})
        if data is not None and self.asks_axes:
            self.weights = read_weights(data, name=AXES)
        if draft is not None:
            self._lay_over(draft)

    def _lay_over(self, draft: QueryDict) -> None:
        drafted, weights = StageForm(self.stage, draft), self.weights
        self.lay_over(drafted)
        if self.asks_axes and drafted.is_touched:
            self.weights = drafted.weights
            self.shows_draft = self.shows_draft or dict(weights) != dict(drafted.weights)

    @property
    def asks_axes(self) -> bool:
        """Whether the kruispuntfiguur is asked."""
        return Assignment.CROSSING in self.stage.assignments

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
        weighed = [Line(label, word) for label, word in _weighed(self.weights)]
        return [*super().lines(), *weighed]

    def _values(self, data: Mapping[str, Any]) -> Values:
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
        written = self.value() if self.is_valid() and self.differs_from(self.standing) else {}
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


class ClosingForm(MarkedForm, NoteForm):
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

    def __init__(
        self,
        reading: Reading,
        data: QueryDict | None = None,
        *,
        offers_echo: bool = False,
        draft: QueryDict | None = None,
    ) -> None:
        notes = {part: note.value for part, note in reading.notes.items()}
        step = notes.get(DO_STEP, {})
        initial = {name: step.get(name, "") for name in ("als", "dan", "tegen")}
        initial["meenemen"] = notes.get(TAKE_AWAY, {}).get("tekst", "")
        super().__init__(data, initial=initial, standing=initial, label_suffix="")
        if not offers_echo:
            del self.fields["echo"]
        if draft is not None:
            self.lay_over(ClosingForm(reading, draft, offers_echo=offers_echo))

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        date = data.get("tegen")
        step = {"als": data["als"], "dan": data["dan"], "tegen": date.isoformat() if date else ""}
        return {**step, "meenemen": data["meenemen"]}

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
        return found


def _weighed(weights: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """The axes that were weighed, and how, in words."""
    return [(str(axis.label), str(WORDS[weights[axis.id]])) for axis in axes.AXES if axis.id in weights]
