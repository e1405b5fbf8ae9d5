"""The year of a circle as a tagged PDF (PDF/UA-1). Import from here."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from intervision.year import Met, Year
from reflection.typesetting import Drawn, typeset

__all__ = ["to_pdf"]

TEMPLATE = Path(__file__).with_name("year.typ")


def to_pdf(year: Year, *, name: str = "") -> bytes:
    """The sheet; with a name it is one person's own. Reads nothing."""

    def tell(drawn: Drawn) -> dict[str, Any]:
        head = [pgettext("wanneer", "Dag"), _("Methode"), _("Duur"), _("Mensen")] + ([_("Plaats")] if name else [])
        told = {
            "title": drawn.heading(_("Intervisie in %(year)d") % {"year": year.number}),
            "language": get_language() or "nl",
            "circle": drawn(year.circle.name),
            "name": drawn(name),
            "head": head,
            "rows": [[drawn(cell) for cell in _row(each, own=bool(name))] for each in year.met],
            "total": _total(year),
            "none": _("In dit jaar werd geen sessie gehouden.") if not year.met else "",
            "says": says(own=bool(name)),
            "lines_heading": _("Wat ik meenam"),
            "lines": [{"day": date_format(day, "j F Y"), "text": drawn(text)} for day, text in year.lines],
            "signed": _("Datum en handtekening"),
        }
        note = _("Tekens die deze PDF niet kan tekenen, zoals een emoji, staan er met hun naam tussen haakjes.")
        return {**told, "note": note if drawn.named else ""}

    return typeset(TEMPLATE, "year", tell)


def says(*, own: bool) -> str:
    """What such a sheet says, and what it does not."""
    if own:
        return _(
            "Dit blad zegt wanneer deze persoon een plaats had in een sessie van de kring, en hoe lang de methode duurt. "
            "Wie er was en wat er gezegd werd, staat er niet bij; het platform weet dat laatste niet."
        )
    return _(
        "Dit blad zegt wanneer de kring samenkwam, met welke methode en hoe lang die duurt. Wie er was en wat er gezegd "
        "werd, staat er niet bij; het platform weet dat laatste niet."
    )


def _row(met: Met, *, own: bool) -> list[str]:
    day = date_format(met.day, "j F Y")
    day = _("%(day)s, over meerdere dagen") % {"day": day} if met.is_slow else day
    return [day, met.method, met.lasted, str(met.people), *([met.role] if own else [])]


def _total(year: Year) -> str:
    count = len(year.met)
    return ngettext(
        "%(count)d sessie, samen %(lasted)s.", "%(count)d sessies, samen %(lasted)s.", count
    ) % {"count": count, "lasted": year.lasted}  # fmt: skip
