"""Reading one block of a unit from its section."""

import re
from collections.abc import Callable, Mapping

from modules.content.parsed import ParsedBlock
from modules.conversation import ConversationError
from modules.conversation import parse as parse_conversation
from pages.content import ContentFile, Section

SETTING = re.compile(r"(?P<key>[a-z_]+):\s*(?P<value>.*)")
STATEMENT = re.compile(r"^\s*[-*]\s+(?P<text>.+)$")
LONGEST_STATEMENT = 300
LONGEST_TITLE = 160
MOST_STAGES = 9


def settings_and_text(text: str, keys: set[str]) -> tuple[dict[str, str], str]:
    """The lines `sleutel: waarde` directly under a heading, and the text after them."""
    settings: dict[str, str] = {}
    rows = text.split("\n")
    while rows and (match := SETTING.fullmatch(rows[0].strip())) and match["key"] in keys:
        settings[match["key"]] = match["value"].strip()
        rows.pop(0)
    return settings, "\n".join(rows).strip()


def whole_number(file: ContentFile, value: str, key: str, line: int, *, most: int) -> int:
    """A whole number from 1. Raises ContentError for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 0 < int(value) <= most):
        raise file.error(f"'{key}' is {value!r}; het moet een geheel getal zijn van 1 tot {most}.", line=line)
    return int(value)


def block_of(file: ContentFile, section: Section) -> ParsedBlock:
    """The block under this heading. Raises ContentError where its sort is unknown or its text does not hold."""
    sort, _colon, title = (part.strip() for part in section.title.partition(":"))
    if sort not in READERS:
        reason = f"'{sort}' is geen soort blok. Kies uit: {', '.join(READERS)}."
        raise file.error(reason, line=section.line)
    if len(title) > LONGEST_TITLE:
        raise file.error(f"De titel telt {len(title)} tekens; {LONGEST_TITLE} is het meeste.", line=section.line)
    return READERS[sort](file, section, title)


def _with_text(sort: str) -> Callable[[ContentFile, Section, str], ParsedBlock]:
    def read(file: ContentFile, section: Section, title: str) -> ParsedBlock:
        if not section.text:
            raise file.error("Onder deze kop staat geen tekst.", line=section.line)
        return ParsedBlock(sort, title, section.line, {"text": section.text})

    return read


def _writing(file: ContentFile, section: Section, title: str) -> ParsedBlock:
    if not title and not section.text:
        raise file.error("Wat is de vraag? Zet ze in de kop of eronder.", line=section.line)
    return ParsedBlock("writing", title, section.line, {"text": section.text})


def _case_stage(file: ContentFile, section: Section, title: str) -> ParsedBlock:
    settings, text = settings_and_text(section.text, {"casus", "fase"})
    if not settings.get("casus"):
        raise file.error("Zet onder de kop 'casus: <naam in het adres>' en 'fase: 1'.", line=section.line)
    number = whole_number(file, settings.get("fase", ""), "fase", section.line, most=MOST_STAGES)
    return ParsedBlock("case_stage", title, section.line, {"text": text, "stage": number}, case=settings["casus"])


def _scale(file: ContentFile, section: Section, title: str) -> ParsedBlock:
    intro: list[str] = []
    statements: list[str] = []
    for row in section.text.split("\n"):
        match = STATEMENT.match(row)
        if match:
            statements.append(match["text"].strip())
        elif row.strip() and statements:
            statements[-1] += f" {row.strip()}"
        else:
            intro.append(row)
    if not statements:
        raise file.error("Een schaal heeft minstens één uitspraak ('- ...').", line=section.line)
    if max(map(len, statements)) > LONGEST_STATEMENT:
        raise file.error(f"Een uitspraak telt hoogstens {LONGEST_STATEMENT} tekens.", line=section.line)
    value = {"text": "\n".join(intro).strip()}
    return ParsedBlock("scale", title, section.line, value, statements=tuple(statements))


def _conversation(file: ContentFile, section: Section, title: str) -> ParsedBlock:
    try:
        parse_conversation(section.text)
    except ConversationError as error:
        raise file.error(error.reason, line=_line_of(file, section, error.line)) from None
    return ParsedBlock("conversation", title, section.line, {"script": section.text})


def _line_of(file: ContentFile, section: Section, line: int) -> int:
    """The line in the file of a line in the section's text, which begins at its first row that is not empty."""
    rows = file.body.splitlines()[section.line - file.body_line + 1 :]
    empty = next((count for count, row in enumerate(rows) if row.strip()), 0)
    return section.line + empty + line


READERS: Mapping[str, Callable[[ContentFile, Section, str], ParsedBlock]] = {
    "Tekst": _with_text("text"),
    "Schrijf": _writing,
    "Casus": _case_stage,
    "Gehoord": _with_text("heard"),
    "Schaal": _scale,
    "Praktijkopdracht": _with_text("practice_task"),
    "Gesprek": _conversation,
    "Groepsmoment": _with_text("group_moment"),
    "Doe-stap": _with_text("do_step"),
}
