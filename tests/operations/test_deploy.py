"""The compose file for production holds together: what it names exists, and what it sets, Meerstemmig reads."""

import re
from pathlib import Path

import yaml
from django.conf import settings

from scripts.elasticsearch.run import version

ROOT = Path(settings.BASE_DIR)
COMPOSE = ROOT / "deploy" / "compose.yaml"


def services():
    return yaml.safe_load(COMPOSE.read_text())["services"]


def names_in(path):
    return set(re.findall(r"^([A-Z_]+)=", path.read_text(), re.MULTILINE))


def test_it_is_postgresql_elasticsearch_and_the_app():
    assert {name: service.get("image") for name, service in services().items()} == {
        "database": "postgres:15", "search": f"elasticsearch:{version()}", "web": None,
    }  # fmt: skip


def test_everything_that_the_app_is_told_is_something_it_reads():
    told = set(services()["web"]["environment"])
    assert told - names_in(ROOT / ".env.example") == set()
    required = {
        "DJANGO_SETTINGS_MODULE",
        "SECRET_KEY",
        "FIELD_KEYS",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "CONTACT_MAIL",
        "DATABASE_URL",
    }
    assert required - told == set()


def test_every_value_it_asks_stands_in_the_example_and_no_secret_has_a_default():
    asked = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE.read_text()))
    assert asked == names_in(ROOT / "deploy" / "env.example")
    text = COMPOSE.read_text()
    for secret in ("POSTGRES_PASSWORD", "ELASTIC_PASSWORD", "SECRET_KEY", "FIELD_KEYS"):
        assert f"${{{secret}:?" in text
        assert f"${{{secret}:-" not in text


def test_addresses_point_at_the_services_and_only_the_web_can_be_reached_from_this_host():
    web = services()["web"]["environment"]
    assert re.search(r"@(\w+)/", web["DATABASE_URL"])[1] == "database"
    assert re.search(r"@(\w+):9200$", web["ELASTICSEARCH_URL"])[1] == "search"
    assert {name: service.get("ports") for name, service in services().items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }
    assert services()["search"]["environment"]["xpack.security.enabled"] == "true"


def test_what_it_builds_from_is_there():
    build = services()["web"]["build"]
    dockerfile = (COMPOSE.parent / build["context"]).resolve() / build["dockerfile"]
    copied = re.findall(r"^COPY (\S+) ", dockerfile.read_text(), re.MULTILINE)
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert "deploy/.env" in (ROOT / ".dockerignore").read_text().splitlines()
