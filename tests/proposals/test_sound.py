"""Recordings: what is taken, what is taken out, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.enums import SoundKind
from proposals.sound.cleaning import MOST_BYTES, SoundRefused, cleaned
from tests.factories.proposals import element, m4a, webm


@pytest.mark.parametrize(("made", "kind"), [(webm, SoundKind.WEBM), (m4a, SoundKind.MP4)])
def test_the_sound_stays_and_what_tells_of_somebody_goes(made, kind):
    data = made(said=b"WAT GEZEGD IS", maker=b"Toestel van An uit Aalst")
    found, clean = cleaned(data)
    assert found == kind
    assert len(clean) == len(data)
    assert b"WAT GEZEGD IS" in clean
    assert b"Aalst" in data
    assert b"Aalst" not in clean
    assert cleaned(clean) == (kind, clean)


def test_tags_after_the_sound_and_the_moment_of_recording_go():
    assert b"Lokeren" not in cleaned(webm(tag=b"Opgenomen in Lokeren"))[1]
    assert b"\xe2\xf1\x00\x01" not in cleaned(m4a())[1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "leeg"),
        (b"<script>alert(1)</script>", "Dit soort bestand"),
        (b"OggS" + bytes(60), "Dit soort bestand"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "Dit soort bestand"),
        (webm() + bytes(MOST_BYTES), "te groot"),
        (webm(kind=1), "meer dan geluid"),
        (webm()[:40], "beschadigd"),
        (m4a(handler=b"vide"), "meer dan geluid"),
        (m4a()[:60], "beschadigd"),
        (webm() + element(0x1A45DFA3, b""), "beschadigd"),
    ],
)
def test_anything_else_is_refused_with_a_reason(data, why):
    with pytest.raises(SoundRefused, match=why):
        cleaned(data)


@given(st.integers(0, 120), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_refused_or_read_and_never_breaks(at, byte, as_webm):
    data = bytearray(webm(tag=b"weg") if as_webm else m4a())
    data[at % len(data)] = byte
    try:
        _kind, clean = cleaned(bytes(data))
    except SoundRefused:
        return
    assert len(clean) == len(data)
