"""How well the recognisers do on texts with labelled spans: the measure, and reading the file."""

import json
import re
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from deidentification.findings import Finding
from deidentification.labels import Label
from deidentification.reading import find

_LABELS = frozenset(Label) - {Label.QUASI}
_WORD = re.compile(r"\w+")
_SIZE = 5_000
"""Characters in the text that the time is given for."""


class BadFile(Exception):
    """A file that cannot be measured; its text says in one line where and why."""


@dataclass(frozen=True)
class Span:
    """A stretch of text somebody labelled."""

    start: int
    end: int
    label: str
    sub: str | None


@dataclass(frozen=True)
class Document:
    """A text and what in it identifies. `quasi`: nothing labelled, yet it singles somebody out."""

    id: str
    text: str
    spans: tuple[Span, ...] = ()
    quasi: bool = False


def read(lines: Iterable[str]) -> list[Document]:
    """The documents of a JSONL file. Empty lines are passed over; anything else that is off raises BadFile."""
    documents = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            documents.append(_document(line, number))
    if not documents:
        raise BadFile(_("Er staat geen enkele tekst in dit bestand."))
    return documents


def _bad(number: int, reason: str) -> BadFile:
    return BadFile(_("Regel %(number)d: %(reason)s") % {"number": number, "reason": reason})


def _document(line: str, number: int) -> Document:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad(number, _("dit is geen JSON.")) from error
    if not isinstance(given, dict):
        raise _bad(number, _("hier hoort een object te staan."))
    text, spans = given.get("text"), given.get("spans", [])
    if not isinstance(text, str):
        raise _bad(number, _('"text" ontbreekt of is geen tekst.'))
    if not isinstance(spans, list):
        raise _bad(number, _('"spans" is geen lijst.'))
    return Document(
        id=str(given.get("id", number)),
        text=text,
        spans=tuple(_span(span, text, number) for span in spans),
        quasi=bool(given.get("quasi", False)),
    )


def _place(given: Any) -> int:
    """A place in a text, or one before every text for what is no whole number."""
    return given if isinstance(given, int) and not isinstance(given, bool) else -1


def _span(given: Any, text: str, number: int) -> Span:
    if not isinstance(given, dict):
        raise _bad(number, _("een span is geen object."))
    start, end, label = _place(given.get("start")), _place(given.get("end")), given.get("label")
    if not 0 <= start < end <= len(text):
        raise _bad(number, _("een span begint of eindigt buiten de tekst."))
    if label not in _LABELS:
        raise _bad(number, _("het label %(label)s bestaat niet.") % {"label": str(label)[:40]})
    if "text" in given and given["text"] != text[start:end]:
        raise _bad(number, _("de tekst van een span is niet wat er op die plaats staat."))
    sub = given.get("sub")
    return Span(start, end, label, None if sub is None else str(sub))


@dataclass
class Tally:
    """How many spans, how many wholly covered, how many touched."""

    n: int = 0
    full: int = 0
    any: int = 0

    def add(self, *, full: bool, touched: bool) -> None:
        self.n += 1
        self.full += full
        self.any += touched

    def shares(self) -> dict[str, float | int]:
        """The number of spans, and the shares of them."""
        return {"n": self.n, "full": _share(self.full, self.n), "any": _share(self.any, self.n)}


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


@dataclass
class Report:
    """What was counted over all documents."""

    documents: int = 0
    words: int = 0
    labels: dict[str, Tally] = field(default_factory=dict)
    subs: dict[str, Tally] = field(default_factory=dict)
    every: Tally = field(default_factory=Tally)
    false_flags: int = 0
    labelled: int = 0
    wholly_touched: int = 0
    negatives: int = 0
    negative_flags: int = 0
    quasi: int = 0
    quasi_flagged: int = 0
    ms_per_5kb: float = 0.0
    misses: list[tuple[Document, Span, bool]] = field(default_factory=list)
    extra: list[tuple[Document, Finding]] = field(default_factory=list)

    def add(self, document: Document, findings: Sequence[Finding]) -> None:
        """Count one document. A span is full when every letter and digit of it stands in a finding."""
        self.documents += 1
        self.words += len(_WORD.findall(document.text))
        covered = {at for finding in findings for at in range(finding.start, finding.end)}
        touched_all = True
        for span in document.spans:
            signs = [at for at in range(span.start, span.end) if document.text[at].isalnum()]
            full = all(at in covered for at in signs)
            touched = any(at in covered for at in signs)
            touched_all &= touched
            tallies = [self.every, self.labels.setdefault(span.label, Tally())]
            if span.label == Label.PERSON:
                tallies.append(self.subs.setdefault(span.sub or "", Tally()))
            for tally in tallies:
                tally.add(full=full, touched=touched)
            if not full:
                self.misses.append((document, span, touched))
        if document.spans:
            self.labelled += 1
            self.wholly_touched += touched_all
        if document.quasi:
            self.quasi += 1
            self.quasi_flagged += bool(findings)
        else:
            wrong = [
                f for f in findings if not any(f.start < span.end and span.start < f.end for span in document.spans)
            ]
            self.false_flags += len(wrong)
            self.extra += [(document, finding) for finding in wrong]
        if not document.spans and not document.quasi:
            self.negatives += 1
            self.negative_flags += len(findings)

    def as_dict(self) -> dict[str, Any]:
        """The figures, ready for JSON."""
        return {
            "documents": self.documents,
            "words": self.words,
            "labels": {name: self.labels[name].shares() for name in sorted(self.labels)},
            "person_sub": {name: self.subs[name].shares() for name in sorted(self.subs)},
            "recall_full": _share(self.every.full, self.every.n),
            "recall_any": _share(self.every.any, self.every.n),
            "false_flags_per_100_words": round(100 * self.false_flags / self.words, 3) if self.words else 0.0,
            "documents_touched": _share(self.wholly_touched, self.labelled),
            "flags_per_negative_text": _share(self.negative_flags, self.negatives),
            "quasi_flagged": _share(self.quasi_flagged, self.quasi),
            "ms_per_5kB": round(self.ms_per_5kb, 1),
            "rss_mb": round(resident_mb(), 1),
        }


def measure(documents: Sequence[Document]) -> Report:
    """Read every document and count. Quasi texts have no false flags: there everything may be a question."""
    report = Report()
    for document in documents:
        report.add(document, find(document.text))
    report.ms_per_5kb = _time(documents)
    return report


def _time(documents: Sequence[Document]) -> float:
    """Milliseconds of processor time for 5,000 characters of these texts, the lists being loaded."""
    pieces: list[str] = []
    size = 0
    while size < _SIZE:
        for document in documents:
            pieces.append(document.text)
            size += len(document.text) + 1
            if size >= _SIZE:
                break
    text = "\n".join(pieces)[:_SIZE]
    began = time.process_time()
    find(text)
    return (time.process_time() - began) * 1000


def resident_mb() -> float:
    """The most memory this process held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / 1024 if sys.platform == "darwin" else most / 1024
