"""The thesaurus, which everything else in the demo points at."""

from pathlib import Path

from django.conf import settings

from vocabulary.thesaurus.loading import load as load_thesaurus
from vocabulary.thesaurus.source import read


def load() -> None:
    """Load the thesaurus of content/. Idempotent."""
    load_thesaurus(read(Path(settings.CONTENT_DIR) / "thesaurus.yaml"))
