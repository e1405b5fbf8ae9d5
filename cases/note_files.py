"""The content note of a stage in a file: what is in it and how much, and the stage without the details.

# Fase: Wat je eerst ziet
inhoud: inh.racisme (genoemd), inh.geweld (getoond)

## In het kort
Younes verliest zijn werkplek. De garage zegt niet duidelijk waarom.
"""

import re
from typing import Any

from cases.blocks import GIST_MISSES
from cases.enums import Intensity
from cases.stage_files import GIST
from pages.content import ContentFile, Section

NOTE = re.compile(r"(inh\.[a-z0-9.-]+)\s*(?:\(([a-z]+)\))?")


def below(file: ContentFile, told: tuple[str, int], parts: tuple[Section, ...]) -> tuple[list[dict[str, Any]], str]:
    """The notes on the line `inhoud:` of a stage, and its short version. Raises ContentError where something does not
    hold, and for notes without a short version."""
    asked, line = told
    notes = [_note(file, each.strip(), line) for each in asked.split(",") if each.strip()]
    gist = next((part.text for part in parts if part.title == GIST), "")
    if notes and not gist:
        raise file.error(str(GIST_MISSES), line=line)
    return notes, gist


def _note(file: ContentFile, told: str, line: int) -> dict[str, Any]:
    match = NOTE.fullmatch(told)
    intensity = match[2] or Intensity.NAMED.value if match else ""
    if match is None or intensity not in Intensity.values:
        known = ", ".join(Intensity)
        raise file.error(f"'{told}' kan niet; schrijf 'inh.racisme (genoemd)' met een van: {known}.", line=line)
    return {"topic": match[1], "intensity": intensity}
