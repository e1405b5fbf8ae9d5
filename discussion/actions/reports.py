"""Reporting a post, and deciding about reports."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from discussion.enums import Outcome, ReportReason
from discussion.exceptions import Refused
from discussion.models import Post, Report
from discussion.rules import check_moderate, check_report
from people.models import User


@transaction.atomic
def report(*, by: User, post: Post, reason: ReportReason | str, explanation: str = "") -> Report:
    """Put a post before the editors. Reporting it again while the first report is open changes nothing."""
    check_report(by, post)
    made, _new = Report.objects.get_or_create(
        post=post,
        reporter=by,
        handled_at=None,
        defaults={"reason": ReportReason(reason), "explanation": explanation},
    )
    return made


@transaction.atomic
def keep(*, by: User, post: Post) -> None:
    """Close all open reports of this post; it stays as it is."""
    check_moderate(by)
    _close(post, by=by, outcome=Outcome.KEPT)


@transaction.atomic
def hide(*, by: User, post: Post, reason: str) -> None:
    """Take a post out of sight and close its reports. Its writer reads the reason in its place. Locks the post."""
    check_moderate(by)
    if not reason.strip():
        raise Refused(_("Zeg waarom. De schrijver krijgt het te lezen."))
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason.strip()
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    _close(post, by=by, outcome=Outcome.HIDDEN)


def _close(post: Post, *, by: User, outcome: Outcome) -> None:
    Report.objects.filter(post=post, handled_at=None).update(handled_at=timezone.now(), handled_by=by, outcome=outcome)
