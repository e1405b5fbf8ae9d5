"""Reads of consents."""

import uuid

from django.db.models import Q

from cases.models import CasePage, Consent
from people.models.invitation import hash_of
from reflection.encryption import DecryptionError


def is_withdrawn(slug: str, language: str) -> bool:
    """Whether the case at this address, or what it was copied from, was taken back by who told it. Two queries."""
    hidden = CasePage.objects.filter(slug=slug, locale__language_code=language, live=False)
    keys = [key for own, others in hidden.values_list("translation_key", "taken_from") for key in (own, *others)]
    return bool(keys) and Consent.objects.filter(case_key__in=keys, withdrawn_at__isnull=False).exists()


def resting_on(case_key: uuid.UUID) -> list[CasePage]:
    """The case with this key and every copy of it, in every language."""
    copies = [
        pk
        for pk, keys in CasePage.objects.exclude(taken_from=[]).values_list("pk", "taken_from")
        if str(case_key) in keys
    ]
    return list(CasePage.objects.filter(Q(translation_key=case_key) | Q(pk__in=copies)))


def consents_of(case: CasePage) -> list[tuple[Consent, str]]:
    """The consents for this case, each with its sealed note. Only for who keeps them."""
    rows = Consent.objects.filter(case_key=case.translation_key).select_related("data_key")
    return [(consent, _note(consent)) for consent in rows]


def consent_for(token: str) -> Consent | None:
    """The consent that this token takes back; None for any other token."""
    return Consent.objects.filter(token_hash=hash_of(token)).first()


def _note(consent: Consent) -> str:
    try:
        return consent.open()
    except DecryptionError:
        return ""
