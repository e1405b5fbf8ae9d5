"""Where this room hooks into the floors below it."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from discussion.registry import register_discussable
from pages.content import register_loader
from pages.home import register_feature
from pages.passages import texts_of
from pages.tree import register_index
from practices import tried
from practices.axes import MADE_FOR, MADE_FOR_LABEL
from practices.content import PracticeLoader
from practices.enums import Ladder, TimeBand
from practices.home import practices_on_home
from practices.models import PracticeIndexPage, PracticePage
from practices.searching import doc_of
from practices.tried import searching as tried_searching
from reflection.passages import register_passages
from search.facets import register_facet
from search.sources import register_source
from vocabulary.axes import AXES

READ = (
    "summary", "occasion", "hard_parts", "not_when", "voice", "effect_young", "effect_network", "evidence", "who",
    "means", "transfer",
)  # fmt: skip
"""The texts of a practice."""


def register() -> None:
    """Make practices loadable, findable and part of the tree."""
    register_index(
        "praktijken",
        PracticeIndexPage,
        {"nl": "Praktijken", "fr": "Pratiques", "en": "Practices"},
    )
    register_loader("praktijk", PracticeLoader(), order=30)
    register_source(
        kind="praktijk", label=_("Praktijken"), model=PracticePage, build=doc_of, gather=tried_searching.gather
    )
    register_discussable(kind="praktijk", model=PracticePage, label=_("praktijk"))
    register_discussable(kind=tried.KIND, model=PracticePage, label=_("verslag bij een praktijk"), talk=False)
    tried_searching.register()
    register_passages("praktijk", PracticePage, partial(texts_of, fields=READ, streams=("steps",)))
    register_feature("practices", practices_on_home, order=40)
    register_facet("trap", _("Hoe zeker we zijn"), {step.value: step.label for step in Ladder})
    register_facet(MADE_FOR, MADE_FOR_LABEL, {axis.id: axis.label for axis in AXES})
    register_facet("duur", _("Hoe lang het duurt"), {band.value: band.label for band in TimeBand})
