"""What only a server on the network can suffer: it dies, hangs, comes back, or holds something later than we do.

Runs with `make test-elasticsearch`, on a node of its own that it may kill.
"""

import os
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from scripts.elasticsearch.run import Node
from search.engines import engine as engine_in_use
from search.engines.base import Delete, EngineUnavailable, IndexMissing, Plan
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.patience import within
from search.indexer import catch_up, drain
from search.models import DirtyDocument
from tests.factories.practices import make_practice
from tests.search.conftest import EVERYBODY, doc, filled, prepared

HOME = os.environ.get("ELASTICSEARCH_HOME", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HOME, reason="needs Elasticsearch: make test-elasticsearch"),
    pytest.mark.xdist_group("faults"),
]
URL = "/nl/zoeken/"


@pytest.fixture(scope="module", autouse=True)
def _patience():
    """None: these tests are about how long a page waits."""


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    made = Node(Path(HOME), tmp_path_factory.mktemp("node") / "data")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def make(node):
    """Engines of their own names on the node, taken away afterwards."""
    made = []

    def one(name):
        made.append(ElasticsearchEngine(f"{node.url}/faults-{name}-{uuid.uuid4().hex[:8]}"))
        return made[-1]

    yield one
    for engine in made:
        clean(node, engine)


@pytest.fixture
def engine(make):
    return make("one")


@pytest.fixture
def site(node, settings, tree, _clear_page_caches, django_capture_on_commit_callbacks):
    """A library of one practice, found through this node."""
    settings.SEARCH_ENGINE = "search.engines.elasticsearch.ElasticsearchEngine"
    settings.SEARCH_PLACE = f"{node.url}/site-{uuid.uuid4().hex[:8]}"
    call_command("index_search", rebuild=True, verbosity=0)

    def publish(page=None, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            page = page or make_practice(**fields)
            page.title = fields["title"]
            page.save_revision().publish()
        return page

    yield publish
    clean(node, engine_in_use())


def clean(node, engine):
    """A test that failed may have left the node dead; the next one starts with a node that lives."""
    if not node.answers():
        node.kill()
        node.start()
    engine.remove()


def asked(client, **query):
    """What the page shows, whether it says that search is not complete, and how long it took."""
    begun = time.monotonic()
    response = client.get(URL, query)
    took = time.monotonic() - begun
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    notes = [note.get_text() for note in soup.select(".note__title")]
    return [link.get_text() for link in soup.select(".hit__title a")], notes, took


@pytest.mark.django_db
def test_a_server_that_hangs_holds_no_page_up(client, node, site):
    site(slug="tolk", title="De tolk eerst")
    until(lambda: asked(client, q="tolk")[1] == [])
    os.kill(node.pid, signal.SIGSTOP)
    try:
        answers = [asked(client, q="tolk minuten begeleiding verzuim") for _time in range(3)]
        assert [answer[1] for answer in answers] == [["Zoeken is even niet volledig"]] * 3
        assert max(answer[2] for answer in answers) < 2
        assert min(answer[2] for answer in answers) < 0.5
        assert client.get("/nl/zoeken/suggesties/", {"q": "tol"}).json() == {"suggestions": []}
    finally:
        os.kill(node.pid, signal.SIGCONT)
    until(lambda: asked(client, q="tolk")[:2] == (["De tolk eerst"], []))


@pytest.mark.django_db
def test_a_change_that_was_overtaken_is_indexed_all_the_same(client, node, site):
    """Rows may be committed in another order than they were numbered; the engine holds a later one then."""
    page = site(slug="tolk", title="De tolk eerst")
    later = 10**6
    engine_in_use().apply(prepared(doc(str(page.pk), "Van een ander"), version=later))
    type(page).objects.filter(pk=page.pk).update(title="De agenda eerst")
    DirtyDocument.objects.create(kind="praktijk", key=str(page.pk))
    drain()
    assert DirtyDocument.objects.count() == 1
    DirtyDocument.objects.update(id=later + 1)
    drain()
    assert DirtyDocument.objects.count() == 0
    until(lambda: asked(client, q="agenda")[0] == ["De agenda eerst"])


@pytest.mark.django_db
def test_a_killed_server_costs_nothing_but_the_fallback_and_catches_up_by_itself(client, node, site, make):
    """One kill for who reads, who indexes and who rebuilds: starting a server again takes longer than all else here."""
    page = site(slug="tolk", title="De tolk eerst")
    until(lambda: asked(client, q="tolken")[:2] == (["De tolk eerst"], []))
    assert client.get("/healthz").json()["search"] | {"generation": ""} == {
        "ok": True, "engine": "elasticsearch", "documents": 1, "generation": "", "oldest_change_seconds": 0,
    }  # fmt: skip
    indexed, rebuilt = (filled(make(name), doc("eerst", "Tolk")) for name in ("indexed", "rebuilt"))
    before = rebuilt.health().generation
    batches = [prepared(*(doc(f"{batch}-{number}", "Tolk") for number in range(100)), version=2) for batch in range(30)]
    waiting = list(batches)  # as the outbox: a batch leaves it only after the engine took it

    def index():
        while waiting:
            indexed.apply(waiting[0])
            waiting.pop(0)

    def many():
        for number in range(2_000):
            if number == 1_000:
                until(lambda: len(waiting) < 29)
                node.kill()
            yield prepared(doc(str(number), "Nieuw"))[0]

    with ThreadPoolExecutor(max_workers=1) as beside:
        indexing = beside.submit(index)
        with pytest.raises(EngineUnavailable):
            rebuilt.build(many(), "later")
        with pytest.raises(EngineUnavailable):
            indexing.result(timeout=60)
    assert waiting

    shown, notes, took = asked(client, q="tolk")
    assert (shown, notes) == (["De tolk eerst"], ["Zoeken is even niet volledig"])
    assert took < 2
    health = client.get("/healthz").json()["search"]
    assert (health["ok"], health["engine"], health["reason"]) == (False, "elasticsearch", "EngineUnavailable")
    site(page, title="De agenda eerst")
    assert DirtyDocument.objects.exists()
    with pytest.raises(OSError, match="ConnectionError"):  # what the worker's round takes as: try again next minute
        catch_up()

    node.start()
    until(lambda: client.get("/healthz").json()["search"].get("generation"))
    catch_up()
    assert not DirtyDocument.objects.exists()
    until(lambda: asked(client, q="agenda")[:2] == (["De agenda eerst"], []))

    until(lambda: found_in(indexed))
    index()
    keys = [pk for pk, _version in indexed.versions()]
    assert sorted(keys) == sorted(["praktijk:eerst", *(one.pk for batch in batches for one in batch)])

    until(lambda: found_in(rebuilt) == ["praktijk:eerst"])
    assert rebuilt.health().generation == before
    rebuilt.build(prepared(doc("tweede", "Tolk")), "later")
    generations = rebuilt._writer().indices.get(index=f"{rebuilt._alias}.*")
    assert set(generations) == {before, rebuilt.health().generation}


def test_while_a_generation_is_filled_the_old_one_serves(node, engine):
    filled(engine, doc("eerst", "Tolk"))
    until(lambda: found_in(engine))
    seen = []

    def docs():
        for number in range(600):
            if number % 200 == 0:
                seen.append(found_in(engine))
            yield prepared(doc(str(number), "Nieuw"))[0]

    engine.build(docs(), "later")
    assert seen == [["praktijk:eerst"]] * 3
    assert engine.health().documents == 600


def test_a_slow_writer_never_puts_an_older_state_over_a_later_one(node, engine):
    filled(engine, doc("a", "Tolk"))
    engine.apply(prepared(doc("a", "Nieuw"), version=7))
    assert list(engine.apply(prepared(doc("a", "Oud"), version=6))) == ["praktijk:a"]
    engine.apply([Delete("praktijk:a", 8)])
    assert list(engine.apply(prepared(doc("a", "Oud"), version=7))) == ["praktijk:a"]
    assert dict(engine.versions()) == {}


def test_a_document_that_is_refused_holds_up_no_other(node, engine, caplog):
    filled(engine)
    good, poison = prepared(doc("goed", "Tolk"), doc("slecht", "Tolk"), version=2)
    engine.apply([replace(poison, words=frozenset({"x" * 40_000})), good])  # longer than Lucene takes
    assert dict(engine.versions()) == {"praktijk:goed": 2}


def test_nothing_is_made_by_writing_to_an_index_that_is_not_there(node, engine):
    with pytest.raises(IndexMissing):
        engine.apply(prepared(doc("a", "Tolk")))
    with pytest.raises(IndexMissing):
        engine.search(Plan(), EVERYBODY)
    engine.build([], "leeg")


def test_all_questions_of_a_page_share_its_time(node, engine):
    filled(engine, doc("a", "Tolk"))
    with within(0.0), pytest.raises(EngineUnavailable):
        engine.search(Plan(), EVERYBODY)
    until(lambda: found_in(engine) == ["praktijk:a"])


def found_in(engine):
    """What it finds; nothing while it is too slow, as a server that has just started is."""
    try:
        return [hit.pk for hit in engine.search(Plan(), EVERYBODY).hits]
    except EngineUnavailable:
        return []


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
