"""What stays of a review when who gave or recorded it is erased: the role and the decision, without the words."""

from typing import Any

from django.db.models import QuerySet

from cases.models import Review, VetoTalk
from people.erasing import register_tombstone
from reflection.models import DataKey


def bury(rows: "QuerySet[Any]") -> None:
    """The words go, with their keys; that a case was read, or held back, is still true."""
    keys = list(rows.exclude(data_key=None).values_list("data_key_id", flat=True))
    rows.update(sealed=b"", data_key=None)
    DataKey.objects.filter(pk__in=keys).delete()


def register() -> None:
    """Called when the apps are ready."""
    register_tombstone(Review, bury)
    register_tombstone(VetoTalk, bury)
