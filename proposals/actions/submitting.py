"""What who proposes does: tell, record, complete, take back."""

import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from people.leftovers import empty_write_ahead_log
from people.models import User
from practices.models import PracticePage
from proposals.actions.changing import delete_recordings, move, seen, shred
from proposals.enums import Move
from proposals.models import LEFT_ALONE, Proposal, Recording
from proposals.places import PROPOSAL, answer_to
from proposals.queries import told_in
from proposals.rules import check_move, check_propose, check_take_back
from proposals.sound.cleaning import Sound, cleaned
from proposals.told import Told
from reflection.actions.drafts import drop_draft, settle_draft
from reflection.drafts import Settled
from reflection.models import new_data_key


@transaction.atomic
def submit(
    *,
    by: User,
    answers: Mapping[str, str],
    role: str = "",
    care: bool = False,
    language: str = "nl",
    operation: uuid.UUID | None = None,
    settled: Settled | None = None,
    sound: Sound | None = None,
    came_from: str = "",
) -> Proposal:
    """Lay a proposal before the editors, under a key of its own; a recording that came with it or that waited goes along.

    The same operation twice gives one proposal, and leaves no recording behind for another one. Raises NotYours.
    """
    check_propose(by)
    operation = operation or uuid.uuid4()
    if (earlier := Proposal.objects.of(by).filter(operation=operation).first()) is not None:
        return earlier  # type: ignore[no-any-return]
    now = timezone.now()
    proposal = Proposal(
        person=by, operation=operation, language=language, submitted_at=now, changed_at=now, shred_at=now + LEFT_ALONE
    )
    proposal.seal(
        Told(answers=dict(answers), role=role.strip(), care=care, came_from=came_from).as_text(), new_data_key()
    )
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once: the other one won
        return Proposal.objects.of(by).get(operation=operation)  # type: ignore[no-any-return]
    if sound is not None:
        keep_sound(by=by, sound=sound)
    Recording.objects.waiting_of(by).update(proposal=proposal)
    if settled is not None:
        settle_draft(by=by, about=PROPOSAL, settled=settled)
    return proposal


@transaction.atomic
def answer(
    *,
    by: User,
    pk: uuid.UUID,
    version: int,
    answers: Mapping[str, str],
    role: str,
    care: bool,
    settled: Settled | None = None,
    sound: Sound | None = None,
) -> Proposal:
    """Complete what was told; it lies with the editors again. What they wrote meanwhile stays. Raises StaleProposal."""
    proposal = seen(pk, version)
    check_move(by, proposal, Move.ANSWER)
    told = told_in(proposal)
    told.answers, told.role, told.care = dict(answers), role.strip(), care
    move(proposal, Move.ANSWER, told, by=by)
    if sound is not None:
        keep_sound(by=by, sound=sound)
    if (waiting := Recording.objects.waiting_of(by).first()) is not None:
        delete_recordings(Recording.objects.filter(proposal=proposal))
        Recording.objects.filter(pk=waiting.pk).update(proposal=proposal)
    if settled is not None:
        settle_draft(by=by, about=PROPOSAL, settled=settled)
    return proposal


def keep_recording(*, by: User, data: bytes) -> Recording:
    """Keep what somebody recorded for the form that they are filling in, in the place of an earlier one.

    Raises SoundRefused. The name of the file is not looked at, and not kept. It is read before anything is locked.
    """
    check_propose(by)
    return keep_sound(by=by, sound=cleaned(data))


@transaction.atomic
def keep_sound(*, by: User, sound: Sound) -> Recording:
    """The same, of what was cleaned before."""
    check_propose(by)
    User.objects.select_for_update().get(pk=by.pk)  # one recording waits, also when two are sent at once
    delete_recordings(Recording.objects.waiting_of(by))
    recording = Recording(person=by, kind=sound[0])
    recording.seal_sound(sound[1])
    recording.save(force_insert=True)
    return recording


@transaction.atomic
def drop_recording(*, by: User, pk: uuid.UUID) -> bool:
    """Throw one's own recording away, key and all; whether there was one."""
    return bool(delete_recordings(Recording.objects.filter(person=by, pk=pk)))


@transaction.atomic
def take_back(*, by: User, proposal: Proposal) -> None:
    """Take a proposal back: it goes at once with everything that hangs on it, and so does the page that it became.

    What was told stands in that page, in its versions, in its translations and in what the editor noted of it, so none
    of those stays. Raises NotYours.
    """
    check_take_back(by, proposal)
    page = PracticePage.objects.filter(pk=proposal.page_id).first() if proposal.page_id else None
    drop_draft(by=by, place=answer_to(proposal.pk))
    delete_recordings(Recording.objects.filter(proposal=proposal))
    shred(Proposal.objects.of(by).filter(pk=proposal.pk))
    if page is not None:
        _delete_everywhere(page)


def _delete_everywhere(page: PracticePage) -> None:
    """This page in every language, out of sight first, for whatever follows what is published."""
    for version in PracticePage.objects.filter(translation_key=page.translation_key).order_by("pk"):
        number = version.pk
        if version.live:
            version.unpublish()
        Redirect.objects.filter(redirect_page_id=number).delete()
        version.delete()
        PageLogEntry.objects.filter(page_id=number).update(label="–", data={})
    transaction.on_commit(empty_write_ahead_log)
