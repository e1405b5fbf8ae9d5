"""A translated case and the Dutch one it tells: whether the Dutch words changed since."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from cases.models import CasePage

HOUSE_LANGUAGE = "nl"
TEXTS = ("title", "summary", "wants", "do_step")
STREAMS = ("stages", "voices", "knowledge", "questions", "guide", "mirror")


@dataclass(frozen=True)
class Outdated:
    """What a translation does not tell: the Dutch case as it is now, since when."""

    source: "CasePage"
    since: datetime | None


def digest_of(case: "CasePage") -> str:
    """A digest of the words of a case. Ids and order of blocks count; when it was saved does not."""
    told: dict[str, Any] = {name: getattr(case, name) for name in TEXTS}
    for name in STREAMS:
        stream = getattr(case, name)
        if raw := stream.stream_block.get_prep_value(stream):
            told[name] = raw
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode("utf-8", "surrogatepass")).hexdigest()


def source_of(case: "CasePage") -> "CasePage | None":
    """The published Dutch case that this one translates; None for a Dutch case, and where there is none."""
    from cases.models import CasePage  # the page itself asks this

    if case.locale.language_code == HOUSE_LANGUAGE:
        return None
    found: CasePage | None = (
        CasePage.objects.live()
        .filter(translation_key=case.translation_key, locale__language_code=HOUSE_LANGUAGE)
        .first()
    )
    return found


def follow_source(case: "CasePage", *, again: bool = True) -> None:
    """Say that this translation tells the Dutch text as it is published now. With `again` false only where it was
    never said. Nothing happens for a case that translates none."""
    from cases.models import FollowedText

    source = source_of(case)
    if source is None or (not again and FollowedText.objects.filter(page=case).exists()):
        return
    kept = {"digest": digest_of(source), "at": timezone.now()}
    FollowedText.objects.update_or_create(page=case, defaults=kept)


def outdated(case: "CasePage") -> Outdated | None:
    """That the Dutch words changed since this translation. No query for a Dutch case, two for another.

    None too where it was never said which Dutch text it follows: then nothing is known.
    """
    source = source_of(case)
    if source is None:
        return None
    from cases.models import FollowedText

    followed = FollowedText.objects.filter(page=case).first()
    if followed is None or followed.digest == digest_of(source):
        return None
    return Outdated(source, source.last_published_at)
