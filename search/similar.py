"""Something like this: what shares words and concepts with a text that the reader already sees."""

from collections import Counter

from django.contrib.auth.models import AnonymousUser

from people.models import User
from search.authorise import Authorised, authorise, viewer_of
from search.documents import SearchDoc
from search.engines import engine
from search.engines.base import Engine, Hits, Plan, Prepared, Viewer
from search.preparing import prepare
from search.reading import book
from search.tree import CONCEPTS, Leaf, Node, Sum, word

MOST = 3
MOST_KEYS = 12
LEAST_SHARED = 3
"""So many words or concepts two texts have in common before one is called like the other."""
LEAST_LETTERS = 4


def like(prepared: Prepared, limit: int = MOST) -> Plan:
    """What to ask an engine for texts like this one. It is not among them; how rare a word is, the engine knows.

    Everything comes from this one text. An engine's own "more like this" weighs terms of texts that the reader may not
    see (search.md 6.4), and each engine does it in another way.
    """
    counted = Counter(key for keys in prepared.texts.values() for key, _position in keys if len(key) >= LEAST_LETTERS)
    named = {key for field in ("title", "summary") for key, _position in prepared.texts.get(field, ())}
    keys = sorted(counted, key=lambda key: (key not in named, -counted[key], key))[:MOST_KEYS]
    nodes: tuple[Node, ...] = (
        *(word(key) for key in keys),
        *(Leaf(CONCEPTS, concept) for concept in dict.fromkeys(prepared.concepts)),
    )
    scored = Sum(nodes, at_least=min(LEAST_SHARED, len(nodes))) if nodes else None
    return Plan(scored=scored, but=prepared.pk, limit=limit)


def similar(asked: Engine, prepared: Prepared, viewer: Viewer, limit: int = MOST) -> Hits:
    """Texts like this one that this viewer may see, the nearest first; none where there is nothing to go by."""
    plan = like(prepared, limit)
    return Hits(0, ()) if plan.scored is None else asked.search(plan, viewer)


def similar_to(doc: SearchDoc, user: User | AnonymousUser, limit: int = MOST) -> list[Authorised]:
    """The same for a person, asked again from the database. Raises IndexMissing. One query per kind that is found."""
    return authorise(similar(engine(), prepare(doc, 0, book()), viewer_of(user), limit).hits, user)
