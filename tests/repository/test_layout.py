"""Facts about the repository itself that a reviewer would otherwise have to remember."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from people.personal_data import declaration_of

ROOT = Path(settings.BASE_DIR)
THIRD_PARTY = re.compile(r"""(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//(?!localhost)""", re.IGNORECASE)
READS_ENVIRONMENT = re.compile(r"""(?:env(?:_required|_bool|_list)?\(|environ(?:\.get\(|\[))\s*["']([A-Z_]+)["']""")


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_site_is_a_plain_folder():
    """site/__init__.py would shadow the standard library's `site` (style.md, section 5)."""
    assert not (ROOT / "site" / "__init__.py").exists()


def test_every_environment_name_is_documented():
    read = set()
    for path in tracked("site/*.py", "manage.py", "*/apps.py", "intervision/*.py", "search/*.py"):
        read |= set(READS_ENVIRONMENT.findall(path.read_text()))
    read -= {"WORKER_PARENT"}  # set by `serve` for its own child, not by people
    documented = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert documented == read | {"DJANGO_SETTINGS_MODULE"}


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in settings.OUR_APPS]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_declares_its_personal_data(model):
    declaration = declaration_of(model)
    assert declaration is not None
    names = {field.name for field in model._meta.get_fields()}
    assert set(declaration.fields) <= names
    if declaration.subject is None:
        assert declaration.reason


def test_no_model_holds_identity():
    """No origin, religion, gender, status or birth date of a user or a young person, anywhere."""
    refused = re.compile(r"origin|nationalit|ethnic|religio|gender|birth|skin|race\b|herkomst|geloof|geslacht|geboorte")
    found = [f"{model._meta.label}.{field.name}" for model in our_models() for field in model._meta.get_fields()
             if refused.search(field.name)]  # fmt: skip
    assert found == []


def test_no_template_or_stylesheet_names_a_third_party():
    found = {
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in tracked("templates/*", "static/css/*", "static/js/*")
        if path.suffix in {".html", ".css", ".js", ".svg"}
        for hit in THIRD_PARTY.finditer(path.read_text())
    }
    assert found == set()


def test_requirements_hold_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_every_dependency_says_what_it_is_for():
    dependencies = (ROOT / "pyproject.toml").read_text().split("[tool.", 1)[0]
    listed = re.findall(r'^\s+"[a-z][^"]*",.*$', dependencies, re.MULTILINE)
    assert len(listed) > 30
    assert [line for line in listed if "#" not in line] == []


def test_forbidden_apps_are_not_installed():
    """Each leaks in a known way (trust.md 7.1)."""
    forbidden = {"django.contrib.admin", "wagtail.api.v2", "wagtail.api.v3", "wagtail.contrib.search_promotions",
                 "wagtail.contrib.simple_translation"}  # fmt: skip
    assert forbidden.isdisjoint(settings.INSTALLED_APPS)


def test_python_files_are_read_in_one_sitting():
    """Past 400 lines a file is asking to be two."""
    long = [str(path.relative_to(ROOT)) for path in tracked("*.py")
            if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400]  # fmt: skip
    assert long == []


def test_no_link_is_kept():
    """A worktree's link to the environment was committed twice, and took the place of the environment itself."""
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert [line for line in listed.splitlines() if line.startswith("120000")] == []
