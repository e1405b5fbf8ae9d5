"""Cost of our pages beside a bare Wagtail page, in one run; and how cost grows with ten times of everything.

    make bench

Prepares a data folder of its own and fills it up to size S and then M (`manage.py makeload`, some minutes). At each
size it asks each page many times through Django's test client, and prints queries, processor time per request (this
process; SQLite works inside it), the ratio to a bare Wagtail page of the same run, and the size of the HTML, beside
the budgets (docs/explanation/budgets.md). Processor time on a busy machine is
pessimistic; the ratios and the query counts are what to trust.
"""

import gc
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "meerstemmig.settings.dev"
os.environ["DEMO"] = "1"

ROUNDS = 40
WARM_UP = 5
KEEP = "/nl/notities/kladje/"
HIDDEN = re.compile(r'name="(operation|kladje|versie)" value="([^"]*)"')


@dataclass(frozen=True)
class Page:
    """A page to ask, or a form to keep while somebody writes in it, and what that may cost."""

    name: str
    path: str
    signed_in: bool = False
    queries: int | None = None
    milliseconds: float | None = None
    kilobytes: int | None = None
    edits: bool = False
    """Asked by an editor."""
    keeps: bool = False
    """Not the page itself, but what its script sends while somebody writes (static/js/drafts.js)."""


@dataclass(frozen=True)
class Cost:
    """What one request cost."""

    queries: int
    milliseconds: float
    kilobytes: float


def measure(ask: Callable[[], Any]) -> Cost:
    """The median processor time over many requests, and the queries and size of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    gc.collect()
    gc.freeze()  # as `manage.py serve` does before it serves
    for _ in range(WARM_UP):
        answer = ask()
        assert answer.status_code == 200, answer
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        ask()
        times.append((time.process_time() - begin) * 1000)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        size = len(ask().content)
    return Cost(len(captured), statistics.median(times), size / 1000)


def asking(client: Any, page: Page) -> Callable[[], Any]:
    """What to do over and over: ask the page; or write one word more in it, and have that kept."""
    if not page.keeps:
        return lambda: client.get(page.path)
    form = client.get(page.path).content.decode().split('class="writing"')[1]
    hidden = dict(HIDDEN.findall(form))
    said = {"versie": int(hidden["versie"]), "text": "Zij vertaalde voor hem."}

    def keep() -> Any:
        said["text"] = f"{said['text']} Nog een zin."[-4000:]
        sent = {**hidden, "versie": said["versie"], "velden": {"gezien": [said["text"]]}}
        answer = client.post(KEEP, json.dumps(sent), content_type="application/json")
        said["versie"] = answer.json()["v"]
        return answer

    return keep


def pages_to_ask() -> list[Page]:
    from cases.models import CasePage
    from modules.models import ModulePage

    case = CasePage.objects.filter(slug="brief-in-zijn-rugzak").first() or CasePage.objects.live().first()
    module = ModulePage.objects.live().first()
    return [
        Page("case stage (visitor)", f"/nl/casussen/{case.slug}/fase/1/", queries=10, milliseconds=20, kilobytes=60),
        Page("case stage (signed in)", f"/nl/casussen/{case.slug}/fase/1/", True, 10, 20, 60),
        Page("module unit (signed in)", f"/nl/modules/{module.slug}/1/", True, 10, 20, 60),
        Page("autosave (signed in)", f"/nl/casussen/{case.slug}/fase/1/", True, 4, 8, keeps=True),
        Page("autosave (visitor)", f"/nl/casussen/{case.slug}/fase/1/", False, 4, 8, keeps=True),
        Page("home", "/nl/", queries=12, milliseconds=25),
        Page("mijn", "/nl/mijn/", True, 12, 25),
        Page("search with facets", "/nl/zoeken/?q=tolk", queries=12, milliseconds=80),
        Page("practice, longest thread", longest_thread(), True, 17),
        Page("case in the editor", f"/beheer/pages/{longest_case()}/edit/", True, 80, 1000, 480, edits=True),
        Page("library", "/nl/praktijken/", queries=12),
        Page("cases", "/nl/casussen/", queries=12),
    ]


def longest_case() -> int:
    """The case whose stages hold the most."""
    from cases.models import CasePage

    return int(max(CasePage.objects.all(), key=lambda case: (len(str(case.stages.raw_data)), case.pk)).pk)


def longest_thread() -> str:
    """The practice beneath which most was said."""
    from django.db.models import Count

    from discussion.models import Thread
    from discussion.registry import kind_of
    from practices.models import PracticePage

    page = PracticePage.objects.live().first()
    longest = Thread.objects.filter(kind=kind_of(page)).annotate(length=Count("posts")).order_by("-length").first()
    return PracticePage.objects.get(pk=longest.object_id).url if longest else page.url


def bare_page() -> str:
    """A page with nothing but a title, in the same tree, and its address."""
    from wagtail.models import Page as WagtailPage

    from pages.tree import home_of

    home = home_of("nl")
    if not home.get_children().filter(slug="kaal").exists():
        home.add_child(instance=WagtailPage(title="Kaal", slug="kaal", locale=home.locale))
    return "/nl/kaal/"


def report(title: str, rows: list[tuple[Page, Cost]], bare: Cost) -> bool:
    """Print the table; whether every budget was kept."""
    kept = True
    print(f"\n{title}\n{'':28}{'queries':>9}{'ms CPU':>9}{'x bare':>8}{'kB':>7}   budget")
    print(f"{'bare Wagtail page':28}{bare.queries:>9}{bare.milliseconds:>9.1f}{1:>8.1f}{bare.kilobytes:>7.1f}")
    for page, cost in rows:
        over = [
            word
            for word, value, limit in (
                ("queries", cost.queries, page.queries),
                ("ms", cost.milliseconds, page.milliseconds),
                ("kB", cost.kilobytes, page.kilobytes),
            )
            if limit is not None and value > limit
        ]
        kept = kept and not over
        limits = " ".join(
            f"{limit}{unit}"
            for limit, unit in ((page.queries, "q"), (page.milliseconds, "ms"), (page.kilobytes, "kB"))
            if limit
        )
        verdict = f"OVER: {', '.join(over)}" if over else "kept" if limits else ""
        ratio = cost.milliseconds / bare.milliseconds
        print(
            f"{page.name:28}{cost.queries:>9}{cost.milliseconds:>9.1f}{ratio:>8.1f}{cost.kilobytes:>7.1f}   "
            f"{limits:16}{verdict}"
        )
    return kept


def grow(size: str) -> None:
    """Fill the house up to this size, and index what came; in a process of its own, for no server fills itself."""
    command = [sys.executable, str(ROOT / "manage.py"), "makeload", "--size", size, "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=ROOT)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="meerstemmig-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        import django

        django.setup()
        from django.conf import settings
        from django.test import Client

        from meerstemmig.preparation import prepare
        from people.models import User

        settings.TEMPLATES[0]["DIRS"].append(ROOT / "bench" / "templates")
        settings.ALLOWED_HOSTS = ["*"]
        prepare(print)
        visitor, member, editor = Client(), Client(), Client()
        member.force_login(User.objects.get(email="professional@demo.meerstemmig.test"))
        editor.force_login(User.objects.get(email="redactie@demo.meerstemmig.test"))
        choose: Callable[[Page], Client] = (  # noqa: E731
            lambda page: editor if page.edits else member if page.signed_in else visitor
        )
        bare_path = bare_page()
        bare = measure(lambda: visitor.get(bare_path))
        rows = [(page, measure(asking(choose(page), page))) for page in pages_to_ask()]
        kept = report("Demo content", rows, bare)
        tables = {}
        for size in ("S", "M"):
            grow(size)
            bare = measure(lambda: visitor.get(bare_path))
            tables[size] = [(page, measure(asking(choose(page), page))) for page in pages_to_ask()]
            kept = report(f"Size {size} (manage.py makeload)", tables[size], bare) and kept
        print("\nGrowth from S to M: ten times of everything")
        for (page, before), (_page, after) in zip(tables["S"], tables["M"], strict=True):
            print(
                f"{page.name:28}queries {before.queries} -> {after.queries}, "
                f"time x{after.milliseconds / before.milliseconds:.1f}"
            )
        print("\nEvery budget was kept." if kept else "\nA budget was not kept; see above.")
        return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
