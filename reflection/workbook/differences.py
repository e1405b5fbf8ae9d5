"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reflection.origins import Line

SAME, GONE, NEW = "same", "gone", "new"
WORD = re.compile(r"\S+\s*")
MOST_WORDS = 3000
"""More words than this on both sides are shown as one change: looking for what they share could take seconds."""


@dataclass(frozen=True)
class Change:
    """A run of words that stayed, went or came."""

    kind: str
    text: str


@dataclass(frozen=True)
class LineChange:
    """One line of an answer, before and after."""

    label: str
    changes: tuple[Change, ...]

    @property
    def before(self) -> tuple[Change, ...]:
        """What stood there first, with what went marked."""
        return tuple(change for change in self.changes if change.kind != NEW)

    @property
    def after(self) -> tuple[Change, ...]:
        """What stands there last, with what came marked."""
        return tuple(change for change in self.changes if change.kind != GONE)

    @property
    def is_same(self) -> bool:
        return all(change.kind == SAME for change in self.changes)


def word_changes(before: str, after: str) -> tuple[Change, ...]:
    """The runs of words from one text to the other. White space alone is no change; the later text's is shown.

    The pieces that are not new make up the words of `before`, those that are not gone the words of `after`.
    """
    old, new = WORD.findall(before.strip()), WORD.findall(after.strip())
    bare_old, bare_new = [word.rstrip() for word in old], [word.rstrip() for word in new]
    if bare_old == bare_new:
        return (Change(SAME, "".join(new)),) if new else ()
    if len(old) > MOST_WORDS and len(new) > MOST_WORDS:
        return (Change(GONE, "".join(old)), Change(NEW, "".join(new)))
    changes: list[Change] = []
    # With its own rule about frequent words on: it keeps a text of one repeated word from taking for ever.
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, bare_old, bare_new, autojunk=True).get_opcodes():
        if tag == "equal":
            # The last word of the later text has no white space behind it; where the earlier one goes on, its own stays.
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            changes.append(Change(SAME, "".join(later if later[-1].isspace() else earlier for earlier, later in pairs)))
            continue
        if i2 > i1:
            changes.append(Change(GONE, "".join(old[i1:i2])))
        if j2 > j1:
            changes.append(Change(NEW, "".join(new[j1:j2])))
    return tuple(changes)


def line_changes(before: Iterable[Line], after: Iterable[Line]) -> list[LineChange]:
    """The changes of each line, matched by label, in the order of the later text; a line that went stands last."""
    old, new = _by_label(before), _by_label(after)
    labels = [*new, *(label for label in old if label not in new)]
    return [LineChange(label, word_changes(old.get(label, ""), new.get(label, ""))) for label in labels]


def _by_label(lines: Iterable[Line]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.label, []).append(line.text)
    return {label: "\n".join(texts) for label, texts in found.items()}


def is_changed(changes: Sequence[LineChange]) -> bool:
    """Whether anything changed at all."""
    return not all(change.is_same for change in changes)
