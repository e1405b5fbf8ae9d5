#!/usr/bin/env python3
"""Django's deployment checks under production settings with throw-away secrets: no warning is allowed."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "meerstemmig.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "FIELD_KEYS": f"check:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            "ALLOWED_HOSTS": "meerstemmig.test",
            "CONTACT_MAIL": "redactie@meerstemmig.test",
            "SITE_URL": "https://meerstemmig.test",
            "DATA_DIR": folder,
            "DEMO": "",
            "DEBUG": "",
            "DATABASE_URL": "",
        }
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
