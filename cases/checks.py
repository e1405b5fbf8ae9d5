"""What the editor shows beside a draft: what misses before publishing, and what a writer may want to look at again.

Only a requirement blocks. The rest is measured or looked up, explained, and left to the writer.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cases.measuring import LEAST_YOUNG, Ease, Share, ease_of, shares, young_part
from cases.rules import Draft, Requirement, requirements_of
from cases.texts import sentences_of
from cases.traces.queries import Question, questions_of
from vocabulary.hints import Hint, hints_in

if TYPE_CHECKING:
    from cases.models import CasePage


@dataclass(frozen=True)
class Checks:
    """The checks over one draft, as it stands in the form. Asks one query for the hints and one for the concepts."""

    case: "CasePage"

    @cached_property
    def draft(self) -> Draft:
        """What the rules look at."""
        return self.case.as_draft()

    @cached_property
    def requirements(self) -> list[Requirement]:
        """What publishing asks, met or not."""
        return requirements_of(self.draft)

    @property
    def missing(self) -> list[Requirement]:
        """What still stands between this draft and publishing."""
        return [each for each in self.requirements if not each.is_met]

    @property
    def met(self) -> list[Requirement]:
        """What is there already, because somebody wrote, chose or read it."""
        return [each for each in self.requirements if each.is_met and each.is_done]

    @cached_property
    def voices(self) -> list[Share]:
        """Who gets how many of the words that voices say."""
        return shares(
            {"name": block.value["name"], "role": block.value["role"] or "", "quote": block.value["quote"]}
            for block in self.case.voices
        )

    @property
    def young_says_little(self) -> bool:
        """Whether the young person has too few of the words to let it pass without a reason."""
        return bool(self.voices) and young_part(self.voices) < LEAST_YOUNG

    @cached_property
    def tagged(self) -> dict[str, int]:
        """How many strengths and how many obstacles (mechanisms and content notes) the writer chose."""
        return {
            "strengths": self.draft.count("kracht"),
            "obstacles": self.draft.count("mech") + self.draft.count("inh"),
        }

    @property
    def more_obstacles(self) -> bool:
        """Whether what stands in the way outnumbers what somebody can."""
        return self.tagged["obstacles"] > self.tagged["strengths"]

    @cached_property
    def ease(self) -> Ease | None:
        """How easily the summary reads."""
        return ease_of(self.case.summary or "", self.case.locale.language_code)

    @cached_property
    def hints(self) -> list[Hint]:
        """Words that the language guide has something to say about, without those the writer means as they are."""
        deliberate = set(self.case.deliberate_words or ())
        return [hint for hint in self._all_hints if hint.tip.pk not in deliberate]

    @cached_property
    def traces(self) -> list[Question]:
        """What could tell who somebody is, what is still open first."""
        return questions_of(self.case) if self.case.pk else []

    @property
    def deliberate(self) -> list[Hint]:
        """The words that were ticked as meant."""
        return [hint for hint in self._all_hints if hint not in self.hints]

    @cached_property
    def _all_hints(self) -> list[Hint]:
        return hints_in(sentences_of(self.case))
