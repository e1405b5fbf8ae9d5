"""Which of the three languages of a text to show."""

from typing import Any

LANGUAGES = ("nl", "fr", "en")


def in_language(thing: Any, field: str, language: str | None) -> str:
    """`<field>_<language>` of this thing; Dutch, the language of the house, where that is empty or unknown."""
    code = (language or "nl").split("-")[0]
    text: str = getattr(thing, f"{field}_{code}", "") or getattr(thing, f"{field}_nl")
    return text


def language_of(thing: Any, field: str, language: str | None) -> str:
    """The language that `in_language` answers in, for the `lang` attribute around it."""
    code = (language or "nl").split("-")[0]
    return code if getattr(thing, f"{field}_{code}", "") else "nl"
