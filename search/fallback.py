"""What search answers while its index is away: titles from the database, as plain as can be."""

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from people.models import User
from search.parsing import Typed
from search.sources import all_sources

MOST = 20


def titles_with(typed: Typed, user: User | AnonymousUser) -> list[Page]:
    """Pages this person may see with the first typed word in their title. One query per kind."""
    words = [token.text for token in typed.tokens]
    found: list[Page] = []
    for source in all_sources():
        if issubclass(source.model, Page):
            visible = source.model.objects.visible_to(user)  # type: ignore[attr-defined]  # sources promise it
            found += visible.filter(title__icontains=max(words, key=len, default=""))[: MOST - len(found)]
    return found
