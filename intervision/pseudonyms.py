"""Names to choose a stand-in from, by the region that they sound of: a stand-in keeps what a name tells of where
somebody is from, and tells nothing of who they are."""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deidentification.lexicon import registers

MOST = 24
"""Of each kind; enough to find one that nobody in the circle is called."""


LABELS: dict[str, str | Promise] = {
    "be": _("Vlaanderen"),
    "nl": _("Nederland"),
    "ma": _("Marokko"),
    "tr": _("Turkije"),
    "cd": _("Congo"),
    "rw": _("Rwanda en Burundi"),
    "af": _("Afghanistan"),
    "ua": _("Oekraïne"),
    "rom": _("Roma"),
    "sy": _("Syrië"),
    "pl": _("Polen"),
    "ro": _("Roemenië"),
    "bg": _("Bulgarije"),
    "so": _("Somalië"),
    "er": _("Eritrea en Ethiopië"),
    "sr": _("Suriname en de Antillen"),
    "cv": _("Kaapverdië en Angola"),
    "gh": _("Ghana"),
    "ng": _("Nigeria"),
    "gn": _("Guinee en West-Afrika"),
    "vn": _("Vietnam"),
    "cn": _("China"),
    "in": _("India en Nepal"),
    "pk": _("Pakistan"),
    "ce": _("Tsjetsjenië"),
    "am": _("Armenië en Georgië"),
    "al": _("Albanië, Kosovo en Bosnië"),
    "la": _("Latijns-Amerika"),
    "ph": _("Filipijnen"),
    "fr": _("Franstalig België en Frankrijk"),
}
"""How a register is called for whoever chooses; one that has no label here is not offered."""
PLACES: tuple[str | Promise, ...] = (
    _("de stad"),
    _("de gemeente"),
    _("de buurt"),
    _("de school"),
    _("de voorziening"),
    _("de straat"),
)


def names_by_register() -> dict[str, object]:
    """By the name of the region, in order of that name: first names to choose from. And what to call a place."""
    offered = sorted((str(LABELS[code]), code) for code in registers() if code in LABELS)
    return {
        "places": [str(each) for each in PLACES],
        "regions": [{"label": label, "names": _given(code)} for label, code in offered],
    }


@lru_cache
def _given(code: str) -> list[str]:
    given, _family = registers()[code]
    return list(given[:MOST])
