"""Why words that could tell who somebody is stay in a case, as its file says it (`herkenbaarheid`)."""

from typing import Any

from cases.traces.actions import found_in
from cases.traces.passages import passages
from cases.traces.standing import TraceStanding, level_of
from pages.content import ContentFile

KEY = "herkenbaarheid"


def reasons_in(file: ContentFile) -> dict[str, str]:
    """By the words that stay: the reason. Raises ContentError where one is missing."""
    given = file.fields.get(KEY) or {}
    if not isinstance(given, dict):
        raise file.error(f"'{KEY}' is een lijst van 'woorden: reden'.", key=KEY)
    for quote, reason in given.items():
        if not isinstance(reason, str) or len(reason.strip()) < 3:
            raise file.error(f"Bij '{quote}' staat geen reden waarom dit mag blijven staan.", key=KEY)
    return {str(quote): reason.strip() for quote, reason in given.items()}


def decided(
    file: ContentFile, fields: dict[str, Any], streams: dict[str, list[dict[str, Any]]], reasons: dict[str, str]
) -> TraceStanding:
    """How far this file is. Raises ContentError for the first words that are found and not decided about."""
    found = found_in(passages(fields, streams), file.language)
    for _block, quote in found:
        if quote not in reasons:
            raise file.error(
                f"'{quote}' kan iemand herkenbaar maken. Verander het, of zet de reden waarom het blijft onder '{KEY}'.",
                key=KEY if KEY in file.fields else None,
            )
    level = level_of(label for label, _digest in found.values())
    # Nobody agrees in a file: what asks for a second person goes in through the editor.
    return TraceStanding(searched=True, current=True, level=level)
