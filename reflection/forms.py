"""Fields to write in: anything a keyboard can send is welcome, up to a length that is said beforehand."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 4000
# Control characters that no keyboard writes and that a database or a page may choke on; line ends and tabs stay.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NoteField(forms.CharField):
    """A private text. What cannot be written is dropped; what is too long stays in the field, with a message."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, most: int = MOST_CHARACTERS, **options: Any) -> None:
        self._most = most
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(UNWRITABLE.sub("", value) if isinstance(value, str) else value) or ""
        return text.replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self._most:
            raise forms.ValidationError(
                _("Je tekst telt %(count)d tekens; er is plaats voor %(most)d. Kort hem wat in, hij staat er nog."),
                params={"count": len(value), "most": self._most},
            )


class OperationField(forms.Field):
    """The id of one submit, hidden in the form. Whatever comes back that is none, gets a new one: it is never wrong."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "initial": uuid.uuid4, **options})

    def to_python(self, value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class NoteForm(forms.Form):
    """A form whose double submit is known by its id."""

    operation = OperationField()


class PassageField(forms.CharField):
    """Words of a page, as a browser picked them. Never wrong: what is too long is cut, what cannot be is dropped."""

    widget = forms.HiddenInput

    def __init__(self, most: int, **options: Any) -> None:
        self._most = most
        super().__init__(**{"required": False, "strip": False, **options})

    def to_python(self, value: Any) -> str:
        return UNWRITABLE.sub("", value if isinstance(value, str) else "")[: self._most]
