"""Up to three practices side by side: the same questions, each answered by each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import User
from practices.axes import axes_of
from practices.models import PracticePage

MOST = 3
ROWS: tuple[tuple[str | Promise, str], ...] = (
    (_("In één zin"), "summary"),
    (_("Aanleiding"), "occasion"),
    (_("Duur"), "duration"),
    (_("Wie"), "who"),
    (_("Tijd en middelen"), "means"),
    (_("Wat moeilijk was"), "hard_parts"),
    (_("Wanneer niet"), "not_when"),
    (_("Effect voor jongeren"), "effect_young"),
    (_("Effect voor het netwerk"), "effect_network"),
    (_("Hoe weet je of het werkt"), "evidence"),
)

WHERE_LIVES_STAND = 2
"""After what it is and why: for whom is what people compare by."""


@dataclass(frozen=True)
class Row:
    """One question with the answer of each practice, in their order; empty where a practice does not say."""

    label: str | Promise
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What stands side by side, and what may be added to it."""

    practices: tuple[PracticePage, ...]
    rows: tuple[Row, ...]
    addable: tuple[PracticePage, ...]

    @property
    def picks(self) -> tuple[str, ...]:
        """The practices as the address has them."""
        return tuple(practice.slug for practice in self.practices)


def comparison(slugs: Sequence[str], user: User | AnonymousUser, language: str) -> Comparison:
    """The first three of these that this person may see in this language, in the order asked. One query."""
    visible = PracticePage.objects.visible_to(user).filter(locale__language_code=language).order_by("title")
    known = {page.slug: page for page in visible}
    chosen = tuple(known[slug] for slug in dict.fromkeys(slugs) if slug in known)[:MOST]
    rows = [Row(label, tuple(str(getattr(page, name)) for page in chosen)) for label, name in ROWS]
    rows.insert(WHERE_LIVES_STAND, Row(_("Voor welke levens"), tuple(_lives(page) for page in chosen)))
    return Comparison(
        practices=chosen,
        rows=tuple(row for row in rows if any(row.answers)),
        addable=tuple(page for page in known.values() if page not in chosen) if len(chosen) < MOST else (),
    )


def _lives(page: PracticePage) -> str:
    """What each axis is to it, one line for each role; empty where the record says nothing."""
    return "\n".join(
        f"- {role}: {', '.join(str(axis) for axis in axes)}" for role, axes in axes_of(page.axis_roles).known
    )
