"""Fields to write in: anything a keyboard can send is welcome, up to a length that is said beforehand."""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 4000
# Control characters that no keyboard writes and that a database or a page may choke on; line ends and tabs stay.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def writable(text: str) -> str:
    """What a page can show again: no control characters, no halves of characters, one kind of line end."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return UNWRITABLE.sub("", whole).replace("\r\n", "\n")


class NoteField(forms.CharField):
    """A private text. What cannot be written is dropped; what is too long stays in the field, with a message.

    `expected` is for a field whose form wants it filled although the field alone may be empty: it is not called optional.
    """

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, most: int = MOST_CHARACTERS, expected: bool = False, **options: Any) -> None:
        self._most, self.expected = most, expected
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return super().to_python(writable(value) if isinstance(value, str) else value) or ""

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


class MarkedForm(forms.Form):
    """A form that knows what stood in it when its page went out, and lays a draft over that.

    The mark (`was`) comes back with the form. So a page that stayed open undoes nothing that was written since, and
    where both sides changed, both are shown and nothing is written (`crosses`, `hold_against`).
    """

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, standing: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing: Mapping[str, Any] = standing or {}
        # Asked when it is shown: a form may get fields of its own after this.
        self.fields["was"].initial = lambda: self.mark(self.standing)
        self.shows_draft = False
        self.elsewhere: list[Line] = []

    def value(self) -> dict[str, Any]:
        """What was filled in, as it stands in the notebook."""
        raise NotImplementedError

    def mark(self, value: Mapping[str, Any]) -> str:
        """The same for what reads the same."""
        return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def is_touched(self) -> bool:
        """Whether what was sent says something else than what its page showed."""
        return not self.is_valid() or self.mark(self.value()) != (self.cleaned_data["was"] or self.mark({}))

    def differs_from(self, standing: Mapping[str, Any]) -> bool:
        """Whether this says something else than what stands, and than what the page showed."""
        shown = self.cleaned_data["was"] or self.mark({})
        return self.mark(self.value()) not in {self.mark(standing), shown}

    def crosses(self, standing: Mapping[str, Any]) -> bool:
        """Whether both sides changed: something was written since the page went out, and this says a third thing."""
        shown = self.cleaned_data["was"]
        return bool(shown) and shown != self.mark(standing) and self.differs_from(standing)

    def lay_over(self, draft: "MarkedForm") -> None:
        """Show what a draft says in the fields, where it says something else than the page it was written on.

        Where an answer was given since, that stands beside it.
        """
        if not draft.is_touched:
            return
        if draft.is_valid() and draft.crosses(self.standing):
            self.elsewhere = self.lines()
        names = {name: self.add_prefix(name) for name, field in self.fields.items() if not field.widget.is_hidden}
        self.initial = {**self.initial}
        before = {name: _plain(self[name].value()) for name in names}
        for name, sent_as in names.items():
            self.initial[name] = self.fields[name].widget.value_from_datadict(draft.data, {}, sent_as)
        for name in names:
            self._bound_fields_cache.pop(name, None)  # type: ignore[attr-defined]
        self.shows_draft = before != {name: _plain(self[name].value()) for name in names}

    def hold_against(self, other: "MarkedForm") -> None:
        """Come back with what was written elsewhere beside it. Sent once more, it is a choice."""
        self.elsewhere = other.lines()
        sent = cast("QueryDict", self.data).copy()
        sent[self.add_prefix("was")] = other.mark(other.standing)
        self.data = sent

    def lines(self) -> list["Line"]:
        """What stands in the fields, each under its label; empty ones are left out."""
        shown = [(bound, bound.value()) for bound in self.visible_fields()]
        return [Line(str(bound.label), _said(bound, value)) for bound, value in shown if _plain(value)]


@dataclass(frozen=True)
class Line:
    """What was filled in, and where."""

    label: str
    text: str


def _plain(value: Any) -> str:
    return "" if value in (None, False, []) else str(value)


def _said(bound: forms.BoundField, value: Any) -> str:
    if value is True:
        return str(_("ja"))
    choices = dict(getattr(bound.field, "choices", ()))
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(each, each)) for each in chosen)
