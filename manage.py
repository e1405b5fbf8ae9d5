#!/usr/bin/env python
"""Django's command line. `make help` lists what people usually want."""

import os
import sys
from pathlib import Path

# site/ is a source root, not a package: importing `site` gives Python's own.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the message is the point
        sys.exit(f"Meerstemmig needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerstemmig.settings.dev")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here. Run `make install`, or activate .venv.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # our settings say what to do; a traceback would hide it


if __name__ == "__main__":
    main()
