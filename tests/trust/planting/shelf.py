"""What the professional keeps of what can be found: a saved question, with a word in its name and in its words."""

from django.http import QueryDict
from django.utils.http import urlencode

from meerstemmig.who_sees_what import Reader
from search.asking import asked_in
from shelf.actions import searches
from shelf.models import SavedSearch
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


def plant_search(canaries: Canaries, people: People) -> SavedSearch:
    """A saved question under another name than its words."""
    person = people[Reader.PROFESSIONAL]
    asked = asked_in(QueryDict(urlencode({"q": canaries.text("search.own", "words")})))
    row, _is_new = searches.save_search(by=person, asked=asked, language="nl", name=canaries.text("search.own", "name"))
    return row
