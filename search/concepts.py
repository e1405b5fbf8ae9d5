"""The vocabulary as search sees it: which words mean which concepts, in three languages at once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.analysis.analyser import as_typed, keys, read_word
from search.analysis.tokens import Token, tokenise
from search.form_rules import LONGEST_FORM
from vocabulary.folding import fold
from vocabulary.languages import LANGUAGES
from vocabulary.silence import Silence

WEIGHTS = {"pref": 1.0, "alt": 0.9, "hidden": 0.7, "afkorting": 0.9, "gewoon": 0.8, "gedateerd": 0.7}
"""What a word is worth for finding its concept: its names, then what people type for it."""
REDIRECT, NARROWER, CLOSE, FAMILY = 0.7, 0.5, 0.4, 0.25
_ASIDE = re.compile(r"\([^()]*\)?")
INSIDE = 0.5
"""What a concept weighs of whose name the word is only a part."""


@dataclass(slots=True)
class Entry:
    """What one form means: concepts with their weight, and tips about the form itself."""

    concepts: dict[str, float] = field(default_factory=dict)
    tips: set[str] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)
    """Concepts that this form is an old or unkind word for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text: from which word, how many words on."""

    start: int
    length: int
    concepts: tuple[tuple[str, float], ...]
    tips: frozenset[str]
    dated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Book:
    """Every form of every concept, ready to be looked up."""

    forms: dict[str, dict[tuple[str, ...], Entry]]
    broader: dict[str, tuple[str, ...]]
    narrower: dict[str, tuple[str, ...]]
    close: dict[str, tuple[str, ...]]
    acronyms: dict[str, frozenset[str]]
    silence: Silence
    """Words that are never repeated on a page."""
    known: frozenset[str]
    edition: str
    """Of the thesaurus, and after a slash of the search forms."""
    inside: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Per language, the concepts that have a word somewhere in a name of several words."""

    typed: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Per language and first letter, the words that names and forms are made of, as people type them."""
    tops: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per facet its widest concepts, in the order of the thesaurus."""

    @property
    def thesaurus(self) -> str:
        """The edition of the thesaurus alone."""
        return self.edition.partition("/")[0]

    def words_like(self, word: str, language: str) -> tuple[str, ...]:
        """The words of the vocabulary that begin with the same letter; none of an old or unkind name."""
        return self.typed.get(language, {}).get(word[:1], ())

    @cached_property
    def _begin(self) -> dict[str, dict[str, int]]:
        """Per language, the keys with which a form begins, and how long the longest is: most words begin none."""
        begin: dict[str, dict[str, int]] = {}
        for language, found in self.forms.items():
            longest = begin.setdefault(language, {})
            for sequence in found:
                longest[sequence[0]] = max(len(sequence), longest.get(sequence[0], 0))
        return begin

    def knows(self, concept: str) -> bool:
        """Whether there is a concept with this id."""
        return concept in self.known

    def find(self, text: str, language: str) -> Iterator[Match]:
        """The forms in a text, the longest first, none overlapping."""
        return self.find_in([_key_or_none(token, language) for token in tokenise(text)], language)

    def find_in(self, keys: Sequence[str | None], language: str) -> Iterator[Match]:
        """The same in a text that was read: the keys of its words, none for a stop word."""
        return self._walk(keys, language)

    def with_broader(self, concept: str) -> tuple[str, ...]:
        """The concept and everything above it."""
        return (concept, *self.broader.get(concept, ()))

    def family(self, concept: str) -> tuple[str, ...]:
        """What stands directly above it and beside it: better than nothing, where there is nothing about it yet."""
        above = self.broader.get(concept, ())[:1]
        beside = (other for one in above for other in self.narrower.get(one, ()) if other != concept)
        return (*above, *beside)

    def around(self, token: Token, language: str) -> tuple[tuple[str, float], ...]:
        """The concepts that have this word in their name: "deuil" in "Soutenir dans le deuil"."""
        key = _key_or_none(token, language)
        found = self.inside.get(language, {}).get(key, frozenset()) if key else frozenset()
        return tuple((concept, INSIDE) for concept in sorted(found))

    def meanings(self, token: str) -> frozenset[str]:
        """The concepts an abbreviation may stand for, those that differ by a repeated letter included (OOC, OOOC)."""
        exact = self.acronyms.get(token.upper(), frozenset())
        if not exact:
            return frozenset()
        alike = (found for other, found in self.acronyms.items() if _squeezed(other) == _squeezed(token.upper()))
        return exact.union(*alike)

    def _walk(self, wanted: Sequence[str | None], language: str) -> Iterator[Match]:
        forms, begin = self.forms.get(language, {}), self._begin.get(language, {})
        start = 0
        while start < len(wanted):
            most = begin.get(wanted[start] or "", 0)
            found = self._at(wanted, start, forms, most) if most else None
            if found is None:
                start += 1
            else:
                yield found
                start += found.length

    @staticmethod
    def _at(wanted: Sequence[str | None], start: int, forms: dict[tuple[str, ...], Entry], most: int) -> Match | None:
        """The longest form that begins here; stop words may stand inside it, and none ends it."""
        read: tuple[str, ...] = ()
        found: tuple[int, Entry] | None = None
        for length, key in enumerate(wanted[start : start + LONGEST_FORM], start=1):
            if key is None:
                continue
            read = (*read, key)
            if len(read) > most:
                break
            entry = forms.get(read)
            if entry is not None:
                found = length, entry
        if found is None:
            return None
        length, entry = found
        return Match(start, length, tuple(entry.concepts.items()), frozenset(entry.tips), frozenset(entry.dated))


@dataclass(frozen=True)
class Name:
    """A word for a concept. `kind` is one of WEIGHTS."""

    concept: str
    language: str
    kind: str
    text: str
    tip: str = ""
    no_echo: bool = False


@dataclass(frozen=True)
class Advice:
    """What the language guide says about some words, and where it leads."""

    id: str
    words: tuple[str, ...]
    concepts: tuple[str, ...]
    in_search: bool


@dataclass(frozen=True)
class Vocabulary:
    """Everything a book is made of, wherever it was read."""

    names: Sequence[Name]
    advice: Sequence[Advice]
    parents: Mapping[str, str]
    close: Sequence[tuple[str, str]]
    known: Sequence[str]
    """Every concept in use, in the order of the thesaurus."""
    silence: Silence
    edition: str


def book_of(words: Vocabulary) -> Book:
    """The book of this vocabulary."""
    forms: dict[str, dict[tuple[str, ...], Entry]] = {code: {} for code in LANGUAGES}
    acronyms: dict[str, set[str]] = defaultdict(set)
    for name in words.names:
        bare = without_aside(name.text)
        entry = _add(forms, name.language, bare, name.concept, WEIGHTS.get(name.kind, 0.7))
        if entry is not None and name.kind == "gedateerd":
            entry.tips |= {name.tip} - {""}
            entry.dated |= set() if name.tip else {name.concept}
        if bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 5:
            acronyms[bare].add(name.concept)
    for advice in words.advice:
        for word in advice.words:
            entry = _add(forms, "nl", word, None, 0)
            if entry is None:
                continue
            if advice.in_search:
                entry.tips.add(advice.id)
            for target in advice.concepts:
                entry.concepts.setdefault(target, REDIRECT)
    above, below = _hierarchy(words.parents)
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in words.close:
        near[source].append(target)
    quiet = {fold(name.text) for name in words.names if name.no_echo}
    return Book(
        forms=forms,
        broader=above,
        narrower=below,
        close={source: tuple(targets) for source, targets in near.items()},
        acronyms={text: frozenset(found) for text, found in acronyms.items()},
        silence=Silence(words.silence.words | quiet),
        known=frozenset(words.known),
        edition=words.edition,
        inside={language: _inside(found) for language, found in forms.items()},
        typed=_typed(words.names),
        tops=_tops(words),
    )


def _tops(words: Vocabulary) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for concept in words.known:
        if concept not in words.parents:
            found[concept.partition(".")[0]].append(concept)
    return {facet: tuple(concepts) for facet, concepts in found.items()}


def _typed(names: Sequence[Name]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in names:
        if name.kind not in ("hidden", "gedateerd") and not name.no_echo:
            for token in tokenise(without_aside(name.text)):
                word = as_typed(token.text)
                if word and not token.is_acronym:
                    found[name.language][word[0]].add(word)
    return {
        language: {letter: tuple(sorted(words)) for letter, words in letters.items()}
        for language, letters in found.items()
    }


def without_aside(name: str) -> str:
    """A name without what stands in brackets: "Gezin (herkomst)" is asked for as "gezin"."""
    return " ".join(_ASIDE.sub(" ", name).split()) or name


def _key_or_none(token: Token, language: str) -> str | None:
    word = read_word(token.text, language)
    return None if word is None else word.key


def _squeezed(word: str) -> str:
    """Repeated letters as one: OOC and OOOC are easily taken for each other."""
    return "".join(letter for place, letter in enumerate(word) if not place or letter != word[place - 1])


def _inside(forms: dict[tuple[str, ...], Entry]) -> dict[str, frozenset[str]]:
    """Names that are shown, never the hidden ones: what they led to is said on the page."""
    found: dict[str, set[str]] = defaultdict(set)
    for sequence, entry in forms.items():
        shown = {concept for concept, weight in entry.concepts.items() if weight >= WEIGHTS["alt"]}
        if len(sequence) > 1:
            for key in sequence:
                found[key] |= shown
    return {key: frozenset(concepts) for key, concepts in found.items() if concepts}


def _add(
    forms: dict[str, dict[tuple[str, ...], Entry]], language: str, text: str, concept: str | None, weight: float
) -> Entry | None:
    sequence = keys(text, language)[:LONGEST_FORM]
    if not sequence:
        return None
    entry = forms.setdefault(language, {}).setdefault(sequence, Entry())
    if concept is not None:
        entry.concepts[concept] = max(weight, entry.concepts.get(concept, 0))
    return entry


def _hierarchy(parents: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    above: dict[str, tuple[str, ...]] = {}
    below: dict[str, list[str]] = defaultdict(list)
    for child, parent in parents.items():
        below[parent].append(child)
        chain: list[str] = []
        step: str | None = parent
        while step is not None and step not in chain:
            chain.append(step)
            step = parents.get(step)
        above[child] = tuple(chain)
    return above, {parent: tuple(children) for parent, children in below.items()}
