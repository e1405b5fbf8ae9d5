"""What is stored about one person in one module."""

import uuid

from django.contrib.auth.models import AnonymousUser

from modules.models import Attest, Enrolment, ModulePage, UnitProgress
from modules.progress import Progress
from people.models import User


def progress_of(module: ModulePage, user: User | AnonymousUser) -> Progress:
    """How far this person is. One query for who opened a unit, two for who did not, none for a visitor."""
    if not user.is_authenticated:
        return Progress()
    key = module.translation_key
    rows = list(
        UnitProgress.objects.filter(enrolment__person=user, enrolment__module_key=key).select_related("enrolment")
    )
    if rows:
        return Progress(rows[0].enrolment, {row.unit_id: row for row in rows})
    return Progress(Enrolment.objects.filter(person=user, module_key=key).first())


def attest_of(module_key: uuid.UUID, user: User | AnonymousUser) -> Attest | None:
    """The attest that this person already has."""
    if not user.is_authenticated:
        return None
    return Attest.objects.filter(person=user, module_key=module_key).first()
