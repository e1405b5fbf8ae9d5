"""The front of a case: what someone needs to know before choosing to read it. No stage is in it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.content_notes import told_of
from cases.groups import groups_of
from cases.queries import reading_of, url_of

if TYPE_CHECKING:
    from cases.models import CasePage

TAGS_ON_FRONT = ("set", "thema", "fase", "lens")
"""Facets shown before reading; the axes and mechanisms would say what to think."""


def front_context(request: HttpRequest, case: "CasePage") -> dict[str, Any]:
    """The content note, where the reader is, and the way in."""
    from cases.gathering.queries import groups_reading  # these need the models, and the page asks for this
    from cases.mirror import told_in
    from cases.review.due import last_read
    from cases.revising.queries import revising_of

    reading = reading_of(request, case)
    has_mirror = told_in(case, request.user) is not None
    groups = groups_of(request.user)
    reading_now = groups_reading(request.user, case.about) if groups else set()
    concepts = list(case.concepts.select_related("facet"))
    return {
        "case": case,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, None)],
        "reading": reading,
        "content_notes": told_of(concepts, [stage.content for stage in reading.stages]),
        "tags": [concept for concept in concepts if concept.facet_id in TAGS_ON_FRONT],
        "has_mirror": has_mirror,
        "groups": [(kind, group, group.pk in reading_now) for kind, group in groups],
        "last_read": last_read(case),
        "revising": revising_of(case),
        "go_on_url": url_of(case, "closing" if reading.is_read else "stage", **_number(reading)),
    }


def _number(reading: Any) -> dict[str, int]:
    return {} if reading.is_read else {"number": reading.first_open}


def reverse_index() -> str:
    """The overview of cases in the language of the request."""
    # The overview is a page of the tree; its address is where this room's own addresses start.
    return reverse("cases:root")
