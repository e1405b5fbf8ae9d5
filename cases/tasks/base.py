"""What every task of a stage can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

Value = Mapping[str, Any]
Values = dict[str, dict[str, Any]]

CHOSEN = "gekozen"
"""The key under which a value keeps choices and words of others: nothing below it was written by the reader."""


class Task(ABC):
    """One thing that a stage may ask. Nothing is required and nothing is measured."""

    template: ClassVar[str]
    notes: ClassVar[Mapping[str, str | Promise]]
    """The names under which its answers are kept, each with what was asked, for where an answer is met elsewhere."""

    @abstractmethod
    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        """The form fields, in order."""

    @abstractmethod
    def initial(self, stage: "Stage") -> dict[str, Any]:
        """What the fields show of what was written before."""

    @abstractmethod
    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        """What was filled in, by name; what was left empty is not there. `data` is by field, as the form cleaned it."""

    @abstractmethod
    def lines(self, name: str, value: Value) -> list[Line]:
        """An answer as readable text."""


def unsure_field() -> forms.BooleanField:
    """The answer that always counts."""
    return forms.BooleanField(label=gettext_lazy("Weet ik (nog) niet"), required=False)


def not_known(value: Value) -> list[Line]:
    """The same answer, read back."""
    return [Line("", _("Weet ik (nog) niet"))] if value.get("weet_niet") else []
