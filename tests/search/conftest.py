"""Engines to put the same questions to, and documents to put in them."""

import os
import uuid
from contextlib import ExitStack

import pytest

from people.models import PUBLIC_ID
from search.concepts import Book
from search.documents import SearchDoc
from search.engines.temporary import temporary
from search.preparing import prepare
from vocabulary.silence import Silence

SERVER = os.environ.get("ELASTICSEARCH_URL", "")
"""Set by `make test-elasticsearch`; the same suite then runs against a real server as well."""
ENGINES = ("memory", "tantivy", "elasticsearch") if SERVER else ("memory", "tantivy")
NO_BOOK = Book({}, {}, {}, {}, {}, Silence(frozenset()), frozenset(), "none")
TEAM_ID = uuid.UUID(int=77)
EVERYBODY = frozenset({str(PUBLIC_ID)})


@pytest.fixture(scope="module", autouse=True)
def _patience():
    """What is answered is tested here, on a machine that may be busy; how fast, in the tests of faults."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.elasticsearch.ASK_SECONDS", 30.0)
        patch.setattr("search.views.PAGE_SECONDS", 60.0)
        yield


@pytest.fixture
def make_engine(tmp_path):
    """An empty engine of this name; what it keeps on a server is removed afterwards."""
    with ExitStack() as kept:
        yield lambda name: kept.enter_context(temporary(name, str(tmp_path / name)))


@pytest.fixture(params=ENGINES)
def engine(request, make_engine):
    return make_engine(request.param)


@pytest.fixture(params=ENGINES[1:])
def both(request, make_engine):
    """The reference and one of the engines that serve."""
    return [make_engine("memory"), make_engine(request.param)]


def doc(key, title="", body="", summary="", *, kind="praktijk", language="nl", audience=PUBLIC_ID, **more):
    return SearchDoc(
        kind=kind,
        key=key,
        language=language,
        title=title,
        summary=summary,
        body=body,
        url=f"/{key}/",
        audience_id=audience,
        **more,
    )


def prepared(*docs, version=1, book=NO_BOOK):
    return [prepare(one, version, book) for one in docs]


def filled(engine, *docs):
    engine.build(prepared(*docs), "test")
    return engine
