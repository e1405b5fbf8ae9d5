"""The list of modules: what is there, and what of it the reader asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from modules.enums import Length, UnitForm
from modules.models import ModulePage
from modules.queries.pages import one_per_translation, readable
from search.choosing import Group, Option, empty_last, group, passes, picked_in
from vocabulary.models import Concept


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
    filters: list[Group]
    everything: bool = field(default=True)
    """Whether there is any module at all."""

    @property
    def total(self) -> int:
        """How many modules are in the list."""
        return len(self.here) + len(self.elsewhere)

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


LABELS: dict[str, Promise] = {"duur": _("Hoe lang"), "vorm": _("Met wie"), "doel": _("Wat je oefent")}


def listing(request: HttpRequest) -> Listing:
    """What the index shows for this request. Two queries, however many modules there are."""
    pages = readable(request.user).prefetch_related("goals").order_by("title")
    entries = [_entry(page) for page in one_per_translation(list(pages)).values()]
    labels: dict[str, dict[str, str | Promise]] = {
        "duur": {each.value: each.label for each in Length},
        "vorm": {each.value: each.label for each in UnitForm},
        "doel": _goals(entries),
    }
    picks = {name: [value for value in request.GET.getlist(name) if value in labels[name]] for name in labels}
    things = [{name: entry.values(name) for name in labels} for entry in entries]
    shown = [entry for entry, values in zip(entries, things, strict=True) if passes(values, picks)]
    groups = [group(name, label, labels[name], things, picks) for name, label in LABELS.items()]
    groups = [empty_last(one) if one.name == "doel" else one for one in groups]
    language = (get_language() or "").split("-")[0]
    return Listing(
        here=[entry for entry in shown if entry.page.locale.language_code == language],
        elsewhere=[entry for entry in shown if entry.page.locale.language_code != language],
        filters=[one for one in groups if one.options],
        everything=bool(entries),
    )


def _entry(page: ModulePage) -> Entry:
    """Reads the forms from the raw stream: making blocks of every unit of every module would cost a page each."""
    used = {unit["value"].get("form") for unit in page.units.raw_data}
    goals: Iterable[Concept] = page.goals.all()
    return Entry(page, [form for form in UnitForm if form.value in used], list(goals))


def _goals(entries: list[Entry]) -> dict[str, str | Promise]:
    found: dict[str, str | Promise] = {goal.pk: str(goal) for entry in entries for goal in entry.goals}
    return dict(sorted(found.items(), key=lambda pair: str(pair[1])))
