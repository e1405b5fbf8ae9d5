"""What somebody froze; for that person only."""

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from people.models import User
from reflection.encryption import DecryptionError
from reflection.models import Frozen


@dataclass(frozen=True)
class FrozenText:
    """A frozen text, opened."""

    id: uuid.UUID
    text: str
    number: str
    frozen_at: datetime


@dataclass(frozen=True)
class FrozenNumber:
    """The number of a frozen text, without the text."""

    number: str
    frozen_at: datetime


def numbers_of(rows: Iterable[uuid.UUID]) -> list[FrozenNumber]:
    """The numbers of these texts, the oldest first, for whomever their owner shows those to: no text leaves this. What
    was erased or does not open is left out. One query."""
    found: list[FrozenNumber] = []
    kept = Frozen.objects.filter(pk__in=list(rows), data_key__isnull=False).select_related("data_key")
    for row in kept.order_by("frozen_at", "pk"):
        with suppress(DecryptionError):
            found.append(FrozenNumber(row.thaw()[1], row.frozen_at))
    return found


def frozen_by(person: User) -> Sequence[FrozenText]:
    """Everything this person froze and that was not erased, the latest first. One query. Raises DecryptionError where one
    does not open: a list that leaves it out would say that it is gone."""
    rows = Frozen.objects.of(person).filter(data_key__isnull=False).select_related("data_key")
    return [FrozenText(row.pk, *row.thaw(), row.frozen_at) for row in rows.order_by("-frozen_at", "pk")]


def frozen_text_of(person: User, pk: uuid.UUID) -> FrozenText | None:
    """One of them; None where it is another's, absent or erased. Raises DecryptionError where a server key is missing."""
    row = Frozen.objects.of(person).select_related("data_key").filter(pk=pk, data_key__isnull=False).first()
    return FrozenText(row.pk, *row.thaw(), row.frozen_at) if row else None
