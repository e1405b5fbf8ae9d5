"""Searching in the background, each time a draft is saved."""

from typing import Any

from django.db import transaction
from django_tasks import task


@task()
def search_draft(page_id: int) -> bool:
    """Search the latest draft of this case; whether there was one."""
    from cases.models import CasePage  # a task is found before models are ready
    from cases.traces.actions import search_traces

    page = CasePage.objects.filter(pk=page_id).first()
    if page is None:
        return False
    search_traces(page.get_latest_revision_as_object())
    return True


def search_what_was_saved(sender: Any, instance: Any, created: bool, **_kwargs: Any) -> None:
    """Ask for a search when a revision of a case was made. Connected in cases/apps.py."""
    from cases.models import CasePage

    if created and issubclass(instance.content_type.model_class() or object, CasePage):
        transaction.on_commit(lambda: search_draft.enqueue(int(instance.object_id)))
