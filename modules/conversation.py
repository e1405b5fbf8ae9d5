"""A branching conversation as its author writes it: an opening, then options with what they set in motion.

    Je vraagt of ze vragen heeft. Ze knikt.

    - Je zwijgt even :: Ze kijkt naar haar blad. "Er is nog iets."
      - Je knikt :: Ze leest haar zeven vragen voor.
      - Je vult het in :: Ze legt het blad weg.
    - Je rondt af :: Ze staat op en bedankt je.

An indented list is the next turn. Nothing here is right or wrong, so nothing is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

OPTION = re.compile(r"^(?P<indent>\s*)[-*]\s+(?P<rest>.*)$")
SEPARATOR = "::"


class ConversationError(ValueError):
    """The script does not hold. `line` counts from 1 within it."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(reason)


@dataclass
class Option:
    """Something you could say or do, what follows, and what you could do then."""

    text: str
    reaction: str
    then: "list[Option]" = field(default_factory=list)


@dataclass
class Conversation:
    """The opening and the first options."""

    opening: str
    options: list[Option]


@dataclass(frozen=True)
class Choice:
    """An option as a reader meets it: where choosing it leads, and whether it was chosen."""

    path: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Turn:
    """One moment of the conversation: the options, and the reaction to the chosen one, if any."""

    choices: list[Choice]
    reaction: str


def parse(script: str) -> Conversation:
    """Understand a script. Raises ConversationError for an option without reaction, or a list that jumps."""
    opening: list[str] = []
    root: list[Option] = []
    open_levels: list[tuple[int, Option]] = []
    for number, raw in enumerate(script.split("\n"), start=1):
        row = raw.expandtabs(2)
        match = OPTION.match(row)
        if match is None:
            _continue(opening, open_levels, row)
            continue
        indent = len(match["indent"])
        closed = indent
        while open_levels and open_levels[-1][0] >= indent:
            closed, _option_above = open_levels.pop()
        if closed != indent:
            raise ConversationError(number, "Deze optie springt in naar een niveau dat er niet is.")
        option = _option(match["rest"], number)
        (open_levels[-1][1].then if open_levels else root).append(option)
        open_levels.append((indent, option))
    if not root:
        raise ConversationError(1, "Een gesprek heeft minstens één optie: '- Wat je doet :: wat er dan gebeurt'.")
    return Conversation("\n".join(opening).strip(), root)


def walk(conversation: Conversation, path: str) -> Iterator[Turn]:
    """The turns that this path opens, and nothing beyond: what was not chosen is not sent.

    A path is the positions of the chosen options ("0.2"); what it says beyond what exists is left out.
    """
    options, taken = conversation.options, list[str]()
    wanted = path.split(".") if path else []
    while options:
        position = _position(wanted[len(taken)] if len(taken) < len(wanted) else "", len(options))
        yield Turn(
            [
                Choice(".".join([*taken, str(number)]), option.text, number == position)
                for number, option in enumerate(options)
            ],
            options[position].reaction if position is not None else "",
        )
        if position is None:
            return
        taken.append(str(position))
        options = options[position].then


def _option(rest: str, number: int) -> Option:
    text, separator, reaction = rest.partition(SEPARATOR)
    if not separator or not text.strip() or not reaction.strip():
        raise ConversationError(number, "Een optie heeft de vorm '- Wat je doet :: wat er dan gebeurt'.")
    return Option(text.strip(), reaction.strip())


def _continue(opening: list[str], open_levels: list[tuple[int, Option]], row: str) -> None:
    """A line that is no option belongs to the opening, or to the reaction above it."""
    if not open_levels:
        opening.append(row)
    elif row.strip():
        open_levels[-1][1].reaction += "\n" + row.strip()


def _position(part: str, count: int) -> int | None:
    return int(part) if part.isascii() and part.isdigit() and len(part) < 4 and int(part) < count else None
