"""Numbers of rows in addresses: `<row:pk>`.

Django's own `int` takes any number of digits, and one that no column can hold is a 500 instead of an address that is
not there.
"""

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


def register() -> None:
    """Called when the apps are ready, before any address is read."""
    register_converter(RowNumber, NAME)
