"""What search knows of a text page: the charter, rights, safety. Here, because its two rooms stand beside each other."""

from django.utils.translation import gettext_lazy as _

from pages.models import StandardPage
from pages.passages import texts_of
from search.documents import SearchDoc
from search.sources import register_source

KIND = "tekst"


def doc_of(page: StandardPage) -> SearchDoc | None:
    """The text as a document: everything on it may be searched."""
    if page.audience_id is None:
        return None
    return SearchDoc(
        kind=KIND,
        key=str(page.pk),
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        body="\n".join(texts_of(page, streams=("body",)).values()),
        url=page.get_url() or "",
        audience_id=page.audience_id,
        updated_at=page.last_published_at or page.latest_revision_created_at,
    )


def register() -> None:
    """Make text pages findable."""
    register_source(kind=KIND, label=_("Over Meerstemmig"), model=StandardPage, build=doc_of)
