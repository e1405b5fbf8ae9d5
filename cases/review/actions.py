"""Asking for reviews, giving them, and what follows a veto. Every decision moves the workflow on in the same transaction."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import CasePage, Correction, Review, ReviewLink, ReviewTask, VetoTalk
from cases.models.correction import Judgement
from cases.review import rules
from cases.review.corrections import Change
from cases.review.enums import Seat, Verdict
from cases.review.exceptions import NoCorrection
from cases.review.queries import open_changes, read_now, versions_of
from cases.review.readable import Readable
from people.models import User
from people.models.invitation import hash_of, new_token
from reflection.models import new_data_key


@transaction.atomic
def make_link(*, by: User, case: Readable, seat: Seat | str, with_guide: bool = True) -> tuple[ReviewLink, str]:
    """A link for one reader, and its token, which is nowhere kept. Raises NotYourSeat."""
    rules.check_invite(by, case, seat)
    rules.check_lies(case)
    token = new_token()
    link = ReviewLink.objects.create(
        case_key=case.translation_key,
        language=case.read_in,
        seat=Seat(seat),
        with_guide=with_guide,
        token_hash=hash_of(token),
        made_by=by,
    )
    return link, token


@transaction.atomic
def revoke_link(*, by: User, case: Readable, link: ReviewLink) -> None:
    """Close a link now. What was said through it stays."""
    rules.check_invite(by, case, link.seat)
    ReviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def say_through_link(*, link: ReviewLink, verdict: Verdict | str, words: str, read: str = "") -> Review:
    """What somebody with a link decides and says, of the text with digest `read`; without it, of the text as it stands.
    Raises LinkOver, NotYourSeat or ReasonNeeded."""
    rules.check_through_link(link)
    rules.check_say(link.seat, verdict, words)
    told = {"language": link.language, "digest": read or read_now(link.case_key, link.language, link.seat)}
    return _keep(words, link.case_key, seat=link.seat, verdict=Verdict(verdict), link=link, **told)


@transaction.atomic
def say_as_reader(
    *, by: User, case: CasePage, seat: Seat | str, verdict: Verdict | str, words: str, read: str = ""
) -> Review:
    """The same, by a reader by experience with an account."""
    rules.check_review_as_reader(by, case)
    rules.check_say(seat, verdict, words)
    told = {"language": case.read_in, "digest": read or read_now(case.translation_key, case.read_in, seat)}
    return _keep(words, case.translation_key, seat=Seat(seat), verdict=Verdict(verdict), reviewer=by, **told)


@transaction.atomic
def record(
    *, by: User, case: Readable, seat: Seat | str, verdict: Verdict | str, words: str, given_on: date, read: str = ""
) -> Review:
    """What an editor heard from a reader, in a room or on paper; `read`: of which text, where the page said so."""
    rules.check_record(by, case)
    rules.check_lies(case)
    rules.check_say(seat, verdict, words)
    told = {"language": case.read_in, "digest": read or read_now(case.translation_key, case.read_in, seat)}
    return _keep(
        words,
        case.translation_key,
        seat=Seat(seat),
        verdict=Verdict(verdict),
        recorded_by=by,
        given_on=given_on,
        **told,
    )


@transaction.atomic
def record_talk(*, by: User, veto: Review, words: str) -> VetoTalk:
    """What was agreed after a veto. The veto stays until somebody with experience confirms it."""
    rules.check_record_talk(by, veto)
    rules.check_say(veto.seat, Verdict.VETO, words)
    talk = VetoTalk(veto=veto, recorded_by=by)
    talk.seal(words.strip(), new_data_key())
    talk.save()
    return talk


@transaction.atomic
def confirm_talk(*, by: User, talk: VetoTalk) -> None:
    """Lift the veto after the talk, as a reader by experience who did not write it down. Raises NotAlone."""
    rules.check_confirm_talk(by, talk)
    talk.confirmed_at, talk.confirmed_by = timezone.now(), by
    talk.save(update_fields=["confirmed_at", "confirmed_by"])
    _lift(talk.veto)


@transaction.atomic
def lift_own(*, voice: ReviewLink | User, veto: Review) -> None:
    """Who gave the veto takes it back."""
    rules.check_lift_own(voice, veto)
    _lift(veto)


@transaction.atomic
def mark_correction(*, by: User, case: CasePage, stamp: str) -> Correction:
    """Say that what changed since it was read, only corrects. It counts when a second person confirms it."""
    change = _change(case, stamp)
    rules.check_mark(by, case, change)
    assert change is not None
    return Correction.objects.create(
        case_key=case.translation_key,
        language=case.read_in,
        words=change.difference.words,
        marked_by=by,
        **change.ends,
    )


@transaction.atomic
def judge_correction(*, by: User, case: CasePage, stamp: str, judgement: Judgement | str) -> None:
    """Say as a second person, with the difference before them, whether the meaning stayed. Raises NotAlone, NotYourSeat or
    NoCorrection."""
    change = _change(case, stamp)
    rules.check_judge(by, case, change)
    assert change is not None
    assert change.mark is not None
    said = {"judgement": Judgement(judgement), "judged_by": by, "judged_at": timezone.now()}
    if not Correction.objects.filter(pk=change.mark.pk, judgement="").update(**said):
        raise NoCorrection(_("Iemand anders besliste hier net over."))
    move_on(case.translation_key)


def _change(case: CasePage, stamp: str) -> Change | None:
    """The change with this stamp, as the draft stands now."""
    return next((each for each in open_changes(case) if each.stamp == stamp), None)


def _lift(veto: Review) -> None:
    Review.objects.filter(pk=veto.pk, lifted_at=None).update(lifted_at=timezone.now())
    move_on(veto.case_key)


def _keep(words: str, case_key: uuid.UUID, **said: Any) -> Review:
    review = Review(case_key=case_key, **said)
    review.seal(words.strip(), new_data_key())
    review.save()
    move_on(review.case_key)
    return review


def move_on(case_key: uuid.UUID) -> None:
    """Let every language version that lies at a step pass it, where its reviews are there now."""
    for case in versions_of(case_key):
        state = case.current_workflow_task_state
        task = state.task.specific if state else None
        if state is not None and isinstance(task, ReviewTask) and task.is_met(case):
            state.approve(user=None)
