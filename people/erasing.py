"""Erasing a person: everything that the declarations say, and what rooms registered beside them.

In this order: the keys of what they wrote (from then on it is unreadable, whatever else happens), the places that
stay for others' sake, the rows, the account. One transaction: all of it or nothing. Then files, and what the database
file still holds of it (people/leftovers.py). A ledger, a file apart from the database, keeps the number of who was
erased, and of data keys that went with something else, such as a session: `manage.py reapply_erasures` holds a restored
backup against it.
"""

import logging
import os
import re
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from people.leftovers import rewrite_file
from people.models import Erasure, ErasureRequest, User
from people.personal_data import OnErase, declared, rows_of

logger = logging.getLogger(__name__)


class ErasureStuckError(Exception):
    """Rows of a person are held in place by rows that erasing does not delete. Names the models, nothing else."""


@dataclass(frozen=True)
class Traces:
    """By what a person can be recognised outside their own rows. Never stored, logged or printed."""

    pk: int
    public_id: uuid.UUID
    emails: frozenset[str]
    name: str


Bury = Callable[["models.QuerySet[Any]"], object]
Step = Callable[[User, Traces], object]
AfterStep = Callable[[Traces], object]
EraseAgain = Callable[[Collection[uuid.UUID]], int]

_keys: list[Step] = []
_tombstones: dict[type[models.Model], Bury] = {}
_within: list[Step] = []
_after: list[AfterStep] = []
_ended: dict[str, EraseAgain] = {}

IS_ID = re.compile(r"[0-9a-f-]{36}")
"""A line of the ledger that begins otherwise, is of something else than a person."""


def register_keys(step: Step) -> None:
    """Something that destroys the keys of what a person wrote. Runs before everything else."""
    _keys.append(step)


def register_tombstone(model: type[models.Model], bury: Bury) -> None:
    """Say what stays of rows of a model that is declared TOMBSTONE: their text goes, their place stays."""
    _tombstones[model] = bury


def register_within(step: Step) -> None:
    """Something in the database that no declaration names. Runs before rows are deleted, in the same transaction."""
    _within.append(step)


def register_after(step: AfterStep) -> None:
    """Something outside the database. Runs when the rows are gone; may run again after a restore."""
    _after.append(step)


def register_ended(word: str, erase_again: EraseAgain) -> None:
    """Something that is erased with its key and is no person, under this word in the ledger. `erase_again` gets the
    keys of all that ever was; it erases those that a restored backup brought back, and says how many."""
    _ended[word] = erase_again


def note_ended(word: str, key: uuid.UUID) -> None:
    """Write down in the ledger that this was erased; call it in the same transaction. Raises OSError where it cannot."""
    if key not in ledger(word):
        _write(f"{word} {key}")


def erase(*, person: User) -> None:
    """Erase this person from everything. Cannot be undone, in backups neither once their data keys have gone there.

    Deletes, empties or unlinks per declaration, ends every session, writes the ledger, removes files. Raises
    ErasureStuckError where something holds their rows, or OSError where the ledger cannot be written: then nothing
    was erased.
    """
    traces = traces_of(person)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=person.pk)
        for step in _keys:
            step(locked, traces)
        for model, declaration in declared().items():
            if declaration.on_erase is OnErase.TOMBSTONE:
                _tombstones[model](rows_of(locked, model))
        for step in _within:
            step(locked, traces)
        _delete(locked)
        _unlink(locked)
        locked.delete()
        Erasure.objects.get_or_create(public_id=traces.public_id)
        _write_ledger(traces.public_id)
    for after in _after:
        after(traces)
    rewrite_file()


def traces_of(person: User) -> Traces:
    """How this person is recognised elsewhere."""
    emails = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    return Traces(person.pk, person.public_id, frozenset(email.lower() for email in emails), person.get_full_name())


def erase_due() -> int:
    """Erase everybody whose time to think it over has passed; how many. One that is stuck is told, and stops no other."""
    erased = 0
    for request in ErasureRequest.objects.due().select_related("person"):
        try:
            erase(person=request.person)
            erased += 1
        except ErasureStuckError as error:
            logger.error("An erasure is stuck on %s", error)  # names of models
    return erased


def reapply() -> int:
    """Erase again whoever and whatever a restored backup brought back; how many. The ledger file counts, and the table
    of persons."""
    known = {*ledger(), *Erasure.objects.values_list("public_id", flat=True)}
    back = list(User.objects.filter(public_id__in=known))
    for person in back:
        erase(person=person)
    return len(back) + sum(erase_again(ledger(word)) for word, erase_again in _ended.items())


def ledger(word: str = "") -> list[uuid.UUID]:
    """Who was erased, by number, as the file beside the database says; or what was, under this word."""
    path = Path(settings.ERASURE_LEDGER)
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
    if word:
        return [uuid.UUID(parts[1]) for parts in lines if parts and parts[0] == word]
    return [uuid.UUID(parts[0]) for parts in lines if parts and IS_ID.fullmatch(parts[0])]


def everything() -> list[uuid.UUID]:
    """All that the ledger names, of every kind."""
    return [*ledger(), *(key for word in _ended for key in ledger(word))]


def _write_ledger(public_id: uuid.UUID) -> None:
    if public_id not in ledger():
        _write(str(public_id))


def _write(what: str) -> None:
    with Path(settings.ERASURE_LEDGER).open("a") as file:
        file.write(f"{what} {timezone.now():%Y-%m-%d}\n")
        file.flush()
        os.fsync(file.fileno())


def _unlink(person: User) -> None:
    """Rows that stay lose their person."""
    for model, declaration in declared().items():
        if declaration.on_erase is not OnErase.DELETE and "__" not in str(declaration.subject):
            rows_of(person, model).update(**{str(declaration.subject): None})


def _delete(person: User) -> None:
    """Rows go, those that others lean on after those that lean."""
    waiting = [
        model
        for model, declaration in declared().items()
        if declaration.on_erase is OnErase.DELETE and declaration.subject != "self"
    ]
    while waiting:
        held = []
        for model in waiting:
            try:
                with transaction.atomic():
                    rows_of(person, model).delete()
            except (ProtectedError, RestrictedError):
                held.append(model)
        if len(held) == len(waiting):
            raise ErasureStuckError(", ".join(model._meta.label for model in held))
        waiting = held
