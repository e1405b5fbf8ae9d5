"""Searching everything that lies on disk for a few words, in whatever form they lie there."""

import base64
import re
import sqlite3
import zlib
from pathlib import Path
from urllib.parse import quote

LONGEST_PACKED = 5_000_000
IN_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
IN_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){12,}")
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
DEPTH = 3


def forms_of(mark: str) -> list[bytes]:
    """A word as it may lie in bytes: plain, UTF-16 in both orders, hex, quoted, and base64 at any alignment."""
    made = []
    for word in {mark, mark.lower()}:
        plain = word.encode()
        made += [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain.hex().encode(), quote(word).encode()]
        made += [in_base64(plain, shift) for shift in range(3)]
    return made


def in_base64(word: bytes, shift: int) -> bytes:
    """The middle of what the word looks like in base64, so many bytes after a boundary."""
    return base64.b64encode(b"\0" * shift + word)[4 : -4 if (shift + len(word)) % 3 else None]


def layers(content: bytes, depth: int = DEPTH) -> list[bytes]:
    """The bytes, and what is packed in them: gzip, zlib, base64 and hex, one within the other."""
    found = [content]
    if depth:
        for start in PACKED.finditer(content):
            try:
                within = zlib.decompressobj(47).decompress(content[start.start() :], LONGEST_PACKED)
            except zlib.error:
                continue
            if len(within) > 8:
                found += layers(within, depth - 1)
        for run in IN_BASE64.findall(content):
            whole = run[:-1] if len(run) % 4 == 1 else run  # so many letters are no base64
            within = base64.urlsafe_b64decode(whole.translate(bytes.maketrans(b"+/", b"-_")) + b"===")
            if PACKED.match(within):
                found += layers(within, depth - 1)
            found.append(within)
        found += [bytes.fromhex(run.decode()) for run in IN_HEX.findall(content)]
    return found


def holds(content: bytes, marks: list[str]) -> list[str]:
    """Which of these words are in these bytes."""
    inside = layers(content)
    return [mark for mark in marks if any(form in each for form in forms_of(mark) for each in inside)]


def in_files(folder: Path, marks: list[str]) -> dict[str, list[str]]:
    """By file below the folder: which of these words are in its bytes or its name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (told := holds(path.read_bytes() + b"\n" + path.name.encode(), marks)):
            found[str(path.relative_to(folder))] = told
    return found


def in_tables(database: Path, marks: list[str]) -> dict[str, list[str]]:
    """By table and column: which of these words are in a value."""
    found: dict[str, set[str]] = {}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in names:
            rows = connection.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in rows.description]
            for column, values in zip(columns, zip(*rows, strict=True), strict=False):
                texts = (value if isinstance(value, bytes) else str(value).encode() for value in values if value)
                if told := holds(b"\n".join(texts), marks):
                    found.setdefault(f"{table}.{column}", set()).update(told)
    return {where: sorted(told) for where, told in found.items()}
