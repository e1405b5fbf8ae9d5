"""How long a review holds: twelve months (dossier F4), and for a first publication as long as the text says the same. Pure.

A case that is out can always be corrected: there a change of the text takes no review away, only time does. Before that, a
small change takes none away either once a second person confirmed that it only corrects (cases/review/corrections.py).
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.review.enums import Seat
from cases.traces.passages import Passage

READ = "gelezen"
"""The hidden field that says which text a page showed."""
SOON = timedelta(days=30)
"""So long beforehand the editors are told."""

_STORY = ("title", "summary", "wants", "do_step", "stages", "voices", "knowledge", "questions", "mirror")
_GUIDE = ("stages", "voices", "questions", "guide")
READ_BY_ALL = frozenset(_STORY) | frozenset(_GUIDE)
"""What anybody reads of a case before it appears."""
_WORD = re.compile(r"\w+")


class Lapse(models.TextChoices):
    """Why a review counts no more."""

    OLD = "oud", _("geldt niet meer: langer dan twaalf maanden geleden")
    CHANGED = "veranderd", _("geldt niet meer: de tekst veranderde daarna")


def holds_until(given_on: date) -> date:
    """The last day on which a review of this day counts."""
    try:
        return given_on.replace(year=given_on.year + 1)
    except ValueError:  # 29 February
        return given_on.replace(year=given_on.year + 1, day=28)


def digest_read(found: Iterable[Passage], seat: Seat | str) -> str:
    """Tells whether what this seat reads still has the same words. Capitals, punctuation and layout do not count, nor
    where in the case something stands."""
    reads = _GUIDE if seat == Seat.GUIDE else _STORY
    return digest_of_words(passage.text for passage in found if passage.block.partition(".")[0] in reads)


def digest_of_words(texts: Iterable[str]) -> str:
    """Tells whether texts still have the same words, in whatever order they stand."""
    told = sorted(" ".join(_WORD.findall(text.casefold())) for text in texts)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def lapse_of(*, given_on: date, digest: str, now: str, today: date, same: frozenset[str] = frozenset()) -> Lapse | None:
    """Why a review counts no more. `now` is the digest of the text as it stands; empty where that does not matter, and
    `digest` is empty where it is not known what was read. `same`: texts that only correct what was read."""
    if today > holds_until(given_on):
        return Lapse.OLD
    if digest and now and digest != now and now not in same:
        return Lapse.CHANGED
    return None


def read_from(posted: str) -> str:
    """The digest of the text that a page showed, as it came back; empty for anything else."""
    return posted if re.fullmatch(r"[0-9a-f]{64}", posted) else ""
