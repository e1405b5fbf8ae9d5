"""What is typed on the pages of this room."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from discussion.audiences import Choice
from reflection.forms import MarkedForm, NoteField, NoteForm, writable
from shelf.audiences import ONLY_ME, named_choices
from shelf.collecting import LONGEST_ABOUT, LONGEST_TITLE, LONGEST_WHY, Words
from shelf.queries.collections import Opened
from shelf.questions import LONGEST_NAME


class NameForm(forms.Form):
    """What a saved question is called, with the version of it that was seen."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Geef een naam."),
            "max_length": _("De naam is te lang: hoogstens %(limit_value)d tekens."),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class CollectionForm(MarkedForm, NoteForm):
    """What a collection is called, what it is for, and for whom. Shows what `draft` holds, laid over what stands."""

    title = forms.CharField(
        label=_("Naam"),
        max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Geef een naam."),
            "max_length": _("De naam is te lang: hoogstens %(limit_value)d tekens."),
        },
    )
    about = NoteField(label=_("Waarvoor is ze?"), rows=3, most=LONGEST_ABOUT)
    audience = forms.ChoiceField(
        label=_("Wie leest mee?"),
        widget=forms.RadioSelect,
        help_text=_("Wie meeleest, ziet alleen de stukken die hij of zij zelf mag zien."),
        error_messages={"required": _("Kies wie meeleest."), "invalid_choice": _("Kies een van deze.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        groups: list[Choice],
        standing: Mapping[str, str] | None = None,
        draft: QueryDict | None = None,
    ) -> None:
        # One kind of line end, as every field of ours sends it: else the same text would read as another.
        kept = {name: writable(text) for name, text in (standing or {}).items()}
        super().__init__(data, initial={"audience": ONLY_ME, **kept}, standing=kept, label_suffix="")
        self.groups = groups
        self.fields["audience"].choices = named_choices(groups)  # type: ignore[attr-defined]  # it is a ChoiceField
        if draft is not None:
            self.lay_over(CollectionForm(draft, groups=groups, standing=kept))

    def value(self) -> dict[str, str]:
        """What was filled in, by name."""
        return {name: self.cleaned_data[name] for name in ("title", "about", "audience") if self.cleaned_data.get(name)}

    @property
    def words(self) -> Words:
        """What was typed."""
        return Words(self.cleaned_data["title"], self.cleaned_data["about"])


class WhyForm(forms.Form):
    """Why something is in a collection."""

    why = forms.CharField(
        label=_("Waarom hier?"),
        required=False,
        max_length=LONGEST_WHY,
        help_text=_("Eén regel. Wie meeleest, leest hem ook. Schrijf niets over iemand die je begeleidt."),
        error_messages={"max_length": _("Dit is te lang: hoogstens %(limit_value)d tekens.")},
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)


class PutForm(WhyForm):
    """Which collection, or a new one by its name."""

    collection = forms.ChoiceField(label=_("In welke verzameling?"), required=False, widget=forms.RadioSelect)
    new = forms.CharField(
        label=_("Of begin een nieuwe: hoe heet ze?"),
        required=False,
        max_length=LONGEST_TITLE,
        error_messages={"max_length": _("De naam is te lang: hoogstens %(limit_value)d tekens.")},
    )
    operation = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    field_order = ("collection", "new", "why")

    def __init__(self, data: Any = None, *, own: list[Opened], **more: Any) -> None:
        super().__init__(data, **more)
        if own:
            self.fields["collection"].choices = [(str(each.row.pk), each.title) for each in own]  # type: ignore[attr-defined]
            self.fields["collection"].initial = str(own[0].row.pk)  # the one that was changed last
        else:
            del self.fields["collection"]
            self.fields["new"].label = _("Hoe heet je verzameling?")

    def clean(self) -> dict[str, Any]:
        """One of the two, and which one is clear."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("new") and not cleaned.get("collection"):
            first = "collection" if "collection" in self.fields else "new"
            self.add_error(first, _("Kies een verzameling, of geef een nieuwe een naam."))
        return cleaned
