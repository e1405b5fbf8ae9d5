#!/usr/bin/env python3
"""Collect the interface's text into the catalogues, and compile them; with --check, only say what is behind.

The text in code and templates is Dutch and is the source. Collecting needs GNU gettext; compiling does not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ("fr", "en")
WIDTH = 110
DATES = ("POT-Creation-Date", "PO-Revision-Date", "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
IGNORED = (".venv", ".venv-*", "var", "tests", "bench", "build", "node_modules", "content", ".pytest_cache")


def have_gettext() -> bool:
    if shutil.which("xgettext"):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("GNU gettext is missing; installing Debian's ...", flush=True)
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "gettext"]):
            subprocess.run(["apt-get", *arguments], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("xgettext") is not None


def collect() -> None:
    """Let Django write the catalogues anew, keeping what was translated."""
    command = [sys.executable, "manage.py", "makemessages", "--no-obsolete", "--add-location=file"]
    for language in LANGUAGES:
        command += ["-l", language]
    for pattern in IGNORED:
        command += ["-i", pattern]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "meerstemmig.settings.dev", "DATA_DIR": folder}
        subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def texts(path: Path) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(path))} if path.exists() else set()


def compile_all() -> None:
    """Write each catalogue as translators want to read it, and its compiled form beside it."""
    for path in sorted(LOCALE.glob("**/*.po")):
        catalogue = polib.pofile(str(path), wrapwidth=WIDTH)
        for name in DATES:
            catalogue.metadata.pop(name, None)  # or every run would be a change to commit
        catalogue.save()
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def check() -> int:
    """Compare what is collected now with what is kept, and put the kept files back."""
    kept = {language: path_of(language).read_bytes() for language in LANGUAGES}
    before = {language: texts(path_of(language)) for language in LANGUAGES}
    try:
        collect()
        after = {language: texts(path_of(language)) for language in LANGUAGES}
    finally:
        for language, content in kept.items():
            path_of(language).write_bytes(content)
    behind = 0
    for language in LANGUAGES:
        new, gone = after[language] - before[language], before[language] - after[language]
        for _context, text in sorted(new):
            print(f"{language}: not in the catalogue: {text!r}")
        for _context, text in sorted(gone):
            print(f"{language}: no longer used: {text!r}")
        catalogue = polib.pofile(str(path_of(language)))
        for entry in [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]:
            print(f"{language}: not translated: {entry.msgid!r}")
            behind += 1
        behind += len(new) + len(gone)
    if behind:
        print("The catalogues are behind: run `make messages`, translate, and commit locale/.")
    return 1 if behind else 0


def main() -> int:
    if not have_gettext():
        print("GNU gettext is not here, so the catalogues were NOT checked. Install it with: apt-get install gettext")
        return 0 if "--check" in sys.argv else 1
    if "--check" in sys.argv:
        return check()
    collect()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
