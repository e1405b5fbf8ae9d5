"""The front door's own kruispuntfiguur: one situation, as three people read it."""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vocabulary.axes import Weight, Weights
from vocabulary.figure import figure
from vocabulary.templatetags.kruispunt import spoken

register = template.Library()


@dataclass(frozen=True)
class Reading:
    """How one person reads the situation."""

    who: str | Promise
    says: str | Promise
    weights: Weights

    @property
    def figure(self) -> SafeString:
        """The figure of this reading, kept in this process: it is the same for everybody."""
        return _figure(tuple(self.weights.items()), get_language() or "")


@lru_cache(maxsize=16)
def _figure(weights: tuple[tuple[str, Weight], ...], _language: str) -> SafeString:
    drawing = figure(dict(weights))
    return render_to_string("components/kruispunt_svg.html", {"drawing": drawing, "spoken": spoken(drawing)})


READINGS = (
    Reading(
        who=_("de juf"),
        says=_("“Ze lezen onze brieven niet. Ik denk dat het aan de taal ligt.”"),
        weights={"as.taal": 3, "as.etniciteit": 2, "as.opleiding": 1},
    ),
    Reading(
        who=_("Noé"),
        says=_("“Ik lees alle brieven. Deze ging over mij, dus heb ik hem in mijn rugzak gelaten.”"),
        weights={"as.gezin": 3, "as.taal": 2, "as.leeftijd": 3, "as.opleiding": 1, "as.gender": None},
    ),
    Reading(
        who=_("zijn moeder"),
        says=_("“De vorige brief kostte ons geld. En een kind had het me moeten zeggen.”"),
        weights={"as.klasse": 3, "as.hulpgeschiedenis": 2, "as.gezin": 2, "as.taal": 1, "as.verblijf": 2},
    ),
)


@register.simple_tag
def home_readings() -> tuple[Reading, ...]:
    """The three readings of the sample situation."""
    return READINGS
