"""Search at 2,000 and 20,000 documents beside SQLite FTS5 and Wagtail's own database backend, in one run.

    make bench-search                     (only some sizes: SIZES="2000" make bench-search)

Processor time of this thread per result page: understanding the question, ten hits, every facet, marked excerpts, for
one viewer. FTS5 is asked for the same page: the same words with every alternative that we look for, in the same fields,
the same ten hits with their marks, every facet, the same audience; understanding the question is not counted for it.
Wagtail's backend does less for its number: ten hits by title. Documents are made of words of the demo library and the Dutch word list, seeded: each
run is the same. Also: processor time of a rebuild, bytes per document, and a thousand hostile questions; and from
publishing a page until it is found, in time on the clock, the whole way: outbox, a worker beside this process, index.

Writes the table and its curve to docs/explanation/search-costs.md and search-costs.svg where WRITE=1.
"""

import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerstemmig.settings.dev")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bench-search-")

SIZES = tuple(int(size) for size in os.environ.get("SIZES", "2000 20000").split())
COMPARE = tuple(int(size) for size in os.environ.get("COMPARE", " ".join(map(str, SIZES))).split())
"""At which sizes the other two are asked as well."""
QUESTIONS = 120
SAVES = 40
HOSTILE = 1000
WAGTAIL_SECONDS = 60
"""Its ranking asks the index again for every match: it gets as many questions as fit in this time, three at least."""
PAGE_MS, REBUILD_S, BYTES, SAVE_MS, HOSTILE_MS, AHEAD = 25, 60, 2048, 500, 100, 10


HEAD = (
    "| documents | ours p50 | ours p95 | FTS5 p95 | Wagtail p95 | rebuild | bytes a document | saved until found p95 |"
)
BELOW = "## Where the time goes"
"""From here on the page of the docs is written by people."""
FOLDER = ROOT / "docs" / "explanation"


@dataclass(frozen=True)
class Row:
    """What was measured at one size: milliseconds of processor time, seconds, bytes."""

    size: int
    median: float
    page: float
    fts5: float | None
    wagtail: float | None
    rebuild: float
    bytes: float
    save: float

    def line(self) -> str:
        beside = [
            f"{each:.0f} ms ({each / self.page:.1f} x)" if each else "not asked" for each in (self.fts5, self.wagtail)
        ]
        return (
            f"| {self.size:,} | {self.median:.1f} ms | {self.page:.1f} ms | {' | '.join(beside)} "
            f"| {self.rebuild:.1f} s | {self.bytes:.0f} | {self.save:.0f} ms |"
        )

    def over(self) -> list[str]:
        """The gates that this size does not keep."""
        kept = {
            "the page": self.page <= PAGE_MS,
            "the rebuild": self.rebuild <= REBUILD_S,
            "bytes a document": self.bytes <= BYTES,
            "saving": self.save <= SAVE_MS,
            "ahead of FTS5": self.fts5 is None or self.fts5 >= AHEAD * self.page,
            "ahead of Wagtail": self.wagtail is None or self.wagtail >= AHEAD * self.page,
        }
        return [name for name, holds in kept.items() if not holds]


def page_of(rows: list[Row], worst: float, busy: list[float], before: str = "") -> str:
    """The table and the curve, as a page of the docs; what people wrote below them stays as it was."""
    _table, mark, rest = before.partition(BELOW)
    kept = mark + rest
    rule = "|" + "---|" * (HEAD.count("|") - 1)
    return "\n".join(
        [
            "# What a search costs",
            "",
            f"*Measured by `WRITE=1 make bench-search` on {datetime.now(UTC):%-d %B %Y}, on {os.cpu_count()} shared cores with",
            f"{min(busy):.0f} to {max(busy):.0f} processes waiting for them. Pages: processor time of the thread that answers; rebuild:",
            "processor time of the whole process; saving until found: time on the clock. The documents are made of words of the",
            "demo library and of the Dutch word list, the same in every run.*",
            "",
            "![Cost of a result page](search-costs.svg)",
            "",
            HEAD,
            rule,
            *(row.line() for row in rows),
            "",
            "A page is what a reader gets: the question understood, ten hits, every facet, marked excerpts, for one viewer. SQLite",
            "FTS5 is asked for the same page: every alternative that we look for, in the same fields, ten hits with its own",
            "marks, every facet, the same audience; understanding the question is not counted for it. Wagtail's database backend",
            "gives ten hits by title. Between brackets: how many times our page.",
            f"Of {HOSTILE:,} hostile questions the slowest took {worst:.0f} ms.",
            "",
            *kept.splitlines(),
        ]
    )


def percentile(times: list[float], part: float = 0.95) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def timed(ask: Callable[[str], object], questions: list[str], *, warm: int = 10, seconds: float = 1e9) -> list[float]:
    """Milliseconds of processor time per question, after a short warming up; as many as fit, three at least."""
    for question in questions[:warm]:
        ask(question)
    times: list[float] = []
    until = time.monotonic() + seconds
    for question in questions:
        if len(times) >= 3 and time.monotonic() > until:
            break
        begin = time.thread_time()
        ask(question)
        times.append((time.thread_time() - begin) * 1000)
    return times


def make_docs(size: int):
    """Documents of some hundred words, common words often and rare words rarely."""
    from people.models import PUBLIC_ID
    from search.analysis.dictionary import OUR_WORDS, words
    from search.documents import SearchDoc

    dice = random.Random(6)
    common = sorted(OUR_WORDS)
    rare = sorted(word for word in words() if 5 <= len(word) <= 14)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(rare))))
    dice.shuffle(rare)
    for number in range(size):
        text = dice.choices(rare, cum_weights=weights, k=90) + dice.choices(common, k=30)
        dice.shuffle(text)
        joined = " ".join(text)
        yield SearchDoc(
            kind="praktijk", key=str(number), language="nl", title=" ".join(dice.choices(common, k=3) + text[:2]),
            summary=joined[:160], body=joined, url=f"/{number}/", audience_id=PUBLIC_ID,
            concepts=tuple(dice.sample(CONCEPTS, 4)), facets={"trap": (dice.choice("abcde"),), "duur": (dice.choice("abc"),)},
        )  # fmt: skip


CONCEPTS = ["thema.rouw", "thema.nbmv", "set.school", "set.pleegzorg", "as.taal", "as.migratie", "dom.wonen", "dom.geld",
            "mech.drempel", "fase.12-16", "fase.16-18", "set.clb", "thema.vaders", "thema.racisme"]  # fmt: skip


def make_questions() -> list[str]:
    from search.analysis.dictionary import OUR_WORDS, words

    dice = random.Random(7)
    common, rare = sorted(OUR_WORDS), sorted(word for word in words() if 5 <= len(word) <= 14)
    return [" ".join(dice.choices(common, k=dice.randint(1, 3)) + dice.choices(rare, k=dice.randint(0, 1)))
            for _ in range(QUESTIONS)]  # fmt: skip


def ours(size: int, folder: str, book) -> tuple[Callable[[str], object], float, float, float]:
    """How to ask our page, seconds of building, bytes per document, milliseconds of saving until found (p95)."""
    from people.models import PUBLIC_ID
    from search.answering import Asking
    from search.documents import doc_from_shown
    from search.engines.base import Plan
    from search.engines.tantivy import TantivyEngine
    from search.highlight import highlight
    from search.parsing import read
    from search.preparing import prepare

    engine = TantivyEngine(folder)
    docs = list(make_docs(size))
    begin = time.process_time()
    engine.build((prepare(doc, 1, book) for doc in docs), "bench")
    built = time.process_time() - begin
    stored = sum(path.stat().st_size for path in (Path(folder) / "current").resolve().iterdir())
    asking = Asking(engine, book, frozenset({str(PUBLIC_ID)}), "nl")

    def page(text: str) -> None:
        question, corrections = asking.understand(read(text))
        answer = asking.answer(question, Plan(), corrections)
        engine.facets(answer.plan, asking.viewer, answer.hits.total)
        for hit in answer.hits.hits:
            doc = doc_from_shown(hit.shown)
            highlight(doc.title, "nl", answer.question.keys, width=None)
            highlight(f"{doc.summary}\n{doc.body}", "nl", answer.question.keys)

    return page, built, stored / size, percentile(saved_until_found(book, size))


def saved_until_found(book, size: int) -> list[float]:
    """Milliseconds from publishing a page until a question finds it, as the site does it: outbox, worker, index.

    Into an index with so many other documents, with a worker of its own that looks for work as often as `serve`'s does.
    """
    from django.conf import settings
    from django.utils import timezone
    from wagtail.models import Locale

    from meerstemmig.management.commands.serve import WORKER_SECONDS
    from pages.tree import ensure_tree, index_of
    from practices.models import PracticeIndexPage, PracticePage
    from search.analysis.analyser import key_of
    from search.analysis.tokens import tokenise
    from search.engines import engine
    from search.engines.base import Plan
    from search.models import DirtyDocument
    from search.preparing import fingerprint, prepare
    from search.reading import book as book_now
    from search.tree import word

    ensure_tree()
    PracticePage.objects.filter(slug="bench").delete()
    index = index_of(PracticeIndexPage, Locale.get_default().language_code)
    practice = PracticePage(slug="bench", title="Eerst", locale=index.locale, summary="Een zin.", occasion="Een zin.",
                            hard_parts="Een zin.", not_when="Een zin.", duration="kort", time_band="minuten",
                            ladder="idee", last_published_at=timezone.now())  # fmt: skip
    index.add_child(instance=practice)
    others = (replace(doc, key=str(10_000_000 + int(doc.key))) for doc in make_docs(size))
    engine().build((prepare(doc, 1, book) for doc in others), fingerprint(book_now()))
    DirtyDocument.objects.all().delete()
    command = [sys.executable, str(ROOT / "manage.py"), "worker", "--verbosity", "0", "--interval", WORKER_SECONDS]
    worker = subprocess.Popen(command, env=dict(os.environ), stdin=subprocess.DEVNULL)
    times = []
    try:
        for number in range(SAVES + 1):
            practice.title = f"Zeldzaam{letters(number)}"
            (token,) = tokenise(practice.title)
            asked = Plan(scored=word(key_of(token, "nl")), limit=1)
            begin = time.perf_counter()
            practice.save_revision().publish()
            while not engine().search(asked, frozenset({str(practice.audience_id)})).total:
                if time.perf_counter() - begin > 60:
                    raise RuntimeError("Nobody indexed what was saved.")
                time.sleep(0.01)
            times.append((time.perf_counter() - begin) * 1000)
    finally:
        worker.terminate()
        worker.wait()
    shutil.rmtree(settings.SEARCH_INDEX_DIR, ignore_errors=True)
    return times[1:]  # the first one waits until the worker has started


def letters(number: int) -> str:
    """A number as a word that stands in no other text."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "qx"


def fts5(size: int, folder: str, book, questions: list[str]) -> list[float]:
    """Milliseconds of processor time per page of SQLite alone; of each question, every alternative of every word."""
    from people.models import PUBLIC_ID
    from search.parsing import read
    from search.planning import understand
    from search.preparing import prepare
    from search.simplify import words_of
    from search.tree import CONCEPTS, FIELDS, PARTS

    def named(concept: str) -> str:
        return concept.replace(".", "x").replace("-", "y")  # its tokeniser would part them

    base = sqlite3.connect(f"{folder}/fts.sqlite3")
    base.execute(f"CREATE VIRTUAL TABLE docs USING fts5({', '.join(FIELDS)})")
    base.execute("CREATE TABLE audiences (doc INTEGER PRIMARY KEY, audience TEXT)")
    base.execute("CREATE TABLE facets (doc INTEGER, value TEXT)")
    for number, doc in enumerate(make_docs(size), start=1):
        made = prepare(doc, 1, book)
        texts = {field: " ".join(key for key, _place in keys) for field, keys in made.texts.items()}
        texts |= {PARTS: " ".join(made.parts), CONCEPTS: " ".join(map(named, made.concepts))}
        base.execute("INSERT INTO docs(rowid, title, summary, body, parts, concepts) VALUES (?, ?, ?, ?, ?, ?)",
                     (number, *(texts[field] for field in FIELDS)))  # fmt: skip
        base.execute("INSERT INTO audiences VALUES (?, ?)", (number, made.audience))
        base.executemany("INSERT INTO facets VALUES (?, ?)", [(number, value) for value in made.facets])
    base.execute("CREATE INDEX facets_doc ON facets(doc, value)")
    base.execute("CREATE INDEX audiences_audience ON audiences(audience)")
    base.execute("ANALYZE")
    base.commit()
    found = "FROM docs JOIN audiences ON audiences.doc = docs.rowid WHERE docs MATCH ? AND audience IN (?)"

    def page(match: str) -> None:
        asked = (match, str(PUBLIC_ID))
        base.execute("SELECT docs.rowid, highlight(docs, 0, '<', '>'), snippet(docs, 2, '<', '>', '', 30) "
                     f"{found} ORDER BY bm25(docs, 1.5, 1, 1, 1, 1) LIMIT 10", asked).fetchall()  # fmt: skip
        base.execute("SELECT value, COUNT(*) FROM facets JOIN "
                     f"(SELECT docs.rowid AS hit {found}) ON hit = facets.doc GROUP BY value", asked).fetchall()  # fmt: skip

    matches = []
    for text in questions:
        wanted = understand(read(text), "nl", book).wanted
        words = {f'{CONCEPTS} : "{named(key)}"' if field == CONCEPTS else f'"{key}"' for field, key in words_of(wanted)}
        matches.append(" OR ".join(sorted(words)))
    return timed(page, matches)


def wagtail(size: int) -> Callable[[str], object]:
    """Wagtail's own search of pages, with the database backend of this house: titles are in it, and no body."""
    from django.core.management import call_command
    from wagtail.models import Locale, Page

    root = Page.get_first_root_node()
    Page.objects.filter(depth=2, slug__startswith="bench-").delete()
    known = set(Page.objects.filter(depth=2).values_list("path", flat=True))
    paths = (
        path
        for number in range(size * 2)
        if (path := f"{root.path}{Page._int2str(number + 1000).rjust(4, '0')}") not in known  # noqa: SLF001 - treebeard keeps it for itself
    )
    locale, kind = Locale.objects.first(), root.content_type
    Page.objects.bulk_create(
        Page(title=doc.title, slug=f"bench-{doc.key}", path=path, depth=2, url_path=f"/bench-{doc.key}/", locale=locale,
             content_type=kind, draft_title=doc.title)
        for doc, path in zip(make_docs(size), paths, strict=False)
    )  # fmt: skip
    call_command("update_index", verbosity=0)

    def page(text: str) -> None:
        list(Page.objects.live().search(text, operator="or")[:10])

    return page


def hostile(page: Callable[[str], object]) -> float:
    """The slowest of a thousand questions that mean harm, in milliseconds of processor time."""
    dice = random.Random(8)
    pieces = ["(" * 500, '"' * 99, "\x00", "🙂" * 40, "a" * 9000, "-" * 40, "*", "title:*", "[1 TO 5]", "NOT " * 60,
              "kindertaal" * 12, "\u202e", "e\u0301" * 80, "' OR 1=1 --", '{"match_all":{}}', "^1e99", "../" * 30]  # fmt: skip
    return max(timed(page, ["".join(dice.choices(pieces, k=dice.randint(1, 6))) for _ in range(HOSTILE)]))


def main() -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from search.reading import shipped_book

    call_command("migrate", verbosity=0)
    book, questions = shipped_book(Path(settings.CONTENT_DIR)), make_questions()
    rows: list[Row] = []
    over: list[str] = []
    busy = [os.getloadavg()[0]]
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            page, built, stored, save = ours(size, f"{folder}/index", book)
            times = timed(page, questions)
            beside = (None, None) if size not in COMPARE else (
                percentile(fts5(size, folder, book, questions)),
                percentile(timed(wagtail(size), questions, warm=1, seconds=WAGTAIL_SECONDS)),
            )  # fmt: skip
            row = Row(size, statistics.median(times), percentile(times), *beside, built, stored, save)
            rows.append(row)
            busy.append(os.getloadavg()[0])
            print(row.line() if len(rows) > 1 else f"{HEAD}\n{row.line()}", flush=True)
            if size == SIZES[0]:
                worst = hostile(page)
                print(f"{HOSTILE} hostile questions: the slowest took {worst:.0f} ms", flush=True)
                over += ["a hostile question"] if worst > HOSTILE_MS else []
            if size == 20_000:
                over += row.over()
    if os.environ.get("WRITE"):
        from bench.curve import curve

        FOLDER.joinpath("search-costs.svg").write_text(curve(rows), encoding="utf-8")
        page = FOLDER / "search-costs.md"
        page.write_text(page_of(rows, worst, busy, page.read_text(encoding="utf-8")), encoding="utf-8")
    judged = "Every gate holds." if 20_000 in SIZES else "The gates are for 20,000 documents: make bench-search."
    print(f"OVER: {', '.join(over)}" if over else judged)
    shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
