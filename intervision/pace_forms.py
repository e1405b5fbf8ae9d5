"""When each phase of a session over days ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intervision.pace import CLOSES_AT, last_moment, proposed
from intervision.script import PhaseScript, Script


class PaceForm(forms.Form):
    """A day per phase, in the order of the method. Each ends at five in the afternoon."""

    def __init__(self, *args: Any, script: Script, starts_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.starts_at, self.phases = starts_at, script.phases
        standing = [phase.closes_at for phase in script.phases]
        given = [at for at in standing if at] if script.is_slow else proposed(script, starts_at)
        for phase, at in zip(script.phases, given, strict=True):
            self.fields[_name(phase)] = forms.DateField(
                label=f"{phase.nr}. {phase.title}",
                initial=timezone.localtime(at).date(),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                help_text=_("Verborgen schrijven: sluit die dag vanzelf.") if phase.is_writing else "",
            )

    def clean(self) -> dict[str, Any]:
        """Not before the session begins, never before the phase that comes first, and within what is kept."""
        data = super().clean() or {}
        before = timezone.localtime(self.starts_at)
        latest = last_moment(before)
        for name, at in self._moments():
            if at < before:
                self.add_error(name, _("Deze dag komt vóór het begin, of vóór de vorige fase."))
            elif at > latest:
                self.add_error(name, _("Een sessie duurt hoogstens dertig dagen. Kies een vroegere dag."))
            before = max(before, at)
        return data

    @property
    def closes(self) -> list[datetime]:
        """The moment at which each phase ends."""
        return [at for _name, at in self._moments()]

    def _moments(self) -> Iterable[tuple[str, datetime]]:
        for phase in self.phases:
            if day := self.cleaned_data.get(_name(phase)):
                yield _name(phase), timezone.make_aware(datetime.combine(day, CLOSES_AT))


def _name(phase: PhaseScript) -> str:
    return f"sluit_{phase.nr}"
