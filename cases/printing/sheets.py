"""What stands on each sheet of a printed case, by version. A version that is not asked is not made: what is hidden on
paper is not in the file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.content_notes import notes_in, told_at
from cases.enums import Assignment, GuidePart
from cases.printing.prose import blocks_of
from cases.voices import grid_of

if TYPE_CHECKING:
    from cases.models import CasePage

Block = dict[str, Any]
Sheet = dict[str, Any]


class Version(models.TextChoices):
    """What to print a case for."""

    PARTICIPANTS = "deelnemers", gettext_lazy("Voor deelnemers")
    FACILITATOR = "begeleider", gettext_lazy("Voor de begeleider")
    CARDS = "kaarten", gettext_lazy("Als kaarten")
    MIRROR = "spiegel", gettext_lazy("Spiegelronde")


def sheets_of(case: "CasePage", version: str) -> list[Sheet]:
    """The sheets in order. The guide is on those of the facilitator only; the answers of an ask-first round and what
    statements turn out to be are on none."""
    story = [
        *_stages(case, to_write=version == Version.PARTICIPANTS, bare=version == Version.CARDS),
        *_voices(case, apart=version == Version.CARDS),
        *_grid(case),
        _questions(case),
    ]
    return [_guide(case), *story] if version == Version.FACILITATOR else story


def _stages(case: "CasePage", *, to_write: bool, bare: bool) -> Iterable[Sheet]:
    for number, block in enumerate(case.stages, start=1):
        value = block.value
        notes = [(told.label, told.intensity) for told in told_at(notes_in(value))]
        blocks: list[Block] = [_small(f"{label}: {how.label}." if how else label) for label, how in notes]
        blocks += blocks_of(value["text"])
        if not bare and Assignment.LEDGER in value["assignments"] and value["statements"]:
            blocks.append(_heading(_("Feit, gehoord of interpretatie?")))
            blocks += [_item(each["statement"]) for each in value["statements"]]
        if not bare and Assignment.INQUIRY in value["assignments"] and value["inquiries"]:
            blocks.append(_heading(_("Er is tijd voor drie vragen. Welke stel je?")))
            blocks += [_item(f"{each['whom']}: {each['question']}") for each in value["inquiries"]]
            blocks.append(
                _small(
                    _(
                        "De antwoorden staan niet op papier. Kies samen drie vragen op het scherm: alleen die krijgen een antwoord."
                    )
                )
            )
        if to_write:
            blocks += [{"kind": "lines", "label": label} for label in (_("Gezien"), _("Ingevuld"))]
        yield {"kicker": _("fase %(number)d") % {"number": number}, "heading": value["title"], "blocks": blocks}


def _voices(case: "CasePage", *, apart: bool) -> Iterable[Sheet]:
    told = []
    for block in case.voices:
        value = block.value
        stake = [_small(value["stake"])] if value["stake"] else []
        told.append((value["name"], [*blocks_of(value["quote"]), *stake]))
    if apart:
        for name, blocks in told:
            yield {"kicker": _("stem"), "heading": name, "blocks": blocks}
    elif told:
        below = [each for name, blocks in told for each in (_heading(name), *blocks)]
        yield {"kicker": "", "heading": _("De stemmen"), "blocks": below}


def _grid(case: "CasePage") -> Iterable[Sheet]:
    grid = grid_of(case)
    if grid is None:
        return
    rows = [
        [
            fact.text,
            *(_("fase %(number)d") % {"number": since} if since else _("weet het niet") for since in fact.since),
        ]
        for fact in grid.facts
    ]
    table = {"kind": "table", "head": [_("Wat er te weten is"), *grid.people], "rows": rows}
    yield {"kicker": "", "heading": _("Wie weet wat"), "blocks": [table]}


def _questions(case: "CasePage") -> Sheet:
    asked = [{**each, "kind": "ol"} for block in case.questions for each in blocks_of(block.value["text"])[:1]]
    step = [_heading(_("Doe-stap")), *blocks_of(case.do_step)]
    return {"kicker": "", "heading": _("Vragen en doe-stap"), "blocks": [*asked, *step]}


def _guide(case: "CasePage") -> Sheet:
    blocks = [_small(_("Wat de jongere wil: %(wish)s") % {"wish": case.wants})]
    for block in case.guide:
        blocks += [_heading(str(GuidePart(block.value["part"]).label)), *blocks_of(block.value["text"])]
    if case.safety_line:
        safety = _(
            "Diversiteitsgevoelig werken is nooit: onveiligheid goedpraten. Twijfel je over veiligheid? Overleg vandaag nog."
        )
        blocks += [_heading(_("Veiligheid")), _text("p", safety)]
    return {"kicker": "", "heading": _("Gids"), "blocks": blocks}


def _text(kind: str, text: str) -> Block:
    return {"kind": kind, "runs": [{"text": text, "style": ""}], "quoted": False}


def _heading(text: str) -> Block:
    return _text("h3", text)


def _item(text: str) -> Block:
    return _text("ul", text)


def _small(text: str) -> Block:
    return _text("small", text)
