"""A case on paper: for participants, for the facilitator, or as cards. Import from here."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cases.content_notes import FACET
from cases.printing.mirror import mirror_sheets, stack
from cases.printing.sheets import Version, sheets_of
from reflection.typesetting import Drawn, typeset

if TYPE_CHECKING:
    from cases.models import CasePage

__all__ = ["Version", "sheets_of", "stack", "to_pdf"]

TEMPLATE = Path(__file__).with_name("case.typ")


def to_pdf(case: "CasePage", version: Version, arms: list[str] | None = None) -> bytes:
    """This version as a tagged PDF (PDF/UA-1), or the sheets of a mirror round for these `arms`. Two queries at most: the
    concepts, and the words of content notes."""
    sheets = mirror_sheets(case, arms) if arms is not None else sheets_of(case, version)
    notes = [concept.label for concept in case.concepts.select_related("facet") if concept.facet_id == FACET]

    def tell(drawn: Drawn) -> dict[str, Any]:
        told = {
            "title": drawn.heading(case.title),
            "language": case.locale.language_code,
            "version": version.value,
            "kind": str(version.label),
            "provenance": str(case.get_provenance_display()).capitalize(),
            "notes": [drawn(note) for note in notes],
            "choice": _("Je kan stoppen, overslaan of samen lezen.") if notes else "",
            "sheets": [_sheet(sheet, drawn) for sheet in sheets],
        }
        note = _("Tekens die deze PDF niet kan tekenen, zoals een emoji, staan er met hun naam tussen haakjes.")
        return {**told, "note": note if drawn.named else ""}

    return typeset(TEMPLATE, "case", tell)


def _sheet(sheet: dict[str, Any], drawn: Drawn) -> dict[str, Any]:
    return {
        "kicker": drawn(sheet["kicker"]),
        "heading": drawn.heading(sheet["heading"]),
        "blocks": [_block(block, drawn) for block in sheet["blocks"]],
    }


def _block(block: dict[str, Any], drawn: Drawn) -> dict[str, Any]:
    if block["kind"] == "table":
        cells = [[drawn(cell) for cell in row] for row in (block["head"], *block["rows"])]
        return {"kind": "table", "head": cells[0], "rows": cells[1:]}
    if block["kind"] == "lines":
        return {"kind": "lines", "label": drawn(block["label"])}
    if block["kind"] in {"h3", "h4"}:
        return {"kind": "heading", "text": drawn.heading("".join(run["text"] for run in block["runs"]))}
    runs = [{"text": drawn(run["text"]), "style": run["style"]} for run in block["runs"]]
    return {"kind": block["kind"], "runs": runs, "quoted": block["quoted"]}
