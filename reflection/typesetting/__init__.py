"""A text as a tagged PDF (PDF/UA-1), set by typst with the fonts that it brings along. Import from here.

    typeset(TEMPLATE, "case", lambda drawn: {"title": drawn.heading(case.title), …})

What is told goes in as JSON beside the template and never becomes a part of it. Whoever tells passes every text that
somebody wrote through `drawn`.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from reflection.typesetting.drawn import Drawn, named

__all__ = ["Drawn", "typeset"]

_NOT_SHOWN = re.compile('`"(.+?)"`', re.DOTALL)
MOST_SURPRISES = 40


def typeset(template: Path, name: str, tell: Callable[[Drawn], dict[str, Any]]) -> bytes:
    """The document. The template finds what is told as JSON in `sys.inputs` under this name.

    A sign that the fonts cannot draw stands there by its name, because PDF/UA allows no empty boxes.
    """
    told = json.dumps(tell(Drawn()), ensure_ascii=False)
    for _attempt in range(MOST_SURPRISES):
        try:
            return _compile(template, name, told)
        except typst.TypstError as error:
            # A combination of signs that no font has, though each of them is there alone.
            surprise = _surprise_in(str(error))
            if surprise is None or surprise not in told:
                break
            told = told.replace(surprise, "".join(named(sign) for sign in surprise))
    return _compile(template, name, json.dumps(tell(Drawn(plain=True)), ensure_ascii=False))


def _compile(template: Path, name: str, told: str) -> bytes:
    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        sys_inputs={name: told},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)  # one document, into memory
    return made


def _surprise_in(error: str) -> str | None:
    """The signs that an error says cannot be drawn; typst writes some of them as `\\u{200b}`."""
    shown = _NOT_SHOWN.search(error)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), shown[1]) if shown else None
