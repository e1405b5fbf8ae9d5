"""What the packages that we use keep of a person: declared here, as our own models declare it themselves."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    ReferenceIndex,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride, StringTranslation

from meerstemmig.models import Export
from meerstemmig.mydata.actions import forget
from people.erasing import Traces, register_within
from people.models import User
from people.personal_data import Kind, OnErase, personal_data

REMARKS = COMMENTS_RELATION_NAME
DONE = Kind.ACTIVITY
OWN: dict[Any, tuple[str, dict[str, Kind]]] = {
    Authenticator: ("user", {"type": DONE, "created_at": DONE, "last_used_at": DONE}),
    UserProfile: ("user", {"preferred_language": Kind.CONTACT, "current_time_zone": Kind.CONTACT}),
    EditingSession: ("user", {"last_seen_at": DONE}),
    FormState: ("user", {}),
    APIToken: ("user", {}),
    PageSubscription: ("user", {"comment_notifications": DONE}),
    Comment: ("user", {"text": Kind.OWN_WORDS, "created_at": DONE}),
    CommentReply: ("user", {"text": Kind.OWN_WORDS, "created_at": DONE}),
}
"""Goes with the person."""
UNLINKED: dict[Any, tuple[str, dict[str, Kind]]] = {
    Revision: ("user", {"created_at": DONE}),
    PageLogEntry: ("user", {"action": DONE, "timestamp": DONE}),
    ModelLogEntry: ("user", {"action": DONE, "timestamp": DONE}),
    Page: ("owner", {"title": DONE, "first_published_at": DONE}),
    get_image_model(): ("uploaded_by_user", {"title": DONE, "created_at": DONE}),
    get_document_model(): ("uploaded_by_user", {"title": DONE, "created_at": DONE}),
    UploadedFile: ("uploaded_by_user", {}),
    WorkflowState: ("requested_by", {"created_at": DONE}),
    TaskState: ("finished_by", {"finished_at": DONE}),
    StringTranslation: ("last_translated_by", {"updated_at": DONE}),
    SegmentOverride: ("last_translated_by", {"updated_at": DONE}),
}
"""Work for everybody: it stays, without who did it."""


def forget_editing(person: User, _traces: Traces) -> None:
    """What names this person in the editor's books; their picture there, bytes included."""
    about_them = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(person.pk)}
    ModelLogEntry.objects.filter(**about_them).delete()
    ReferenceIndex.objects.filter(**about_them).delete()
    Page.objects.filter(locked_by=person).update(locked_by=None, locked=False, locked_at=None)
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        profile.avatar.delete(save=False)


def forget_remarks(person: User, _traces: Traces) -> None:
    """Versions of pages hold a copy of every remark that stood beside them."""
    holding = Revision.objects.filter(**{f"content__{REMARKS}__isnull": False}).exclude(**{f"content__{REMARKS}": []})
    for revision in holding.iterator(chunk_size=100):
        remarks = revision.content[REMARKS]
        left = [
            {**remark, "replies": [reply for reply in remark.get("replies", []) if reply.get("user") != person.pk]}
            for remark in remarks
            if remark.get("user") != person.pk
        ]
        if left != remarks:
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, REMARKS: left})


def forget_exports(person: User, _traces: Traces) -> None:
    """The copies that they asked for, with their files."""
    forget(Export.objects.of(person))


def forget_tasks(_person: User, _traces: Traces) -> None:
    """Results of background work that has ended: they name rows that go."""
    DBTaskResult.objects.finished().delete()


def register() -> None:
    """Called when the apps are ready."""
    for models, on_erase in ((OWN, OnErase.DELETE), (UNLINKED, OnErase.KEEP)):
        for model, (subject, fields) in models.items():
            personal_data(subject=subject, fields=fields, on_erase=on_erase)(model)
    register_within(forget_editing)
    register_within(forget_remarks)
    register_within(forget_exports)
    register_within(forget_tasks)
