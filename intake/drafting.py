"""A situation that went through the steps, as the content file of a draft. Pure."""

import re

import yaml
from django.utils.text import slugify

from cases.enums import Provenance
from intake.state import State
from intake.steps import CONSENT

_MARKUP = re.compile(r"^(\s*)([#>|`~]|---|===|\d+[.)]\s|[-+*]\s)", re.MULTILINE)
SUMMARY = 180
WORDS_A_MINUTE = 180


def as_file(state: State) -> str:
    """Markdown with front matter: the title, where it comes from, and the text as the first stage."""
    told = state.answers.get("11") == CONSENT
    front = {
        "soort": "casus",
        "taal": "nl",
        "slug": slugify(state.title) or "casus",
        "titel": state.title,
        "samenvatting": _summary(state.text),
        "leestijd_min": max(1, len(state.text.split()) // WORDS_A_MINUTE),
        "herkomst": (Provenance.TESTIMONY if told else Provenance.COMPOSED).value,
    }
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n# Fase: Wat je eerst ziet\n\n{_plain(state.text)}\n"


def _summary(text: str) -> str:
    """The first sentences that fit; the writer makes a better one."""
    flat = " ".join(text.split())
    if len(flat) <= SUMMARY:
        return flat
    cut = flat[:SUMMARY]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > 0 else cut.rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> str:
    """What somebody typed is text: a line that begins as a heading or a list would, stays a line."""
    return _MARKUP.sub(r"\1\\\2", text)
