"""Texts as a content file can hold them, so that what goes out comes back the same. Pure."""

import re

LINES = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Wherever `str.splitlines` cuts: a file has lines of one kind."""
NOT_IN_A_FILE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signs that nobody reads and that a document or YAML cannot hold."""
_GAP = re.compile(r"\n{3,}")
_SPACES = re.compile(f"(?:[ \t]|{LINES.pattern})+")
_HEADING = re.compile(r"(#{1,4}) (.*)")


def one_line(text: object) -> str:
    """On one line. A no-break space stays: French puts one inside its quotation marks."""
    return _SPACES.sub(" ", NOT_IN_A_FILE.sub("", str(text or ""))).strip()


def plain_prose(text: object) -> str:
    """Several lines in which nothing begins a heading: for what stands under a heading of its own."""
    told = "\n".join(f"\\{row}" if _HEADING.fullmatch(row) else row for row in _rows(text))
    return _GAP.sub("\n\n", told).strip()


def story(text: object) -> str:
    """Several lines with headings of the third level and below: for a stage and a do-step."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for row in _rows(text):
        if (match := _HEADING.fullmatch(row)) and (title := match[2].strip()):
            parts.append((f"{'#' * max(len(match[1]), 3)} {title}", []))
        elif not re.fullmatch(r"#{1,4} *", row):
            parts[-1][1].append(row)
    told = [("\n\n".join(filter(None, [head, "\n".join(rows).strip()]))) for head, rows in parts]
    return _GAP.sub("\n\n", "\n\n".join(filter(None, told))).strip()


def _rows(text: object) -> list[str]:
    rows = [row.rstrip() for row in LINES.split(NOT_IN_A_FILE.sub("", str(text or "")))]
    # What would begin a heading if it stood first, begins one wherever it stands.
    return [row.lstrip() if row.lstrip().startswith("#") else row for row in rows]
