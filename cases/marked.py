"""At which sentences of a case a group stopped, and through which lenses. Numbers: reflection.guarded.

A sentence is counted by its place in its stage, so that marks in Dutch and in French lie on one another. That holds only
where both versions of a stage have as many sentences; marks in a version that is divided otherwise do not count in that
stage. Of a picture no sentence is kept but a digest, by which it is found back in the text as it stands then: what an
author takes out of a case is gone from the pictures too.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.lenses import LENSES, MOST
from cases.spread import THRESHOLDS
from cases.tasks.base import CHOSEN
from cases.tasks.marks import MARKS, number_in
from cases.translations import HOUSE_LANGUAGE
from pages.passages import plain
from reflection.anchors import normal
from reflection.guarded import Overlay, Part, Sheet
from reflection.guarded.wordings import SENTENCES
from reflection.origins import key_of
from reflection.sentences import Sentence, sentences

CODE = "zinnen"


@dataclass(frozen=True)
class StageText:
    """The text of one stage in one language."""

    text: str

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences, as a reader lays lenses on them."""
        return sentences(self.text)

    @property
    def digests(self) -> list[str]:
        """What finds each sentence back."""
        return [digest(sentence.text) for sentence in self.sentences]


def digest(sentence: str) -> str:
    """The same for a sentence that only got other quotes or spaces."""
    return hashlib.sha256(normal(sentence).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def is_marks(part: str) -> bool:
    """Whether this note holds the marked sentences of a stage: lenses and words of the case, and never a text."""
    return part.startswith("fase.") and part.endswith(f".{MARKS}")


def sheet_of(about: str) -> Sheet:
    """The case with this name as it is published now, in every language. One query."""
    from cases.models import CasePage  # this room's models know of its reports

    texts: dict[str, dict[str, StageText]] = {}
    pages = CasePage.objects.live().filter(translation_key=key_of(about)).select_related("locale")
    for page in sorted(pages, key=lambda page: page.locale.language_code != HOUSE_LANGUAGE):
        for block in page.stages:
            versions = texts.setdefault(str(block.id), {})
            versions[page.locale.language_code] = StageText(plain(block.value["text"]))
    aligned = {stage: _aligned(versions) for stage, versions in texts.items()}
    parts = tuple(
        Part(
            stage, len(next(iter(versions.values())).sentences), {code: each.digests for code, each in versions.items()}
        )
        for stage, versions in aligned.items()
    )
    return Sheet(parts, lambda values: _marked(aligned, values))


def _aligned(versions: Mapping[str, StageText]) -> dict[str, StageText]:
    """The versions that have as many sentences as the first, which is the Dutch one where there is one."""
    most = len(next(iter(versions.values())).sentences)
    return {code: each for code, each in versions.items() if len(each.sentences) == most}


def _marked(
    texts: Mapping[str, Mapping[str, StageText]], values: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[frozenset[str]]]:
    """Per stage, the lenses on each of its sentences. Without a stage of which a mark is not found: they read another
    text. Raises KeyError and TypeError for what is no answer."""
    found: dict[str, list[frozenset[str]]] = {}
    for part, value in values.items():
        stage = part.split(".", 2)[1]
        laid = _on_sentences(texts.get(stage, {}), value[CHOSEN])
        if laid is not None:
            found[stage] = laid
    return found


def _on_sentences(versions: Mapping[str, StageText], marks: Sequence[Mapping[str, Any]]) -> list[frozenset[str]] | None:
    if not versions:
        return None
    laid = [frozenset[str]() for _each in next(iter(versions.values())).sentences]
    for mark in marks:
        version = versions.get(mark["taal"])
        number = number_in(version.text, version.sentences, mark) if version else None
        if number is None:
            return None
        laid[number] |= frozenset(mark["lenzen"])
    return laid


REPORT = Overlay(
    code=CODE,
    about="casus",
    thresholds=THRESHOLDS,
    words=tuple(lens.id for lens in LENSES),
    most=MOST,
    holds=is_marks,
    sheet=sheet_of,
    wordings=frozenset({SENTENCES}),
)
