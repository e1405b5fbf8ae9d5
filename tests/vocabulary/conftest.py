"""The small thesaurus of the factory, and the real one."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.vocabulary import load_small
from vocabulary.thesaurus.loading import load
from vocabulary.thesaurus.source import read


@pytest.fixture
def small_thesaurus(db):
    load_small()


@pytest.fixture
def thesaurus_file():
    return Path(settings.CONTENT_DIR) / "thesaurus.yaml"


@pytest.fixture
def thesaurus(db, thesaurus_file):
    load(read(thesaurus_file))
