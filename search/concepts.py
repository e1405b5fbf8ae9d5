"""The vocabulary as search sees it: which words mean which concepts, in three languages at once.

Read from the database once per process and edition of the thesaurus; one small query per request asks whether
there is a newer one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count, Max

from search.analysis.analyser import key_of, keys
from search.analysis.stopwords import BY_LANGUAGE
from search.analysis.tokens import Token, lower, tokenise
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, ConceptForm, ConceptLink, LanguageTip, LinkKind
from vocabulary.queries import silence
from vocabulary.silence import Silence

WEIGHTS = {"pref": 1.0, "alt": 0.9, "hidden": 0.7}
REDIRECT, NARROWER, CLOSE = 0.7, 0.5, 0.4
INSIDE = 0.5
"""What a concept weighs of whose name the word is only a part."""
LONGEST_FORM = 8


@dataclass(slots=True)
class Entry:
    """What one form means: concepts with their weight, and tips about the form itself."""

    concepts: dict[str, float] = field(default_factory=dict)
    tips: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text: from which word, how many words on."""

    start: int
    length: int
    concepts: tuple[tuple[str, float], ...]
    tips: frozenset[str]


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
    inside: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Per language, the concepts that have a word somewhere in a name of several words."""

    def knows(self, concept: str) -> bool:
        """Whether there is a concept with this id."""
        return concept in self.known

    def find(self, text: str, language: str) -> Iterator[Match]:
        """The forms in a text, the longest first, none overlapping."""
        tokens = list(tokenise(text))
        yield from self._walk([_key_or_none(token, language) for token in tokens], language)

    def with_broader(self, concept: str) -> tuple[str, ...]:
        """The concept and everything above it."""
        return (concept, *self.broader.get(concept, ()))

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
        forms = self.forms.get(language, {})
        start = 0
        while start < len(wanted):
            found = self._at(wanted, start, forms)
            if found is None:
                start += 1
            else:
                yield found
                start += found.length

    @staticmethod
    def _at(wanted: Sequence[str | None], start: int, forms: dict[tuple[str, ...], Entry]) -> Match | None:
        if wanted[start] is None:
            return None
        for length in range(min(LONGEST_FORM, len(wanted) - start), 0, -1):
            entry = forms.get(tuple(key for key in wanted[start : start + length] if key is not None))
            if entry is not None and wanted[start + length - 1] is not None:
                return Match(start, length, tuple(entry.concepts.items()), frozenset(entry.tips))
        return None


def book() -> Book:
    """The vocabulary of this moment."""
    asked = ConceptForm.objects.aggregate(count=Count("pk"), last=Max("pk"))
    return _book(f"{asked['count']}-{asked['last']}")


def _key_or_none(token: Token, language: str) -> str | None:
    return None if lower(token.text) in BY_LANGUAGE.get(language, frozenset()) else key_of(token, language)


def _squeezed(word: str) -> str:
    """Repeated letters as one: OOC and OOOC are easily taken for each other."""
    return "".join(letter for place, letter in enumerate(word) if not place or letter != word[place - 1])


@lru_cache(maxsize=2)
def _book(edition: str) -> Book:
    forms: dict[str, dict[tuple[str, ...], Entry]] = {code: {} for code in LANGUAGES}
    acronyms: dict[str, set[str]] = defaultdict(set)
    for concept, language, kind, text in ConceptForm.objects.values_list("concept_id", "language", "kind", "text"):
        bare = text.partition("(")[0].strip() or text
        _add(forms, language, bare, concept, WEIGHTS.get(kind, 0.7))
        if bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 5:
            acronyms[bare].add(concept)
    for tip in LanguageTip.objects.prefetch_related("redirects"):
        targets = [redirect.concept_id for redirect in tip.redirects.all()]
        for match in tip.matches:
            entry = _add(forms, "nl", match, None, 0)
            if entry is None:
                continue
            if "search" in tip.surface:
                entry.tips.add(tip.pk)
            for target in targets:
                entry.concepts.setdefault(target, REDIRECT)
    above, below = _hierarchy()
    return Book(
        forms=forms,
        broader=above,
        narrower=below,
        close=_close(),
        acronyms={text: frozenset(found) for text, found in acronyms.items()},
        silence=silence(),
        known=frozenset(Concept.objects.in_use().values_list("pk", flat=True)),
        edition=edition,
        inside={language: _inside(found) for language, found in forms.items()},
    )


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


def _hierarchy() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    parents = dict(Concept.objects.filter(broader__isnull=False).values_list("pk", "broader_id"))
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


def _close() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    links = ConceptLink.objects.filter(kind=LinkKind.CLOSE_MATCH).values_list("source_id", "target_id")
    for source, target in links:
        found[source].append(target)
    return {source: tuple(targets) for source, targets in found.items()}
