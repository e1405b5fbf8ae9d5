"""When a method holds: the same check for files, for the catalogue and, later, for the editor."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from intervision.enums import HIDDEN_KINDS, Reveal, Who, WriteKind
from intervision.models import Method, Phase


def faults_of(method: Method, phases: Sequence[Phase]) -> list[str]:
    """Every reason why this method cannot be held, in words for who writes it. Empty when it holds."""
    faults = []
    if not method.title.strip():
        faults.append(_("De methode heeft geen titel."))
    if not phases:
        faults.append(_("De methode heeft geen enkele fase."))
    total = sum(phase.minutes for phase in phases)
    if phases and total != method.total_min:
        faults.append(
            _("De fasen duren samen %(sum)s minuten, maar 'totaal_min' is %(total)s.")
            % {"sum": total, "total": method.total_min}
        )
    if method.group_min > method.group_max:
        faults.append(_("De kleinste groep is groter dan de grootste."))
    for phase in phases:
        faults += [f"{phase.nr}. {phase.title}: {fault}" for fault in _faults_of_phase(phase, len(phases))]
    return faults


def _faults_of_phase(phase: Phase, count: int) -> list[str]:
    faults = []
    if not phase.title.strip():
        faults.append(_("de fase heeft geen titel."))
    if not 0 < phase.least <= phase.minutes <= phase.most:
        faults.append(_("de minuten liggen niet binnen het bereik."))
    if unknown := (set(phase.floor) | set(phase.silent)) - set(Who.values):
        faults.append(_("onbekende code: %(codes)s.") % {"codes": ", ".join(sorted(unknown))})
    if both := (set(phase.floor) & set(phase.silent)) - {Who.ALL, Who.NOBODY}:
        faults.append(_("is zowel aan het woord als stil: %(codes)s.") % {"codes": ", ".join(sorted(both))})
    faults += [
        _("onbekende code bij schrijven: %(code)s.") % {"code": f"{write['who']}:{write['kind']}"}
        for write in phase.writes
        if write["who"] not in Who.values or write["kind"] not in WriteKind.values
    ]
    if any(not phase.nr < target <= count for target in phase.carries_to):
        faults.append(_("'gaat_naar' noemt een fase die niet later komt."))
    hidden = any(write["kind"] in HIDDEN_KINDS for write in phase.writes)
    if hidden and phase.reveal == Reveal.ON_ADVANCE and not phase.carries_to:
        faults.append(_("wat verborgen geschreven wordt, komt in geen enkele fase terug."))
    return faults
