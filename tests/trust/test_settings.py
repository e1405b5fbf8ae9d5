"""Settings that refuse to start, and checks that refuse to serve: each says what to do."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from meerstemmig import checks
from meerstemmig.settings.search_engine import search_engine  # noqa: TID251 - the function itself is tested

BASE = Path(__file__).resolve().parents[2]
KEY = "k1:" + base64.b64encode(bytes(range(32))).decode()
GOOD = {
    "SECRET_KEY": "x" * 60,
    "SITE_URL": "https://meerstemmig.test",
    "CONTACT_MAIL": "redactie@meerstemmig.test",
    "FIELD_KEYS": KEY,
    "ALLOWED_HOSTS": "meerstemmig.test",
}


def start(tmp_path, **changes):
    """What production says when it starts with this environment; nothing means that it starts."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), **GOOD, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-c", "import meerstemmig.settings.production"],
        env={**environment, "PYTHONPATH": f"{BASE / 'site'}:{BASE}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


BAD = [
    ({"CONTACT_MAIL": None}, "CONTACT_MAIL", "whoever keeps this site"),
    ({"SITE_URL": None}, "SITE_URL", "The address people type"),
    ({"SECRET_KEY": None}, "SECRET_KEY", "Make one with"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY", "Make a new one"),
    ({"SECRET_KEY": "demo-secret-of-meerstemmig-not-for-production"}, "SECRET_KEY", "Make a new one"),
    ({"FIELD_KEYS": None}, "FIELD_KEYS", "new_field_key"),
    ({"FIELD_KEYS": "demo:bWVlcnN0ZW1taWctZGVtby1zbGV1dGVsLTMyLWJ5dGU="}, "FIELD_KEYS", "new_field_key"),
    ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS", "separated by commas"),
    ({"DEBUG": "1"}, "DEBUG", "remove DEBUG"),
    ({"DEMO": "1"}, "DEMO", "remove DEMO"),
    ({"DEMO": "maybe"}, "DEMO", "Write 1 for yes or 0 for no"),
    ({"DATA_DIR": "/proc/nowhere"}, "data folder", "Set DATA_DIR"),
    ({"ELASTICSEARCH_URL": "elastic:geheim@zoek:9200"}, "ELASTICSEARCH_URL", "Write https://"),
    ({"ELASTICSEARCH_URL": "https://zoek:9200", "ELASTICSEARCH_INDEX": "a.b"}, "ELASTICSEARCH_INDEX", "small letters"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("changes", "names", "way_out"), BAD, ids=lambda value: str(value)[:40])
def test_production_refuses_and_says_what_to_do(tmp_path, changes, names, way_out):
    said = start(tmp_path, **changes)
    assert said.startswith("django.core.exceptions.ImproperlyConfigured")
    assert (names in said, way_out in said, "geheim" in said) == (True, True, False)


@pytest.mark.parametrize(
    ("url", "engine", "place"),
    [
        ("", "search.engines.tantivy.TantivyEngine", ""),
        (
            "https://elastic:a%2Fb@zoek:9200/pad/",
            "search.engines.elasticsearch.ElasticsearchEngine",
            "https://elastic:a%2Fb@zoek:9200/pad/meerstemmig",
        ),
    ],
)
def test_a_named_server_is_where_search_lives(url, engine, place):
    assert search_engine(url, "meerstemmig") == (engine, place)


@pytest.mark.slow
def test_production_starts_with_a_good_environment(tmp_path):
    assert start(tmp_path) == ""


def test_fresh_key_is_accepted(capsys, settings):
    call_command("new_field_key", name="proef")
    settings.FIELD_KEYS = [capsys.readouterr().out.strip()]
    assert settings.FIELD_KEYS[0].startswith("proef:")
    assert checks.check_field_keys() == []


def test_two_keys_are_never_the_same(capsys):
    call_command("new_field_key")
    call_command("new_field_key")
    first, second = capsys.readouterr().out.split()
    assert first != second


def sqlite(**changes):
    options = {**checks.TUNED_SQLITE, **changes.pop("OPTIONS", {})}
    return {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "OPTIONS": options, **changes}}


@pytest.mark.parametrize(
    ("databases", "found"),
    [
        (sqlite(), []),
        (sqlite(OPTIONS={"transaction_mode": "DEFERRED"}), ["meerstemmig.E001"]),
        (sqlite(OPTIONS={"init_command": "PRAGMA synchronous=NORMAL;"}), ["meerstemmig.E002"]),
        (sqlite(OPTIONS={"init_command": "PRAGMA journal_mode=WAL;"}), ["meerstemmig.E002"]),
        (
            sqlite(OPTIONS={"init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"}),
            ["meerstemmig.E002"],
        ),
        (sqlite(OPTIONS={"timeout": 5}), ["meerstemmig.E002"]),
        ({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}}, ["meerstemmig.E001", "meerstemmig.E002"]),
        ({"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}, []),
    ],
)
def test_untuned_sqlite_is_refused(monkeypatch, databases, found):
    monkeypatch.setattr(django_settings, "DATABASES", databases)
    messages = checks.check_sqlite()
    assert [message.id for message in messages] == found
    assert all(message.hint for message in messages)


@pytest.mark.parametrize(("value", "found"), [(False, []), (True, ["meerstemmig.E003"])])
def test_atomic_requests_is_refused(monkeypatch, value, found):
    monkeypatch.setattr(django_settings, "DATABASES", sqlite(ATOMIC_REQUESTS=value))
    assert [message.id for message in checks.check_no_atomic_requests()] == found


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ([], "FIELD_KEYS is empty"),
        (["k1:###"], "is not base64"),
        (["k1:AAAA"], "has 3 bytes; 32 are needed"),
        ([":" + KEY.split(":")[1]], "32 are needed"),
    ],
)
def test_bad_field_key_is_refused(settings, keys, says):
    settings.FIELD_KEYS = keys
    (message,) = checks.check_field_keys()
    assert (message.id, says in message.msg, "new_field_key" in message.hint) == ("meerstemmig.E004", True, True)


@pytest.mark.parametrize("name", checks.FORBIDDEN_APPS)
def test_app_that_leaks_is_refused_and_not_installed(monkeypatch, name):
    assert checks.check_apps() == []
    monkeypatch.setattr(django_settings, "INSTALLED_APPS", [*django_settings.INSTALLED_APPS, name])
    (message,) = checks.check_apps()
    assert (message.id, name in message.msg) == ("meerstemmig.E005", True)


@pytest.mark.parametrize(("required", "demo", "found"), [(True, False, 0), (False, False, 1), (True, True, 1)])
def test_deploying_without_second_factor_is_refused(settings, required, demo, found):
    settings.REQUIRE_SECOND_FACTOR, settings.DEMO = required, demo
    assert len(checks.check_second_factor(None)) == found


def test_running_database_is_tuned(db):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        told = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert told == ["wal", 1, 1]


@pytest.mark.django_db
def test_nobody_waits_for_a_lock_without_end():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("20s",)
        else:
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone() == (20_000,)
