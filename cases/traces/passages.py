"""Every text of a case with where it stands: what is searched for traces of somebody, and where one is replaced."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

if TYPE_CHECKING:
    from cases.models import CasePage

FIELDS = ("title", "seo_title", "search_description", "summary", "wants", "do_step", "checklist", "quiet_young")
STREAMS = ("stages", "voices", "knowledge", "questions", "guide", "reviewers", "mirror")
NO_TEXT = frozenset(
    {"id", "type", "role", "assignments", "turned_out", "audience", "part", "topic", "intensity", "date", "axis"}
)
"""What a block holds that a writer chooses from a list; everything else in it is text, also what is added later."""


AROUND = 70
"""Characters to show on each side of what was found."""


@dataclass(frozen=True)
class Passage:
    """One text, as the writer typed it. `block` says which: a field, or a stream with the ids on the way down."""

    block: str
    text: str

    @property
    def digest(self) -> str:
        """Tells whether the text is still what it was."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def passages(fields: Mapping[str, Any], streams: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Passage]:
    """The texts of plain fields and of raw streams; the address of the page is a text as well."""
    found = [Passage(name, str(fields.get(name) or "")) for name in FIELDS]
    found.append(Passage("slug", str(fields.get("slug") or "").replace("-", " ")))
    for name in STREAMS:
        for block in streams.get(name) or ():
            found += [Passage(place, text) for place, text in _leaves(block["value"], f"{name}.{block.get('id')}")]
    return [passage for passage in found if passage.text.strip()]


def passages_of(case: "CasePage") -> list[Passage]:
    """The texts of this draft. Reads nothing: the page holds it all."""
    return passages(
        {name: getattr(case, name) for name in (*FIELDS, "slug")},
        {name: getattr(case, name).get_prep_value() for name in STREAMS},
    )


def digest_of(found: Iterable[Passage]) -> str:
    """Tells whether a case still says what it said, wherever in the case it stands."""
    told = sorted(passage.digest for passage in found)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, below in value.items():
            if name not in NO_TEXT:
                yield from _leaves(below, place if name == "value" else f"{place}.{name}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            mark = below.get("id") if isinstance(below, Mapping) else None
            yield from _leaves(below, f"{place}.{mark or number}")


def words(quote: str) -> re.Pattern[str]:
    """These words in a text, also as whose something is: Sams, Mehdi's."""
    return re.compile(rf"(?<!\w){re.escape(quote)}(?P<of>['’]?s)?(?!\w)")


@dataclass(frozen=True)
class Change:
    """Puts other words for these in a text, as whole words."""

    quote: str
    other: str

    def __call__(self, text: str) -> str:
        return words(self.quote).sub(lambda found: self.other + (found["of"] or ""), text)

    def address(self, slug: str) -> str:
        """The same in an address of a page, where every word is small and plain."""
        told = slug.replace("-", " ")
        changed = words(in_address(self.quote)).sub(lambda found: self.other + (found["of"] or ""), told)
        return slug if changed == told else slugify(changed) or slug


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Some whole words before a place and after it, with an ellipsis where the text goes on."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before.lstrip(), after.rstrip()


def in_address(quote: str) -> str:
    """These words as an address has them."""
    return slugify(quote).replace("-", " ")


def replace(case: "CasePage", change: Change) -> None:
    """Change every text of the draft, its address too. Saves nothing."""
    for name in FIELDS:
        setattr(case, name, change(str(getattr(case, name) or "")))
    case.slug = change.address(case.slug)
    for name in STREAMS:
        raw = changed_blocks(getattr(case, name).get_prep_value(), change)
        setattr(case, name, getattr(type(case), name).field.stream_block.to_python(raw))


def changed_blocks(blocks: Iterable[Mapping[str, Any]], change: Callable[[str], str]) -> list[dict[str, Any]]:
    """Raw blocks of a stream with each of their texts changed."""
    return [{**block, "value": _mapped(block["value"], change)} for block in blocks]


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: below if name in NO_TEXT else _mapped(below, change) for name, below in value.items()}
    if isinstance(value, list):
        return [_mapped(below, change) for below in value]
    return value
