"""The list of modules: what is there, and what of it the reader asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from modules.enums import Length, UnitForm
from modules.models import ModulePage
from modules.queries.pages import one_per_translation, readable
from vocabulary.models import Concept


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what it is called, how many modules it would leave, and where it leads."""

    label: str | Promise
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list."""

    name: str
    label: str | Promise
    choices: list[Choice]


@dataclass(frozen=True)
class Entry:
    """A module in the list."""

    page: ModulePage
    forms: list[UnitForm]
    goals: list[Concept]

    def values(self, name: str) -> set[str]:
        """What this module has for a filter."""
        if name == "duur":
            return {Length.of(float(self.page.hours)).value}
        return {form.value for form in self.forms} if name == "vorm" else {goal.pk for goal in self.goals}


@dataclass(frozen=True)
class Listing:
    """The list as it is shown: modules in the reader's language, and apart from them those in another."""

    here: list[Entry]
    elsewhere: list[Entry]
    filters: list[Filter]
    narrowed: bool
    everything: bool = field(default=True)
    """Whether there is any module at all."""


LABELS: dict[str, Promise] = {"duur": _("Hoe lang"), "vorm": _("Met wie"), "doel": _("Wat je oefent")}


def listing(request: HttpRequest) -> Listing:
    """What the index shows for this request. Two queries, however many modules there are."""
    pages = readable(request.user).prefetch_related("goals").order_by("title")
    entries = [_entry(page) for page in one_per_translation(list(pages)).values()]
    asked = {name: request.GET.get(name, "") for name in LABELS}
    shown = [entry for entry in entries if _fits(entry, asked)]
    language = (get_language() or "").split("-")[0]
    return Listing(
        here=[entry for entry in shown if entry.page.locale.language_code == language],
        elsewhere=[entry for entry in shown if entry.page.locale.language_code != language],
        filters=[
            _filter("duur", entries, asked, [(each.value, each.label) for each in Length]),
            _filter("vorm", entries, asked, [(each.value, each.label) for each in UnitForm]),
            _filter("doel", entries, asked, _goals(entries)),
        ],
        narrowed=any(asked.values()),
        everything=bool(entries),
    )


def _entry(page: ModulePage) -> Entry:
    """Reads the forms from the raw stream: making blocks of every unit of every module would cost a page each."""
    used = {unit["value"].get("form") for unit in page.units.raw_data}
    goals: Iterable[Concept] = page.goals.all()
    return Entry(page, [form for form in UnitForm if form.value in used], list(goals))


def _goals(entries: list[Entry]) -> list[tuple[str, str]]:
    found = {goal.pk: str(goal) for entry in entries for goal in entry.goals}
    return sorted(found.items(), key=lambda pair: pair[1])


def _fits(entry: Entry, asked: dict[str, str], *, but: str = "") -> bool:
    return all(not value or name == but or value in entry.values(name) for name, value in asked.items())


def _filter(
    name: str, entries: list[Entry], asked: dict[str, str], values: Iterable[tuple[str, str | Promise]]
) -> Filter:
    """Counts say what choosing would leave, given the other filters. A value that leaves nothing is not offered."""
    others = [entry for entry in entries if _fits(entry, asked, but=name)]
    count: Callable[[str], int] = lambda value: sum(value in entry.values(name) for entry in others)  # noqa: E731
    choices = [
        Choice(label, count(value), _url(asked, name, value), asked[name] == value)
        for value, label in values
        if count(value) or asked[name] == value
    ]
    return Filter(name, LABELS[name], choices)


def _url(asked: dict[str, str], name: str, value: str) -> str:
    """The address with this filter set, or without it where it is set already."""
    chosen = {**asked, name: "" if asked[name] == value else value}
    kept = {key: each for key, each in chosen.items() if each}
    return f"?{urlencode(kept)}" if kept else "?"
