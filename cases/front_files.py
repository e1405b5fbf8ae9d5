"""The fields at the top of a case file, each read with what it may hold. All raise ContentError where it holds something else."""

import datetime
import re
from typing import Any

from cases.enums import RelatedKind
from pages.content import ContentFile

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YES = {"ja": True, "nee": False, True: True, False: False}


def slug_in(file: ContentFile, key: str) -> str:
    """The last piece of an address."""
    slug = file.text(key, most=100)
    if not SLUG.fullmatch(slug):
        raise file.error(f"'{key}' is '{slug}'; gebruik kleine letters, cijfers en streepjes.", key=key)
    return slug


def minutes_in(file: ContentFile) -> int:
    """How long reading takes."""
    minutes = file.fields.get("leestijd_min")
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 120:
        raise file.error("'leestijd_min' moet een getal zijn tussen 1 en 120.", key="leestijd_min")
    return minutes


def choice_in(file: ContentFile, key: str, choices: list[str]) -> str:
    """One of these words."""
    chosen = file.text(key)
    if chosen not in choices:
        raise file.error(f"'{key}' is '{chosen}'; kies uit: {', '.join(choices)}.", key=key)
    return chosen


def yes_in(file: ContentFile, key: str) -> bool:
    """Ja or nee; nee where it is absent."""
    value = file.fields.get(key, False)
    if not isinstance(value, (str, bool)) or value not in YES:
        raise file.error(f"'{key}' is ja of nee.", key=key)
    return YES[value]


def date_in(file: ContentFile, value: Any, key: str) -> datetime.date | None:
    """A day, or none."""
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise file.error(f"'{key}' moet een datum zijn, zoals 2027-11-01.", key=key)


def reviewers_in(file: ContentFile) -> list[dict[str, Any]]:
    """Who read the case, as raw blocks."""
    listed = file.fields.get("nalezers") or []
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise file.error("'nalezers' moet een lijst zijn van {rol, datum, oordeel}.", key="nalezers")
    reviewers = []
    for entry in listed:
        date = date_in(file, entry.get("datum"), "nalezers")
        if date is None or not entry.get("rol") or not entry.get("oordeel"):
            raise file.error("Elke nalezer heeft een rol, een datum en een oordeel.", key="nalezers")
        reviewers.append({"role": str(entry["rol"]), "date": date.isoformat(), "verdict": str(entry["oordeel"])})
    return reviewers


def related_in(file: ContentFile) -> list[dict[str, Any]]:
    """What a case leads on to, as raw blocks."""
    listed = file.fields.get("gerelateerd") or {}
    if not isinstance(listed, dict) or not all(isinstance(slugs, list) for slugs in listed.values()):
        raise file.error("'gerelateerd' heeft de vorm {praktijk: [slug], module: [slug]}.", key="gerelateerd")
    related = []
    for kind, slugs in listed.items():
        if kind not in RelatedKind.values:
            raise file.error(f"'{kind}' kan niet; kies uit: {', '.join(RelatedKind)}.", key="gerelateerd")
        for slug in slugs:
            if not isinstance(slug, str) or not SLUG.fullmatch(slug):
                raise file.error(f"'{slug}' is geen naam uit een adres.", key="gerelateerd")
            related.append({"kind": kind, "slug": slug})
    return related
