"""The forms of this room."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intervision.agreement import Part
from intervision.chooser import Doubt, Known, Time, Want
from intervision.enums import Keep, Move
from intervision.models import Method, PracticeCase
from intervision.queries import members_of
from intervision.rhythm import ProposedSession
from intervision.rules import SMALLEST_CIRCLE
from people.models import Circle, User
from people.names import one_line
from people.row_numbers import RowsField

MOST_AGREED = 2000
LONGEST_RHYTHM = timedelta(days=731)
AHEAD_AT_MOST = LONGEST_RHYTHM
"""For a session, and for the first one of a rhythm."""
LATE_AT_MOST = timedelta(hours=1)


class MoveForm(forms.Form):
    """When a session is held."""

    starts_at = forms.DateTimeField(
        label=_("Wanneer"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def clean_starts_at(self) -> datetime:
        """A session that starts now may have been planned a little while ago; one of last week was not."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        if starts_at < timezone.now() - LATE_AT_MOST:
            raise forms.ValidationError(_("Dit moment is al voorbij. Kies een dag en uur die nog komen."))
        if starts_at > timezone.now() + AHEAD_AT_MOST:
            raise forms.ValidationError(_("Dit is meer dan twee jaar vooruit. Kies een vroegere dag."))
        return starts_at


class MethodField(forms.ModelChoiceField):
    """A choice of methods, each with its minutes and for how many it is."""

    def label_from_instance(self, method: Method) -> str:
        return _("%(method)s: %(minutes)s minuten, %(least)s tot %(most)s mensen") % {
            "method": method.title, "minutes": method.total_min, "least": method.group_min, "most": method.group_max,
        }  # fmt: skip


class PlanForm(MoveForm):
    """Plan a session. It asks for no word about the case: an invitation never carries one.

    Who is ticked among the peers and has another chair, has only that one.
    """

    field_order = ("method", "starts_at", "facilitator", "co_facilitator", "bringer", "peers")
    method = MethodField(Method.objects.none(), label=_("Methode"), empty_label=_("Kies een methode"))
    facilitator = forms.ModelChoiceField(
        User.objects.none(), label=_("Begeleider"), help_text=_("Bewaakt de tijd en de methode. Denkt zelf niet mee.")
    )
    co_facilitator = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Mede-begeleider"),
        required=False,
        empty_label=_("Niemand"),
        help_text=_("Hoeft niet. Begeleidt mee, met dezelfde knoppen: fijn voor wie het leert."),
    )
    bringer = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Inbrenger"),
        empty_label=_("Kies wie inbrengt"),
        help_text=_("Brengt de vraag. Wat die vraag is, hoeft hier niet."),
    )
    peers = RowsField(
        User.objects.none(),
        label=_("Meedenkers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Haal het vinkje weg bij wie er niet bij is. Wie begeleidt of inbrengt, tellen we hier niet mee."),
    )

    def __init__(self, *args: Any, circle: Circle, proposals: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = members_of(circle)
        self.initial.setdefault("peers", members)
        for name in ("facilitator", "co_facilitator", "bringer", "peers"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = members
        method = self.fields["method"]
        assert isinstance(method, forms.ModelChoiceField)
        method.queryset = Method.objects.choosable().with_around()
        for name, proposed in (proposals or {}).items():
            self.fields[name].help_text = f"{self.fields[name].help_text} {proposed}"
        first = method.queryset.first()
        if first is not None:
            method.help_text = _("Om te openen en af te sluiten komen er %(minutes)s minuten bij.") % {
                "minutes": first.around_min
            }

    def clean(self) -> dict[str, Any]:
        """One chair per person, and a group of a size that the method is made for."""
        data = super().clean() or {}
        facilitator, bringer, peers = data.get("facilitator"), data.get("bringer"), data.get("peers")
        if facilitator and facilitator == bringer:
            self.add_error("bringer", _("Wie begeleidt, brengt niet zelf in. Kies iemand anders."))
        beside = data.get("co_facilitator")
        if beside and beside in {facilitator, bringer}:
            self.add_error(
                "co_facilitator", _("Deze persoon heeft al een andere plaats. Kies iemand anders, of niemand.")
            )
        if peers is not None:
            data["peers"] = [person for person in peers if person not in {facilitator, beside, bringer}]
            if facilitator and bringer:
                seated = {facilitator, bringer, *peers} | ({beside} if beside else set())
                self._check_size(data.get("method"), len(seated), len(data["peers"]))
        return data

    def _check_size(self, method: Method | None, people: int, peers: int) -> None:
        if people < SMALLEST_CIRCLE or not peers:
            self.add_error("peers", _("Kies minstens één meedenker naast de begeleider en de inbrenger."))
        elif method is not None and not method.group_min <= people <= method.group_max:
            numbers = {"method": method.title, "least": method.group_min, "most": method.group_max, "people": people}
            self.add_error(
                "peers",
                _("%(method)s is voor %(least)s tot %(most)s mensen. Met wie je nu koos, zijn jullie met %(people)s.")
                % numbers,
            )


class RhythmForm(forms.Form):
    """How often a circle meets. `seen` is the version that the writer had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    first_on = forms.DateField(
        label=_("Eerste keer"),
        help_text=_("De volgende keren vallen op dezelfde dag van de week."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    at = forms.TimeField(label=_("Uur"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    every_weeks = forms.IntegerField(label=_("Om de hoeveel weken"), min_value=1, max_value=26)
    until = forms.DateField(
        label=_("Tot en met"),
        help_text=_("Ten laatste twee jaar na de eerste keer."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """It goes on from the first time, and not for ever."""
        data = super().clean() or {}
        first, until = data.get("first_on"), data.get("until")
        if first and first > timezone.localdate() + AHEAD_AT_MOST:
            self.add_error("first_on", _("Dit is meer dan twee jaar vooruit. Kies een vroegere dag."))
        if first and until and until < first:
            self.add_error("until", _("Dit is voor de eerste keer. Kies een latere dag."))
        elif first and until and until - first > LONGEST_RHYTHM:
            self.add_error("until", _("Dit is meer dan twee jaar na de eerste keer. Kies een vroegere dag."))
        return data


class StopForm(forms.Form):
    """The version of the rhythm that is to stop."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class SeriesForm(forms.Form):
    """Which of the proposed dates become sessions, and with which method."""

    method = MethodField(Method.objects.none(), label=_("Methode"), empty_label=_("Kies een methode"))
    dates = forms.MultipleChoiceField(
        label=_("Welke dagen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Deze dag staat er niet meer bij. Kijk de lijst na.")},
    )

    def __init__(self, *args: Any, proposed: Sequence[ProposedSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        method, dates = self.fields["method"], self.fields["dates"]
        assert isinstance(method, forms.ModelChoiceField)
        assert isinstance(dates, forms.MultipleChoiceField)
        method.queryset = Method.objects.choosable().with_around()
        method.help_text = _("Voor elke keer dezelfde.")
        told = _("%(day)s: %(facilitator)s begeleidt, %(bringer)s brengt in")
        dates.choices = [
            (
                each.value,
                told
                % {
                    "day": date_format(timezone.localtime(each.starts_at), "l j F Y, H:i"),
                    "facilitator": each.facilitator.called,
                    "bringer": each.bringer.called,
                },
            )
            for each in proposed
        ]

    def clean_method(self) -> Method:
        """A method for a group of this size."""
        method: Method = self.cleaned_data["method"]
        people = len(self.proposed[0].others) + 2 if self.proposed else method.group_min
        if not method.group_min <= people <= method.group_max:
            numbers = {"method": method.title, "least": method.group_min, "most": method.group_max, "people": people}
            told = _("%(method)s is voor %(least)s tot %(most)s mensen. In deze kring zijn jullie met %(people)s.")
            raise forms.ValidationError(told % numbers)
        return method

    @property
    def chosen(self) -> list[ProposedSession]:
        """Those that were ticked."""
        return [each for each in self.proposed if each.value in self.cleaned_data["dates"]]


class AgreementForm(forms.Form):
    """What a circle agrees on, in four parts. `seen` is the version that the writer had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for part in Part:
            self.fields[part.value] = forms.CharField(
                label=part.label, max_length=MOST_AGREED, widget=forms.Textarea(attrs={"rows": 6})
            )

    @property
    def parts(self) -> dict[str, str]:
        """What was sent, by part, as a reader would call it the same."""
        return {part.value: self.cleaned_data[part.value].replace("\r\n", "\n") for part in Part}


class SignForm(forms.Form):
    """A signature, under the version that was read."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class PracticeForm(forms.Form):
    """What somebody practises with, alone."""

    method = MethodField(Method.objects.none(), label=_("Methode"), empty_label=_("Kies een methode"))
    case = forms.ModelChoiceField(
        PracticeCase.objects.all(),
        label=_("Verzonnen casus"),
        widget=forms.RadioSelect,
        empty_label=None,
        to_field_name="slug",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = self.fields["method"]
        assert isinstance(method, forms.ModelChoiceField)
        method.queryset = Method.objects.choosable()
        method.to_field_name = "slug"


class ChooseForm(forms.Form):
    """Four questions about the group, none about a case. Sent by GET, so that the answer can be shared."""

    wil = forms.ChoiceField(label=_("Wat zoek je?"), choices=Want.choices, widget=forms.RadioSelect)
    kennen = forms.ChoiceField(
        label=_("Hoe lang kennen jullie elkaar?"), choices=Known.choices, widget=forms.RadioSelect
    )
    twijfel = forms.ChoiceField(
        label=_("Is er iemand met gezag over een ander in de kring, of ging het hier eerder mis?"),
        choices=Doubt.choices,
        widget=forms.RadioSelect,
    )
    tijd = forms.ChoiceField(label=_("Hoeveel tijd hebben jullie?"), choices=Time.choices, widget=forms.RadioSelect)


class SteerForm(forms.Form):
    """A click on the course of the session, with the move that the page had seen."""

    move = forms.ChoiceField(choices=Move.choices)
    seen = forms.IntegerField(min_value=0)
    toch = forms.BooleanField(required=False)
    lens = forms.ModelChoiceField(Method.objects.lenses(), to_field_name="slug", required=False)

    def clean(self) -> dict[str, Any]:
        """Laying a lens names which."""
        data = super().clean() or {}
        if data.get("move") == Move.LENS and not data.get("lens"):
            self.add_error("lens", _("Kies een lens."))
        return data


class WriteForm(forms.Form):
    """A text for a field of a phase. Its rules are in `rules.check_text`."""

    id = forms.UUIDField(required=False)
    phase = forms.IntegerField(min_value=1, max_value=999)
    slot = forms.IntegerField(min_value=0, max_value=99)
    text = forms.CharField(required=False, strip=False)
    versie = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    keuze = forms.CharField(required=False, max_length=10)
    namens = forms.UUIDField(required=False)

    def clean_versie(self) -> int:
        """The version of the draft that the writer saw; 0 where they saw none."""
        return self.cleaned_data["versie"] or 0

    def clean_id(self) -> uuid.UUID:
        """The device's id for this text; a form without one gets one here."""
        return self.cleaned_data["id"] or uuid.uuid4()


class ReadyForm(forms.Form):
    """Done with a phase, or not yet."""

    phase = forms.IntegerField(min_value=1, max_value=999)
    ready = forms.BooleanField(required=False)


class ProxyForm(forms.Form):
    """Who has no device, and who enters for them; nobody where that ends."""

    stoel = forms.UUIDField()
    door = forms.UUIDField(required=False)


class CodeForm(forms.Form):
    """The code that pairs a screen."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("Zes tekens. De begeleider ziet ze in de sessie; ze gelden twee minuten."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class GuestForm(CodeForm):
    """Who a guest is at the door, and what they promise."""

    field_order = ("code", "name", "promise")
    name = forms.CharField(
        label=_("Je naam"),
        max_length=60,
        help_text=_("Zo zien de anderen je. Hij gaat weg als de sessie gewist wordt."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    promise = forms.BooleanField(
        label=_("Wat ik hier hoor en lees, blijft hier. Ik vertel ook niet wie erbij was."),
        error_messages={"required": _("Zonder deze belofte kan je niet binnen.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "Zes tekens. Je krijgt ze van wie de sessie begeleidt; ze gelden een kwartier."
        )

    def clean_name(self) -> str:
        """What others read at the door is a name, and nothing that moves the words beside it."""
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name


def read_choices(data: Any) -> dict[uuid.UUID, Keep]:
    """What happens with each output, from fields named `bewaar-<id>`; what makes no sense is left out."""
    choices = {}
    for name, value in data.items():
        if name.startswith("bewaar-") and value in Keep.values:
            try:
                choices[uuid.UUID(name.removeprefix("bewaar-"))] = Keep(value)
            except ValueError:
                continue
    return choices
