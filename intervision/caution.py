"""Whether a group writes without names, and why nobody can tell for what reason.

"Is hier iemand die jou beoordeelt?" is asked of each, alone, before a session. A yes makes that what is written hidden
comes out without names, and that the room says that who decides about others speaks last. So that these defaults
betray nobody, they come on for four reasons that leave the same row behind: somebody said yes; somebody would rather not
say; whoever steers chose it; chance. The answers are read once, when the session starts, and shredded in that moment.

What this does not hide: where everybody tells each other afterwards that they answered no and that nobody chose it,
the one who is left is known as soon as chance is ruled out, which nobody can do. In a group of three the style of a text
may still tell who wrote it. And who looks over a shoulder sees what is ticked, though never again after it was sent.
"""

import secrets
from dataclasses import replace

from django.conf import settings

from intervision.enums import CAUTIOUS_ANSWERS, WriteKind
from intervision.models import SafetyAnswer, Session
from intervision.script import PhaseScript, Script
from reflection.encryption import DecryptionError


def is_called_for(session: Session) -> bool:
    """Whether this session goes without names, from the moment that it starts. Reads every answer, whatever they say."""
    if session.is_practice:
        return False
    one_in = settings.NAMELESS_ONE_IN
    by_chance = one_in > 0 and secrets.randbelow(one_in) == 0
    answers = SafetyAnswer.objects.filter(seat__session=session).select_related("data_key")
    asked = [_is_cautious(answer) for answer in answers]
    return any([session.is_nameless, by_chance, *asked])


def _is_cautious(answer: SafetyAnswer) -> bool:
    """An answer that does not open counts as one that asks for caution."""
    try:
        return answer.open().strip() in CAUTIOUS_ANSWERS
    except DecryptionError:
        return True


def without_names(script: Script) -> Script:
    """The same course, in which whatever is written hidden comes out without names."""
    return replace(script, phases=tuple(nameless(phase) for phase in script.phases))


def nameless(phase: PhaseScript) -> PhaseScript:
    """The same phase, without names at what is written hidden."""
    return replace(
        phase,
        slots=tuple(
            replace(slot, kind=WriteKind.HIDDEN_ANONYMOUS.value) if slot.kind == WriteKind.HIDDEN_REVEAL else slot
            for slot in phase.slots
        ),
    )
