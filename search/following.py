"""Everything that a question finds for somebody, newest first: to be laid beside what it found before."""

from django.contrib.auth.models import AnonymousUser

from people.models import User
from search.answering import Asking
from search.asking import Asked
from search.authorise import authorise, viewer_of
from search.engines import engine
from search.engines.base import Plan
from search.reading import book
from search.results import address_of

MOST_FOLLOWED = 500
"""Of a question that finds more, the newest so many: what is new stands at the front."""


def found_by(asked: Asked, user: User | AnonymousUser, language: str) -> list[str]:
    """The pks of what this question finds for this person now, newest first. Raises ENGINE_TROUBLE.

    Understood and authorised as the result page does it, filters included. Nothing is counted and nothing is logged.
    """
    words = book()
    asking = Asking(engine(), words, viewer_of(user), language)
    concepts = tuple(one for one in asked.concepts if words.knows(one))
    question, corrections = asking.understand(asked.typed, concepts, literally=asked.literally)
    filters = address_of(asked, question, words).filters
    answer = asking.answer(question, Plan(filters=filters, limit=1), corrections, literally=asked.literally)
    wanted = (answer.question.wanted, *answer.question.phrases)
    newest_first = Plan(
        required=tuple(node for node in wanted if node is not None),
        excluded=answer.question.excluded,
        filters=filters,
        limit=MOST_FOLLOWED,
    )
    hits = asking.engine.search(newest_first, asking.viewer).hits
    return [one.doc.pk for one in authorise(hits, user)]
