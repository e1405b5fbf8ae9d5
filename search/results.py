"""One search from question to page: understood, asked, authorised, marked."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import User
from search.answering import Asking
from search.asking import Address, Asked
from search.authorise import authorise, viewer_of
from search.concepts import Book
from search.documents import SearchDoc
from search.engines import engine
from search.engines.base import Plan
from search.facets import KIND, facet
from search.highlight import highlight
from search.narrowing import Narrowing, concepts_to_name, narrowing
from search.planning import Group, Question
from search.reading import book
from search.reasons import Reason, reasons
from search.sources import source_of
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, LanguageTip

PAGE_SIZE = 10
MOST_UNDERSTOOD = 3
IN_LANGUAGE: dict[str, str | Promise] = {
    "nl": _("in het Nederlands"),
    "fr": _("in het Frans"),
    "en": _("in het Engels"),
}


@dataclass(frozen=True)
class Result:
    """A document as the page shows it."""

    doc: SearchDoc
    kind: str
    title: SafeString
    excerpt: SafeString
    in_language: str | Promise = ""
    """Which language it is in, where that is not the reader's."""
    reasons: list[Reason] = field(default_factory=list)
    """What led to it, for words that do not stand in it."""


@dataclass(frozen=True)
class Meaning:
    """One of the things an abbreviation may stand for."""

    concept: Concept
    url: str


@dataclass(frozen=True)
class Offer:
    """A word that occurs nowhere, one that does and looks like it, and the same question with that."""

    typed: str
    meant: str
    url: str


@dataclass(frozen=True)
class Found:
    """Everything the result page shows."""

    address: Address
    results: list[Result]
    total: int
    page: int
    narrowing: Narrowing
    is_silenced: bool = False
    """The question held a word that we do not repeat; `address.words` is what remains of it."""
    tips: list[LanguageTip] = field(default_factory=list)
    renamed: list[Concept] = field(default_factory=list)
    """What we call it, for old or unkind words about which the language guide says nothing."""
    understood: list[Concept] = field(default_factory=list)
    meanings: dict[str, list[Meaning]] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)

    @property
    def is_elsewhere(self) -> bool:
        """Whether everything on this page is in another language than the reader's."""
        return bool(self.results) and all(result.in_language for result in self.results)

    @property
    def plain_url(self) -> str:
        """The same question without any filter."""
        return replace(self.address, filters={}).url()

    @property
    def literal_url(self) -> str:
        """The same question for the words themselves."""
        return replace(self.address, literally=True).url()

    @property
    def loose_url(self) -> str:
        """The same question with everything that is close to the words."""
        return replace(self.address, literally=False).url()

    @property
    def is_sortable(self) -> bool:
        """Whether there is anything to fit; what is only narrowed stands newest first as it is."""
        return self.total > 1 and bool(self.address.words or self.address.concepts)

    @property
    def best_url(self) -> str:
        """The same question, what fits best first."""
        return replace(self.address, newest=False).url()

    @property
    def newest_url(self) -> str:
        """The same question, the newest first."""
        return replace(self.address, newest=True).url()

    @property
    def previous_url(self) -> str:
        """The page before this one."""
        return self.address.url(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after this one."""
        return self.address.url(page=self.page + 1) if self.page * PAGE_SIZE < self.total else ""


def find(asked: Asked, user: User | AnonymousUser, language: str) -> Found:
    """Answer a question for this person. Raises IndexMissing.

    Nothing about the question is kept or logged. At most: the audiences, the vocabulary's edition, its silent
    words, one query per kind of hit, tips, and the labels of concepts.
    """
    words = book()
    asking = Asking(engine(), words, viewer_of(user), language)
    concepts = tuple(one for one in asked.concepts if words.knows(one))
    question, corrections = asking.understand(asked.typed, concepts, literally=asked.literally)
    address = address_of(asked, question, words)
    page = Plan(filters=address.filters, offset=(asked.page - 1) * PAGE_SIZE, limit=PAGE_SIZE, newest=address.newest)
    answer = asking.answer(question, page, corrections, literally=asked.literally)
    question, hits = answer.question, answer.hits
    counts = asking.engine.facets(answer.plan, asking.viewer, hits.total)
    labels = _labels(question, counts, address, words)
    slips = {typed: meant for typed, meant in corrections.items() if words.silence.allows(typed)}
    return Found(
        address=address,
        results=[
            _result(one.doc, question, reasons(one.doc, question, words, labels, slips))
            for one in authorise(hits.hits, user)
        ],
        total=hits.total,
        page=asked.page,
        narrowing=narrowing(counts, address, labels, words),
        is_silenced=address.words != asked.typed.text,
        tips=_tips(question),
        renamed=_renamed(question, labels),
        understood=[labels[concept] for concept in question.concepts[:MOST_UNDERSTOOD] if concept in labels],
        meanings=_meanings(question, address, labels, words),
        corrections=slips,
        offers=list(_offers(question, address, words)),
    )


def address_of(asked: Asked, question: Question, words: Book) -> Address:
    """How to write this search down. Words that are not repeated give way to the concepts they led to."""
    filters = {name: known for name, values in asked.filters.items() if (known := _known(name, values, words))}
    if words.silence.allows(asked.typed.text):
        return Address(asked.typed.text, asked.concepts, filters, asked.literally, asked.newest)
    spoken = [token.text for group in question.groups for token in group.tokens if _may_say(group, words)]
    silent = [concept for group in question.groups if not _may_say(group, words) for concept in group.concepts]
    kept = " ".join(spoken)
    if not words.silence.allows(kept):
        kept = ""
    return Address(kept, tuple(dict.fromkeys([*asked.concepts, *silent])), filters, newest=asked.newest)


def _known(name: str, values: tuple[str, ...], words: Book) -> tuple[str, ...]:
    """The values that exist; a filter that nobody can see or take away would only hide results."""
    if name == KIND:
        return tuple(value for value in values if source_of(value))
    asked = facet(name)
    if asked is None:
        return ()
    return tuple(value for value in values if (words.knows(value) if asked.of_concepts else value in asked.values))


def _may_say(group: Group, words: Book) -> bool:
    return words.silence.allows(" ".join(token.text for token in group.tokens))


def _labels(question: Question, counts: dict[str, dict[str, int]], address: Address, words: Book) -> dict[str, Concept]:
    """Every concept the page names, in one query."""
    wanted = concepts_to_name(counts, address, words) | set(question.concepts)
    for group in question.groups:
        for token in group.tokens:
            wanted |= words.meanings(token.text)
    unread = [f"note_{code}" for code in LANGUAGES if code not in {"nl", get_language()}]
    return Concept.objects.in_use().defer(*unread, "change_note").in_bulk(wanted)


def _offers(question: Question, address: Address, words: Book) -> Iterator[Offer]:
    """What may have been meant; a word that we do not repeat stands in no address, and is not spoken of."""
    for typed, meant in question.alike.items():
        asked, times = re.subn(rf"(?<!\w){re.escape(typed)}(?!\w)", meant, address.words, count=1)
        if times and words.silence.allows(typed):
            yield Offer(typed, meant, address.with_words(asked).url())


def _renamed(question: Question, labels: dict[str, Concept]) -> list[Concept]:
    return [labels[concept] for group in question.groups for concept in sorted(group.dated) if concept in labels]


def _tips(question: Question) -> list[LanguageTip]:
    return list(LanguageTip.objects.filter(pk__in=question.tips)) if question.tips else []


def _meanings(
    question: Question, address: Address, labels: dict[str, Concept], words: Book
) -> dict[str, list[Meaning]]:
    """Abbreviations that mean more than one thing, each meaning with a search of its own.

    Two concepts of one facet are two things; a role and the theme about it are not.
    """
    found: dict[str, list[Meaning]] = {}
    for group in question.groups:
        for token in group.tokens:
            all_of_it = [labels[concept] for concept in sorted(words.meanings(token.text)) if concept in labels]
            per_facet = Counter(concept.facet_id for concept in all_of_it)
            meant = [concept for concept in all_of_it if per_facet[concept.facet_id] > 1]
            if meant:
                found[token.text.upper()] = [
                    Meaning(concept, Address("", (concept.pk,), address.filters).url()) for concept in meant
                ]
    return found


def _result(doc: SearchDoc, question: Question, why: list[Reason]) -> Result:
    source = source_of(doc.kind)
    text = f"{doc.summary}\n{doc.body}"
    return Result(
        doc=doc,
        kind=str(source.label) if source else "",
        title=highlight(doc.title, doc.language, question.keys, width=None),
        excerpt=highlight(text, doc.language, question.keys),
        in_language=IN_LANGUAGE.get(doc.language, "") if doc.language != question.language else "",
        reasons=why,
    )
