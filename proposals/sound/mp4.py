"""MP4/M4A: boxes within boxes, each a length, four letters and its bytes. What tells of a person is made empty."""

from collections.abc import Iterator, Mapping

from proposals.sound.damaged import Damaged

MAGIC = b"ftyp"
AWAY = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pdin", b"emsg"})
"""What holds titles, places and makers, or whatever somebody put there."""
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
TOP = frozenset({b"ftyp", b"moov", b"moof", b"mdat", b"sidx", b"mfra", b"styp"})
_GROUPS = frozenset({b"sgpd", b"sbgp", b"saiz", b"saio", b"sdtp"})
WITHIN: Mapping[bytes, frozenset[bytes]] = {
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"mdia", b"edts"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss"}) | _GROUPS,
    b"mvex": frozenset({b"mehd", b"trex"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun"}) | _GROUPS,
    b"mfra": frozenset({b"tfra", b"mfro"}),
}  # fmt: skip
"""Boxes that hold boxes, and what a sound needs in each. Anything else in them is made empty, and not looked into: so
they never go deeper than this table."""


def stripped(data: bytes) -> bytes:
    """The same recording without what tells when, where and by whom. Raises Damaged."""
    out = bytearray(data)
    names = [name for name, _start, _body, _end in _boxes(data, 0, len(data))]
    if set(names) - TOP - AWAY or b"moov" not in names or names[0] != MAGIC:
        raise Damaged
    handlers: list[bytes] = []
    _walk(data, out, 0, len(data), handlers, TOP)
    if set(handlers) != {b"soun"}:
        raise Damaged
    return bytes(out)


def _walk(data: bytes, out: bytearray, start: int, end: int, handlers: list[bytes], kept: frozenset[bytes]) -> None:
    for name, begin, body, stop in _boxes(data, start, end):
        if name not in kept:
            out[begin + 4 : begin + 8] = b"free"
            out[body:stop] = bytes(stop - body)
        elif name in WITHIN:
            _walk(data, out, body, stop, handlers, WITHIN[name])
        elif name in DATED:
            width = 16 if data[body : body + 1] == b"\x01" else 8
            if body + 4 + width > stop:
                raise Damaged
            out[body + 4 : body + 4 + width] = bytes(width)
        elif name == b"dref":
            _in_this_file(data, out, body, stop)
        elif name == b"hdlr":
            if body + 24 > stop:
                raise Damaged
            handlers.append(data[body + 8 : body + 12])
            out[body + 24 : stop] = bytes(stop - body - 24)  # the name of what wrote it


def _in_this_file(data: bytes, out: bytearray, body: int, stop: int) -> None:
    """Where the sound is: here, whatever path or address stood there."""
    for _name, _begin, inner, over in _boxes(data, min(body + 8, stop), stop):
        if inner + 4 > over:
            raise Damaged
        out[inner:over] = b"\0\0\0\1" + bytes(over - inner - 4)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    at = start
    while at < end:
        if at + 8 > end:
            raise Damaged
        size, name, body = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], at + 8
        if size == 1:
            if at + 16 > end:
                raise Damaged
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise Damaged
        yield name, at, body, stop
        at = stop
