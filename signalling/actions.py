"""Writing a draft, submitting it, taking a signal back."""

import json
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from people.models import Organisation, User
from people.models.audience import of_group
from reflection.actions.drafts import drop_draft, settle_draft
from reflection.drafts import Settled
from reflection.models import new_data_key
from signalling.models import Signal, SignalDraft
from signalling.places import SIGNAL, change_of
from signalling.rules import check_submit, check_withdraw


class StaleDraft(Exception):
    """The draft has a newer version than the one that was changed, or is gone. Nothing was stored."""


@transaction.atomic
def keep_draft(
    *,
    by: User,
    said: Mapping[str, str],
    about: str = "",
    draft_id: uuid.UUID | None = None,
    version: int = 0,
    settled: Settled | None = None,
) -> SignalDraft:
    """Add a draft, or put this in the place of the version that was seen; what was typed for it so far (`settled`)
    goes along. Raises StaleDraft, and DecryptionError where what stands there does not open: it may yet, and is not
    written over."""
    if draft_id is None:
        draft = SignalDraft(person=by, about=about)
    else:
        found = SignalDraft.objects.of(by).select_for_update().filter(pk=draft_id, version=version).first()
        if found is None:
            raise StaleDraft
        draft = found
        draft.open()
        draft.version += 1
    draft.changed_at = timezone.now()
    draft.seal(json.dumps(dict(said)), new_data_key(person=by))
    draft.save()
    if settled is not None:
        settle_draft(by=by, about=SIGNAL, settled=settled)
    return draft


@transaction.atomic
def throw_away(*, by: User, draft_id: uuid.UUID) -> bool:
    """Delete a draft for good, with what was typed in it and not kept; whether there was one."""
    gone = bool(SignalDraft.objects.of(by).filter(pk=draft_id).delete()[0])
    if gone:
        drop_draft(by=by, place=change_of(draft_id))
    return gone


@transaction.atomic
def submit(*, by: User, draft_id: uuid.UUID, version: int, organisation: Organisation, went_through: bool) -> Signal:
    """Put a draft on the list of an organisation, under a key of its own; the draft goes.

    What was looked at is what is submitted: raises StaleDraft where another version stands, NotYet where the rules
    refuse.
    """
    draft = SignalDraft.objects.of(by).select_for_update().filter(pk=draft_id, version=version).first()
    if draft is None:
        raise StaleDraft
    said = json.loads(draft.open())
    check_submit(by, organisation, said, went_through=went_through)
    signal = Signal(author=by, about=draft.about, audience=of_group(organisation))
    signal.seal(json.dumps(said), new_data_key())
    signal.save(force_insert=True)
    draft.delete()
    drop_draft(by=by, place=change_of(draft_id))
    return signal


@transaction.atomic
def withdraw(*, by: User, signal: Signal) -> SignalDraft:
    """Take a signal off the list; it becomes a draft of who submitted it again. Raises NotYet."""
    check_withdraw(by, signal)
    draft = keep_draft(by=by, said=json.loads(signal.open()), about=signal.about)
    key = signal.data_key
    signal.delete()
    if key is not None:
        key.delete()
    return draft
