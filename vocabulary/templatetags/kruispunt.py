"""The kruispuntfiguur in templates: to fill in, on a card, to read, and as a difference. Each with its list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vocabulary.axes import AXES, FAMILIES, UNKNOWN, WORDS, Axis, Weight, Weights
from vocabulary.figure import Arm, Drawing, HasId, difference, figure, tag_figure, weights_of
from vocabulary.models import Concept

register = template.Library()

KEPT_SECONDS = 300
INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Option:
    """One radio button."""

    value: str
    sign: str
    word: str | Promise
    checked: bool


@dataclass(frozen=True)
class Question:
    """One axis to weigh."""

    axis: Axis
    field: str
    label: str
    note: str
    options: list[Option]
    error: str


@dataclass(frozen=True)
class Family:
    """Three axes that share a hue, folded away under one title until somebody opens them."""

    number: int
    title: str | Promise
    questions: list[Question]

    @property
    def chosen(self) -> str:
        """What was answered in this family, in words: it stands beside the title, also when the family is folded."""
        return ", ".join(
            f"{question.axis.label}: {option.word}"
            for question in self.questions
            for option in question.options
            if option.checked
        )

    @property
    def is_open(self) -> bool:
        """The first one shows how it works; an error is never folded away."""
        return self.number == 1 or any(question.error for question in self.questions)


@dataclass(frozen=True)
class Change:
    """One axis in the list form of the difference."""

    axis: Axis
    before: Arm
    after: Arm

    @property
    def ends(self) -> tuple[Arm, Arm]:
        """Both halves of the line, to label them alike."""
        return self.before, self.after

    @property
    def same(self) -> bool:
        """Whether both readings say the same."""
        return self.before.css == self.after.css


def options(weights: Weights, axis: Axis) -> list[Option]:
    """The five answers, with the given one checked."""
    answered, given = axis.id in weights, weights.get(axis.id)
    return [
        Option(
            value=UNKNOWN if weight is None else str(weight),
            sign="?" if weight is None else str(weight),
            word=word,
            checked=answered and given == weight,
        )
        for weight, word in WORDS.items()
    ]


@register.simple_tag
def kruispunt_input(
    name: str = "assen", weights: Weights | None = None, errors: dict[str, str] | None = None
) -> SafeString:
    """A radio group per axis, in six families that fold, beside the figure. One query: labels come from the vocabulary.

    Ninety buttons are most of what a stage costs, and before anybody answered they are the same for everyone:
    that form, and no answered one, is kept for a few minutes.
    """
    if weights or errors:
        return _input(name, weights or {}, errors or {})
    key = f"kruispunt-input:{get_language()}:{name}"
    fragments = caches["template_fragments"]  # of the process, where the other cache is a table in production
    kept: str | None = fragments.get(key)
    if kept is None:
        kept = _input(name, {}, {})
        fragments.set(key, str(kept), KEPT_SECONDS)
    return mark_safe(kept)  # noqa: S308 - our own template's output


def _input(name: str, given: Weights, errors: dict[str, str]) -> SafeString:
    concepts = Concept.objects.in_bulk([axis.id for axis in AXES])
    families = []
    for number, title in FAMILIES.items():
        questions = [
            Question(
                axis=axis,
                field=f"{name}-{axis.id}",
                label=concepts[axis.id].label if axis.id in concepts else str(axis.label),
                note=concepts[axis.id].explanation if axis.id in concepts else "",
                options=options(given, axis),
                error=errors.get(axis.id, ""),
            )
            for axis in AXES
            if axis.family == number
        ]
        families.append(Family(number, title, questions))
    context = {"name": name, "families": families, "drawing": figure(given), "words": WORDS}
    drawn = render_to_string("components/kruispunt_input.html", context)
    # Ninety answers stand deep in the template: what indents them would weigh more than many a story.
    return mark_safe(INDENT.sub("\n", drawn))  # noqa: S308 - our own template's output


@register.inclusion_tag("components/kruispunt_figure.html")
def kruispunt_figure(weights: Weights, title: str = "") -> dict[str, Any]:
    """The large figure to read, with its list in a disclosure."""
    drawing = figure(weights)
    return {
        "drawing": drawing,
        "title": title or _("Kruispuntfiguur"),
        "spoken": spoken(drawing),
        "lines": lines(drawing),
    }


@register.simple_tag
def kruispunt_card(weights: Weights) -> SafeString:
    """The small figure with the words for its lines. No query."""
    return _card(tuple(weights.items()), get_language() or "")


@register.simple_tag
def kruispunt_card_from(concepts: Iterable[HasId]) -> SafeString:
    """The small figure for what something is tagged with."""
    return kruispunt_card(weights_of(concepts))


@lru_cache(maxsize=512)
def _card(weights: tuple[tuple[str, Weight], ...], _language: str) -> SafeString:
    """Kept in this process: what things are tagged with is seen by everybody, and drawn on every list."""
    return render_to_string("components/kruispunt_card.html", {"drawing": tag_figure(dict(weights))})


@register.inclusion_tag("components/kruispunt_difference.html")
def kruispunt_difference(before: Weights, after: Weights) -> dict[str, Any]:
    """The first and the last reading in one figure, and in one list."""
    first, last = difference(before, after)
    changes = [Change(arm.axis, arm, then) for arm, then in zip(first.arms, last.arms, strict=True)]
    return {"first": first, "last": last, "changes": changes, "moved": [one for one in changes if not one.same]}


@register.filter
def weight_word(arm: Arm) -> str:
    """The answer in words; an axis that was not answered says so."""
    return str(WORDS[arm.weight]) if arm.answered else _("niet ingevuld")


def lines(drawing: Drawing) -> list[tuple[str | Promise, list[Arm]]]:
    """The list form: every axis of the figure, gathered under its answer, heaviest first."""
    heaviest_first: tuple[Weight, ...] = (3, 2, 1, None, 0)
    groups: list[tuple[str | Promise, list[Arm]]] = [
        (WORDS[weight], [arm for arm in drawing.arms if arm.answered and arm.weight == weight])
        for weight in heaviest_first
    ]
    groups.append((_("niet ingevuld"), [arm for arm in drawing.arms if not arm.answered]))
    return [(word, arms) for word, arms in groups if arms]


def spoken(drawing: Drawing) -> str:
    """The figure in one sentence."""
    if not drawing.playing:
        return _("Achttien lijnen door één punt; geen enkele is aangeduid.")
    told = ", ".join(f"{arm.axis.label} ({WORDS[arm.weight]})" for arm in drawing.playing)
    return _("Lijnen die elkaar kruisen: %(lines)s.") % {"lines": told}
