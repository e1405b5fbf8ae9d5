"""Freezing a text for an attest."""

import hashlib
import uuid

from django.db import IntegrityError, transaction

from people.models import User
from reflection.models import Frozen, new_data_key


def check_number_of(text: str) -> str:
    """The SHA-256 of a text as it stands, in UTF-8: 64 characters that anybody can compute again."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def freeze(*, by: User, kind: str, row: uuid.UUID, text: str, operation: uuid.UUID) -> Frozen:
    """Keep an exact, sealed copy of a text of this person, with its number. The same operation twice keeps one."""
    if found := Frozen.objects.of(by).filter(operation=operation).first():
        return found  # type: ignore[no-any-return]
    frozen = Frozen(person=by, kind=kind, row=row, operation=operation)
    frozen.freeze(text, check_number_of(text), new_data_key(person=by))
    try:
        with transaction.atomic():
            frozen.save(force_insert=True)
    except IntegrityError:
        return Frozen.objects.of(by).get(operation=operation)  # type: ignore[no-any-return]
    return frozen
