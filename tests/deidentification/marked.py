"""Texts with their labels in place, `[Hamza|PERSON:ma]`, one a line after `kind| `: easier to write than offsets."""

import json
import re
from pathlib import Path

from deidentification.evaluation import Document, Span

FOLDER = Path(__file__).parent / "documents"
MARK = re.compile(r"\[([^\[\]|]+(?:\[[^\[\]|]*\][^\[\]|]*)*)\|([A-Z]+)(?::(\w+))?\]")


def document(line, name):
    kind, _bar, marked = line.partition("| ")
    text, spans, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text += mark[1]
        at = mark.end()
    return Document(id=f"{name} {kind}", text=text + marked[at:], spans=tuple(spans), quasi=kind.endswith("-quasi"))


def documents(*names):
    return [
        document(line, f"{name}:{number}")
        for name in names
        for number, line in enumerate((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]


def as_jsonl(each):
    spans = [
        {"start": s.start, "end": s.end, "label": s.label, "sub": s.sub, "text": each.text[s.start : s.end]}
        for s in each.spans
    ]
    return json.dumps({"id": each.id, "text": each.text, "spans": spans, "quasi": each.quasi}, ensure_ascii=False)
