"""What the professional keeps of what can be found: a saved question and two collections, with a word in every text."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from meerstemmig.who_sees_what import Reader
from people.models.audience import of_group
from search.asking import asked_in
from shelf.actions import collections, searches
from shelf.collecting import Words, put_why
from shelf.models import Collection, CollectionItem, SavedSearch
from tests.trust.canary import Canaries
from tests.trust.planting.pages import Pages
from tests.trust.planting.people import People


@dataclass(frozen=True)
class Collections:
    """What the crawl comes near with."""

    own: Collection
    shared: Collection
    items: list[CollectionItem]
    things: list[str]
    """Addresses of what could be put in: of everybody, of the team, and a draft."""


def plant_collections(canaries: Canaries, people: People, pages: Pages) -> Collections:
    """One of their own; and one for the team, in which lies something that nobody may see any more."""
    person, practices = people[Reader.PROFESSIONAL], pages.practices
    things = [f"praktijk:{practices[which].pk}" for which in practices]
    own = collections.make_collection(by=person, words=_words(canaries, "collection.own"))
    shared = collections.make_collection(
        by=person, words=_words(canaries, "collection.team"), audience=of_group(people.team)
    )
    public = f"praktijk:{practices['public'].pk}"
    items = [
        collections.put_in(by=person, collection_id=row.pk, thing=public, why=canaries.text(kind, "why"))
        for row, kind in ((own, "collection.own"), (shared, "collection.team"))
    ]
    gone = CollectionItem(collection=shared, thing=f"praktijk:{practices['draft'].pk}", place=9)
    assert shared.data_key is not None
    put_why(gone, canaries.text("collection.hidden", "why"), shared.data_key)
    gone.save()
    return Collections(own, shared, [*items, gone], things)


def _words(canaries: Canaries, kind: str) -> Words:
    return Words(canaries.text(kind, "title"), canaries.text(kind, "about"))


def plant_search(canaries: Canaries, people: People) -> SavedSearch:
    """A saved question under another name than its words."""
    person = people[Reader.PROFESSIONAL]
    asked = asked_in(QueryDict(urlencode({"q": canaries.text("search.own", "words")})))
    row, _is_new = searches.save_search(by=person, asked=asked, language="nl", name=canaries.text("search.own", "name"))
    return row
