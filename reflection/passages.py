"""What stands on the pages that notes may hang on. The rooms above register their pages here.

    register_passages("casus", CasePage, texts_of)

`texts_of(page)` gives the plain text that readers see, by block id. A page is named by its kind and translation key,
so that a note keeps its page when that is moved or translated; its sentences are those of one language version.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.crypto import salted_hmac

from reflection.anchors import Anchor, Place, find, make_anchor, normal, sentences, sentences_at

Texts = Mapping[str, str]


@dataclass(frozen=True)
class PageKind:
    """A kind of page: the word before the colon, its model, and how its texts are read."""

    kind: str
    model: Any
    texts: Callable[[Any], Texts]


_kinds: dict[str, PageKind] = {}


def register_passages(kind: str, model: Any, texts: Callable[[Any], Texts]) -> None:
    """Let notes hang on the passages of these pages."""
    _kinds[kind] = PageKind(kind, model, texts)


def about_of(page: Any) -> str:
    """How notes name this page; empty for what notes cannot hang on. No query."""
    known = next((known for known in _kinds.values() if type(page) is known.model), None)
    return f"{known.kind}:{page.translation_key}" if known and page.pk else ""


def texts_of(page: Any) -> Texts:
    """The texts of a page of a registered kind; nothing for any other."""
    known = next((known for known in _kinds.values() if type(page) is known.model), None)
    return known.texts(page) if known else {}


def pages_about(about: str, user: Any) -> list[Any]:
    """The language versions of what this names that this person may see; none for what is no name. One query."""
    kind, _colon, key = about.partition(":")
    known = _kinds.get(kind)
    try:
        translation_key = uuid.UUID(key)
    except ValueError:
        return []
    if known is None:
        return []
    pages = known.model.objects.visible_to(user).filter(translation_key=translation_key)
    return list(pages.select_related("locale").order_by("pk"))


@dataclass(frozen=True)
class Hung:
    """A passage, hung on a page: its anchor, and the keyed hashes of the sentences it touches."""

    anchor: Anchor
    digests: list[str]
    page: Any


def hang(anchor: Anchor, about: str, pages: Iterable[Any]) -> Hung | None:
    """The passage as it stands on one of these pages, with its surroundings as the server knows them.

    None where it stands on none: what a browser sends is believed for the words, never for the place. Of several
    like it in its block the one in the most familiar surroundings is meant.
    """
    picked = replace(anchor, prefix=_inner(anchor.prefix), suffix=_inner(anchor.suffix), alone=True)
    for page, texts, place in _places(picked, pages):
        own = make_anchor(place.block, place.start, place.end, texts)
        if own is not None:
            return Hung(own, [digest(about, sentence) for sentence in sentences_at(place, texts)], page)
    return None


def stands(anchor: Anchor, pages: Iterable[Any]) -> bool:
    """Whether the passage is still there, in any of these versions."""
    return next(_places(anchor, pages), None) is not None


def digest(about: str, sentence: str) -> str:
    """A keyed hash of a sentence of this page: tells nothing to who has only the database."""
    return salted_hmac("reflection.passages", f"{about}|{normal(sentence)}", algorithm="sha256").hexdigest()[:32]


def sentences_of(texts: Texts) -> dict[str, str]:
    """Every sentence of these texts as it stands there, by its normal form, in order."""
    return {normal(text[start:end]): text[start:end] for text in texts.values() for start, end in sentences(text)}


def fingerprint(lines: Iterable[str]) -> str:
    """One short name for a list of sentences."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _inner(text: str) -> str:
    """Normalised, with the spaces at its ends kept: they belong to the surroundings."""
    return normal(f".{text}.")[1:-1]


def _places(anchor: Anchor, pages: Iterable[Any]) -> Iterator[tuple[Any, Texts, Place]]:
    for page in pages:
        texts = texts_of(page)
        if not anchor.block:
            # Picked where no block is marked: the words alone must do, and stand in one block only.
            holders = [block for block, text in texts.items() if normal(anchor.quote) in normal(text)]
            anchor = replace(anchor, block=holders[0]) if len(holders) == 1 else anchor
        place = find(anchor, texts)
        if isinstance(place, Place):
            yield page, texts, place
