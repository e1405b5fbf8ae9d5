"""The test database, and what every test gets for free.

SQLite: one file is migrated once and copied per worker (style.md, section 7). PostgreSQL: one migrated
template database, from which each worker's is made.
"""

import asyncio
import contextlib
import fcntl
import hashlib
import inspect
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

BASE = Path(__file__).resolve().parents[1]
CACHE = BASE / ".pytest_cache" / "database"

# A busy machine draws examples slowly; that is no finding about the code. Our fixtures hold for all examples.
hypothesis_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
hypothesis_settings.load_profile("house")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API keeps a loop in the main thread


def migrations() -> dict[str, str]:
    """Path and hash of every migration of ours, and the versions that bring the rest."""
    import django
    import wagtail

    paths = [*BASE.glob("*/migrations/*.py"), *BASE.glob("site/*/migrations/*.py")]
    ours = {str(path.relative_to(BASE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}
    return {"django": django.__version__, "wagtail": wagtail.__version__, **ours}


def fingerprint() -> str:
    """Changes whenever the migrations that would run change."""
    return hashlib.sha256(json.dumps(migrations()).encode()).hexdigest()[:16]


def start_from_the_last(making: Path) -> None:
    """Copy the template that stands, where today's migrations only add to those it went through; clear the others."""
    for old in CACHE.glob("*.migrations.json"):
        file = CACHE / old.name.replace(".migrations.json", ".sqlite3")
        if file.exists() and json.loads(old.read_text()).items() <= migrations().items():
            shutil.copyfile(file, making)
        old.unlink()
    for old in CACHE.glob("*.sqlite3"):
        if not old.name.startswith("worker-"):
            old.unlink()


def migrated_sqlite() -> Path:
    """The migrated file, made by the first worker that needs it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    template = CACHE / f"{fingerprint()}.sqlite3"
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            making = template.with_suffix(".making")
            making.unlink(missing_ok=True)
            start_from_the_last(making)
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "-v0"],
                check=True,
                cwd=BASE,
                env={**os.environ, "TEST_DB": str(making), "DJANGO_SETTINGS_MODULE": "meerstemmig.settings.test"},
            )
            template.with_suffix(".migrations.json").write_text(json.dumps(migrations()))
            making.rename(template)
    return template


def pytest_terminal_summary(terminalreporter):
    """The last lines say what did not run, and what to install for it."""
    missing = [report for report in terminalreporter.stats.get("skipped", []) if "Chromium" in str(report.longrepr)]
    if missing:
        terminalreporter.write_line(
            f"{len(missing)} browser tests (tests/journeys) did not run: Chromium is not installed. "
            "Install it with: apt-get install chromium",
            yellow=True,
            bold=True,
        )


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a coroutine test in a loop on a thread of its own: Playwright keeps one in this thread once a journey ran."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, pyfuncitem.obj(**arguments)).result()
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Start every worker from a copy of one migrated SQLite file."""
    from django.db import connections

    database = connections["default"]
    if database.vendor != "sqlite":
        return
    target = CACHE / f"worker-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}.sqlite3"
    shutil.copyfile(migrated_sqlite(), target)
    database.settings_dict["TEST"]["NAME"] = str(target)


@pytest.fixture(scope="session", autouse=True)
def _remove_worker_files():
    yield
    for path in CACHE.glob(f"worker-*-{os.getpid()}.sqlite3*"):
        path.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The copy is already migrated; creating it again would throw it away."""
    return True


def start_rows() -> Path:
    """Where a worker on SQLite keeps the rows that each of its tests starts with."""
    return CACHE / f"worker-start-{os.getpid()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the page tree once, as every site has one, and keep a copy of the rows that tests start with."""
    from django.db import connection

    from pages.tree import ensure_tree

    with django_db_blocker.unblock():
        ensure_tree()
        if connection.vendor == "sqlite":
            with contextlib.closing(sqlite3.connect(start_rows())) as start:
                connection.connection.backup(start)
            return
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS start CASCADE")
            cursor.execute("CREATE SCHEMA start")
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'CREATE TABLE start."{table}" AS TABLE public."{table}"')


def _commits(item):
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    """A test that commits ends by emptying every table, the root page and the audiences included: put them back."""
    result = yield
    if _commits(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            _put_back()
    return result


def _put_back():
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.models import Site

    if connection.vendor == "sqlite":
        # SQLite's own backup, not a copy over the file: a thread of the test may still have it open.
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(start_rows())) as start:
            start.backup(connection.connection)
    else:
        with connection.cursor() as cursor:
            tables = [f'"{table}"' for table in connection.introspection.table_names(cursor)]
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
            cursor.execute("SET session_replication_role = replica")  # rows come back in any order
            for table in tables:
                cursor.execute(f"INSERT INTO public.{table} SELECT * FROM start.{table}")
            cursor.execute("SET session_replication_role = DEFAULT")
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def _same_start_for_every_test(settings, tmp_path):
    """No test inherits a language, a cache or files from the one before it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_PLACE = settings.SEARCH_PLACE and f"{settings.SEARCH_PLACE}-{uuid.uuid4().hex[:12]}"
    settings.EXPORT_DIR = tmp_path / "exports"
    settings.ERASURE_LEDGER = tmp_path / "erased.txt"
    translation.activate("nl")
    from pages import concept_use
    from search import reading

    concept_use._kept.clear()  # the numbers of links begin anew with every test
    reading._book.cache_clear()  # and so do the numbers of words, by which a book of other words would be known
    for alias in settings.CACHES:
        caches[alias].clear()
    yield
    translation.activate("nl")


@pytest.fixture
def _clear_page_caches(db):
    """Wagtail keeps site roots and Django content types between tests; query counts must not depend on them."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Site

    Site.clear_site_root_paths_cache()
    ContentType.objects.clear_cache()


@pytest.fixture
def tree(db):
    """Locales, home pages and index pages, as `import_content` makes them: they are among the rows of the start."""
