"""Everything that changes who reads along with what a person wrote."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Audience, AudienceKind, User
from reflection.models import ReadEvent, Release, SealedText
from reflection.rules import check_audience, check_release, check_revoke, check_until
from reflection.sources import Piece, fingerprint_of

DRAFT_KEPT = timedelta(days=1)


@transaction.atomic
def prepare_release(
    *,
    by: User,
    kind: str,
    row: SealedText,
    piece: Piece,
    passage: tuple[int, int] | None,
    audience_key: str,
    named: Iterable[uuid.UUID],
    until: date,
    operation: uuid.UUID,
) -> Release:
    """Write down what is to be released to whom; only its owner can look at it yet. The same operation twice gives the
    same one. Throws away what this person prepared earlier and never released. Raises ReleaseRefused."""
    if found := Release.objects.of(by).filter(operation=operation).first():
        return found  # type: ignore[no-any-return]
    make_audience = check_audience(by, audience_key, named)
    check_until(until)
    _throw_away_drafts(by)
    start, end = passage or (None, None)
    try:
        with transaction.atomic():
            return Release.objects.create(  # type: ignore[no-any-return]
                owner=by,
                kind=kind,
                row=row.pk,
                audience=make_audience(),
                start=start,
                end=end,
                fingerprint=fingerprint_of(row, piece),
                until=until,
                operation=operation,
            )
    except IntegrityError:
        # The same submit was first; its own audience is rolled back with it.
        return Release.objects.of(by).get(operation=operation)  # type: ignore[no-any-return]


@transaction.atomic
def release(*, release: Release, by: User) -> None:
    """Let them read it from now. A second time changes nothing. Raises ReleaseRefused where groups changed since."""
    check_release(by, release)
    Release.objects.of(by).filter(pk=release.pk, released_at=None).update(released_at=timezone.now())


@transaction.atomic
def revoke(*, release: Release, by: User) -> None:
    """End it now; the next request of a reader finds nothing. A second time changes nothing. Raises ReleaseRefused."""
    check_revoke(by, release)
    running = Release.objects.of(by).filter(pk=release.pk, released_at__isnull=False, revoked_at=None)
    running.update(revoked_at=timezone.now())


def note_opening(*, release: Release, by: User) -> None:
    """Write down that somebody else opened it, for its owner. Done before anything is shown."""
    ReadEvent.objects.create(release=release, reader=by)


def _throw_away_drafts(person: User) -> None:
    drafts = Release.objects.of(person).filter(released_at=None, created_at__lt=timezone.now() - DRAFT_KEPT)
    named = list(drafts.filter(audience__kind=AudienceKind.PEOPLE).values_list("audience", flat=True))
    drafts.delete()
    Audience.objects.filter(pk__in=named).delete()
