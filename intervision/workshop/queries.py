"""What is asked in the workshop."""

import uuid

from intervision.models import Method, MethodDraft
from intervision.workshop.rules import can_change
from people.models import Role, User
from people.rules import has_role


def draft_for(person: User, pk: uuid.UUID) -> MethodDraft | None:
    """This draft, for who may change it; for anybody else there is none."""
    found = MethodDraft.objects.select_related("owner", "method", "adapted_from").filter(pk=pk).first()
    return found if found is not None and can_change(person, found) else None


def drafts_for(person: User) -> list[MethodDraft]:
    """What this person can go on with: their own, and for an editor everybody's. Latest first."""
    drafts = MethodDraft.objects.select_related("owner", "method", "adapted_from")
    return list(drafts if has_role(person, Role.EDITOR) else drafts.of(person))


def origins() -> list[Method]:
    """Every method that can be adapted, by title, with what is being made of it in its own place."""
    return list(Method.objects.methods().select_related("draft").order_by("title", "pk"))
