"""Saving a question as its page does it, and an index that follows what is published."""

from django.core.management import call_command
from django.http import QueryDict

from search.asking import asked_in
from shelf.actions.searches import look_at_first, save_search
from shelf.models import SavedSearch
from shelf.questions import read


def index():
    call_command("index_search", rebuild=True, verbosity=0)


def asked(address):
    return asked_in(QueryDict(address))


def saved(person, address="q=tolk", *, name="Tolken", look=True):
    """A question that this person saved, with what it finds now remembered."""
    row, _is_new = save_search(by=person, asked=asked(address), language="nl", name=name)
    if look:
        look_at_first(row=row)
    return SavedSearch.objects.get(pk=row.pk)


def names(row):
    """What is new in it, as pks in the index."""
    return list(read(SavedSearch.objects.get(pk=row.pk)).news)
