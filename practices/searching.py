"""What search knows of a practice."""

from pages.passages import plain
from practices.axes import MADE_FOR, made_for
from practices.models import PracticePage
from practices.tried.searching import told_beneath
from search.documents import SearchDoc


def _warned(page: PracticePage) -> str:
    """The summary; behind a warning where the practice is advised against."""
    return f"{page.caution} {page.summary}" if page.caution else page.summary


def doc_of(page: PracticePage) -> SearchDoc | None:
    """The practice as a document. It has no stages: everything on it may be searched."""
    if page.audience_id is None:
        return None
    texts = [
        page.occasion, *(str(step.value) for step in page.steps), page.who, page.means, page.hard_parts, page.not_when,
        page.effect_young, page.effect_network, page.evidence, page.voice, page.transfer, page.discouraged_because,
        *(str(group.value) for group in page.tested_with), *told_beneath(page),
    ]  # fmt: skip
    return SearchDoc(
        kind="praktijk",
        key=str(page.pk),
        language=page.locale.language_code,
        title=page.title,
        summary=_warned(page),
        body="\n".join(plain(text) for text in texts if text),
        url=page.get_url() or "",
        audience_id=page.audience_id,
        concepts=tuple(concept.pk for concept in page.concepts.all()),
        facets={"trap": (page.ladder,), "duur": (page.time_band,), MADE_FOR: made_for(page.axis_roles)},
        illustration=page.slug,
        caution=page.caution,
        updated_at=page.last_published_at or page.latest_revision_created_at,
    )
