"""Index documents in an engine, put the questions to it as the search page would, and measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from search.answering import Asking
from search.concepts import Book
from search.documents import SearchDoc
from search.engines.base import MOST_RESULTS_DEEP, Engine, Plan, Viewer
from search.evaluation.judged import Query
from search.evaluation.measures import ndcg, recall, reciprocal_rank
from search.parsing import read
from search.preparing import fingerprint, prepare

MEASURES = {"ndcg@10": ndcg, "mrr": reciprocal_rank, "recall@10": recall}


@dataclass(frozen=True)
class Evaluation:
    """What came of it."""

    rankings: dict[str, tuple[str, ...]]
    """Per question the keys of the documents, best first."""
    scores: dict[str, dict[str, float]]
    kinds: dict[str, str]
    leaked: list[tuple[str, str]] = field(default_factory=list)
    """Questions and documents that their asker may not see. Always empty, or something is very wrong."""

    def mean(self, kinds: Iterable[str] | None = None) -> dict[str, float]:
        """The mean of each measure over all questions, or over those of these kinds."""
        wanted = None if kinds is None else set(kinds)
        chosen = [score for query, score in self.scores.items() if wanted is None or self.kinds[query] in wanted]
        return {name: round(fmean(score[name] for score in chosen), 4) if chosen else 0.0 for name in MEASURES}

    @property
    def zero_results(self) -> list[str]:
        """Questions that found nothing at all."""
        return [query for query, ranking in self.rankings.items() if not ranking]

    def summary(self) -> dict[str, Any]:
        """Everything as JSON can hold it."""
        return {
            "overall": self.mean(),
            "kinds": {kind: self.mean([kind]) for kind in sorted(set(self.kinds.values()))},
            "zero_results": self.zero_results,
            "leaked": [list(one) for one in self.leaked],
        }


def evaluate(
    docs: Sequence[SearchDoc], queries: Sequence[Query], *, engine: Engine, book: Book, viewer: Viewer
) -> Evaluation:
    """Rank and measure. Judgments about documents that the viewer may not see do not count.

    Fills the engine with these documents, and with nothing else.
    """
    engine.build((prepare(doc, 1, book) for doc in docs), fingerprint(book))
    visible = {doc.key for doc in docs if str(doc.audience_id) in viewer}
    rankings: dict[str, tuple[str, ...]] = {}
    scores: dict[str, dict[str, float]] = {}
    leaked: list[tuple[str, str]] = []
    asking: dict[str, Asking] = {}
    for query in queries:
        asker = asking.setdefault(query.language, Asking(engine, book, viewer, query.language))
        rankings[query.id] = ranking = _ranking(asker, query.text)
        grades = {key: grade for key, grade in query.grades.items() if key in visible}
        scores[query.id] = {name: measure(ranking, grades) for name, measure in MEASURES.items()}
        leaked += [(query.id, key) for key in ranking if key not in visible]
    return Evaluation(rankings, scores, {query.id: query.kind for query in queries}, leaked)


def _ranking(asking: Asking, text: str) -> tuple[str, ...]:
    question, corrections = asking.understand(read(text))
    answer = asking.answer(question, Plan(limit=MOST_RESULTS_DEEP), corrections)
    return tuple(hit.pk.partition(":")[2] for hit in answer.hits.hits)
