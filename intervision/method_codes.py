"""The short codes in which method tables are written: `P:hidden->reveal`, `B:agreement; P:yield`, `P,B`."""

import re
from typing import TypedDict

from intervision.enums import Chair, Reveal, Turn, Who, WriteKind


class Write(TypedDict):
    """Who writes in a phase, what becomes of it, and the line above the field."""

    who: str
    kind: str
    prompt: str


KINDS: tuple[tuple[str, WriteKind], ...] = (
    (r"hidden.*(naamloos|nameless|anonym|vote)", WriteKind.HIDDEN_ANONYMOUS),
    (r"hidden", WriteKind.HIDDEN_REVEAL),
    (r"pulse", WriteKind.PULSE),
    (r"private", WriteKind.PRIVATE),
    (r"label", WriteKind.LABEL),
    (r"agreement", WriteKind.AGREEMENT),
    (r"yield", WriteKind.YIELD),
    (r"quadrant", WriteKind.QUADRANT),
    (r"grid", WriteKind.GRID),
    (r"sentence|own text|choice", WriteKind.SENTENCE),
    (r"scribe", WriteKind.SCRIBE),
    (r"shared|cards|answers", WriteKind.SHARED),
)
"""First match wins; the tables' free wording (`shared second sheet`) falls under the kind it names."""


def items(value: object) -> list[str]:
    """A code list as its parts, from YAML (`[P, B]`) or plain text (`P,B`, `-`, `none`)."""
    parts = value if isinstance(value, list) else re.split(r"[,;]", str(value or "").strip("[] "))
    return [text for part in parts if (text := str(part).strip(" []'\"")) and text.lower() not in {"-", "none", "geen"}]


def who(value: object) -> list[str]:
    """Floor or silence codes. Raises ValueError, with the code, for one that is unknown."""
    codes = items(value)
    for code in codes:
        if code not in Who.values:
            raise ValueError(code)
    return codes


def writes(value: object, prompt: str = "") -> list[Write]:
    """What is written in a phase; a `|` parts the lines above the fields, in the same order.

    Raises ValueError, with the code, for one that is unknown.
    """
    parts = value if isinstance(value, list) else re.split(r";", str(value or "").strip("[] "))
    prompts = dict(enumerate(text.strip() for text in prompt.split("|")))
    return [_write(code, prompts.get(number, "")) for number, code in enumerate(items(list(parts)))]


def _write(code: str, prompt: str) -> Write:
    writer, colon, rest = code.partition(":")
    if not colon:
        writer, rest = Who.ALL.value, code
    elif writer == "scribe":
        return Write(who=Who.PEERS.value, kind=WriteKind.SCRIBE.value, prompt=prompt)
    if writer not in Who.values or writer == Who.NOBODY:
        raise ValueError(code)
    for pattern, kind in KINDS:
        if re.search(pattern, rest.strip().replace("_", " ")):
            return Write(who=writer, kind=kind.value, prompt=prompt)
    raise ValueError(code)


def reveal_of(code: str) -> Reveal:
    """A vote is shown when the facilitator says so; other hidden text with the next phase."""
    return Reveal.BUTTON if "vote" in code else Reveal.ON_ADVANCE


def turn(value: object) -> Turn:
    """The turn code; `queue(warm first)` is a queue. Raises ValueError for one that is unknown."""
    code = str(value or "-").partition("(")[0].strip() or "-"
    return Turn(code)


def chair(value: object) -> Chair:
    """The bringer's seat, `in` where nothing is said. Raises ValueError for one that is unknown."""
    return Chair(str(value or "in").strip())


def minutes_range(value: object, minutes: int) -> tuple[int, int]:
    """`3-8` as its two ends; the minutes themselves where nothing is said. Raises ValueError."""
    if not value:
        return minutes, minutes
    least, dash, most = str(value).partition("-")
    if not dash:
        raise ValueError(str(value))
    return int(least), int(most)
