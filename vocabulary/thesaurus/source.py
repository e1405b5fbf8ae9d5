"""Reading the file, and knowing on which line each entry stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

SECTIONS = ("meta", "facets", "concepts", "language_guidance", "search")
LISTS = ("facets", "concepts", "language_guidance")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where, and why."""

    file: str
    line: int
    id: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.id, self.reason) if part)


class ThesaurusError(Exception):
    """The file cannot be loaded. Holds every problem found, in the order of the file; nothing of it was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Source:
    """A thesaurus as it stands in its file."""

    file: str
    heading: str
    data: dict[str, Any]
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    """(section, index) → line."""

    def problem(self, section: str, index: int, reason: str) -> Problem:
        """A problem with one entry, named by its id where it has one."""
        entry = self.data[section][index]
        name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        return Problem(self.file, self.lines.get((section, index), 1), name, reason)


def read(path: Path) -> Source:
    """The thesaurus in this file. Raises ThesaurusError when it is not one mapping of the five sections."""
    file = path.name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = _("het bestand is niet te lezen (%(why)s)") % {"why": error.strerror or type(error).__name__}
        raise ThesaurusError([Problem(file, 1, "", reason)]) from error
    except UnicodeDecodeError as error:
        raise ThesaurusError([Problem(file, 1, "", _("het bestand is geen UTF-8"))]) from error
    return parse(text, file=file)


def parse(text: str, *, file: str) -> Source:
    """`read` for text that is in memory already."""
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise ThesaurusError([Problem(file, 1, "", _("dit is geen thesaurus: de onderdelen ontbreken"))])
        repeated = list(_repeated_keys(root, file))
        if repeated:
            raise ThesaurusError(repeated)
        data = loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = _("geen geldige YAML: %(why)s") % {"why": error.problem or error.context or ""}
        raise ThesaurusError([Problem(file, mark.line + 1 if mark else 1, "", reason)]) from error
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        # A control character, a date that does not exist, nesting without end, a list as a key.
        raise ThesaurusError([Problem(file, 1, "", _("geen geldige YAML"))]) from error
    _check_sections(data, file)
    return Source(file, _heading(text), data, _lines(root))


def _heading(text: str) -> str:
    """The comment lines at the top."""
    lines = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        lines.append(line)
    return "".join(lines)


def _check_sections(data: dict[str, Any], file: str) -> None:
    problems = [
        Problem(file, 1, "", _("onderdeel “%(name)s” ontbreekt") % {"name": s}) for s in SECTIONS if s not in data
    ]
    problems += [
        Problem(file, 1, "", _("onbekend onderdeel “%(name)s”") % {"name": s}) for s in data if s not in SECTIONS
    ]
    for section in SECTIONS:
        expected = list if section in LISTS else dict
        if section in data and not isinstance(data[section], expected):
            problems.append(Problem(file, 1, "", _("onderdeel “%(name)s” heeft een andere vorm") % {"name": section}))
    if problems:
        raise ThesaurusError(problems)


def _lines(root: yaml.MappingNode) -> dict[tuple[str, int], int]:
    return {
        (key.value, index): entry.start_mark.line + 1
        for key, value in root.value
        if isinstance(value, yaml.SequenceNode)
        for index, entry in enumerate(value.value)
    }


def _repeated_keys(root: yaml.Node, file: str) -> "list[Problem]":
    """YAML silently keeps the last of two equal keys; here the first would be lost without a word.

    Walks with a list instead of recursion, and visits a node that is aliased many times once.
    """
    problems: list[Problem] = []
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys = set[str]()
            for key, value in node.value:
                waiting.append(value)
                name = str(key.value)
                if name in keys:
                    line = key.start_mark.line + 1
                    problems.append(Problem(file, line, "", _("“%(key)s” staat er twee keer") % {"key": name}))
                keys.add(name)
    return problems
