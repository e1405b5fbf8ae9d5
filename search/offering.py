"""Which concepts a question may have meant: for the editor to choose from."""

from collections.abc import Iterable

from search.analysis.tokens import fold, lower, tokenise
from search.concepts import Book
from search.models import AskedFor
from search.reading import book
from search.spelling import edits
from vocabulary.models import Concept, ConceptForm

MOST = 4
NEAR = 2
LEAST_LETTERS = 4


def offers(questions: Iterable[AskedFor]) -> dict[int, list[Concept]]:
    """By question, the concepts nearest to its words: with one of them in a name, or in a name that is nearly it.

    Two queries, whatever the number of questions.
    """
    words = book()
    asked = list(questions)
    names = list(
        ConceptForm.objects.filter(concept__is_deprecated=False, language__in={one.language for one in asked})
        .order_by("concept__position", "pk")
        .values_list("concept_id", "language", "folded")
    )
    near = {one.pk: _near(one, names, words) for one in asked}
    labels = Concept.objects.in_bulk({concept for found in near.values() for concept in found})
    return {pk: [labels[concept] for concept in found if concept in labels] for pk, found in near.items()}


def _near(asked: AskedFor, names: list[tuple[str, str, str]], words: Book) -> list[str]:
    found: dict[str, None] = {}
    for token in tokenise(asked.words):
        found.update(dict.fromkeys(concept for concept, _weight in words.around(token, asked.language)))
        typed = fold(lower(token.text))
        if len(typed) < LEAST_LETTERS:
            continue
        for concept, language, name in names:
            if language == asked.language and (typed in name or edits(typed, name, NEAR) <= NEAR):
                found.setdefault(concept)
    return list(found)[:MOST]
