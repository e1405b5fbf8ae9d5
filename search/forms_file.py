"""zoekvormen.yaml: reading it, checking all of it, loading it. It may be loaded any number of times."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from search.changed_forms import words_of
from search.form_rules import check_form, sequence_of
from search.models import AskedAs, SearchForm
from search.outbox import mark_words
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, LanguageTip
from vocabulary.thesaurus.source import Problem


class FormsError(Exception):
    """The file cannot be loaded. Holds every problem; nothing of it was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class Row:
    """One form for one concept, as the file says it."""

    concept: str
    text: str
    language: str
    kind: AskedAs
    line: int
    tip: str = ""
    no_echo: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same row as another."""
        return self.concept, self.language, sequence_of(self.text, self.language)


@dataclass(frozen=True)
class Loaded:
    """What loading did."""

    forms: int
    concepts: int
    kept: int
    """Forms of editors, left alone."""


@dataclass
class Forms:
    """The rows of a file, and what is wrong with it."""

    file: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, name: str, reason: str) -> None:
        """Note a problem with the entry of this name."""
        self.problems.append(Problem(self.file, line, name, reason))


def read(path: Path) -> list[Row]:
    """The rows of this file. Raises FormsError with everything that is wrong with its shape."""
    forms = Forms(path.name)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        forms.wrong(1, "", _("het bestand is niet te lezen (%(why)s)") % {"why": error.strerror or "?"})
    except (yaml.YAMLError, ValueError, RecursionError):
        forms.wrong(1, "", _("geen geldige YAML"))
    else:
        _read(root, forms)
    if forms.problems:
        raise FormsError(sorted(forms.problems))
    return forms.rows


def _read(root: yaml.Node | None, forms: Forms) -> None:
    readers = {AskedAs.SAID: _said, AskedAs.ABBREVIATION: _abbreviations, AskedAs.DATED: _dated}
    if not isinstance(root, yaml.MappingNode):
        forms.wrong(1, "", _("hier hoort “gewoon”, “afkorting” en “gedateerd” te staan"))
        return
    for name, node in _pairs(root, forms):
        reader = readers.get(name)  # type: ignore[call-overload]  # a text that is no kind is simply not there
        if reader is None:
            forms.wrong(_line(node), name, _("onbekend onderdeel"))
        else:
            reader(node, forms)


def _said(node: yaml.Node, forms: Forms) -> None:
    for concept, languages in _pairs(node, forms):
        for language, texts in _pairs(languages, forms):
            if not isinstance(texts, yaml.SequenceNode):
                forms.wrong(_line(texts), concept, _("hier hoort een lijst van woorden"))
                continue
            for text in texts.value:
                forms.rows.append(Row(concept, str(text.value), language, AskedAs.SAID, _line(text)))


def _abbreviations(node: yaml.Node, forms: Forms) -> None:
    for text, entry in _pairs(node, forms):
        said = _entry(entry, text, {"begrippen", "talen"}, forms)
        for concept in said.get("begrippen", ()):
            for language in said.get("talen", ["nl"]):
                forms.rows.append(Row(str(concept), text, str(language), AskedAs.ABBREVIATION, _line(entry)))


def _dated(node: yaml.Node, forms: Forms) -> None:
    for entry in node.value if isinstance(node, yaml.SequenceNode) else ():
        said = _entry(entry, "", {"vorm", "begrippen", "tip", "herhalen", "taal"}, forms)
        echo = said.get("herhalen", "ja")
        if echo not in ("ja", "nee"):
            forms.wrong(_line(entry), str(said.get("vorm", "")), _("“herhalen” is ja of nee"))
        for concept in said.get("begrippen", ()):
            forms.rows.append(
                Row(
                    concept=str(concept),
                    text=str(said.get("vorm", "")),
                    language=str(said.get("taal", "nl")),
                    kind=AskedAs.DATED,
                    line=_line(entry),
                    tip=str(said.get("tip", "")),
                    no_echo=echo == "nee",
                )
            )


def _entry(node: yaml.Node, name: str, known: set[str], forms: Forms) -> dict[str, Any]:
    """One entry as a plain mapping; what it lacks or has too much is noted."""
    said: dict[str, Any] = {}
    for key, value in _pairs(node, forms):
        if key not in known:
            forms.wrong(_line(value), name, _("onbekende sleutel “%(key)s”") % {"key": key})
        lists = key in ("begrippen", "talen")
        if lists != isinstance(value, yaml.SequenceNode):
            forms.wrong(_line(value), name, _("“%(key)s” heeft een andere vorm") % {"key": key})
        else:
            said[key] = [one.value for one in value.value] if lists else value.value
    if not said.get("begrippen"):
        forms.wrong(_line(node), name or str(said.get("vorm", "")), _("geen “begrippen”"))
    return said


def _pairs(node: yaml.Node, forms: Forms) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values. YAML keeps the last of two equal keys without a word; here that is a problem."""
    if not isinstance(node, yaml.MappingNode):
        forms.wrong(_line(node), "", _("hier hoort een lijst met namen te staan"))
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            forms.wrong(_line(key), str(key.value), _("staat twee keer in het bestand"))
        seen.add(key.value)
        yield str(key.value), value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


@transaction.atomic
def load(rows: list[Row], file: str) -> Loaded:
    """Make the forms of the file those of the house: all of them, or none (FormsError).

    What an editor made or changed stays as it is. Forms that left the file go; forms that did not change are not
    written, so that no text is read again for them.
    """
    problems = list(_wrong(rows, file))
    if problems:
        raise FormsError(sorted(problems))
    present = {(form.concept_id, form.language, form.sequence): form for form in SearchForm.objects.all()}
    wanted = {row.key: row for row in rows}
    for key, form in present.items():
        row = wanted.get(key)
        said = (form.text, form.kind, form.tip, form.no_echo)
        if row is None or form.is_ours or said == (row.text, row.kind, row.tip, row.no_echo):
            continue
        form.text, form.kind, form.tip, form.no_echo = row.text, row.kind, row.tip, row.no_echo
        form.save()
    made = SearchForm.objects.bulk_create(_form(row) for key, row in wanted.items() if key not in present)
    mark_words(words_of(form) for form in made)
    gone = [form.pk for key, form in present.items() if key not in wanted and not form.is_ours]
    SearchForm.objects.filter(pk__in=gone).delete()
    kept = sum(1 for form in present.values() if form.is_ours)
    return Loaded(len(wanted), len({row.concept for row in rows}), kept)


def _form(row: Row) -> SearchForm:
    concept, language, sequence = row.key
    return SearchForm(
        concept_id=concept,
        language=language,
        sequence=sequence,
        text=row.text,
        kind=row.kind,
        tip=row.tip,
        no_echo=row.no_echo,
        edition=1,
    )


def _wrong(rows: list[Row], file: str) -> Iterator[Problem]:
    """Whatever of these rows cannot be loaded."""
    concepts = set(Concept.objects.in_use().values_list("pk", flat=True))
    tips = set(LanguageTip.objects.values_list("pk", flat=True))
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        if row.concept not in concepts:
            yield Problem(file, row.line, row.concept, _("dit begrip bestaat niet"))
        if row.language not in LANGUAGES:
            yield Problem(file, row.line, row.concept, _("de taal is nl, fr of en"))
            continue
        if row.tip and row.tip not in tips:
            yield Problem(file, row.line, row.tip, _("deze taaltip bestaat niet"))
        try:
            check_form(row.text, row.language)
        except ValidationError as error:
            yield Problem(file, row.line, row.concept, " ".join(error.messages))
            continue
        if row.key in seen:
            reason = _("“%(text)s” is voor ons hetzelfde als “%(other)s”") % {"text": row.text, "other": seen[row.key]}
            yield Problem(file, row.line, row.concept, reason)
        seen[row.key] = row.text
