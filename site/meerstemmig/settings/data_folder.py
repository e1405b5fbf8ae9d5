"""The folder that holds everything a machine keeps: database, index, media, mail."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def prepare(folder: Path) -> Path:
    """Make the folder where it is missing, and say in one sentence when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The data folder {folder} cannot be made ({error.strerror}). Set DATA_DIR to a folder you may write."
        raise ImproperlyConfigured(message) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        message = f"The data folder {folder} cannot be written. Set DATA_DIR to a folder you may write."
        raise ImproperlyConfigured(message)
    return folder
