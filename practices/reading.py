"""Reading the fields of a practice file, each with a reason when it does not hold."""

import datetime
import re
from typing import Any

from pages.content import ContentFile, Section
from practices.enums import AxisRole, RelatedKind, TimeBand
from vocabulary.axes import AXES
from vocabulary.models import Concept

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STEP = re.compile(r"\d+[.)]\s+(.*)")
LEAST_STEPS, MOST_STEPS = 3, 7

BANDS = (
    (TimeBand.LONGER, re.compile(r"\b(weken|week|wekelijks|maand|maanden|maandelijks|jaar|doorlopend)\b")),
    (TimeBand.DAYS, re.compile(r"\b(dag|dagen|avond|avonden|zaterdag|dagdeel|voormiddag|namiddag)\b")),
    (TimeBand.HOURS, re.compile(r"\b(uur|uren)\b")),
    (TimeBand.MINUTES, re.compile(r"\b(minuut|minuten|kwartier)\b")),
)


def slug(file: ContentFile, key: str) -> str:
    """A name as it stands in an address."""
    value = file.text(key, most=100)
    if not SLUG.fullmatch(value):
        raise file.error(f"'{key}' is '{value}'; gebruik kleine letters, cijfers en streepjes.", key=key)
    return value


def date(file: ContentFile, key: str) -> datetime.date | None:
    """A date, or nothing."""
    value = file.fields.get(key)
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise file.error(f"'{key}' moet een datum zijn, zoals 2027-11-01.", key=key)


def steps(file: ContentFile, section: Section) -> list[tuple[str, str]]:
    """The numbered list under "Zo doe je het": three to seven steps."""
    found: list[str] = []
    for offset, row in enumerate(section.text.splitlines(), start=1):
        match = STEP.match(row)
        if match:
            found.append(match[1].strip())
        elif row.strip() and found:
            found[-1] += f"\n{row.strip()}"
        elif row.strip():
            raise file.error("Nummer de stappen: '1. ...'.", line=section.line + offset)
    if not LEAST_STEPS <= len(found) <= MOST_STEPS:
        raise file.error(
            f"'Zo doe je het' telt {len(found)} stappen; het zijn er {LEAST_STEPS} tot {MOST_STEPS}.", line=section.line
        )
    return [("step", text) for text in found]


def concepts(file: ContentFile) -> tuple[str, ...]:
    """The concepts and the regions together. Raises for one that the thesaurus does not have."""
    regions = file.texts("regio")
    for region in regions:
        if not region.startswith("regio."):
            raise file.error(f"'{region}' is geen regio; die beginnen met 'regio.'.", key="regio")
    asked = list(dict.fromkeys([*file.texts("begrippen", least=1), *regions]))
    known = set(Concept.objects.in_use().filter(pk__in=asked).values_list("pk", flat=True))
    for concept in asked:
        if concept not in known:
            key = "regio" if concept in regions else "begrippen"
            raise file.error(f"Het begrip '{concept}' staat niet in de thesaurus.", key=key)
    return tuple(asked)


def axis_roles(file: ContentFile) -> list[tuple[str, Any]]:
    """What axes are to it, in the order of the file: `assen: {as.taal: focus}`."""
    told = file.fields.get("assen") or {}
    if not isinstance(told, dict):
        raise file.error("'assen' heeft de vorm {as.taal: focus}.", key="assen")
    known = {axis.id for axis in AXES}
    for axis, role in told.items():
        if axis not in known:
            raise file.error(f"'{axis}' is geen as; kies uit: {', '.join(sorted(known))}.", key="assen")
        if role not in AxisRole.values:
            raise file.error(f"'{role}' is geen rol van een as; kies uit: {', '.join(AxisRole)}.", key="assen")
    return [("axis", {"axis": axis, "role": role}) for axis, role in told.items()]


def related(file: ContentFile) -> list[tuple[str, Any]]:
    """What belongs with it, by kind and slug."""
    listed = file.fields.get("gerelateerd") or {}
    if not isinstance(listed, dict) or not all(isinstance(slugs, list) for slugs in listed.values()):
        raise file.error("'gerelateerd' heeft de vorm {casus: [slug], module: [slug]}.", key="gerelateerd")
    found: list[tuple[str, Any]] = []
    for kind, slugs in listed.items():
        if kind not in RelatedKind.values:
            raise file.error(f"'{kind}' kan niet; kies uit: {', '.join(RelatedKind)}.", key="gerelateerd")
        for name in slugs:
            if not isinstance(name, str) or not SLUG.fullmatch(name):
                raise file.error(f"'{name}' is geen naam uit een adres.", key="gerelateerd")
            found.append(("related", {"kind": kind, "slug": name}))
    return found


def time_band(file: ContentFile, duration: str) -> str:
    """The size of a duration in words: `duurklasse` when the file names it, else the largest unit in the words."""
    named = file.text("duurklasse", required=False)
    if named and named not in TimeBand.values:
        raise file.error(f"'duurklasse' is '{named}'; kies uit: {', '.join(TimeBand)}.", key="duurklasse")
    if named:
        return named
    text = duration.lower()
    # "tien minuten per week" takes minutes: what stands before "per" is how long, what follows is how often.
    first = re.split(r"\b(?:per|elke|iedere)\b", text)[0]
    return next((band.value for part in (first, text) for band, words in BANDS if words.search(part)), TimeBand.HOURS)
