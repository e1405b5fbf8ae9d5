"""The fields of a method and of its phases, each with its words and its measure."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intervision.enums import Chair, Figure, Keep, Reveal, Trust, Turn, Who, WriteKind
from intervision.method_codes import Write
from intervision.models import Method, Phase
from intervision.workshop.typed import LISTS, METHOD, TEXTS, WRITING_PARTS, WRITINGS, Typed, TypedPhase

LONG = 4000
MOST_MINUTES = 240
MOST_LINES = 30


def _text(label: Any, *, help_text: Any = "", required: bool = False, most: int = 120) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def _long(label: Any, *, help_text: Any = "", required: bool = False, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONG, widget=area)


def _number(label: Any, *, least: int = 1, most: int = MOST_MINUTES, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


class Lines(forms.CharField):
    """A list, one a line; white lines say nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_LINES:
            raise forms.ValidationError(_("Dit zijn meer dan %(most)s lijnen.") % {"most": MOST_LINES})
        return found


class Codes(forms.MultipleChoiceField):
    """Ticks."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: Any, help_text: Any = "", choices: Any = ()) -> None:
        super().__init__(label=label, help_text=help_text, choices=choices, required=False)


class MethodForm(forms.Form):
    """What is said of the method as a whole."""

    title = _text(gettext_lazy("Titel"), required=True)
    title_en = _text(gettext_lazy("Engelse titel"))
    family = _text(
        gettext_lazy("Familie"),
        most=60,
        help_text=gettext_lazy("Waarvoor ze is, in één woord: beslissen, begrijpen, vragen."),
    )
    purpose = _long(gettext_lazy("Doel"), help_text=gettext_lazy("Wat een groep eraan heeft."))
    choose_when = _long(gettext_lazy("Kies deze methode wanneer"))
    avoid_when = _long(gettext_lazy("Vermijd ze wanneer"))
    group_min = _number(
        gettext_lazy("Kleinste groep"), most=100, help_text=gettext_lazy("Iedereen meegeteld, ook wie begeleidt.")
    )
    group_max = _number(
        gettext_lazy("Grootste groep"), most=100, help_text=gettext_lazy("Een kring telt hoogstens twaalf mensen.")
    )
    ideal = _text(gettext_lazy("Gaat het best met"), most=20, help_text=gettext_lazy("Een aantal mensen: 6-8."))
    total_min = _number(
        gettext_lazy("Minuten samen"),
        most=600,
        help_text=gettext_lazy("Wat je belooft, zonder opening en afsluiting. De fasen samen duren net zo lang."),
    )
    trust = forms.ChoiceField(label=gettext_lazy("Vertrouwen dat nodig is"), choices=Trust.choices)
    roles = Lines(label=gettext_lazy("Rollen"), help_text=gettext_lazy("Eén per lijn."))
    pitfalls = Lines(label=gettext_lazy("Valkuilen"), help_text=gettext_lazy("Eén per lijn."))
    outputs = _long(gettext_lazy("Opbrengst"), help_text=gettext_lazy("Wat er op het einde ligt."), rows=2)
    variants = Lines(label=gettext_lazy("Varianten"), help_text=gettext_lazy("Eén per lijn."))
    sources = Lines(
        label=gettext_lazy("Bronnen"),
        help_text=gettext_lazy("Eén per lijn. Zeg er bij een adres bij wat je daar vond."),
    )
    licence_note = _text(
        gettext_lazy("Licentie"), most=200, help_text=gettext_lazy("Alleen als iemand er iets over vastlegde.")
    )

    def built(self) -> Method:
        """The method that these answers describe, not stored."""
        said = self.cleaned_data
        return Method(written=True, is_ours=True, **{name: said[name] for name in (*TEXTS, *LISTS)})


class PhaseForm(forms.Form):
    """One phase: the eighteen fields of schema A0, and what goes with them."""

    title = _text(gettext_lazy("Titel van de fase"), required=True)
    title_en = _text(gettext_lazy("Engelse titel"))
    minutes = _number(gettext_lazy("Minuten"))
    least = _number(gettext_lazy("Minstens"))
    most = _number(gettext_lazy("Hoogstens"))
    scale_per_person = forms.FloatField(
        label=gettext_lazy("Minuten erbij per meedenker boven de vijf"), min_value=0, max_value=20, localize=True,
        help_text=gettext_lazy("0 als de fase even lang blijft. Met minder dan vijf meedenkers gaat er evenveel af."),
    )  # fmt: skip
    floor = Codes(label=gettext_lazy("Aan het woord"), choices=Who.choices)
    silent = Codes(label=gettext_lazy("Stil"), choices=Who.choices)
    turn = forms.ChoiceField(label=gettext_lazy("Beurt"), choices=Turn.choices)
    bringer_seat = forms.ChoiceField(label=gettext_lazy("Stoel van de inbrenger"), choices=Chair.choices)
    reveal = forms.ChoiceField(
        label=gettext_lazy("Tonen"), choices=Reveal.choices,
        help_text=gettext_lazy("Wanneer verborgen tekst voor iedereen verschijnt."),
    )  # fmt: skip
    carries_to = Codes(
        label=gettext_lazy("Gaat mee naar"), help_text=gettext_lazy("In welke latere fasen ligt dit nog op tafel?")
    )
    keep = forms.ChoiceField(
        label=gettext_lazy("Bewaren"), choices=Keep.choices,
        help_text=gettext_lazy("Het voorstel op het einde. Wie schreef of inbracht, beslist zelf."),
    )  # fmt: skip
    figure = forms.ChoiceField(
        label=gettext_lazy("Figuur"), choices=[("", gettext_lazy("geen")), *Figure.choices], required=False,
        help_text=gettext_lazy("Een voorbeeldtekening bij de uitleg, met dezelfde uitleg in woorden."),
    )  # fmt: skip
    looks_back = forms.BooleanField(
        label=gettext_lazy("Kijkt terug op de vorige keer: valt weg in de eerste sessie van een kring"), required=False
    )
    instruct_all = _long(
        gettext_lazy("Voor iedereen"),
        help_text=gettext_lazy("Wat er gebeurt. Elke stoel leest dit, ook het scherm in de kamer."),
    )
    instruct_peers = _long(gettext_lazy("Voor de meedenkers"))
    instruct_bringer = _long(gettext_lazy("Voor de inbrenger"))
    instruct_facilitator = _long(
        gettext_lazy("Voor de begeleider"), help_text=gettext_lazy("Waar je op let, en wat je kan fluisteren.")
    )

    def __init__(self, *args: Any, nr: int, later: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nr, self.faults = nr, []  # type: ignore[var-annotated]
        self.fields["carries_to"].choices = later  # type: ignore[attr-defined]
        for number in range(WRITINGS):
            who, kind, prompt = (f"{part}{number}" for part in WRITING_PARTS)
            self.fields[who] = forms.ChoiceField(
                label=_("Wie schrijft"), choices=[("", _("niemand meer")), *Who.choices], required=False
            )
            self.fields[kind] = forms.ChoiceField(
                label=_("Wat ermee gebeurt"), choices=[("", _("kies")), *WriteKind.choices], required=False
            )
            self.fields[prompt] = _text(_("De zin boven het veld"), most=300)

    @property
    def writings(self) -> list[tuple[forms.BoundField, ...]]:
        """The places to write, each as who, what and the line above the field."""
        return [tuple(self[f"{part}{number}"] for part in WRITING_PARTS) for number in range(WRITINGS)]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for number in range(WRITINGS):
            who, kind, prompt = (said.get(f"{part}{number}", "") for part in WRITING_PARTS)
            if who and not kind and f"kind{number}" not in self.errors:
                self.add_error(f"kind{number}", _("Kies wat er met de tekst gebeurt."))
            if (kind or prompt) and not who and f"who{number}" not in self.errors:
                self.add_error(f"who{number}", _("Kies wie hier schrijft, of maak deze plek leeg."))
        return said

    def built(self, numbers: dict[str, int]) -> Phase:
        """The phase that these answers describe; `numbers` says which phase has which key."""
        said = dict(self.cleaned_data)
        writes: list[Write] = []
        for number in range(WRITINGS):
            who, kind, prompt = (said.pop(f"{part}{number}") for part in WRITING_PARTS)
            if who:
                writes.append(Write(who=who, kind=kind, prompt=prompt))
        said["carries_to"] = sorted(numbers[key] for key in said["carries_to"])
        return Phase(nr=self.nr, writes=writes, **said)


def forms_of(typed: Typed) -> tuple[MethodForm, list[PhaseForm]]:
    """The filled-in forms of a method: what does not hold, stands in them with what was typed."""
    data = typed.as_data
    phases = [PhaseForm(data, prefix=each.key, nr=nr, later=_later(typed, each), label_suffix="")
              for nr, each in enumerate(typed.phases, start=1)]  # fmt: skip
    return MethodForm(data, prefix=METHOD, label_suffix=""), phases


def _later(typed: Typed, phase: TypedPhase) -> list[tuple[str, str]]:
    """The other phases, as what this one can carry to. One that was moved before it stays ticked, and is told."""
    here = typed.phases.index(phase)
    ticked = set(phase.row.get("carries_to", ()))
    return [
        (each.key, f"{nr}. {each.title or _('zonder titel')}")
        for nr, each in enumerate(typed.phases, start=1)
        if nr - 1 > here or (each.key in ticked and each.key != phase.key)
    ]
