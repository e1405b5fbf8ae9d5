"""The fixed choices of this room, and what may follow what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EchoState(models.TextChoices):
    """Where an echo is. Nothing here counts anything, and nothing is ever late."""

    WAITING = "wacht", _("wacht")
    READY = "klaar", _("ligt klaar")
    ANSWERED = "bekeken", _("opnieuw bekeken")
    STOPPED = "gestopt", _("gestopt")


class EchoMove(models.TextChoices):
    """What can happen to an echo."""

    COME_DUE = "tijd", _("de dag is er")
    POSTPONE = "later", _("twee weken later")
    ANSWER = "kijken", _("opnieuw kijken")
    STOP = "stoppen", _("stoppen")


OPEN_ECHOES = frozenset({EchoState.WAITING, EchoState.READY})
"""Those that may still come, or lie ready."""

ECHO_MOVES: dict[tuple[EchoState, EchoMove], EchoState] = {
    (EchoState.WAITING, EchoMove.COME_DUE): EchoState.READY,
    (EchoState.READY, EchoMove.POSTPONE): EchoState.WAITING,
    (EchoState.READY, EchoMove.ANSWER): EchoState.ANSWERED,
    (EchoState.WAITING, EchoMove.STOP): EchoState.STOPPED,
    (EchoState.READY, EchoMove.STOP): EchoState.STOPPED,
}
"""Every move that is possible. What is not here is refused (reflection/echo_rules.py)."""
