"""The forms with which editors give and take the roles of the platform."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Role

DAY = {"type": "date"}


class FindPersonForm(forms.Form):
    """A whole address; a part of one finds nobody."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Het volledige adres waarmee deze persoon zich aanmeldt."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class GrantRoleForm(forms.Form):
    """Which role, from when to when, and why."""

    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices, widget=forms.RadioSelect)
    starts = forms.DateField(
        label=_("Vanaf"),
        required=False,
        help_text=_("Laat leeg om vandaag te beginnen."),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Tot en met"),
        required=False,
        help_text=_("Laat leeg als er geen einddag is afgesproken."),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Waarom"), max_length=200, help_text=_("Eén zin. De persoon kan ze opvragen bij de eigen gegevens.")
    )

    def __init__(self, data: Any = None, *, roles: list[Role]) -> None:
        super().__init__(data)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days in their order, none before today."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        today = timezone.localdate()
        starts, until = cleaned.get("starts"), cleaned.get("until")
        if starts and starts < today:
            self.add_error("starts", _("Deze dag is al voorbij."))
        if until and until < (starts or today):
            self.add_error("until", _("De laatste dag valt voor de eerste."))
        return cleaned


class RevokeRoleForm(forms.Form):
    """Which role, and why it is taken back."""

    role = forms.ChoiceField(choices=Role.choices, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Waarom neem je deze rol terug?"), max_length=200)

    def __init__(self, data: Any = None, *, role: str = "") -> None:
        super().__init__(data, initial={"role": role}, auto_id=f"id_terug_{role}_%s")
