"""The first page of the editor: what waits for the editors, and for a writer where to begin and what lies where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from cases.abandoned import going_on
from cases.models import CaseIndexPage, CaseReport, ReviewDue
from people.models import User
from proposals.enums import Stand
from proposals.models import Proposal

MOST = 20


def may_publish(person: Any) -> bool:
    """Whether this person publishes anything at all."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(person, "publish"))


@dataclass(frozen=True)
class Waiting:
    """A draft that somebody laid before the editors, and at which step it lies."""

    title: str
    url: str
    kind: str
    language: str
    step: str
    since: datetime


@dataclass(frozen=True)
class OwnDraft:
    """A page of one's own, and what happens with it."""

    title: str
    url: str
    kind: str
    language: str
    state: str
    comment: str
    changed: datetime | None
    goes_on: date | None
    """After this day it is deleted, where it lies still for so long that its writer was told."""


def waiting_for(person: User) -> list[Waiting]:
    """What this person can decide about, longest waiting first. The number of queries does not grow with the list."""
    states = (
        TaskState.objects.reviewable_by(person)
        .select_related("task", "workflow_state")
        .order_by("workflow_state__created_at", "pk")[:MOST]
    )
    states = list(states)
    pages = _pages([state.workflow_state.object_id for state in states])
    return [
        Waiting(
            title=page.get_admin_display_title(),
            url=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
            kind=str(page.specific_class._meta.verbose_name),
            language=page.locale.get_display_name(),
            step=state.task.name,
            since=state.workflow_state.created_at,
        )
        for state in states
        if (page := pages.get(state.workflow_state.object_id)) is not None
    ]


def drafts_of(person: User) -> list[OwnDraft]:
    """The pages this person made that are not, or not wholly, published. The number of queries does not grow."""
    pages = list(
        Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), owner=person)
        .select_related("locale", "content_type")
        .order_by("-latest_revision_created_at", "pk")[:MOST]
    )
    ids = [str(page.pk) for page in pages]
    active = {
        state.object_id: state
        for state in WorkflowState.objects.active()
        .filter(object_id__in=ids, base_content_type__app_label="wagtailcore", base_content_type__model="page")
        .select_related("current_task_state__task")
    }
    going = going_on([page.pk for page in pages])
    return [_own(page, active.get(str(page.pk)), going.get(page.pk)) for page in pages]


def _own(page: Page, laid: WorkflowState | None, goes_on: date | None) -> OwnDraft:
    comment = ""
    if laid is None:
        state = _("Gepubliceerd, met wijzigingen die nog niemand ziet") if page.live else _("Concept, alleen van jou")
    elif laid.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state = _("De redactie vraagt een aanpassing")
        comment = laid.current_task_state.comment if laid.current_task_state else ""
    else:
        state = laid.current_task_state.task.name if laid.current_task_state else _("Ligt bij de redactie")
    return OwnDraft(
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        kind=str(page.specific_class._meta.verbose_name),
        language=page.locale.get_display_name(),
        state=state,
        comment=comment,
        changed=page.latest_revision_created_at,
        goes_on=goes_on,
    )


def _pages(ids: list[str]) -> dict[str, Page]:
    found = Page.objects.filter(pk__in=[int(pk) for pk in ids]).select_related("locale", "content_type")
    return {str(page.pk): page for page in found}


class HomePanel(Component):  # type: ignore[misc]
    """A part of the editor's first page; its words follow from who looks."""

    def __init__(self, name: str, order: int, **context: Any) -> None:
        self.name, self.order, self.context = name, order, context
        self.template_name = f"editor/{name}.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return self.context


def panels_for(person: User) -> list[HomePanel]:
    """Where to begin; for who publishes what waits; and one's own drafts."""
    index = CaseIndexPage.objects.filter(locale__language_code="nl").first()
    new_case = reverse("wagtailadmin_pages:add", args=("cases", "casepage", index.pk)) if index else ""
    publishes = may_publish(person)
    panels = [HomePanel("home_begin", 100, new_case=new_case, publishes=publishes)]
    if publishes:
        oldest = CaseReport.objects.filter(handled_at=None).order_by("reported_at").first()
        due = ReviewDue.objects.count()
        proposed = Proposal.objects.filter(stand__in=(Stand.LAID, Stand.TAKEN)).count()
        panels.append(
            HomePanel("home_waiting", 110, waiting=waiting_for(person), oldest=oldest, due=due, proposed=proposed)
        )
    panels.append(HomePanel("home_drafts", 120, drafts=drafts_of(person), publishes=publishes))
    return panels
