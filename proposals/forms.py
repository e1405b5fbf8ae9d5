"""What who proposes fills in: five questions, how they want to be called, and a recording where they like to talk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deidentification.remarks import Remark, remarks_on
from proposals.told import CARE, QUESTIONS, ROLE, Told
from reflection.forms import MarkedForm, NoteField, NoteForm, writable

LOOKED, SOUND = "looked", "sound"
MOST_ROLE = 80
FIRST = QUESTIONS[0].name


class ProposalForm(MarkedForm, NoteForm):
    """The five questions. Whoever recorded an answer needs to write only what it is.

    Names no identity: `role` is asked in the words of a job. Asks once more where something looks as if it tells who
    somebody is.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        standing: Mapping[str, Any] | None = None,
        draft: QueryDict | None = None,
        has_recording: bool = False,
        language: str = "nl",
        looks_always: bool = False,
    ) -> None:
        kept = {name: writable(value) if isinstance(value, str) else value for name, value in (standing or {}).items()}
        super().__init__(data, files, initial=dict(kept), standing=kept, label_suffix="")
        self._has_recording, self._language = has_recording, language
        self.looks_always = looks_always
        """Whether somebody says that they looked even where nothing was found: it came from a talk about somebody."""
        self.remarks: list[Remark] = []
        for each in QUESTIONS:
            self.fields[each.name] = NoteField(
                label=str(each.label), help_text=str(each.hint), most=each.most, rows=each.rows, expected=True
            )
        self.fields[SOUND] = forms.FileField(
            label=gettext_lazy("Vertel het liever"),
            required=False,
            help_text=gettext_lazy(
                "Neem hoogstens vijf minuten op, of kies een opname (webm of m4a). Dan volstaat de eerste vraag."
            ),
            widget=forms.FileInput(attrs={"accept": "audio/*"}),
            error_messages={"empty": gettext_lazy("Deze opname is leeg.")},
        )
        self.fields[ROLE] = NoteField(
            label=gettext_lazy("Hoe mogen we je noemen?"),
            help_text=gettext_lazy("Je rol, nooit je naam: een begeleider in een leefgroep."),
            most=MOST_ROLE,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields[CARE] = forms.BooleanField(
            label=gettext_lazy("Ik wil er mee zorg voor dragen: elk jaar nalezen of het nog klopt."), required=False
        )
        self.fields[LOOKED] = forms.BooleanField(
            label=gettext_lazy("Ik keek dit na: niemand is te herkennen."), required=False
        )
        if draft is not None:
            self.lay_over(ProposalForm(draft, standing=kept, language=language))

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """The five questions, as a template lays them out."""
        return [self[each.name] for each in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        speaks = self._has_recording or bool(self.files.get(SOUND))
        for each in QUESTIONS:
            if each.name in self.errors or said.get(each.name):
                continue
            if each.name == FIRST:
                self.add_error(each.name, _("Zeg in een zin wat het is. Zo weet de redactie waarover je vertelt."))
            elif not speaks:
                self.add_error(each.name, _("Schrijf hier iets, of vertel het in een opname."))
        texts = [(str(each.label), str(said.get(each.name, ""))) for each in QUESTIONS]
        self.remarks = remarks_on([*texts, (_("Hoe mogen we je noemen?"), str(said.get(ROLE, "")))], self._language)
        return said

    @property
    def asks_to_look(self) -> bool:
        """Whether something looks as if it tells who somebody is, and nobody said that they looked at it."""
        return (bool(self.remarks) or self.looks_always) and not self.cleaned_data.get(LOOKED)

    def value(self) -> dict[str, Any]:
        """What was filled in, by name."""
        names = (*(each.name for each in QUESTIONS), ROLE, CARE)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    @property
    def answers(self) -> dict[str, str]:
        """The five answers."""
        return {each.name: str(self.cleaned_data.get(each.name, "")) for each in QUESTIONS}

    @property
    def sound(self) -> UploadedFile | None:
        """The recording that was sent along."""
        found: UploadedFile | None = self.files.get(SOUND)
        return found

    def with_draft(self, draft: QueryDict) -> "ProposalForm":
        """The same as another page of this person has it."""
        return ProposalForm(standing=self.standing, draft=draft, language=self._language)


def standing_from(told: Told) -> dict[str, Any]:
    """What was told before, as the form holds it."""
    answers = {name: text for name, text in told.answers.items() if text}
    return {**answers, **({ROLE: told.role} if told.role else {}), **({CARE: True} if told.care else {})}
