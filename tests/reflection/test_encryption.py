"""Sealed bytes open only with their own key, in their own place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection.encryption import DecryptionError, decrypt, encrypt, new_wrapped_key, unwrap

KEY = bytes(range(32))


@given(plain=st.binary(max_size=2000), context=st.text(max_size=50))
def test_what_is_sealed_opens_again(plain, context):
    assert decrypt(KEY, encrypt(KEY, plain, context), context) == plain


@given(plain=st.binary(min_size=8, max_size=200), flip=st.integers(min_value=0))
def test_any_changed_byte_is_refused(plain, flip):
    sealed = bytearray(encrypt(KEY, plain, "hier"))
    sealed[flip % len(sealed)] ^= 1
    with pytest.raises(DecryptionError) as caught:
        decrypt(KEY, bytes(sealed), "hier")
    assert plain.hex() not in str(caught.value)


def test_another_row_or_key_is_refused():
    sealed = encrypt(KEY, b"tekst", "rij 1")
    with pytest.raises(DecryptionError):
        decrypt(KEY, sealed, "rij 2")
    with pytest.raises(DecryptionError):
        decrypt(bytes(32), sealed, "rij 1")


def test_data_key_opens_only_in_its_own_scope(settings):
    name, wrapped = new_wrapped_key("a")
    assert len(unwrap(name, wrapped, "a")) == 32
    with pytest.raises(DecryptionError):
        unwrap(name, wrapped, "b")
    settings.FIELD_KEYS = ["new:" + "A" * 43 + "="]
    with pytest.raises(DecryptionError):
        unwrap(name, wrapped, "a")
