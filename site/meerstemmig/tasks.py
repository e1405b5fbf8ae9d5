"""Work in the background that belongs to no single room. Arguments are ids, and nothing is returned."""

import uuid

from django_tasks import task

from meerstemmig.mydata.actions import build


@task()
def make_export(export_id: str) -> None:
    """Make the copy of somebody's data that they asked for."""
    build(uuid.UUID(export_id))
