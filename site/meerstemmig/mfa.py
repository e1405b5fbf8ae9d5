"""Seeds of second factors, sealed at rest. allauth's own hooks store them as they are (trust.md 3.1)."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import User
from reflection import encryption
from reflection.rotation import Turn, batches

CONTEXT = "mfa|authenticator|secret"
SEALED = ("secret", "seed")
"""The entries of an authenticator's data that allauth hands to the adapter: a TOTP secret, a seed of recovery codes."""


def seal(text: str) -> str:
    """`name of the server key:sealed bytes in base64`, under the newest server key."""
    server = encryption.server_keys()[0]
    return f"{server.name}:{base64.b64encode(encryption.encrypt(server.key, text.encode(), CONTEXT)).decode()}"


def unseal(sealed_text: str) -> str:
    """What was sealed. Raises DecryptionError where the key is gone, or the text is none that was sealed here."""
    name, _separator, sealed = sealed_text.partition(":")
    try:
        sealed_bytes = base64.b64decode(sealed, validate=True)
    except ValueError:
        raise encryption.DecryptionError("not sealed by this house") from None
    return encryption.decrypt(encryption.server_key(name).key, sealed_bytes, CONTEXT).decode()


def names_in_use() -> dict[str, list[str]]:
    """Per server key that seals second factors: what it sealed, to try it on."""
    found: dict[str, list[str]] = {}
    for data in Authenticator.objects.values_list("data", flat=True):
        for entry in SEALED:
            if entry in data:
                found.setdefault(data[entry].partition(":")[0], []).append(data[entry])
    return found


def rotate() -> Turn:
    """Seal every second factor anew under the newest server key."""
    turn = Turn()
    for keys in batches(Authenticator.objects.all()):
        with transaction.atomic():
            for authenticator in Authenticator.objects.select_for_update().filter(pk__in=keys):
                _rotate_one(authenticator, turn)
    return turn


def _rotate_one(authenticator: Authenticator, turn: Turn) -> None:
    newest = encryption.server_keys()[0].name
    data: dict[str, Any] = dict(authenticator.data)
    for entry in SEALED:
        if entry not in data:
            continue
        name = data[entry].partition(":")[0]
        if name == newest:
            turn.already += 1
            continue
        try:
            data[entry] = seal(unseal(data[entry]))
            turn.moved += 1
        except encryption.DecryptionError:
            turn.stuck += 1
    if data != authenticator.data:
        authenticator.data = data
        authenticator.save(update_fields=["data"])


class MFAAdapter(DefaultMFAAdapter):
    """Seals what allauth stores of an authenticator under the newest server key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Neem de code die nu in je app staat."),
    }

    def encrypt(self, text: str) -> str:
        """`name of the server key:sealed bytes in base64`."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed. Raises DecryptionError where the key is gone; never returns what it could not open."""
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name under which the app on the phone lists the account."""
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        return user.email
