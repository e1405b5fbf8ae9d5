"""Reading documents and judged questions: one JSON object per line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from search.documents import SearchDoc
from vocabulary.languages import LANGUAGES

VIEWER = "org"
KIND = "document"
DOC_KEYS = ("id", "title")
QUERY_KEYS = ("qid", "q")


class JudgedError(Exception):
    """A line that cannot be used: file, line, reason."""


@dataclass(frozen=True)
class Query:
    """A question, and which documents answer it how well."""

    id: str
    text: str
    kind: str
    language: str
    grades: Mapping[str, int]


def audience_of(token: str) -> UUID:
    """The audience that stands for this token."""
    return uuid5(NAMESPACE_URL, f"acl:{token}")


def read_docs(path: Path) -> list[SearchDoc]:
    """The documents of this file. Raises JudgedError."""
    docs: dict[str, SearchDoc] = {}
    for line, said in _lines(path):
        _need(said, DOC_KEYS, path, line)
        key = str(said["id"])
        if key in docs:
            raise JudgedError(f"{path}:{line}: document {key!r} stands twice in the file")
        docs[key] = _doc(key, said, path, line)
    return list(docs.values())


def read_queries(path: Path) -> list[Query]:
    """The questions of this file. Raises JudgedError."""
    queries: dict[str, Query] = {}
    for line, said in _lines(path):
        _need(said, QUERY_KEYS, path, line)
        key = str(said["qid"])
        if key in queries:
            raise JudgedError(f"{path}:{line}: query {key!r} stands twice in the file")
        grades = said.get("judgments") or {}
        if not isinstance(grades, dict) or not all(_is_grade(grade) for grade in grades.values()):
            raise JudgedError(f'{path}:{line}: "judgments" must map document ids to grades of 0 and up')
        queries[key] = Query(
            id=key,
            text=str(said["q"]),
            kind=str(said.get("kind") or "other"),
            language=_language(said, path, line),
            grades={str(doc): int(grade) for doc, grade in grades.items()},
        )
    return list(queries.values())


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise JudgedError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise JudgedError(f"{path}: is not UTF-8 text") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise JudgedError(f"{path}:{number}: is not JSON ({error})") from error
        if not isinstance(said, dict):
            raise JudgedError(f"{path}:{number}: is not a JSON object")
        yield number, said


def _need(said: dict[str, Any], keys: tuple[str, ...], path: Path, line: int) -> None:
    for key in keys:
        if not isinstance(said.get(key), str | int) or isinstance(said[key], bool) or str(said[key]) == "":
            raise JudgedError(f'{path}:{line}: "{key}" is missing or is no text')


def _doc(key: str, said: dict[str, Any], path: Path, line: int) -> SearchDoc:
    """Tags and theme are the summary, audience and setting the end of the text: words as good as any other."""
    named = {name: _values(said, name, path, line) for name in ("tags", "theme", "audience", "setting", "acl")}
    acl = named["acl"]
    text = said.get("text") or ""
    if not isinstance(text, str):
        raise JudgedError(f'{path}:{line}: "text" is no text')
    return SearchDoc(
        kind=KIND,
        key=key,
        language=_language(said, path, line),
        title=str(said["title"]),
        summary=_spoken([*named["tags"], *named["theme"]]),
        body=f"{text}\n{_spoken([*named['audience'], *named['setting']])}".strip(),
        url="",
        audience_id=audience_of(VIEWER if VIEWER in acl else acl[0] if acl else ""),
        concepts=(),
    )


def _values(said: dict[str, Any], name: str, path: Path, line: int) -> list[str]:
    """One text or a list of them; nothing is an empty list. Without an acl a document is for nobody."""
    value = said.get(name)
    values = [] if value in (None, "") else value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int) for one in values):
        raise JudgedError(f'{path}:{line}: "{name}" must be a text or a list of texts')
    return [str(one) for one in values]


def _spoken(values: list[str]) -> str:
    """Values as sentences, so that no phrase runs from one into the next."""
    return " . ".join(value.replace("/", " ").replace("_", " ") for value in values)


def _language(said: dict[str, Any], path: Path, line: int) -> str:
    language = said.get("lang") or "nl"
    if language not in LANGUAGES:
        raise JudgedError(f'{path}:{line}: "lang" is nl, fr or en')
    return str(language)


def _is_grade(grade: object) -> bool:
    return isinstance(grade, int | float) and not isinstance(grade, bool) and grade >= 0 and grade == int(grade)
