"""The balance report: what the published cases repeat, and what they leave out (dossier H2). Pure.

A case is read by its concepts and its words. Where the report cannot know something, it says so and leaves it to
people; a number here is about texts, never about persons.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TOO_MUCH = 0.6
"""Above this share, an axis always comes with the same theme."""
LEAST_CASES = 3
"""With fewer cases on an axis, a share says nothing."""
MOST_WITHOUT_FATHER = 0.5
FATHER = re.compile(r"\b(?:(?:stief|pleeg|groot)?vaders?|papa(?:'s)?|pères?|papas?|beau-père)\b", re.IGNORECASE)

TRAJECTORY = (
    "fase.aanmelding", "fase.kennismaking", "fase.vraagverheldering", "fase.begeleiding", "fase.crisis",
    "fase.beslissing", "fase.afronding", "fase.naar-zelfstandigheid",
)  # fmt: skip
AGES = ("fase.0-6", "fase.6-12", "fase.12-16", "fase.16-18", "fase.18-25")
BRUSSELS = "regio.bxl"
OUTSIDE_THE_CITY = frozenset({"regio.limburg", "regio.ovl", "regio.wvl", "regio.vbr", "as.plaats.enige"})
FRENCH = "set.fr-"


@dataclass(frozen=True)
class Told:
    """What the report knows of one case."""

    title: str
    url: str
    concepts: frozenset[str]
    words: str

    @property
    def has_father(self) -> bool:
        """Whether a father is spoken of, in Dutch or French."""
        return bool(FATHER.search(self.words))

    def tops(self, facet: str) -> set[str]:
        """Its concepts of a facet, each by the widest one above it: `as.taal` for `as.taal.kindtolk`."""
        return {".".join(one.split(".")[:2]) for one in self.concepts if one.split(".")[0] == facet}


@dataclass(frozen=True)
class Alert:
    """Something to talk about in the editors' meeting, with the cases that it is about."""

    message: str
    cases: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Cell:
    """How many cases cross here, and how strong to draw it: 0 to 4."""

    count: int
    strength: int


@dataclass(frozen=True)
class Line:
    """An axis with its crossings."""

    concept: str
    total: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Axes against one other facet."""

    facet: str
    label: str | Promise
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Balance:
    """The whole report."""

    cases: tuple[Told, ...]
    alerts: tuple[Alert, ...]
    matrices: tuple[Matrix, ...]
    absent: tuple[str, ...]
    """The axes and ages that no case is about."""


CROSSED: tuple[tuple[str, str | Promise], ...] = (
    ("mech", gettext_lazy("Assen en mechanismen")),
    ("kracht", gettext_lazy("Assen en krachten")),
    ("set", gettext_lazy("Assen en settings")),
)


def balance_of(cases: Iterable[Told], axes: Sequence[str], labels: Mapping[str, str]) -> Balance:
    """The report over these cases. `axes` are all widest axes there are; `labels` names every concept that is used."""
    told = tuple(cases)
    ages = {age for case in told for age in AGES if age in case.concepts}
    used = {axis for case in told for axis in case.tops("as")}
    return Balance(
        cases=told,
        alerts=tuple(alerts_of(told, labels)),
        matrices=tuple(matrix_of(told, axes, facet, label) for facet, label in CROSSED),
        absent=tuple([axis for axis in axes if axis not in used] + [age for age in AGES if age not in ages]),
    )


def matrix_of(cases: Sequence[Told], axes: Sequence[str], facet: str, label: str | Promise) -> Matrix:
    """Every axis, also without cases; of the other facet only what occurs, most frequent first."""
    frequency: dict[str, int] = {}
    for case in cases:
        for value in case.tops(facet):
            frequency[value] = frequency.get(value, 0) + 1
    columns = tuple(sorted(frequency, key=lambda value: (-frequency[value], value)))
    crossing = {
        (axis, value): sum(1 for case in cases if axis in case.tops("as") and value in case.tops(facet))
        for axis in axes
        for value in columns
    }
    most = max(crossing.values(), default=0)
    lines = tuple(
        Line(
            axis,
            sum(1 for case in cases if axis in case.tops("as")),
            tuple(Cell(crossing[axis, value], _strength(crossing[axis, value], most)) for value in columns),
        )
        for axis in axes
    )
    return Matrix(facet, label, columns, lines)


def _strength(count: int, most: int) -> int:
    """0 where nothing crosses, else 1 to 4 by its share of the largest."""
    return -(-count * 4 // most) if most else 0


def alerts_of(cases: Sequence[Told], labels: Mapping[str, str]) -> list[Alert]:
    """What dossier H2 asks to be warned of."""
    if not cases:
        return []
    alerts = _one_theme_per_axis(cases, labels)
    without = tuple(case for case in cases if not case.has_father)
    if len(without) > MOST_WITHOUT_FATHER * len(cases):
        alerts.append(
            Alert(
                _("In meer dan de helft van de casussen komt geen vader voor: %(count)d van %(total)d.")
                % {"count": len(without), "total": len(cases)},
                without,
            )
        )
    phases = {phase for case in cases for phase in TRAJECTORY if phase in case.concepts}
    if phases == {"fase.crisis"}:
        alerts.append(Alert(_("Elke casus speelt in een crisis. Gewone dagen horen er ook bij.")))
    if not _any(cases, {BRUSSELS}):
        alerts.append(Alert(_("Geen enkele casus speelt in Brussel.")))
    if not _any(cases, OUTSIDE_THE_CITY):
        alerts.append(Alert(_("Geen enkele casus speelt buiten de grote stad.")))
    return alerts


def _one_theme_per_axis(cases: Sequence[Told], labels: Mapping[str, str]) -> list[Alert]:
    alerts = []
    for axis in sorted({axis for case in cases for axis in case.tops("as")}):
        on_axis = [case for case in cases if axis in case.tops("as")]
        if len(on_axis) < LEAST_CASES:
            continue
        for theme in sorted({one for case in on_axis for one in case.concepts if one.startswith("thema.")}):
            both = tuple(case for case in on_axis if theme in case.concepts)
            if len(both) > TOO_MUCH * len(on_axis):
                alerts.append(
                    Alert(
                        _("“%(axis)s” komt bijna altijd samen met “%(theme)s”: in %(count)d van %(total)d casussen.")
                        % {
                            "axis": labels.get(axis, axis),
                            "theme": labels.get(theme, theme),
                            "count": len(both),
                            "total": len(on_axis),
                        },
                        both,
                    )
                )
    return alerts


def _any(cases: Iterable[Told], wanted: Collection[str]) -> bool:
    return any(not case.concepts.isdisjoint(wanted) for case in cases)
