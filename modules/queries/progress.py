"""What is stored about one person in one module."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from modules.models import Attest, Enrolment, ModulePage, UnitProgress
from modules.progress import Progress
from people.kept_queries import KeptQuery
from people.models import User

ENROLMENT = [field.attname for field in Enrolment._meta.concrete_fields]
UNIT = [field.attname for field in UnitProgress._meta.concrete_fields]


def progress_of(module: ModulePage, user: User | AnonymousUser) -> Progress:
    """How far this person is. One query; none for a visitor."""
    if not user.is_authenticated:
        return Progress()
    enrolment, units = None, {}
    for row in _ROWS.ask(user.pk, module.translation_key):
        enrolment = enrolment or Enrolment.from_db(connection.alias, ENROLMENT, row[: len(ENROLMENT)])
        unit = UnitProgress.from_db(connection.alias, UNIT, row[len(ENROLMENT) :])
        # An enrolment in which no unit was opened yet is one row, with nothing where the unit would be.
        if unit.pk is not None:
            unit.enrolment = enrolment
            units[unit.unit_id] = unit
    return Progress(enrolment, units)


_ROWS = KeptQuery(
    lambda person, _now, key: Enrolment.objects.filter(person=person, module_key=key).values_list(
        *ENROLMENT, *(f"units__{name}" for name in UNIT)
    )
)


def attest_of(module_key: uuid.UUID, user: User | AnonymousUser) -> Attest | None:
    """The attest that this person already has."""
    if not user.is_authenticated:
        return None
    return Attest.objects.filter(person=user, module_key=module_key).first()
