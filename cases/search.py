"""What search may know of a case: its front and its first stage. Never what opens later."""

from collections.abc import Mapping
from typing import Any

from cases.content_notes import notes_in
from cases.enums import Length
from cases.models import CasePage
from cases.queries import url_of
from pages.passages import plain
from search.documents import SearchDoc


def _told(stage: Mapping[str, Any]) -> str:
    """The text of a stage; of one with a content note the short version, because a snippet comes without the note."""
    return str(stage["gist"] if notes_in(stage) else stage["text"])


def doc_of(case: CasePage) -> SearchDoc | None:
    """The document of a case. A later stage, a voice or the guide would tell in a snippet what the reader has to find."""
    if case.audience_id is None:
        return None
    first = case.stages[0].value if len(case.stages) else None
    return SearchDoc(
        kind="casus",
        key=str(case.pk),
        language=case.locale.language_code,
        title=case.title,
        summary=case.summary,
        body=f"{first['title']}\n{plain(_told(first))}" if first else "",
        url=url_of(case),
        audience_id=case.audience_id,
        concepts=tuple(concept.pk for concept in case.concepts.all()),
        facets={"duur": (Length.of(case.reading_minutes).value,)},
        illustration=case.slug,
        updated_at=case.last_published_at,
    )
