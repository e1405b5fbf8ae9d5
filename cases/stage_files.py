"""What stands below a stage in a file: statements for the ledger, and questions that may be asked.

## Uitspraken
- De moeder is weinig betrokken.
  blijkt: interpretatie
  later: Ze had zeven vragen klaar.

## Navraag
- Noé: Wie brengt Léo naar school?
  antwoord: Ik. En dan fiets ik door.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.blocks import NEEDED
from cases.enums import Standing
from pages.content import ContentFile, Section

STATEMENTS, INQUIRIES = "Uitspraken", "Navraag"
GIST = "In het kort"
HEADINGS = frozenset({STATEMENTS, INQUIRIES, GIST})
KEY = re.compile(r"\s+([a-z]+):\s*(.*)")


@dataclass
class Item:
    """One bullet with the `name: value` lines below it."""

    text: str
    line: int
    keys: dict[str, str]


def tasks_below(
    file: ContentFile, parts: tuple[Section, ...], assignments: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """The statements and questions of one stage. Raises ContentError where something does not hold, and where an
    assignment that needs them has none."""
    found: dict[str, list[dict[str, Any]]] = {"statements": [], "inquiries": []}
    line = 0
    for part in parts:
        if part.title == GIST:
            continue
        line = part.line
        if part.title == STATEMENTS:
            found["statements"] = [_statement(file, item) for item in _items(file, part, {"blijkt", "later"})]
        elif part.title == INQUIRIES:
            found["inquiries"] = [_inquiry(file, item) for item in _items(file, part, {"antwoord"})]
    for assignment, field, least, reason in NEEDED:
        if assignment.value in assignments and len(found[field]) < least:
            raise file.error(f"De opdracht '{assignment.value}': {reason}", line=line or file.body_line)
    return found


def with_ids(values: list[dict[str, Any]], key: uuid.UUID, name: str) -> list[dict[str, Any]]:
    """The raw form of a list. Ids follow from the case and the place, so that answers survive a corrected file."""
    return [
        {"type": "item", "value": value, "id": str(uuid.uuid5(key, f"{name}-{number}"))}
        for number, value in enumerate(values, start=1)
    ]


def _items(file: ContentFile, section: Section, known: set[str]) -> Iterator[Item]:
    item: Item | None = None
    last = ""
    for number, row in enumerate(section.text.splitlines(), start=section.line + 1):
        if row.startswith(("- ", "* ")):
            if item:
                yield item
            item, last = Item(row[2:].strip(), number, {}), ""
        elif item is None and row.strip():
            raise file.error(f"Begin onder '{section.title}' elke regel met een streepje: '- '.", line=number)
        elif item and (match := KEY.fullmatch(row)) and match[1] in known:
            last = match[1]
            item.keys[last] = match[2].strip()
        elif item and row.strip() and last:
            item.keys[last] += f" {row.strip()}"
        elif item and row.strip():
            item.text += f" {row.strip()}"
    if item:
        yield item


def _statement(file: ContentFile, item: Item) -> dict[str, Any]:
    turned_out = item.keys.get("blijkt", "")
    if turned_out and turned_out not in Standing.values:
        raise file.error(f"'blijkt: {turned_out}' kan niet; kies uit: {', '.join(Standing)}.", line=item.line)
    if not item.text or len(item.text) > 240:
        raise file.error("Een uitspraak telt 1 tot 240 tekens.", line=item.line)
    return {"statement": item.text, "turned_out": turned_out, "later": item.keys.get("later", "")}


def _inquiry(file: ContentFile, item: Item) -> dict[str, Any]:
    whom, colon, question = (piece.strip() for piece in item.text.partition(":"))
    if not (whom and colon and question) or len(whom) > 80 or len(question) > 200:
        raise file.error("Schrijf een vraag als '- Aan wie: De vraag?', in hoogstens 200 tekens.", line=item.line)
    if not item.keys.get("antwoord"):
        raise file.error(f"De vraag '{question}' heeft geen antwoord.", line=item.line)
    return {"whom": whom, "question": question, "answer": item.keys["antwoord"]}
