"""The ten lenses that a reader may lay on a sentence: concepts of the vocabulary, each under one short word.

They name what may be at work in a sentence, never a person. The id is what is stored, so that a mark means the same
in every language.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

MOST = 3
"""On one sentence: more would say nothing any more."""


@dataclass(frozen=True)
class Lens:
    """One way of looking at a sentence."""

    id: str
    label: str | Promise


LENSES: tuple[Lens, ...] = (
    Lens("as.migratie", pgettext_lazy("lens", "migratie")),
    Lens("as.verblijf", pgettext_lazy("lens", "verblijf")),
    Lens("as.taal", pgettext_lazy("lens", "taal")),
    Lens("as.klasse", pgettext_lazy("lens", "geld en klasse")),
    Lens("as.gender", pgettext_lazy("lens", "gender")),
    Lens("as.leeftijd", pgettext_lazy("lens", "leeftijd")),
    Lens("as.handicap", pgettext_lazy("lens", "gezondheid")),
    Lens("as.levensbeschouwing", pgettext_lazy("lens", "overtuiging")),
    Lens("mech.beeld", pgettext_lazy("lens", "beeldvorming")),
    Lens("mech.structureel", pgettext_lazy("lens", "macht van de instelling")),
)

LABELS: dict[str, str | Promise] = {lens.id: lens.label for lens in LENSES}


def in_words(ids: list[str] | tuple[str, ...]) -> str:
    """These lenses in the words of the language being read, in the order of the list above."""
    return ", ".join(str(lens.label) for lens in LENSES if lens.id in ids)
