"""The planted world, made once per worker for the tests that walk through it."""

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def _planted(django_db_setup, django_db_blocker):
    """Everything planted, inside a transaction that is rolled back after the module; with its settings."""
    from tests.trust.crawl import run_after_commit
    from tests.trust.world import build

    with tempfile.TemporaryDirectory() as folder, django_db_blocker.unblock():
        places = settings_in(Path(folder))
        with override_settings(**places), transaction.atomic():
            made = build()
            run_after_commit()
            yield made, places
            transaction.set_rollback(True)


@pytest.fixture
def world(_planted, settings):
    """The planted world. Its files stand in a folder of its own, not in the one of this test."""
    made, places = _planted
    for name, value in places.items():
        setattr(settings, name, value)
    return made


def settings_in(folder: Path) -> dict[str, object]:
    """As production has them, as far as access goes; files in this folder."""
    return {
        "MEDIA_ROOT": folder / "media",
        "SEARCH_INDEX_DIR": folder / "index",
        "REQUIRE_SECOND_FACTOR": True,
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}},
    }
