"""The forms of this room. The writes are in actions."""

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people import rules
from people.models import MembershipRole, User
from people.models.groups import Group
from people.names import is_one_line


class SignupForm(AllauthSignupForm):
    """An address, a password, and how others may call you. Nothing else is asked."""

    name = forms.CharField(
        label=_("Hoe mogen anderen je noemen?"),
        help_text=_("Een voornaam volstaat. Je kan dit later wijzigen."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("Minstens twaalf tekens. Een zin van vier woorden onthoud je makkelijk.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # allauth says the label a second time in it


class AccountForm(forms.Form):
    """What somebody may change about their own account."""

    name = forms.CharField(
        label=_("Hoe mogen anderen je noemen?"),
        max_length=150,
        required=False,
        help_text=_("Laat je dit leeg, dan zien anderen het eerste deel van je e-mailadres."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(label=_("In welke taal lees je het liefst?"), choices=settings.LANGUAGES)

    @classmethod
    def of(cls, person: User, data: Any = None) -> "AccountForm":
        """The form, filled in with what is stored."""
        return cls(data, initial={"name": person.get_full_name(), "language": person.language})


class InviteForm(forms.Form):
    """One address, and what the person may do in the group."""

    email = forms.EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=_("Rol in deze groep"), choices=MembershipRole.choices, initial=MembershipRole.MEMBER
    )

    def __init__(self, data: Any = None, *, group: Group, by: User) -> None:
        super().__init__(data)
        if not rules.can_manage_group(by, group):
            del self.fields["role"]

    @property
    def chosen_role(self) -> str:
        """The role that was asked for; a plain member where the form did not offer a choice."""
        return str(self.cleaned_data.get("role") or MembershipRole.MEMBER)


class NameForm(forms.Form):
    """The name of a new team or circle."""

    name = forms.CharField(label=_("Naam"), max_length=120)

    def clean_name(self) -> str:
        """It goes into calendars and mails, where a break would begin something else."""
        name: str = self.cleaned_data["name"]
        if not is_one_line(name):
            raise forms.ValidationError(_("Een naam staat op één regel, zonder verborgen tekens. Typ hem opnieuw."))
        return name
