"""From what the editors wrote to a page in the library, in one step."""

import datetime
import json
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from pages.tree import index_of
from people.models import User
from practices.enums import Ladder, TimeBand
from practices.models import PracticeIndexPage, PracticePage
from proposals.actions.changing import delete_recordings, move, seen
from proposals.enums import Move
from proposals.models import Proposal, Recording
from proposals.queries import requirements_for, told_in
from proposals.rules import check_publish
from proposals.told import Told, axis_roles, listed
from vocabulary.models import Concept

INTERVISION = "intervisie"
"""What `Told.came_from` says of a text that a circle kept (intervision/kept.py)."""
STREAMS = {"steps": "step", "stewards": "steward", "tested_with": "group", "not_tested_with": "group"}
TEXTS = (
    "title", "summary", "occasion", "who", "means", "hard_parts", "not_when", "effect_young", "effect_network",
    "evidence", "voice", "transfer", "duration", "organisation",
)  # fmt: skip


@transaction.atomic
def publish(*, by: User, pk: uuid.UUID, version: int, reason: str = "") -> PracticePage:
    """Make the page, publish it, and tell who proposed it. The recording goes at once.

    Nothing of who proposed it is on the page but the role that they chose. Raises StaleProposal, NotYet with what
    misses, or PermissionDenied where this person may publish nothing there.
    """
    proposal = seen(pk, version)
    told = told_in(proposal)
    check_publish(by, proposal, requirements_for(proposal, told))
    page = _page(proposal, told, by)
    proposal.page_id = page.pk
    move(proposal, Move.PUBLISH, told, by=by, reason=reason)
    delete_recordings(Recording.objects.filter(proposal=proposal))
    return page


def _page(proposal: Proposal, told: Told, by: User) -> PracticePage:
    index = index_of(PracticeIndexPage, proposal.language)
    if not index.permissions_for_user(by).can_publish_subpage():
        raise PermissionDenied
    record = told.record
    page = PracticePage(
        slug=free_slug(index, slugify(record["title"])[:80] or "praktijk"),
        locale=index.locale,
        live=False,
        ladder=Ladder(record.get("ladder") or Ladder.IDEA),
        time_band=TimeBand(record.get("time_band") or TimeBand.HOURS),
        described_on=timezone.localdate(),
        review_on=datetime.date.fromisoformat(record["review_on"]),
        came_about=_came_about(proposal, told),
        **{name: record.get(name, "").strip() for name in TEXTS},
    )
    for name, block in STREAMS.items():
        raw = [{"type": block, "value": line, "id": str(uuid.uuid4())} for line in listed(record, name)]
        setattr(page, name, _stream(name, raw))
    roles = [
        {"type": "axis", "value": {"axis": axis, "role": role}, "id": str(uuid.uuid4())}
        for axis, role in axis_roles(record).items()
    ]
    page.axis_roles = _stream("axis_roles", roles)
    index.add_child(instance=page)
    page.concepts.set(Concept.objects.filter(pk__in=told.concepts))
    page.save_revision(user=by).publish(user=by)
    return page


def _came_about(proposal: Proposal, told: Told) -> str:
    """How the page came to be, in its own language, without anybody's name."""
    with override(proposal.language):
        who = told.role or _("een professional")
        told_of = _(
            "Voorgesteld door %(who)s en uitgeschreven met de redactie. Nagelezen door een collega uit de praktijk en "
            "door iemand met ervaring."
        ) % {"who": who}
        return f"{_('De aanleiding kwam uit intervisie.')} {told_of}" if told.came_from == INTERVISION else told_of


def free_slug(index: PracticeIndexPage, slug: str) -> str:
    """This slug, with a number where the overview has one already."""
    taken = set(index.get_children().values_list("slug", flat=True))
    return next(
        name for name in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if name not in taken
    )


def _stream(name: str, raw: list[dict[str, Any]]) -> Any:
    return getattr(PracticePage, name).field.to_python(json.dumps(raw))
