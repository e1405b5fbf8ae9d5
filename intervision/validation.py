"""When a method holds: one check for files, for the catalogue and for the workshop of trainers and editors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from intervision.enums import HIDDEN_KINDS, OWN_KINDS, Chair, MethodKind, Reveal, SeatKind, Turn, Who, WriteKind
from intervision.models import Method, Phase
from intervision.script import names

NEEDED_TEXTS = ("purpose", "choose_when", "avoid_when")
"""What somebody who chooses a method reads first."""


@dataclass(frozen=True)
class Fault:
    """Why a method cannot be held, and at which field of the method (phase 0) or of a phase that is mended."""

    reason: str
    field: str = ""
    phase: int = 0


def faults_of(method: Method, phases: Sequence[Phase]) -> list[str]:
    """Every reason why this method cannot be held, in words for who writes it. Empty when it holds."""
    titles = {phase.nr: phase.title for phase in phases}
    return [
        f"{fault.phase}. {titles[fault.phase]}: {fault.reason}" if fault.phase else fault.reason
        for fault in found_in(method, phases)
    ]


def found_in(method: Method, phases: Sequence[Phase]) -> list[Fault]:
    """The same reasons, each with the place where it is mended."""
    return [
        *_of_method(method, phases),
        *(fault for phase in phases for fault in of_phase(phase, count=len(phases), written=method.written)),
    ]


def of_phase(phase: Phase, *, count: int, written: bool) -> list[Fault]:
    """What is off in one phase of so many; a method that is written out has a text for everybody in each."""
    found = [*_of_words(phase, written), *_of_rights(phase), *_of_writing(phase, count)]
    return [Fault(reason, field, phase.nr) for field, reason in found]


def _of_method(method: Method, phases: Sequence[Phase]) -> Iterator[Fault]:
    if not method.title.strip():
        yield Fault(_("De methode heeft geen titel."), "title")
    if not phases:
        yield Fault(_("De methode heeft geen enkele fase."))
    total = sum(phase.minutes for phase in phases)
    if phases and total != method.total_min:
        numbers = {"sum": total, "total": method.total_min}
        yield Fault(
            _("De fasen duren samen %(sum)s minuten, maar er zijn %(total)s minuten beloofd.") % numbers, "total_min"
        )
    if method.group_min > method.group_max:
        yield Fault(_("De kleinste groep is groter dan de grootste."), "group_min")
    if method.written and method.kind == MethodKind.METHOD:
        for name in NEEDED_TEXTS:
            if not getattr(method, name).strip():
                yield Fault(_("Dit leest wie een methode kiest. Schrijf minstens één zin."), name)


def _of_words(phase: Phase, written: bool) -> Iterator[tuple[str, str]]:
    if not phase.title.strip():
        yield "title", _("de fase heeft geen titel.")
    if not 0 < phase.least <= phase.minutes <= phase.most:
        yield "minutes", _("de minuten liggen niet binnen het bereik.")
    if written and not phase.instruct_all.strip():
        yield "instruct_all", _("er staat niets voor iedereen: zeg wat er in deze fase gebeurt.")


def _of_rights(phase: Phase) -> Iterator[tuple[str, str]]:
    """Who may speak, who is silent, and where the bringer sits."""
    for field, codes in (("floor", set(phase.floor)), ("silent", set(phase.silent))):
        if unknown := codes - set(Who.values):
            yield field, _("onbekende code: %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
            return
    if both := _speaking_and_silent(set(phase.floor), set(phase.silent)):
        yield "silent", _("is zowel aan het woord als stil: %(who)s.") % {"who": _named(both)}
    speak = set(phase.floor) - {Who.NOBODY}
    if not speak and not phase.writes:
        yield "floor", _("niemand mag spreken en niemand mag schrijven. Geef iemand iets te doen.")
    if not speak and phase.turn not in {Turn.NONE, Turn.FREE}:
        yield "turn", _("niemand spreekt, dus valt er geen beurt te verdelen.")
    if phase.bringer_seat == Chair.IN:
        return
    if names(phase.floor, SeatKind.BRINGER):
        yield (
            "bringer_seat",
            _("wie uit de kring zit, heeft het woord niet. Zet de inbrenger in de kring, of zwijgend."),
        )
    elif not names(phase.silent, SeatKind.BRINGER):
        yield "silent", _("de inbrenger zit uit de kring en hoort dan bij wie stil is.")


def _speaking_and_silent(floor: set[str], silent: set[str]) -> set[str]:
    """Who does both. Where first nobody and then everybody speaks, the floor holds both codes."""
    named_floor, named_silent = floor - {Who.ALL, Who.NOBODY}, silent - {Who.ALL, Who.NOBODY}
    both = named_floor & named_silent
    both |= named_silent if Who.ALL in floor else set()
    return both | (named_floor if Who.ALL in silent else set())


def _of_writing(phase: Phase, count: int) -> Iterator[tuple[str, str]]:
    """What is written, when it is shown, and where it comes back."""
    for write in phase.writes:
        if write["who"] not in Who.values or write["kind"] not in WriteKind.values:
            yield "writes", _("onbekende code bij schrijven: %(code)s.") % {"code": f"{write['who']}:{write['kind']}"}
            return
        if write["who"] == Who.NOBODY:
            yield "writes", _("“niemand” schrijft niet. Kies wie er schrijft.")
        turned = phase.bringer_seat != Chair.IN and write["who"] == Who.BRINGER
        if turned and write["kind"] not in OWN_KINDS:
            yield "writes", _("wie uit de kring zit, schrijft alleen voor zichzelf.")
    if any(not phase.nr < target <= count for target in phase.carries_to):
        yield "carries_to", _("gaat mee naar een fase die niet later komt.")
    kinds = {write["kind"] for write in phase.writes}
    if WriteKind.PULSE in kinds and kinds != {WriteKind.PULSE}:
        yield "writes", _("gesloten vragen staan alleen in hun fase.")
    if WriteKind.PULSE in kinds and phase.reveal != Reveal.BUTTON:
        yield "reveal", _("de vorm van gesloten vragen toont de begeleider met de knop.")
    hidden = bool(kinds & HIDDEN_KINDS)
    if not hidden and phase.reveal == Reveal.BUTTON:
        yield "reveal", _("er wordt niets verborgen geschreven, dus valt er niets te tonen.")
    if hidden and phase.reveal == Reveal.NEVER:
        yield (
            "reveal",
            _("wat verborgen geschreven wordt, krijgt niemand ooit te zien. Kies wanneer het getoond wordt."),
        )
    if hidden and phase.reveal == Reveal.ON_ADVANCE and not phase.carries_to:
        yield "carries_to", _("wat verborgen geschreven wordt, komt in geen enkele fase terug.")


def _named(codes: set[str]) -> str:
    return ", ".join(str(Who(code).label) for code in sorted(codes))
