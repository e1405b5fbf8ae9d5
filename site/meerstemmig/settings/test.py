"""The test suite: fast hashes, tasks at once, nothing kept."""

import tempfile
from pathlib import Path

from meerstemmig.settings.base import *
from meerstemmig.settings.data_folder import prepare
from meerstemmig.settings.database import database
from meerstemmig.settings.demo import DEMO_FIELD_KEY
from meerstemmig.settings.environment import env

SECRET_KEY = "secret-of-the-tests-only"
FIELD_KEYS = [DEMO_FIELD_KEY]
DEBUG = False
DEMO = False
NAMELESS_ONE_IN = 0  # a test that wants chance asks for it
REQUIRE_SECOND_FACTOR = False  # rooms' tests sign staff in directly; tests/trust turns it on
ALLOWED_HOSTS = ["*"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"

DATA_DIR = Path(tempfile.gettempdir()) / "meerstemmig-tests"
prepare(DATA_DIR)
DATABASES = {"default": database(env("DATABASE_URL"), Path(env("TEST_DB", str(DATA_DIR / "tests.sqlite3"))))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = DATA_DIR / "media"
EXPORT_DIR = DATA_DIR / "exports"
ERASURE_LEDGER = DATA_DIR / "erased.txt"
SEARCH_INDEX_DIR = DATA_DIR / "index"
