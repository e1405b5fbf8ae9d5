"""Getting a data folder ready: database, vocabulary, content, demo, index. What is ready is not done again."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from meerstemmig.demo import load as load_demo
from people.editing import ensure_editing_groups
from search.engines.base import EngineUnavailable

Say = Callable[[str], None]


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def content_fingerprint() -> str:
    """Changes when the content, or the code that loads it, does."""
    root = settings.BASE_DIR
    loaders = [
        *root.glob("*/content.py"),
        *root.glob("pages/tree.py"),
        *root.glob("vocabulary/thesaurus/*.py"),
        root / "search/forms_file.py",
    ]
    files = [path for path in settings.CONTENT_DIR.rglob("*") if path.is_file()]
    return _digest([*files, *loaders, *root.glob("*/migrations/*.py"), *root.glob("site/meerstemmig/demo/*.py")])


def index_fingerprint() -> str:
    """Changes when the analysis does, so that an old index is rebuilt."""
    return _digest((settings.BASE_DIR / "search").rglob("*.py"))


class Ready:
    """What this data folder already holds, kept beside the database."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ready.json"
        try:
            self.facts: dict[str, str] = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.facts = {}

    def is_at(self, name: str, fingerprint: str) -> bool:
        return self.facts.get(name) == fingerprint

    def reached(self, name: str, fingerprint: str) -> None:
        self.facts[name] = fingerprint
        self.path.write_text(json.dumps(self.facts))


def prepare(say: Say) -> None:
    """Bring the data folder to what this code expects, telling each step. Every step may be repeated."""
    ready = Ready(settings.DATA_DIR)
    # Where collectstatic puts its files in production; the server warns of a folder that is not there.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    say("1/4  Database")
    call_command("migrate", verbosity=0)
    content = content_fingerprint()
    if ready.is_at("content", content):
        say("2/4  Vocabulary and content: already loaded")
        say("3/4  Demo: already loaded")
    else:
        say("2/4  Vocabulary and content")
        call_command("import_thesaurus", verbosity=0)
        call_command("import_search_forms", verbosity=0)
        call_command("import_content")
        ensure_editing_groups()  # their rights hang on the home pages, which the content has just made
        say("3/4  Demo")
        if settings.DEMO:
            load_demo(say=lambda room: say(f"       {room}"))
        ready.reached("content", content)
    index = f"{index_fingerprint()}-{content}"
    if ready.is_at("index", index):
        say("4/4  Search index: up to date")
    else:
        say("4/4  Search index")
        try:
            call_command("index_search", rebuild=True, verbosity=0)
        except EngineUnavailable:
            say(
                "       The search server does not answer. The worker indexes as soon as it does; until then pages say so."
            )
        else:
            ready.reached("index", index)
