"""What is sent from the desk: a text, and what is decided at one step."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deidentification.asked import Asked
from deidentification.suggestions import Suggestion
from intake.state import MOST, MOST_TITLE, State
from intake.steps import Step

KEEP, OWN, OTHER = "laat-staan", "eigen", "door:"
MOST_WORDS, MOST_REASON, LEAST_REASON = 200, 300, 3


class SituationForm(forms.Form):
    """A title and what happened. `version` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        help_text=gettext_lazy("Een ding of een moment uit het verhaal. Nooit een naam."),
        max_length=MOST_TITLE,
    )
    text = forms.CharField(
        label=gettext_lazy("Wat gebeurde er?"),
        help_text=gettext_lazy("Schrijf het op zoals je het je herinnert. Wie het was, halen we er in twaalf stappen uit."),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 16, "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Je tekst telt %(show_value)d tekens; er is plaats voor %(limit_value)d.")},
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})  # type: ignore[arg-type]


@dataclass
class Decision:
    """What is decided about some words: what was ticked, and what was written beside it."""

    question: Asked
    number: int
    choice: str = ""
    own: str = ""
    reason: str = ""
    error: str = ""

    @property
    def options(self) -> list[tuple[str, Suggestion]]:
        """What is suggested, each with the value that chooses it."""
        return [(f"{OTHER}{each.text}", each) for each in self.question.suggestions]

    @property
    def other(self) -> str:
        """The words to put in the place."""
        return self.own if self.choice == OWN else self.choice.removeprefix(OTHER)


@dataclass
class StepForm:
    """One step as it was sent. What is left open stays open; what is half decided is an error and stores nothing."""

    step: Step
    decisions: list[Decision]
    answer: str = ""
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, step: Step, questions: Iterable[Asked], state: State, sent: QueryDict | None = None) -> "StepForm":
        """The decisions to make at this step, with what was sent about each; matched by the words, not by their place."""
        asked = [question for question in questions if question.label in step.labels]
        decisions = [Decision(question, number) for number, question in enumerate(asked, start=1)]
        if sent is None:
            return cls(step, decisions, state.answers.get(str(step.number), ""))
        by_quote = {sent[name]: name.removeprefix("quote-") for name in sent if name.startswith("quote-")}
        for decision in decisions:
            place = by_quote.get(decision.question.quote)
            if place is None:
                continue
            decision.choice = sent.get(f"choice-{place}", "")[: MOST_WORDS + len(OTHER)]
            decision.own = sent.get(f"own-{place}", "").strip()[:MOST_WORDS]
            decision.reason = sent.get(f"reason-{place}", "").strip()[:MOST_REASON]
        given = sent.get("answer", "")
        form = cls(step, decisions, given if given in {answer.value for answer in step.answers} else "")
        form.check()
        return form

    def check(self) -> None:
        """Find what is half decided."""
        for decision in self.decisions:
            if decision.choice == KEEP and len(decision.reason) < LEAST_REASON:
                decision.error = _("Schrijf in een paar woorden waarom dit mag blijven staan.")
            elif decision.choice == OWN and not decision.own:
                decision.error = _("Schrijf wat er in de plaats komt.")
            elif decision.choice not in {"", KEEP, OWN} and not decision.choice.startswith(OTHER):
                decision.error = _("Kies wat er met deze woorden gebeurt.")
            if decision.error:
                self.errors.append(f"{decision.question.quote}: {decision.error}")

    def apply(self, state: State) -> None:
        """Do what was decided."""
        if self.answer:
            state.answers[str(self.step.number)] = self.answer
        for decision in self.decisions:
            if decision.choice == KEEP:
                state.kept[decision.question.quote] = decision.reason
            elif decision.choice and decision.other.strip():
                state.put(decision.question.quote, decision.other.strip())
