"""Where a proposal stands, what is decided about it, and what may follow what."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Stand(models.TextChoices):
    """Where a proposal is, in words for who proposed it."""

    LAID = "ligt", _("Ligt bij de redactie")
    ASKED = "gevraagd", _("De redactie vroeg je iets")
    TAKEN = "opgenomen", _("De redactie schrijft mee")
    PUBLISHED = "verschenen", _("Staat in de bibliotheek")
    DECLINED = "niet-opgenomen", _("Niet opgenomen")

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self in OPEN

    @property
    def who_has_it(self) -> str | Promise:
        """Whose turn it is."""
        return WHO_HAS_IT[self]


OPEN = frozenset({Stand.LAID, Stand.ASKED, Stand.TAKEN})
WHO_HAS_IT: dict[Stand, str | Promise] = {
    Stand.LAID: _("De redactie leest het en beslist."),
    Stand.ASKED: _("Jij. Vul aan, en het gaat terug naar de redactie."),
    Stand.TAKEN: _("De redactie schrijft het uit en vraagt nalezers."),
    Stand.PUBLISHED: _("Iedereen kan het lezen."),
    Stand.DECLINED: _("Niemand meer."),
}


class Move(models.TextChoices):
    """What is done with a proposal."""

    TAKE_UP = "opnemen", _("De redactie neemt het op")
    ASK_BACK = "terugvragen", _("De redactie vraagt je iets")
    ANSWER = "aanvullen", _("Je vulde aan")
    DECLINE = "weigeren", _("De redactie neemt het niet op")
    PUBLISH = "publiceren", _("Het staat in de bibliotheek")


BY_EDITORS = frozenset(Move) - {Move.ANSWER}
WITH_REASON = frozenset({Move.TAKE_UP, Move.ASK_BACK, Move.DECLINE})
"""What is never decided without a reason that who proposed it can read."""

MOVES: dict[tuple[Stand, Move], Stand] = {
    (Stand.LAID, Move.TAKE_UP): Stand.TAKEN,
    (Stand.LAID, Move.ASK_BACK): Stand.ASKED,
    (Stand.LAID, Move.DECLINE): Stand.DECLINED,
    (Stand.ASKED, Move.ANSWER): Stand.LAID,
    (Stand.ASKED, Move.TAKE_UP): Stand.TAKEN,
    (Stand.ASKED, Move.DECLINE): Stand.DECLINED,
    (Stand.TAKEN, Move.ASK_BACK): Stand.ASKED,
    (Stand.TAKEN, Move.DECLINE): Stand.DECLINED,
    (Stand.TAKEN, Move.PUBLISH): Stand.PUBLISHED,
}
"""Everything that may follow. Who proposed takes back whenever they want; then nothing is left to stand anywhere."""


class SoundKind(models.TextChoices):
    """What browsers and telephones record in."""

    WEBM = "webm", "WebM"
    MP4 = "mp4", "MP4"

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        return f"audio/{self.value}"
