"""Seeds of second factors, sealed at rest. allauth's own hooks store them as they are (trust.md 3.1)."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.models import User
from reflection import encryption

CONTEXT = "mfa|authenticator|secret"


class MFAAdapter(DefaultMFAAdapter):
    """Seals what allauth stores of an authenticator under the newest server key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Neem de code die nu in je app staat."),
    }

    def encrypt(self, text: str) -> str:
        """`name of the server key:sealed bytes in base64`."""
        server = encryption.server_keys()[0]
        sealed = encryption.encrypt(server.key, text.encode(), CONTEXT)
        return f"{server.name}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """The seed. Raises DecryptionError where the key is gone; never returns what it could not open."""
        name, _separator, sealed = encrypted_text.partition(":")
        for server in encryption.server_keys():
            if server.name == name:
                return encryption.decrypt(server.key, base64.b64decode(sealed), CONTEXT).decode()
        raise encryption.DecryptionError("the server key of this second factor is not in FIELD_KEYS")

    def get_totp_issuer(self) -> str:
        """The name under which the app on the phone lists the account."""
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        return user.email
