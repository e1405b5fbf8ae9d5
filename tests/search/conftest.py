"""Engines to put the same questions to, and documents to put in them."""

import uuid

import pytest

from people.models import PUBLIC_ID
from search.concepts import Book
from search.documents import SearchDoc
from search.engines.memory import MemoryEngine
from search.engines.tantivy import TantivyEngine
from search.preparing import prepare
from vocabulary.silence import Silence

ENGINES = {"memory": MemoryEngine, "tantivy": TantivyEngine}
NO_BOOK = Book({}, {}, {}, {}, {}, Silence(frozenset()), frozenset(), "none")
TEAM_ID = uuid.UUID(int=77)
EVERYBODY = frozenset({str(PUBLIC_ID)})


@pytest.fixture(params=sorted(ENGINES))
def engine(request, tmp_path):
    return ENGINES[request.param](str(tmp_path / "index"))


@pytest.fixture
def both(tmp_path):
    return [ENGINES[name](str(tmp_path / name)) for name in sorted(ENGINES)]


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
