"""Recordings: what is taken, what is taken out, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.enums import SoundKind
from proposals.sound.cleaning import MOST_BYTES, SoundRefused, cleaned
from tests.factories.proposals import box, element, m4a, webm


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


def inside(data, parent, extra):
    """The same file with one more box in the first box of that name in `moov`, or in `moov` itself."""
    top = data.index(b"moov") - 4
    at = data.index(parent) - 4
    size = int.from_bytes(data[at : at + 4])
    made = bytearray(data[: at + size] + extra + data[at + size :])
    for place in {top, at}:
        made[place : place + 4] = (int.from_bytes(data[place : place + 4]) + len(extra)).to_bytes(4)
    return bytes(made)


@pytest.mark.parametrize("parent", [b"moov", b"trak"])
@pytest.mark.parametrize("name", [b"\xa9xyz", b"\xa9too", b"loci", b"moov", b"zzzz"])
def test_what_a_sound_does_not_need_in_an_mp4_is_made_empty(parent, name):
    data = inside(m4a(), parent, box(name, b"+50.9378+004.0403/"))
    assert cleaned(data)[1].count(b"+50.9378") == 0
    assert b"geluid" in cleaned(data)[1]


def test_what_a_sound_does_not_need_in_a_webm_is_made_empty():
    track = element(0xAE, element(0x83, b"\x02") + element(0x7BA9, b"WEG") + element(0x22B59C, b"WEG")
                    + element(0xE1, element(0x9F, b"\x01") + element(0x7BA9, b"WEG")))  # fmt: skip
    seek = element(0x114D9B74, element(0x4DBB, element(0x53AB, b"WEG")))
    cues = element(0x1C53BB6B, element(0xBB, element(0xB3, b"\0") + element(0x7BA9, b"WEG")))
    group = element(0xA0, element(0xA1, b"BLIJFT") + element(0x75A1, b"WEG"))
    cluster = element(0x1F43B675, element(0xE7, b"\0") + element(0xA3, b"BLIJFT") + group + element(0xBF, b"WEG!"))
    segment = element(0x18538067, seek + element(0x1654AE6B, track) + cluster + cues)
    header = element(0x1A45DFA3, element(0x4282, b"webm") + element(0x7BA9, b"WEG"))
    clean = cleaned(header + segment)[1]
    assert (clean.count(b"WEG"), clean.count(b"BLIJFT")) == (0, 2)
    assert cleaned(clean)[1] == clean


def nested(parts, wrap):
    made = b""
    for _number in range(parts):
        made = wrap(made)
    return made


@pytest.mark.parametrize(
    "data",
    [
        box(b"ftyp", b"M4A \0\0\0\0") + nested(3000, lambda inner: box(b"moov", inner)),
        box(b"ftyp", b"M4A \0\0\0\0") + nested(3000, lambda inner: box(b"moov", box(b"trak", inner))),
        element(0x1A45DFA3, b"") + element(0x18538067, nested(3000, lambda inner: element(0xAE, inner))),
        element(0x1A45DFA3, b"") + element(0x18538067, element(0x1654AE6B, nested(3000, lambda inner: element(0xAE, inner)))),
    ],
    ids=["moov", "trak", "track", "tracks"],
)  # fmt: skip
def test_a_file_that_is_nested_deep_is_refused(data):
    with pytest.raises(SoundRefused, match="beschadigd"):
        cleaned(data)
