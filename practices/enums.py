"""The honesty ladder, what an axis is to a practice, how long a practice takes, and what it can lead on to."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Ladder(models.TextChoices):
    """How much we know about a practice. A step says how sure we are, never how good it is."""

    IDEA = "idee", _("idee")
    TRIED = "uitgeprobeerd", _("uitgeprobeerd")
    DESCRIBED = "goed-beschreven", _("goed beschreven")
    SUPPORTED = "onderbouwd", _("onderbouwd")
    RESEARCHED = "onderzocht", _("onderzocht")

    @property
    def number(self) -> int:
        """Which step this is, counted from one."""
        return list(Ladder).index(self) + 1

    @property
    def requires(self) -> str | Promise:
        """What a practice needs to stand on this step."""
        return REQUIRES[self]


REQUIRES: dict[Ladder, str | Promise] = {
    Ladder.IDEA: _("Iemand bedacht het en schreef het op. Nog niemand deed het."),
    Ladder.TRIED: _(
        "Minstens één team deed het, en schrijft ook op wat moeilijk was. Een verslag van wie het elders probeerde, telt mee."
    ),
    Ladder.DESCRIBED: _(
        "Anderen kunnen het overdoen: er is een handleiding, er is nagegaan hoe het verliep, "
        "en het gebeurde op twee plekken."
    ),
    Ladder.SUPPORTED: _("Er is een uitleg waarom het werkt, en jongeren of ouders zeiden mee wat het hun bracht."),
    Ladder.RESEARCHED: _("Onderzoekers die het niet zelf bedachten, gingen na wat het doet, en voor wie."),
}


class AxisRole(models.TextChoices):
    """What an axis is to a practice. What a record does not say, is unknown, and shown so."""

    FOCUS = "focus", _("gaat hierover")
    ADAPTED = "aangepast", _("uitdrukkelijk aangepast")
    CONSIDERED = "bedacht", _("mee bedacht")


class TimeBand(models.TextChoices):
    """How long it takes, in four sizes; the practice itself says it in words."""

    MINUTES = "minuten", _("minder dan een uur")
    HOURS = "uren", _("een of enkele uren")
    DAYS = "dagen", _("een dag of enkele dagen")
    LONGER = "langer", _("weken of langer")


class RelatedKind(models.TextChoices):
    """What can belong with a practice."""

    CASE = "casus", _("Casus")
    MODULE = "module", _("Module")
    PRACTICE = "praktijk", _("Praktijk")
