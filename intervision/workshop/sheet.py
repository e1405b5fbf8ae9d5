"""A method on the workbench: what was typed, in forms, with everything that is off told at its field."""

from dataclasses import dataclass, field
from typing import Self

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intervision.models import Method, Phase
from intervision.validation import Fault, found_in, of_phase
from intervision.workshop.forms import MethodForm, PhaseForm, forms_of
from intervision.workshop.typed import Typed


@dataclass(frozen=True)
class Off:
    """One thing to mend, and where on the page."""

    reason: str
    anchor: str
    phase: int = 0


@dataclass(frozen=True)
class Sheet:
    """Forms that were filled in, and what they make."""

    typed: Typed
    method: MethodForm
    phases: list[PhaseForm]
    built: tuple[Method, list[Phase]] | None
    """The method that stands here; None as long as a field holds something that is none."""
    off: list[Off] = field(default_factory=list)

    @classmethod
    def of(cls, typed: Typed) -> Self:
        """Check all of it: every field on its own, and then by the rules that hold for every method."""
        method, phases = forms_of(typed)
        whole = all(form.is_valid() for form in (method, *phases))
        numbers = {each.key: nr for nr, each in enumerate(typed.phases, start=1)}
        made = {form.nr: form.built(numbers) for form in phases if form.is_valid()}
        built = (method.built(), list(made.values())) if whole else None
        if built:
            faults = found_in(*built)
        else:  # what can be said already is said at once
            faults = [fault for each in made.values() for fault in of_phase(each, count=len(phases), written=True)]
        loose = [fault for fault in faults if not _tell(fault, method, phases)]
        return cls(
            typed, method, phases, built, [*(Off(fault.reason, "fasen") for fault in loose), *_off(method, phases)]
        )

    @property
    def holds(self) -> bool:
        """Whether this can be published, as far as reading it tells."""
        return self.built is not None and not self.off


def _tell(fault: Fault, method: MethodForm, phases: list[PhaseForm]) -> bool:
    """Put a fault at its field; whether there is one."""
    form: forms.Form = phases[fault.phase - 1] if fault.phase else method
    name = "who0" if fault.field == "writes" else fault.field
    if name not in form.fields:
        return False
    form.add_error(name, capfirst(fault.reason))
    return True


def _off(method: MethodForm, phases: list[PhaseForm]) -> list[Off]:
    found = [Off(f"{method.fields[name].label}: {error}", method[name].id_for_label)
             for name, errors in method.errors.items() for error in errors]  # fmt: skip
    for form in phases:
        title = form["title"].value() or _("zonder titel")
        for name, errors in form.errors.items():
            label = form.fields[name].label
            where = f"{form.nr}. {title}, {label}"
            anchor = f"fase-{form.prefix}" if name in {"floor", "silent", "carries_to"} else form[name].id_for_label
            found += [Off(f"{where}: {error}", anchor, form.nr) for error in errors]
    return found
