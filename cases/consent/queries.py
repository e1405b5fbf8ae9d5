"""Reads of consents."""

from cases.models import CasePage, Consent
from people.models.invitation import hash_of
from reflection.encryption import DecryptionError


def is_withdrawn(slug: str, language: str) -> bool:
    """Whether the case at this address was taken back by who told it. One query."""
    keys = CasePage.objects.filter(slug=slug, locale__language_code=language, live=False).values("translation_key")
    return Consent.objects.filter(case_key__in=keys, withdrawn_at__isnull=False).exists()


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
