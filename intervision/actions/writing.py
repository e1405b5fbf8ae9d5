"""What people write in the room: drafts, contributions, ready marks."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import CASE, OUTPUT_KINDS, SeatKind, WriteKind
from intervision.exceptions import NotNow, NotYourPlace, StaleDraft
from intervision.models import Contribution, Draft, Ready, Seat, Session
from intervision.rules import MOST_CHARACTERS, check_can_be_ready, check_can_write, check_text
from intervision.script import Script, Slot


@transaction.atomic
def save_draft(
    *, session_id: uuid.UUID, by: Seat, phase: int, slot: int, text: str, seen: int = 0, page: uuid.UUID | None = None
) -> int:
    """Keep what somebody is writing, for this seat only; an empty text removes it. Pokes nobody.

    For a private note this is all there is. `seen` is the version that the writer saw, 0 where they saw none; the
    answer is the new one, 0 where nothing stands any more. `page` is the form that writes: over its own words it
    writes without asking, so that an answer that got lost does no harm. Raises StaleDraft where another tab wrote
    something else since, NotYourPlace or NotNow when the seat does not write there.
    """
    session = locked(session_id)
    _slot_of(session, by, phase, slot)
    text = text.replace("\x00", "")[:MOST_CHARACTERS]
    standing = _draft(by, phase, slot)
    if standing is not None:
        words = standing.open()
        if _said(words) == _said(text):
            return standing.version
        if seen != standing.version and page != standing.page:
            reason = _("In een ander tabblad staat een nieuwere tekst van jou. Er is niets overschreven: kies zelf.")
            raise StaleDraft(reason, standing=words, version=standing.version)
    return _keep_draft(session, standing, text, by=by, phase=phase, slot=slot, page=page)


@transaction.atomic
def contribute(
    *, session_id: uuid.UUID, by: Seat, contribution_id: uuid.UUID, phase: int, slot: int, text: str, seen: int = 0
) -> bool:
    """Hand in a text, sealed with the session's key; removes its draft and pokes every device.

    Whether a draft stands there still: one that another tab wrote since (`seen` is the version that this one saw),
    of which nothing was handed in.

    Idempotent by `contribution_id`, which the device made up: sending twice stores once, and other words under the
    same id are refused, as they would be stored nowhere. Text for a phase that has
    passed is kept as late. In a nameless slot neither the seat nor the order is stored. Locks the session.
    Raises TextRefused, NotYourPlace or NotNow.
    """
    session = locked(session_id)
    where = _slot_of(session, by, phase, slot)
    text = check_text(text)
    if where.kind == WriteKind.PRIVATE:
        save_draft(session_id=session_id, by=by, phase=phase, slot=slot, text=text, seen=seen, page=contribution_id)
        return False
    existing = Contribution.objects.filter(pk=contribution_id).first()
    if existing is not None:
        if existing.session_id != session.pk or existing.seat_id not in {by.pk, None}:
            raise NotYourPlace(_("Deze tekst kan hier niet bij. Ververs de pagina en probeer opnieuw."))
        if (existing.phase, existing.slot) != (phase, slot) or _said(existing.open()) != _said(text):
            raise NotNow(_("Deze tekst kan hier niet bij. Ververs de pagina en probeer opnieuw."))
        return False
    contribution = Contribution(
        pk=contribution_id,
        session=session,
        seat=None if where.is_nameless else by,
        phase=phase,
        slot=slot,
        kind=where.kind,
        sequence=0 if where.is_nameless else session.version + 1,
        late=phase != session.pointer,
    )
    assert session.data_key is not None  # made at the start; `check_can_write` refuses where it is gone
    contribution.seal(text, session.data_key)
    contribution.save(force_insert=True)
    if where.kind in OUTPUT_KINDS:
        _choose_again(session, contribution)
    draft = _draft(by, phase, slot)
    if draft is not None and (
        draft.version == seen or draft.page == contribution_id or _said(draft.open()) == _said(text)
    ):
        draft.delete()
        draft = None
    store(session)
    return draft is not None


@transaction.atomic
def withdraw(*, session_id: uuid.UUID, by: Seat, contribution_id: uuid.UUID) -> None:
    """Take an own text back while its phase runs: it becomes a draft again. Raises NotNow, NotYourPlace."""
    session = locked(session_id)
    found = Contribution.objects.select_related("data_key").filter(pk=contribution_id, session=session, seat=by).first()
    if found is None or found.kind == CASE:
        raise NotYourPlace(_("Deze tekst kun je niet terugnemen."))
    if found.phase != session.pointer or found.phase in session.revealed:
        raise NotNow(_("De anderen hebben deze tekst al gezien."))
    text = found.open()
    draft = _draft(by, found.phase, found.slot)
    if draft is not None:
        text = f"{text}\n{draft.open()}"
    _keep_draft(session, draft, text, by=by, phase=found.phase, slot=found.slot, page=None)
    found.delete()
    store(session)


@transaction.atomic
def set_ready(*, session_id: uuid.UUID, by: Seat, phase: int, ready: bool) -> None:
    """Mark this seat as done with the phase, or not; pokes every device. Raises NotYourPlace or NotNow."""
    session = locked(session_id)
    check_can_be_ready(session, by, phase, script=Script.from_json(session.method_snapshot))
    if ready:
        Ready.objects.get_or_create(seat=by, phase=phase)
    else:
        Ready.objects.filter(seat=by, phase=phase).delete()
    store(session)


def _choose_again(session: Session, contribution: Contribution) -> None:
    """There is something new to choose about for whoever decides about this text."""
    marks = Ready.objects.filter(seat__session=session, phase=Ready.CHOICE)
    if contribution.kind == WriteKind.AGREEMENT:
        marks.filter(seat__kind=SeatKind.BRINGER).delete()
    else:
        marks.filter(seat=contribution.seat).delete()


def _slot_of(session: Session, by: Seat, phase: int, slot: int) -> Slot:
    script = Script.from_json(session.method_snapshot)
    found = check_can_write(session, by, script=script, phase_nr=phase, slot_nr=slot)
    if found.is_pulse:
        raise NotYourPlace(_("Hier kies je een antwoord. Er valt niets te schrijven."))
    return found


def _draft(by: Seat, phase: int, slot: int) -> Draft | None:
    return Draft.objects.select_related("data_key").filter(seat=by, phase=phase, slot=slot).first()


def _keep_draft(
    session: Session, draft: Draft | None, text: str, *, by: Seat, phase: int, slot: int, page: uuid.UUID | None
) -> int:
    """Write over what stands there; its new version."""
    if not text.strip():
        if draft is not None:
            draft.delete()
        return 0
    if draft is None:
        draft = Draft(seat=by, phase=phase, slot=slot)
    else:
        draft.version += 1
    draft.page = page or uuid.uuid4()
    assert session.data_key is not None  # made at the start; `check_can_write` refuses where it is gone
    draft.seal(text, session.data_key)
    draft.save()
    return draft.version


def _said(text: str) -> str:
    """What a reader would call the same: a plain form sends other line ends."""
    return text.replace("\r\n", "\n").strip()
