"""Matroska/WebM: elements within elements, each an id, a length and its bytes.

What tells of a person or a device is made empty on the spot, so that nothing after it moves. A browser writes while it
records: the segment and its clusters may have no length.
"""

from collections.abc import Iterator, Mapping

from proposals.sound.damaged import Damaged

MAGIC = b"\x1a\x45\xdf\xa3"
HEADER, SEGMENT, INFO, TRACKS, CLUSTER, CUES, SEEK = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, 0x114D9B74  # fmt: skip
TAGS, ATTACHMENTS, CHAPTERS, VOID = 0x1254C367, 0x1941A469, 0x1043A770, 0xEC
TOP = frozenset({INFO, TRACKS, CLUSTER, CUES, SEEK, TAGS, ATTACHMENTS, CHAPTERS, VOID})
GROUP = 0xA0
IN_CLUSTER = frozenset({0xE7, 0xA3, GROUP, 0xA7, 0xAB})
"""Time, sound, and where what came before stands."""
EMPTIED_IN_CLUSTER = frozenset({VOID, 0xBF, 0x5854})
"""What says nothing, checks what is changed here, and is not used any more."""
TIMESTAMP_SCALE, DURATION = 0x2AD7B1, 0x4489
TRACK, TRACK_TYPE, TRACK_SOUND, AUDIO = 0xAE, 0x83, 0xE1, 2
CUE_POINT, CUE_PLACE = 0xBB, 0xB7
WITHIN: Mapping[int, frozenset[int]] = {
    HEADER: frozenset({0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285}),
    INFO: frozenset({TIMESTAMP_SCALE, DURATION}),
    TRACK: frozenset({
        0xD7, 0x73C5, TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8, 0x23E383, 0x55EE, 0x86, 0x63A2, 0xAA, 0x56AA,
        0x56BB, TRACK_SOUND,
    }),
    TRACK_SOUND: frozenset({0xB5, 0x78B5, 0x9F, 0x6264}),
    GROUP: frozenset({0xA1, 0x9B, 0xFB, 0x75A2}),
    CUES: frozenset({CUE_POINT}),
    CUE_POINT: frozenset({0xB3, CUE_PLACE}),
    CUE_PLACE: frozenset({0xF7, 0xF1, 0xF0, 0xB2, 0x5378}),
}  # fmt: skip
"""Elements that hold elements, and what a sound needs in each. Anything else in them is made empty, and not looked
into: so they never go deeper than this table."""
UNKNOWN = -1


def stripped(data: bytes) -> bytes:
    """The same recording without tags, attachments, names, dates, and what wrote it. Raises Damaged."""
    out = bytearray(data)
    found = list(_elements(data, 0, len(data)))
    if [kind for kind, _start, _body, _end in found] != [HEADER, SEGMENT]:
        raise Damaged
    _only(data, out, HEADER, *found[0][2:])
    _kind, _start, body, end = found[1]
    heard = False
    for kind, start, inner, stop in _elements(data, body, end):
        if kind in {TAGS, ATTACHMENTS, CHAPTERS, SEEK, VOID}:
            _empty(out, start, stop)
        elif kind in {INFO, CUES}:
            _only(data, out, kind, inner, stop)
        elif kind == TRACKS:
            heard = _tracks(data, out, inner, stop) or heard
        elif kind == CLUSTER:
            _cluster(data, out, inner, stop)
        elif kind not in TOP:
            raise Damaged
    if not heard:
        raise Damaged
    return bytes(out)


def _only(data: bytes, out: bytearray, parent: int, start: int, end: int) -> None:
    """What a sound needs in this element stays; names, languages, days, makers and anything unknown go."""
    for kind, begin, inner, stop in _elements(data, start, end):
        if kind not in WITHIN[parent]:
            _empty(out, begin, stop)
        elif kind in WITHIN:
            _only(data, out, kind, inner, stop)


def _cluster(data: bytes, out: bytearray, start: int, end: int) -> None:
    """Sound and its moments; anything else has no business there."""
    for kind, begin, inner, stop in _elements(data, start, end):
        if kind in EMPTIED_IN_CLUSTER:
            _empty(out, begin, stop)
        elif kind not in IN_CLUSTER:
            raise Damaged
        elif kind == GROUP:
            _only(data, out, GROUP, inner, stop)


def _tracks(data: bytes, out: bytearray, start: int, end: int) -> bool:
    """Whether there is a track, and every one is sound; their names go."""
    heard = False
    for kind, begin, inner, stop in _elements(data, start, end):
        if kind != TRACK:
            _empty(out, begin, stop)
            continue
        _only(data, out, TRACK, inner, stop)
        for name, _at, body, over in _elements(data, inner, stop):
            if name == TRACK_TYPE and int.from_bytes(data[body:over]) != AUDIO:
                raise Damaged
            heard = heard or name == TRACK_TYPE
    return heard


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Id, where it starts, where its bytes start, and where it ends; one after the other."""
    at = start
    while at < end:
        kind, after = _id(data, at, end)
        size, body = _size(data, after, end)
        over = body + size
        if size == UNKNOWN:
            over = _end_of_cluster(data, body, end) if kind == CLUSTER else end
        if over > end:
            raise Damaged
        yield kind, at, body, over
        at = over


def _end_of_cluster(data: bytes, body: int, end: int) -> int:
    """A cluster without a length goes on until something begins that stands beside it."""
    at = body
    while at < end:
        kind, after = _id(data, at, end)
        if kind in TOP - {VOID}:
            return at
        size, inner = _size(data, after, end)
        if size == UNKNOWN or inner + size > end:
            raise Damaged
        at = inner + size
    return end


def _id(data: bytes, at: int, end: int) -> tuple[int, int]:
    length = 9 - data[at].bit_length()
    if length > 4 or at + length > end:
        raise Damaged
    return int.from_bytes(data[at : at + length]), at + length


def _size(data: bytes, at: int, end: int) -> tuple[int, int]:
    if at >= end:
        raise Damaged
    length = 9 - data[at].bit_length()
    if length > 8 or at + length > end:
        raise Damaged
    value = int.from_bytes(data[at : at + length]) & ((1 << 7 * length) - 1)
    return (UNKNOWN if value == (1 << 7 * length) - 1 else value), at + length


def _empty(out: bytearray, start: int, end: int) -> None:
    """Make of a whole element one that says nothing, of the same length."""
    room = end - start
    if room < 2:
        raise Damaged
    width = 1 if room - 2 < (1 << 7) - 1 else 8
    if width == 8 and room < 9:
        raise Damaged
    size = room - 1 - width
    marked = size | (1 << 7 * width)
    out[start:end] = bytes([VOID]) + marked.to_bytes(width) + bytes(size)
