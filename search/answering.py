"""From a question to hits, on any engine: understood, corrected, asked. The page and the evaluation both go this way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from search.analysis.dutch import is_word
from search.analysis.tokens import Token, fold, lower
from search.concepts import Book
from search.engines.base import Engine, Hits, Plan, Viewer
from search.parsing import Typed
from search.planning import Group, Question, corrected, understand, widened, word_group
from search.spelling import MOST_CANDIDATES, nearest

FEW, ENOUGH = 3, 10


@dataclass(frozen=True)
class Answer:
    """What a question came to."""

    question: Question
    plan: Plan
    hits: Hits
    corrections: Mapping[str, str]
    """Per word that occurs nowhere, the word we asked for instead."""


@dataclass(frozen=True)
class Asking:
    """Who asks, in which language, with which vocabulary, of which engine."""

    engine: Engine
    book: Book
    viewer: Viewer
    language: str

    def understand(
        self, typed: Typed, concepts: Sequence[str] = (), *, literally: bool = False
    ) -> tuple[Question, dict[str, str]]:
        """The question, and what stands in for words that occur in nothing this viewer may see.

        A word that the dictionary knows is no slip, though nothing is written with it: another is offered, not put in.
        """
        question = understand(typed, self.language, self.book, concepts, literally=literally)
        near = {} if literally else self._near(question)
        slips = {token: meant for token, meant in near.items() if not is_word(lower(token.text))}
        alike = {token.text: word for token, (word, _worth) in near.items() if token not in slips}
        if not slips:
            return replace(question, alike=alike), {}
        meant = " ".join(slips[token][0] if token in slips else token.text for token in typed.tokens)
        # Understood anew, so that a corrected word finds what the right word finds: its concepts, and expressions.
        right = replace(typed, words=meant)
        again = understand(right, self.language, self.book, concepts)
        typed_at = dict(zip(right.tokens, typed.tokens, strict=True))
        groups = tuple(_as_typed(group, typed_at, slips) for group in again.groups)
        corrections = {token.text: word for token, (word, _worth) in slips.items()}
        return replace(again, typed=typed, groups=groups, alike=alike), corrections

    def answer(
        self, question: Question, plan: Plan, corrections: Mapping[str, str], *, literally: bool = False
    ) -> Answer:
        """The hits of this question within this plan; `plan` says filters and page. Raises IndexMissing.

        Of three words or more, half must be found, unless that leaves less than a page. Who reads in a language in
        which little is written gets the concepts that have the word in their name, too.
        """
        question = replace(question, at_least=question.half)
        hits = self.engine.search(plan := _asking(question, plan), self.viewer)
        if question.at_least > 1 and hits.total < ENOUGH:
            question = replace(question, at_least=1)
            hits = self.engine.search(plan := _asking(question, plan), self.viewer)
        may_widen = self.language != settings.LANGUAGE_CODE and not literally
        if may_widen and hits.total < FEW:
            question = widened(question, self.book)
            plan = _asking(question, plan)
            hits = self.engine.search(plan, self.viewer)
        return Answer(question, plan, hits, corrections)

    def _may_be_a_slip(self, group: Group) -> bool:
        """One plain word that is no abbreviation, nor in another language than Dutch a word of the vocabulary."""
        if len(group.tokens) != 1 or group.concepts or group.tokens[0].is_acronym:
            return False
        foreign = self.language != settings.LANGUAGE_CODE
        return not (foreign and self.book.around(group.tokens[0], self.language))

    def _near(self, question: Question) -> dict[Token, tuple[str, float]]:
        """The words of a question that occur nowhere, with the word nearest to each and what finding it is worth."""
        found = {}
        for group in question.groups:
            near = self._meant(group) if self._may_be_a_slip(group) else None
            if near is not None:
                found[group.tokens[0]] = near
        return found

    def _meant(self, group: Group) -> tuple[str, float] | None:
        """The word nearest to one that no text has: of those that are written, or that the vocabulary knows."""
        if self.engine.finds(Plan(scored=group.node), self.viewer):
            return None
        typed = fold(lower(group.tokens[0].text))
        ours = self.book.words_like(typed, self.language)
        if typed in ours:
            return None  # a word we know; there is only nothing about it yet
        written = self.engine.words(typed[:1], self.viewer, MOST_CANDIDATES)
        near = nearest(typed, [*written, *((word, 0) for word in ours)])
        may_say = near is not None and self.book.silence.allows(near[0]) and word_group(_only(near[0]), self.language)
        return near if may_say else None


def _only(word: str) -> Token:
    return Token(word, 0, len(word))


def _as_typed(group: Group, typed_at: Mapping[Token, Token], slips: Mapping[Token, tuple[str, float]]) -> Group:
    """The group with the words as they were typed; with a corrected word in it, worth less."""
    tokens = tuple(typed_at[token] for token in group.tokens)
    worth = [slips[token][1] for token in tokens if token in slips]
    return corrected(group, tokens, min(worth)) if worth else replace(group, tokens=tokens)


def _asking(question: Question, plan: Plan) -> Plan:
    return replace(plan, scored=question.scored, required=question.phrases, excluded=question.excluded)
