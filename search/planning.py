"""From a question to a plan: each word a group of alternatives, and what we know about it a few words more."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.analysis.analyser import Term, key_of, term_of, terms
from search.analysis.stopwords import BY_LANGUAGE
from search.analysis.tokens import Token, lower
from search.concepts import CLOSE, FAMILY, NARROWER, Book, Match
from search.parsing import Typed
from search.tree import CONCEPTS, PARTS, Best, Constant, Leaf, Node, Sum, phrase, word, word_or_part

COVERAGE = 2.0
ANY_PART = 0.35
ANY_WORD_OF_FORM = 0.15
UNDERSTOOD = 0.1
"""What any part of a word counts for when the vocabulary knows what the whole of it means."""
OTHER_LANGUAGE = 0.8
LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True)
class Group:
    """One word of the question, or one expression of the vocabulary, with everything that counts as finding it."""

    tokens: tuple[Token, ...]
    node: Node
    keys: frozenset[str]
    """What the highlighter marks."""
    words: frozenset[str] = frozenset()
    """The keys of the words themselves, without their parts."""
    concepts: tuple[str, ...] = ()
    tips: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    """Concepts for which the word is an old or unkind one."""


@dataclass(frozen=True)
class Question:
    """A question, understood."""

    typed: Typed
    language: str
    groups: tuple[Group, ...]
    phrases: tuple[Node, ...]
    excluded: tuple[Node, ...]
    phrase_keys: frozenset[str]
    at_least: int = 1
    """So many of the groups must be found."""
    alike: Mapping[str, str] = field(default_factory=dict)
    """Per word that is right and occurs nowhere, one that nearly is it and does occur: to be offered, never put in."""

    @property
    def scored(self) -> Node | None:
        """The groups together; a text that holds more of them stands above one that holds one of them often.

        Each group that is found adds the same to the score. Writing "two of them, three of them" out would say it as
        well, and have an engine walk every group once more for each.
        """
        if self.wanted is None or len(self.groups) == 1:
            return self.wanted
        found = tuple(Sum((group.node, Constant(group.node, COVERAGE))) for group in self.groups)
        return Sum(found, at_least=self.at_least)

    @property
    def wanted(self) -> Node | None:
        """What must be found, without what it is worth to find more of it."""
        return Sum(tuple(group.node for group in self.groups), at_least=self.at_least) if self.groups else None

    @property
    def half(self) -> int:
        """Half of the groups, from three groups on: who types a sentence does not ask for every text with one word."""
        return (len(self.groups) + 1) // 2 if len(self.groups) > 2 else 1

    @property
    def keys(self) -> frozenset[str]:
        """Every key that is worth marking in a text."""
        return self.phrase_keys.union(*(group.keys for group in self.groups))

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that the words were understood as."""
        return tuple(dict.fromkeys(concept for group in self.groups for concept in group.concepts))

    @property
    def tips(self) -> frozenset[str]:
        """What the language guide has to say about the words."""
        return frozenset().union(*(group.tips for group in self.groups))


def understand(
    typed: Typed, language: str, book: Book, concepts: Sequence[str] = (), *, literally: bool = False
) -> Question:
    """The question with its alternatives. `concepts` are asked for by id: links from words we do not repeat.

    Literally: the words themselves in any of their forms, no compounds, no concepts, no other language.
    """
    if literally:
        groups = [group for token in typed.tokens if (group := _literal(token, language))]
    else:
        groups = list(_groups(typed.tokens, _matches(typed.words, language, book), language, book))
    groups += [
        Group((), _concept_node([(concept, 1.0)], book), frozenset(), concepts=(concept,)) for concept in concepts
    ]
    return Question(
        typed=typed,
        language=language,
        groups=tuple(groups),
        phrases=tuple(node for text in typed.phrases if (node := _phrase(text, language))),
        excluded=(
            *(word_or_part(term.key) for text in typed.excluded for term in terms(text, language)),
            *(node for text in typed.excluded_phrases if (node := _phrase(text, language))),
        ),
        phrase_keys=frozenset(term.key for text in typed.phrases for term in terms(text, language)),
    )


def widened(question: Question, book: Book) -> Question:
    """The same question with, for each plain word, the concepts that have it in their name.

    For who reads in a language in which little is written: the concepts stand on the texts in every language.
    """
    return replace(question, groups=tuple(_widened(group, question.language, book) for group in question.groups))


def _widened(group: Group, language: str, book: Book) -> Group:
    if group.concepts or len(group.tokens) != 1:
        return group
    around = book.around(group.tokens[0], language)
    if not around:
        return group
    concepts = tuple(concept for concept, _weight in around)
    return replace(group, node=Best((group.node, _concept_node(around, book))), concepts=concepts)


def word_group(token: Token, language: str, any_part: float = ANY_PART) -> Group | None:
    """One word with its alternatives; nothing for a stop word."""
    if lower(token.text) in BY_LANGUAGE.get(language, frozenset()):
        return None
    term = term_of(token, language, 0)
    own = frozenset(key_of(token, code) for code in LANGUAGES) - {""}
    return Group((token,), _word_node(token, term, language, any_part), own.union(term.parts), frozenset({term.key}))


def _literal(token: Token, language: str) -> Group | None:
    group = word_group(token, language)
    key = key_of(token, language)
    return group and replace(group, node=word(key), keys=frozenset({key}))


def corrected(group: Group, typed: tuple[Token, ...], weight: float) -> Group:
    """The group of what was probably meant, standing in for what was typed and occurs nowhere."""
    return replace(group, tokens=typed, node=Sum((group.node,), boost=weight))


def _matches(text: str, language: str, book: Book) -> list[Match]:
    """Expressions of the vocabulary, in the reader's language first, in the others where those leave room."""
    taken: dict[int, Match] = {}
    for code in (language, *(other for other in LANGUAGES if other != language)):
        for match in book.find(text, code):
            span = range(match.start, match.start + match.length)
            if not any(place in taken for place in span):
                taken |= dict.fromkeys(span, match)
    return list(dict.fromkeys(taken[place] for place in sorted(taken)))


def _groups(tokens: list[Token], matches: list[Match], language: str, book: Book) -> Iterator[Group]:
    starting = {match.start: match for match in matches}
    place = 0
    while place < len(tokens):
        match = starting.get(place)
        if match is None:
            group = word_group(tokens[place], language)
            if group is not None:
                yield group
            place += 1
        else:
            yield _match_group(tokens[place : place + match.length], match, language, book)
            place += match.length


def _match_group(tokens: list[Token], match: Match, language: str, book: Book) -> Group:
    any_part = UNDERSTOOD if match.concepts else ANY_PART
    singles = [group for token in tokens if (group := word_group(token, language, any_part))]
    meant = _concept_node(match.concepts, book, family=not any(book.meanings(token.text) for token in tokens))
    nodes = tuple(group.node for group in singles)
    if len(nodes) > 1:
        nodes = (Sum(nodes, at_least=len(nodes)), Sum(nodes, boost=ANY_WORD_OF_FORM))
    return Group(
        tokens=tuple(tokens),
        node=Best((*nodes, meant)) if match.concepts else Best(nodes),
        keys=frozenset().union(*(group.keys for group in singles)),
        words=frozenset().union(*(group.words for group in singles)),
        concepts=tuple(concept for concept, _weight in match.concepts),
        tips=match.tips,
        dated=match.dated,
    )


def _concept_node(concepts: Sequence[tuple[str, float]], book: Book, *, family: bool = True) -> Node:
    """The concepts, with what is narrower and what is nearly the same elsewhere for less, and their family for least.

    Who types an abbreviation means that very service, and no other of its family.
    """
    leaves: list[Node] = []
    for concept, weight in concepts:
        leaves.append(Leaf(CONCEPTS, concept, weight))
        leaves += [Leaf(CONCEPTS, other, weight * NARROWER) for other in book.narrower.get(concept, ())]
        leaves += [Leaf(CONCEPTS, other, weight * CLOSE) for other in book.close.get(concept, ())]
        leaves += [Leaf(CONCEPTS, other, weight * FAMILY) for other in (book.family(concept) if family else ())]
    return Best(tuple(leaves))


def _word_node(token: Token, term: Term, language: str, any_part: float) -> Node:
    found: list[Node] = [word(term.key), Leaf(PARTS, term.key)]
    if term.parts:
        parts = tuple(word_or_part(part) for part in term.parts)
        found.append(Sum(parts, at_least=len(parts), boost=1 / math.sqrt(len(parts))))
        found.append(Sum(parts, boost=any_part))
    others = {key_of(token, code) for code in LANGUAGES if code != language} - {term.key}
    found += [Sum((word(key),), boost=OTHER_LANGUAGE) for key in sorted(others) if key]
    return Best(tuple(found))


def _phrase(text: str, language: str) -> Node | None:
    keys = tuple((term.position, term.key) for term in terms(text, language))
    return phrase(keys) if keys else None
