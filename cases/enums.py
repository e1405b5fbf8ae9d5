"""The fixed choices of this room. The values are the words of the content files."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Provenance(models.TextChoices):
    """Where a case comes from."""

    INVENTED = "verzonnen", _("verzonnen")
    COMPOSED = "samengesteld", _("samengesteld uit meerdere situaties")
    CO_CREATED = "co-creatie", _("samen gemaakt met jongeren of ouders")
    TESTIMONY = "getuigenis-bewerkt", _("een bewerkte getuigenis, met toestemming")


class Assignment(models.TextChoices):
    """What a stage asks the reader to do before reading on."""

    SEEN_FILLED_IN = "gezien-ingevuld", _("gezien en ingevuld apart opschrijven")
    CROSSING = "kruispuntfiguur", _("de kruispuntfiguur invullen")
    ASK_WHOM = "vraag-aan", _("wat zou je vragen, en aan wie?")
    SURENESS = "zekerheid", _("hoe zeker ben je?")
    MARKS = "zinnen", _("zinnen markeren met lenzen")
    LEDGER = "uitspraken", _("feit, gehoord of interpretatie?")
    INQUIRY = "navraag", _("navraagronde: kies drie vragen")


class Intensity(models.TextChoices):
    """How much of what a content note names stands in the text, from little to much."""

    NAMED = "genoemd", _("wordt genoemd")
    SHOWN = "getoond", _("gebeurt in de tekst")
    DETAILED = "uitgebreid", _("wordt uitgebreid beschreven")


class Standing(models.TextChoices):
    """What a statement is: seen, told, or made of it."""

    FACT = "feit", _("feit")
    HEARD = "gehoord", _("gehoord")
    READING = "interpretatie", _("interpretatie")


class QuestionFor(models.TextChoices):
    """Who a question is for."""

    SELF = "zelf", _("voor jezelf")
    GROUP = "groep", _("voor de groep")
    STRUCTURE = "structuur", _("over structuur")


class GuidePart(models.TextChoices):
    """The parts of the facilitator's guide."""

    OPENING = "opening", _("Opening")
    PITFALLS = "valkuilen", _("Valkuilen")
    TIMING = "timing", _("Timing")
    TENSION = "spannend", _("Als het spannend wordt")
    AFTERCARE = "nazorg", _("Nazorg")


class RelatedKind(models.TextChoices):
    """What a case may lead on to."""

    PRACTICE = "praktijk", _("praktijk")
    MODULE = "module", _("module")
    METHOD = "methode", _("methode")
    CASE = "casus", _("casus")


class Progress(models.TextChoices):
    """How far a reader is with one stage."""

    WRITTEN = "geschreven", pgettext_lazy("stage", "geschreven")
    WITHOUT_WRITING = "zonder-schrijven", pgettext_lazy("stage", "gelezen zonder te schrijven")
    OPEN = "open", pgettext_lazy("stage", "open")
    CLOSED = "dicht", pgettext_lazy("stage", "nog dicht")


class Length(models.TextChoices):
    """How much time a case takes, as people choose it."""

    SHORT = "kort", _("tot 10 minuten")
    MEDIUM = "middel", _("11 tot 15 minuten")
    LONG = "lang", _("meer dan 15 minuten")

    @classmethod
    def of(cls, minutes: int) -> "Length":
        """The choice that this many minutes falls under."""
        if minutes <= 10:
            return cls.SHORT
        return cls.MEDIUM if minutes <= 15 else cls.LONG
