"""Sealing what people write: AES-GCM, a data key per person or session, wrapped by a server key.

Two layers. A *data key* belongs to one scope (a person, an intervision session) and seals that scope's texts.
It is stored only wrapped by a *server key* from `FIELD_KEYS`. Deleting the row of a data key makes every text
under it unreadable for ever, in backups too: that is how the house erases (trust.md 3.4).

Sealed bytes are `version | nonce (12) | ciphertext and tag`. The context (model, row, field) is authenticated
but not stored, so bytes moved to another row or field do not open.
"""

import base64
import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
NONCE = 12


class DecryptionError(Exception):
    """The bytes do not open: wrong key, wrong row, or damaged. Never carries text or bytes."""


class ServerKeysError(ImproperlyConfigured):
    """FIELD_KEYS holds no usable key. Names the key and what is wrong with it, never the key itself."""


@dataclass(frozen=True)
class ServerKey:
    """A key from the environment, by name."""

    name: str
    key: bytes


@lru_cache(maxsize=4)
def _parse(specifications: tuple[str, ...]) -> tuple[ServerKey, ...]:
    keys = []
    for specification in specifications:
        name, _, encoded = specification.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise ServerKeysError(f"FIELD_KEYS: the key {name!r} is not base64.") from error
        if len(key) != 32 or not name:
            raise ServerKeysError(f"FIELD_KEYS: the key {name!r} has {len(key)} bytes; 32 are needed.")
        keys.append(ServerKey(name, key))
    if not keys:
        raise ServerKeysError("FIELD_KEYS is empty. Make a key with: python manage.py new_field_key.")
    return tuple(keys)


def server_keys() -> tuple[ServerKey, ...]:
    """The server keys, newest first: the first wraps, all of them unwrap."""
    return _parse(tuple(settings.FIELD_KEYS))


def server_key(name: str) -> ServerKey:
    """The server key of this name. Raises DecryptionError where FIELD_KEYS has none."""
    for server in server_keys():
        if server.name == name:
            return server
    raise DecryptionError("the server key is not in FIELD_KEYS")


def encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    """Seal bytes under this key for this context."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    """The bytes that were sealed under this key for this context. Raises DecryptionError."""
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE + 16:
        raise DecryptionError("not sealed by this version")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], context.encode())
    except InvalidTag:
        raise DecryptionError("the key or the place does not fit") from None


def new_wrapped_key(scope: str) -> tuple[str, bytes]:
    """A fresh data key for this scope, wrapped: the name of the server key, and the wrapped bytes."""
    server = server_keys()[0]
    return server.name, encrypt(server.key, AESGCM.generate_key(bit_length=256), f"data-key|{scope}")


def unwrap(server_key_name: str, wrapped: bytes, scope: str) -> bytes:
    """The data key itself. Raises DecryptionError where the server key is gone or wrong."""
    return decrypt(server_key(server_key_name).key, wrapped, f"data-key|{scope}")


def rewrap(server_key_name: str, wrapped: bytes, scope: str) -> tuple[str, bytes]:
    """The same data key, wrapped by the newest server key. Raises DecryptionError where it cannot be unwrapped."""
    newest = server_keys()[0]
    return newest.name, encrypt(newest.key, unwrap(server_key_name, wrapped, scope), f"data-key|{scope}")
