"""The codes that a method is written in, and the states of a session."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Who(models.TextChoices):
    """Who has the floor, is silent or writes. Interviewers, reflectors and consultants are peers with a task."""

    ALL = "A", _("iedereen")
    BRINGER = "B", _("de inbrenger")
    FACILITATOR = "F", _("de begeleider")
    PEERS = "P", _("de meedenkers")
    INTERVIEWER = "I", _("de interviewer")
    REFLECTING_TEAM = "R", _("het reflecterende team")
    CONSULTANTS = "C", _("de consultanten")
    NOBODY = "X", _("niemand")


class WriteKind(models.TextChoices):
    """What becomes of a text that is written in a phase."""

    PRIVATE = "private", _("alleen voor jezelf")
    HIDDEN_REVEAL = "hidden_reveal", _("verborgen, daarna met naam voor iedereen")
    HIDDEN_ANONYMOUS = "hidden_anonymous", _("verborgen, daarna zonder naam voor iedereen")
    SHARED = "shared", _("meteen voor iedereen")
    SCRIBE = "scribe", _("door de verslaggever, voor iedereen")
    LABEL = "label", _("een label bij een kaart")
    SENTENCE = "sentence", _("één zin, voor iedereen")
    GRID = "grid", _("een raster, voor iedereen")
    QUADRANT = "quadrant", _("een kwadrant, voor iedereen")
    AGREEMENT = "agreement", _("een afspraak, voor iedereen")
    YIELD = "yield", _("wat je zelf meeneemt")
    PULSE = "pulse", _("een gesloten vraag zonder naam, daarna alleen als vorm")


CASE = "case"
"""What the bringer prepared and laid ready. No method asks for it, so it is no kind that a method can name."""
OWN_KINDS = frozenset({WriteKind.PRIVATE, WriteKind.YIELD})
"""Never leave the writer."""
HIDDEN_KINDS = frozenset({WriteKind.HIDDEN_REVEAL, WriteKind.HIDDEN_ANONYMOUS, WriteKind.PULSE})
"""Leave the writer at the reveal, all at the same moment."""
NAMELESS_KINDS = frozenset({WriteKind.HIDDEN_ANONYMOUS, WriteKind.PULSE})
"""Stored without who wrote them."""
OUTPUT_KINDS = frozenset({WriteKind.AGREEMENT, WriteKind.YIELD})
"""What the closing asks about; everything else is erased without asking."""


class PulseAnswer(models.TextChoices):
    """What can be answered to a pulse. Three, as many as `reflection.guarded.leaning` is tried with."""

    YES = "ja", _("ja")
    NO = "nee", _("nee")
    UNKNOWN = "weet_niet", _("weet ik niet")


class Reveal(models.TextChoices):
    """When hidden text is shown."""

    ON_ADVANCE = "on_advance", _("bij de volgende fase")
    BUTTON = "button", _("wanneer de begeleider het toont")
    NEVER = "never", _("nooit")


class Turn(models.TextChoices):
    """How the floor goes round."""

    NONE = "-", _("niemand spreekt")
    FREE = "free", _("vrij")
    ROUND = "round", _("om de beurt")
    POPCORN = "popcorn", _("wie wil")
    QUEUE = "queue", _("op volgorde van de kaarten")
    DYAD = "dyad", _("per twee")
    TRIO = "trio", _("per drie")


class Chair(models.TextChoices):
    """Where the bringer sits."""

    IN = "in", _("in de kring")
    TURNED = "turned", _("met de rug naar de kring")
    OUT = "out", _("buiten de kring")


class Keep(models.TextChoices):
    """What happens with an output at the end. Nothing is kept unless somebody asks for it."""

    DISCARD = "discard", _("weg")
    OWN = "own", _("alleen ik")
    TEAM = "team", _("leerlijn voor het team")
    ORGANISATION = "organisation", _("signaal aan de organisatie")


class StepAnswer(models.TextChoices):
    """What somebody says of a step that they planned. Both are fine, and neither is counted."""

    DONE = "gedaan", _("gedaan")
    LET_GO = "los", _("losgelaten")


class Consent(models.TextChoices):
    """Whether a learning line of a circle may leave it: what whoever brought the case says."""

    ASKED = "gevraagd", _("gevraagd")
    YES = "ja", _("mag verder")
    NO = "nee", _("blijft in de kring")


class Figure(models.TextChoices):
    """A drawing that comes with a phase; its words stand beside it."""

    GENOGRAM = "genogram", _("genogram met migratielijn")


class Trust(models.TextChoices):
    """How well a group must know each other for a method."""

    LOW = "low", _("weinig: ook voor een nieuwe groep")
    MEDIUM = "medium", _("redelijk: de groep kent elkaar")
    HIGH = "high", _("veel: een groep die al langer samenwerkt")


class MethodKind(models.TextChoices):
    """A method of its own, one of the two that every session is wrapped in, or a lens that is laid in between."""

    METHOD = "method", _("methode")
    OPENING = "opening", _("opening")
    CLOSING = "closing", _("afsluiting")
    LENS = "lens", _("lens")


WRAPPER_KINDS = frozenset({MethodKind.OPENING, MethodKind.CLOSING})
"""What every session is wrapped in."""


class Status(models.TextChoices):
    """Where a session is."""

    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("bezig")
    CLOSING = "closing", _("afronden")
    CLOSED = "closed", _("afgesloten")


class SeatKind(models.TextChoices):
    """What somebody, or a screen, sits there for."""

    FACILITATOR = "facilitator", _("begeleider")
    CO_FACILITATOR = "co", _("mede-begeleider")
    BRINGER = "bringer", _("inbrenger")
    PEER = "peer", _("meedenker")
    GUEST = "guest", _("kritische vriend, te gast")
    INTERPRETER = "interpreter", _("tolk, te gast")
    BEAMER = "beamer", _("scherm")


STEERING_KINDS = frozenset({SeatKind.FACILITATOR, SeatKind.CO_FACILITATOR})
"""Hold the course, together."""
GUEST_KINDS = frozenset({SeatKind.GUEST, SeatKind.INTERPRETER})
"""Come in by a code for one session, without an account."""
TYPING_KINDS = frozenset({*STEERING_KINDS, SeatKind.PEER})
"""May enter the words of a neighbour who has no device: never a guest, nor whoever may sit with the back to the circle."""
TYPED_KINDS = frozenset({SeatKind.BRINGER, SeatKind.PEER})
"""Can have a neighbour do so."""
PERSON_KINDS = frozenset({*STEERING_KINDS, SeatKind.BRINGER, SeatKind.PEER, SeatKind.GUEST})
"""Take part with words of their own. An interpreter lends words to others, and writes none."""


class Judged(models.TextChoices):
    """What somebody answers to "is hier iemand die jou beoordeelt?"."""

    NO = "nee", _("Nee")
    YES = "ja", _("Ja")
    RATHER_NOT = "liever niet", _("Dat zeg ik liever niet")


CAUTIOUS_ANSWERS = frozenset({Judged.YES, Judged.RATHER_NOT})
"""Which answers let the group write without names. Whoever would rather not say, is as safe as who says yes."""


class Move(models.TextChoices):
    """What can be done to the course of a session."""

    START = "start", _("start")
    NEXT = "next", _("volgende fase")
    UNDO = "undo", _("terug")
    EXTEND_1 = "extend_1", _("één minuut erbij")
    EXTEND_3 = "extend_3", _("drie minuten erbij")
    PAUSE = "pause", _("pauze")
    STOP = "stop", _("stop")
    RESUME = "resume", _("verder")
    REVEAL = "reveal", _("tonen")
    CLOSE = "close", _("afsluiten")
    LENS = "lens", _("een lens op tafel leggen")
    NUDGE = "nudge", _("laten weten dat er gewacht wordt")


EXTRA = {Move.EXTEND_1: 1, Move.EXTEND_3: 3}
"""How much these add: minutes at a table, days over days."""
