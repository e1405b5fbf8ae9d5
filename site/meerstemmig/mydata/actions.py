"""Asking for a copy of one's data, making it, taking it; asking for erasure and taking that back."""

import logging
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from meerstemmig.models import Export, ExportQuerySet
from meerstemmig.mydata.archive import archive_of
from people.models import ErasureRequest, User
from reflection import encryption
from reflection.models import new_data_key

logger = logging.getLogger(__name__)

STUCK_AFTER = timedelta(hours=1)


class NotThereError(Exception):
    """There is no such export to take: taken before, too old, or never made."""


@transaction.atomic
def ask_export(*, by: User, language: str) -> Export:
    """Ask for a copy; the background makes it. One that is being made or waits to be taken is given back instead."""
    User.objects.select_for_update().get(pk=by.pk)
    recent = Export.objects.of(by).order_by("-asked_at").first()
    if recent and (recent.is_there or (recent.is_being_made and recent.asked_at > timezone.now() - STUCK_AFTER)):
        return recent
    forget(Export.objects.of(by))
    made = Export.objects.create(person=by, language=language)
    from meerstemmig.tasks import make_export  # the task calls back into this module

    transaction.on_commit(lambda: make_export.enqueue(str(made.pk)))
    return made


def build(export_id: uuid.UUID) -> None:
    """Make the file, sealed with the person's own key. May run twice. A failure is written down, never its message."""
    export = Export.objects.select_related("person").filter(pk=export_id, ready_at=None).first()
    if export is None:
        return
    rows = Export.objects.filter(pk=export.pk)
    try:
        with translation.override(export.language):
            plain = archive_of(export.person, lambda done, steps: rows.update(done=done, steps=steps))
        key = new_data_key(person=export.person).plain()
        export.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        export.path.write_bytes(encryption.encrypt(key, plain, _context(export)))
    except Exception as error:  # noqa: BLE001 - the traceback of a task is stored, and may hold what people wrote
        logger.error("An export failed: %s", type(error).__name__)
        rows.update(failed_at=timezone.now())
        return
    if not rows.update(ready_at=timezone.now()):
        export.path.unlink(missing_ok=True)  # erased meanwhile


def take(*, by: User, export_id: uuid.UUID) -> bytes:
    """The ZIP, once: the file is gone afterwards. Raises NotThereError, or DecryptionError where no key opens it."""
    with transaction.atomic():
        export = Export.objects.of(by).select_for_update().filter(pk=export_id).first()
        if export is None or not export.is_there or not export.path.exists():
            raise NotThereError
        plain = encryption.decrypt(new_data_key(person=by).plain(), export.path.read_bytes(), _context(export))
        export.taken_at = timezone.now()
        export.save(update_fields=["taken_at"])
    export.path.unlink(missing_ok=True)
    return plain


def forget(exports: ExportQuerySet) -> int:
    """Delete these exports with their files; how many."""
    found = list(exports)
    for export in found:
        export.path.unlink(missing_ok=True)
    Export.objects.filter(pk__in=[export.pk for export in found]).delete()
    return len(found)


@transaction.atomic
def ask_erasure(*, by: User) -> ErasureRequest:
    """Ask for everything to be erased once the time to think it over has passed. Asking again changes nothing."""
    ErasureRequest.objects.filter(person=by, is_unused=True).delete()  # that one ends by signing in; this one does not
    request, _new = ErasureRequest.objects.get_or_create(person=by)
    return request


def withdraw_erasure(*, by: User) -> bool:
    """Take the request back; whether there was one."""
    return bool(ErasureRequest.objects.filter(person=by).delete()[0])


def _context(export: Export) -> str:
    return f"export|{export.pk}"
