"""Recording a consent, and taking it back: then the case goes, in every language, in the same transaction."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.consent.queries import resting_on
from cases.consent.rules import check_keep_consent
from cases.models import CasePage, Consent
from people.models import User
from people.models.invitation import hash_of, new_token
from reflection.models import new_data_key


@transaction.atomic
def record(
    *, by: User, case: CasePage, who: str, covers: Collection[str], given_on: date, ends_on: date | None
) -> tuple[Consent, str]:
    """Keep it, with who gave it sealed. The token opens the page on which it is taken back; it is nowhere kept."""
    check_keep_consent(by)
    token = new_token()
    consent = Consent(
        case_key=case.translation_key,
        covers=sorted(covers),
        given_on=given_on,
        ends_on=ends_on,
        token_hash=hash_of(token),
        recorded_by=by,
    )
    consent.seal(who.strip(), new_data_key())
    consent.save()
    return consent, token


@transaction.atomic
def withdraw(*, consent: Consent, by: User | None = None) -> None:
    """Take it back: by an editor who was asked to, or without anybody by who gave it. Unpublishes every language,
    and every copy that was made of it."""
    if by is not None:
        check_keep_consent(by)
    Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    for case in resting_on(consent.case_key):
        if case.current_workflow_state is not None:
            case.current_workflow_state.cancel(user=by)
        if case.live:
            case.unpublish(user=by)
