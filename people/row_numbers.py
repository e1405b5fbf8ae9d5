"""Numbers of rows, in addresses (`<row:pk>`) and in what a form sends (`RowsField`).

Django's own `int` takes any number of digits, and one that no column can hold is a 500 instead of an address that is
not there. Its field for several rows fails alike; the one for a single row knows that there is no such row.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import register_converter
from django.urls.converters import IntConverter

NAME = "row"
LARGEST = 2**31 - 1
"""What a column of PostgreSQL holds. It stands for every larger number: no row gets so far."""


class RowNumber(IntConverter):
    """A number that a column can hold, so that the view finds no such row, and says so in its own way."""

    regex = "[0-9]{1,40}"

    def to_python(self, value: str) -> int:
        return min(int(value), LARGEST)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows. A number that no column can hold is no choice, like any other that is not on the list."""

    def clean(self, value: Any) -> QuerySet[Any]:
        try:
            chosen: QuerySet[Any] = super().clean(value)
        except OverflowError:  # SQLite; PostgreSQL compares with what it cannot hold
            told, sent = self.error_messages["invalid_choice"], max(value, key=len)
            raise ValidationError(told, code="invalid_choice", params={"value": sent}) from None
        return chosen


def register() -> None:
    """Called when the apps are ready, before any address is read."""
    register_converter(RowNumber, NAME)
