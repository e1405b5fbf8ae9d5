"""Words that may tell who somebody is, as they are laid before whoever decides about them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from deidentification.labels import NAMES, WHY, Label
from deidentification.suggestions import Suggestion, suggestions


@dataclass(frozen=True)
class Asked:
    """Some words with what stands around them, why they are asked about, and what can be put in their place."""

    quote: str
    label: Label
    before: str
    after: str

    @property
    def name(self) -> str | Promise:
        return NAMES[self.label]

    @property
    def why(self) -> str | Promise:
        return WHY[self.label]

    @property
    def suggestions(self) -> list[Suggestion]:
        return suggestions(self.quote, self.label)
