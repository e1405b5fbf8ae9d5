"""Is every entry made of the right keys with the right kinds of values? What `relations` may then rely on."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from vocabulary.languages import LANGUAGES
from vocabulary.models import TipStatus
from vocabulary.thesaurus.source import LISTS, Problem, Source

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\x00" not in value


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(_text(item) for item in value)


def _any_text(value: Any) -> bool:
    return isinstance(value, str)


def _labels(value: Any) -> bool:
    return isinstance(value, dict) and all(_text(text) and language in LANGUAGES for language, text in value.items())


def _forms(value: Any) -> bool:
    return isinstance(value, dict) and all(_texts(words) and language in LANGUAGES for language, words in value.items())


def _bool(value: Any) -> bool:
    return isinstance(value, bool)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100


def _status(value: Any) -> bool:
    return value in TipStatus.values


REQUIRED: dict[str, dict[str, Check]] = {
    "facets": {"id": _text, "prefLabel": _labels, "appliesTo": _texts, "maxTags": _count, "guidance": _any_text},
    "concepts": {"id": _text, "facet": _text, "prefLabel": _labels},
    "language_guidance": {
        "id": _text, "term": _text, "matches": _texts, "status": _status, "alternatives": _texts,
        "note": _any_text, "fr": _any_text, "en": _any_text, "redirect": _texts, "surface": _texts,
    },
}  # fmt: skip
OPTIONAL: dict[str, dict[str, Check]] = {
    "facets": {"scopeNote": _labels},
    "concepts": {
        "altLabel": _forms, "hiddenLabel": _forms, "narrower": _texts, "broader": _text, "related": _texts,
        "closeMatch": _texts, "region": _texts, "scopeNote": _labels, "suggestContentNote": _texts,
        "deprecated": _bool, "replacedBy": _text, "changeNote": _text,
    },
    "language_guidance": {"noEcho": _bool},
}  # fmt: skip
LONGEST_ID = {"facets": 12, "concepts": 80, "language_guidance": 80}
"""As long as the columns of vocabulary.models; a test holds the two together."""
LONGEST_WORD = 160


def problems_of_shape(source: Source) -> list[Problem]:
    """Everything that is wrong with single entries. Empty means that every key exists and has its kind of value."""
    return [
        source.problem(section, index, reason)
        for section in LISTS
        for index, entry in enumerate(source.data[section])
        for reason in _reasons(section, entry)
    ]


def _reasons(section: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield _("dit is geen lijst van sleutels en waarden")
        return
    known = REQUIRED[section] | OPTIONAL[section]
    for key in REQUIRED[section]:
        if key not in entry:
            yield _("sleutel “%(key)s” ontbreekt") % {"key": key}
    for key, value in entry.items():
        if key not in known:
            yield _("onbekende sleutel “%(key)s”") % {"key": key}
        elif not known[key](value):
            yield _("de waarde van “%(key)s” heeft een andere vorm dan verwacht") % {"key": key}
        elif key in {"prefLabel", "altLabel", "hiddenLabel"} and _too_long(value):
            yield _("een woord in “%(key)s” is langer dan %(max)s tekens") % {"key": key, "max": LONGEST_WORD}
    labels = entry.get("prefLabel")
    if isinstance(labels, dict):
        for language in LANGUAGES:
            if language not in labels:
                yield _("geen label in het %(language)s") % {"language": language}
    if len(str(entry.get("id", ""))) > LONGEST_ID[section]:
        yield _("het id is langer dan %(max)s tekens") % {"max": LONGEST_ID[section]}


def _too_long(value: dict[str, Any]) -> bool:
    words = [w for item in value.values() for w in (item if isinstance(item, list) else [item])]
    return any(len(word) > LONGEST_WORD for word in words)
