"""Suggestions while somebody types: concepts by their shown labels, and words of documents they may see."""

from django.contrib.auth.models import AnonymousUser

from people.models import User
from search.analysis.tokens import fold, lower
from search.authorise import viewer_of
from search.engines import engine
from search.reading import book
from vocabulary.folding import fold as fold_label
from vocabulary.models import ConceptForm

LEAST_LETTERS = 2
MOST = 8


def suggestions(typed: str, user: User | AnonymousUser, language: str) -> list[str]:
    """At most eight things to search for. Hidden words and words we do not repeat are never among them."""
    start = typed.strip()
    if len(start) < LEAST_LETTERS:
        return []
    silence = book().silence
    labels = (
        ConceptForm.objects.shown()
        .filter(language=language, folded__startswith=fold_label(start), concept__is_deprecated=False)
        .order_by("text")
        .values_list("text", flat=True)[:MOST]
    )
    last = fold(lower(start.split()[-1]))
    before = start[: len(start) - len(start.split()[-1])]
    words = (
        [f"{before}{word}" for word, _count in engine().words(last, viewer_of(user), MOST)] if last.isalpha() else []
    )
    found = dict.fromkeys([*(label.partition(" (")[0] for label in labels), *words])
    return [one for one in found if silence.allows(one)][:MOST]
