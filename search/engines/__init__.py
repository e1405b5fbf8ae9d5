"""The engines behind one protocol. Which one serves is a setting: SEARCH_ENGINE."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine


def engine() -> Engine:
    """The engine of this installation."""
    return _engine(settings.SEARCH_ENGINE, str(settings.SEARCH_PLACE or settings.SEARCH_INDEX_DIR))


@cache
def _engine(dotted: str, place: str) -> Engine:
    made: Engine = import_string(dotted)(place)
    return made
