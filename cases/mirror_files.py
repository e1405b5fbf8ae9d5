"""A mirror round in a file: what differs, and the two versions.

# Spiegel
as: as.naam.naam

## Versie 1
Younes wacht op een bankje.

## Versie 2
Jonas wacht op een bankje.
"""

import re
from typing import Any

from pages.content import ContentFile, Section

HEADING = "Spiegel"
FIRST, SECOND = "Versie 1", "Versie 2"
AXIS = re.compile(r"as:\s*(as\.[a-z0-9.-]+)\s*")


def mirror_in(file: ContentFile, head: Section, parts: tuple[Section, ...]) -> list[dict[str, Any]]:
    """The one mirror round of a case. Raises ContentError where an axis or a version is missing, or both say the same."""
    match = AXIS.fullmatch(head.text.strip())
    if match is None:
        raise file.error(f"Onder '# {HEADING}' hoort 'as: ' met het begrip van de as die verschilt.", line=head.line)
    texts = {part.title: part.text for part in parts}
    if [part.title for part in parts] != [FIRST, SECOND] or not all(texts.values()):
        raise file.error(f"Onder '# {HEADING}' horen '## {FIRST}' en '## {SECOND}', elk met tekst.", line=head.line)
    if texts[FIRST] == texts[SECOND]:
        raise file.error("De twee versies zeggen hetzelfde.", line=head.line)
    return [{"axis": match[1], "first": texts[FIRST], "second": texts[SECOND]}]
