"""Telling that one tried a practice, and moving it up the ladder for it."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from discussion.actions import posts
from discussion.enums import PostKind
from discussion.models import Post
from people.models import User
from practices.enums import Ladder
from practices.models import PracticePage
from practices.tried import KIND
from practices.tried.queries import independent_reports
from practices.tried.rules import check_move_up
from reflection.actions.drafts import settle_draft
from reflection.drafts import Settled


@transaction.atomic
def tell(
    *, by: User, page: PracticePage, context: str, happened: str, missed: str, submission: uuid.UUID, settled: Settled | None = None
) -> Post:  # fmt: skip
    """Put a report beneath the practice, for whoever reads the practice. The same submission twice gives one.

    Raises discussion.exceptions.Refused.
    """
    post = posts.write(
        by=by,
        about=page,
        audience=page.audience,
        kind=PostKind.EXPERIENCE,
        text=as_text(context, happened, missed),
        submission=submission,
        beneath=KIND,
    )
    if settled is not None:
        settle_draft(by=by, about=about(page), settled=settled)
    return post


@transaction.atomic
def move_up(*, by: User, page: PracticePage) -> None:
    """Put the practice on the step "tried". Locks its row. Raises TriedRefused with the reason."""
    page = PracticePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    check_move_up(by, page, independent_reports(page))
    page.ladder = Ladder.TRIED
    page.save_revision(user=by).publish(user=by)


def about(page: PracticePage) -> str:
    """What a draft of a report is about."""
    return f"geprobeerd:{page.translation_key}"


def as_text(context: str, happened: str, missed: str) -> str:
    """The three answers as one text, each under its question."""
    parts = ((_("Waar en met wie"), context), (_("Wat er gebeurde"), happened), (_("Wat niet lukte"), missed))
    return "\n\n".join(f"**{label}**\n\n{text.strip()}" for label, text in parts if text.strip())
