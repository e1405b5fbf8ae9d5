"""Who knows what, as a table in a file: a fact per row, a person per column, `fase 2` or `-` in each cell.

| Wat | Noé | De moeder |
|---|---|---|
| De brief zit in de rugzak. | fase 1 | - |
"""

import re
from typing import Any

from pages.content import ContentFile, Section

HEADING = "Wie weet wat"
SINCE = re.compile(r"fase ([1-5])")
NOT = frozenset({"", "-", "–"})


def facts_in(file: ContentFile, section: Section) -> list[dict[str, Any]]:
    """The rows of the table under this heading. Raises ContentError at the row where something does not hold."""
    rows = [
        (number, [cell.strip() for cell in row.strip().strip("|").split("|")])
        for number, row in enumerate(section.text.splitlines(), start=section.line + 1)
        if row.strip()
    ]
    if len(rows) < 3 or any(set(cell) - set("-: ") for cell in rows[1][1]):
        raise file.error(
            f"Onder '{HEADING}' hoort een tabel: een rij met namen, een streep, en een rij per weetje.",
            line=section.line,
        )
    people = rows[0][1][1:]
    facts = []
    for number, cells in rows[2:]:
        if len(cells) != len(people) + 1 or not cells[0]:
            raise file.error(
                f"Deze rij telt {len(cells)} vakjes; de eerste rij telt er {len(people) + 1}.", line=number
            )
        if len(cells[0]) > 200:
            raise file.error("Een weetje telt hoogstens 200 tekens.", line=number)
        knowers = []
        for who, cell in zip(people, cells[1:], strict=True):
            match = SINCE.fullmatch(cell)
            if match:
                knowers.append({"who": who, "since": int(match[1])})
            elif cell not in NOT:
                raise file.error(f"'{cell}' kan niet; schrijf 'fase 1' tot 'fase 5', of een streepje.", line=number)
        facts.append({"fact": cells[0], "knowers": knowers})
    return facts
