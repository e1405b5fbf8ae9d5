"""A copy of a case with what its maker chooses to take along."""

import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cases.exchange.importing import free_slug
from cases.models import CaseIndexPage, CasePage
from cases.rules import TELLS_A_STORY
from pages.tree import index_of
from people.models import User

TAKEN = {
    "stages": _("de fasen"),
    "voices": _("de stemmen"),
    "knowledge": _("wie weet wat"),
    "questions": _("de vragen"),
    "guide": _("de gids voor de begeleider"),
    "concepts": _("de begrippen en de inhoudsnota"),
    "mirror": _("het spiegelvignet"),
    "related": _("wat erbij hoort"),
    "wants": _("wat de jongere wil"),
    "do_step": _("de doe-stap"),
}
"""What can be taken along. Never: who read it, the ticks of the writing guide, when it is read again."""
PLAIN = ("wants", "do_step")


@transaction.atomic
def copy_case(*, by: User, case: CasePage, title: str, take: Collection[str]) -> CasePage:
    """A new draft beside the case. It shares no block, no reader, no review and no decision about traces with it. What
    tells somebody's own story asks a consent of its own, and goes with the case that it was copied from.

    Raises PermissionDenied where this person may add no case in its language.
    """
    index = index_of(CaseIndexPage, case.locale.language_code)
    if not index.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    page = CasePage(
        title=title,
        slug=free_slug(index, slugify(title).replace("_", "-") or "casus"),
        summary=case.summary,
        locale=index.locale,
        translation_key=uuid.uuid4(),
        live=False,
        reading_minutes=case.reading_minutes,
        provenance=case.provenance,
        safety_line=case.safety_line,
        taken_from=[str(case.translation_key), *case.taken_from],
        owes_consent=case.owes_consent or case.provenance in TELLS_A_STORY,
        owner=by,
    )
    for name in PLAIN:
        if name in take:
            setattr(page, name, getattr(case, name))
    for name in ("stages", "voices", "knowledge", "questions", "guide", "mirror", "related"):
        stream = getattr(case, name)
        raw = _renewed(stream.stream_block.get_prep_value(stream)) if name in take else []
        setattr(page, name, stream.stream_block.to_python(raw))
    index.add_child(instance=page)
    if "concepts" in take:
        page.concepts.set(case.concepts.all())
    page.save_revision(user=by, clean=False)  # a draft may be unfinished
    return page


def _renewed(value: Any) -> Any:
    """The same with new ids for every block in it."""
    if isinstance(value, dict):
        return {key: str(uuid.uuid4()) if key == "id" else _renewed(each) for key, each in value.items()}
    return [_renewed(each) for each in value] if isinstance(value, list) else value
