"""Elasticsearch 8, for more than one machine: generations behind one alias, one shard, versions from our outbox.

What asks waits briefly and never tries again, because a page waits for it; what writes is patient. Every trouble
becomes EngineUnavailable, so that a page answers from the database and the outbox keeps its rows.
"""

import os
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from elastic_transport import ConnectionError as NotReached
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, helpers
from elasticsearch_dsl import A, Search

from search.engines.base import Delete, EngineUnavailable, Health, Hit, Hits, IndexMissing, Plan, Prepared, Viewer
from search.engines.elasticsearch_query import beginning_with, compile_for_indexer, compile_picks, compile_plan
from search.engines.elasticsearch_schema import SERVING, VERSION, index_body, to_source
from search.engines.patience import seconds_left
from search.engines.turns import in_turn

log = structlog.get_logger(__name__)

ASK_SECONDS = 1.0
HEALTH_SECONDS = 5.0
WRITE_SECONDS = 30.0
REST_SECONDS = 2.0
"""After a question that was not answered in time, the next ones do not wait for as long as this."""
MOST_FACET_VALUES = 5000
MOST_LETTERS = 64
CHUNK = 500
CHUNK_BYTES = 8 * 1024 * 1024
RETRIES = 3
VERSIONS_AT_ONCE = 1000
LATER_VERSION_THERE, GONE_ALREADY, TOO_BUSY = 409, 404, 429


class ElasticsearchEngine:
    """An alias that points at the generation that serves. `place` is its address: http(s)://server:9200/alias.

    Generations are called `alias.moment`; an alias holds no dot, so sites on one server never touch each other's.
    """

    name: ClassVar[str] = "elasticsearch"

    def __init__(self, place: str) -> None:
        server, _, self._alias = place.rpartition("/")
        self._server = server
        self._held: tuple[int, Elasticsearch] | None = None
        self._rests_until = 0.0

    def exclusive(self) -> AbstractContextManager[None]:
        return in_turn(f"search {self._alias}", Path(settings.SEARCH_INDEX_DIR))

    def build(self, docs: Iterable[Prepared], fingerprint: str) -> int:
        name = f"{self._alias}.{time.strftime('%Y%m%dt%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:6]}"
        with _translated():
            client = self._writer()
            before = set(client.indices.get(index=f"{self._alias}.*", expand_wildcards="open"))
            served = self._serving(client)
            client.indices.create(index=name, **index_body(fingerprint))
            count, _ = _put(client, name, map(_action, docs))
            client.indices.put_settings(index=name, settings={"index": SERVING})
            client.indices.refresh(index=name)
            client.indices.update_aliases(
                actions=[
                    {"add": {"index": name, "alias": self._alias}},
                    *({"remove": {"index": old, "alias": self._alias}} for old in served),
                ]
            )
            for old in before - served:
                client.indices.delete(index=old, ignore_unavailable=True)
        return count

    def apply(self, changes: Sequence[Prepared | Delete]) -> Sequence[str]:
        with _translated():
            client = self._writer()
            if not self._serving(client):
                raise IndexMissing
            _, overtaken = _put(client, self._alias, map(_action, changes), require_alias=True)
            client.indices.refresh(index=self._alias)
        return overtaken

    def search(self, plan: Plan, viewer: Viewer) -> Hits:
        newest_first: list[Any] = [{"updated": "desc"}, {"pk": "asc"}]
        asked = (
            self._asking()
            .query(compile_plan(plan, viewer))
            .filter(compile_picks(plan))
            .sort(*([] if plan.by_date else ["_score"]), *newest_first)
            .source(["pk", "shown"])
            .extra(track_total_hits=True)
        )
        found = self._answer(asked[plan.offset : plan.offset + max(1, plan.limit)])["hits"]
        hits = (
            Hit(one["_source"]["pk"], float(one["_score"] or 0.0), one["_source"]["shown"]) for one in found["hits"]
        )
        return Hits(found["total"]["value"], tuple(hits))

    def finds(self, plan: Plan, viewer: Viewer) -> bool:
        asked = self._asking().query(compile_plan(plan, viewer)).filter(compile_picks(plan))
        return bool(self._answer(asked[0:0].extra(terminate_after=1, track_total_hits=1))["hits"]["total"]["value"])

    def facets(self, plan: Plan, viewer: Viewer, found: int = 0) -> dict[str, dict[str, int]]:
        asked = self._asking().query(compile_plan(plan, viewer))[0:0]
        for name in (None, *plan.filters):
            pattern = {} if name is None else {"include": beginning_with(f"{name}=")}
            asked.aggs.bucket(f"without {name}", A("filter", compile_picks(plan, name))).bucket(
                "values", A("terms", field="facets", size=MOST_FACET_VALUES, **pattern)
            )
        answer = self._answer(asked)["aggregations"]
        counts = _counts(answer["without None"])
        for name in plan.filters:
            counts[name] = _counts(answer[f"without {name}"]).get(name, {})
        return {name: values for name, values in counts.items() if values}

    def words(self, prefix: str, viewer: Viewer, limit: int) -> list[tuple[str, int]]:
        if len(prefix) > MOST_LETTERS:
            return []
        asked = self._asking().query("bool", filter=[{"terms": {"audience": sorted(viewer)}}])[0:0]
        by_count = [{"_count": "desc"}, {"_key": "asc"}]
        asked.aggs.bucket(
            "words", A("terms", field="words", include=beginning_with(prefix), size=limit, order=by_count)
        )
        buckets = self._answer(asked)["aggregations"]["words"]["buckets"]
        return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]

    def holding(self, plan: Plan) -> Iterator[str]:
        asked = Search().query(compile_for_indexer(plan)).filter(compile_picks(plan))
        yield from (source["pk"] for source in self._all_of(asked))

    def versions(self) -> Iterator[tuple[str, int]]:
        yield from ((source["pk"], source["version"]) for source in self._all_of(Search()))

    def _all_of(self, asked: Search) -> Iterator[dict[str, Any]]:
        """Every document that this finds, a thousand at a time; for what writes."""
        asked = asked.using(self._writer()).index(self._alias).source(["pk", "version"]).sort({"pk": "asc"})
        after: list[Any] = []
        while True:
            page = asked[0:VERSIONS_AT_ONCE].extra(**({"search_after": after} if after else {}))
            with _translated():
                hits = page.execute().to_dict()["hits"]["hits"]
            if not hits:
                return
            yield from (hit["_source"] for hit in hits)
            after = hits[-1]["sort"]

    def health(self) -> Health:
        with _translated():
            client = self._client().options(request_timeout=HEALTH_SECONDS, max_retries=0)
            generations = client.indices.get(index=self._alias)
            documents = client.count(index=self._alias)["count"]
        generation, state = next(iter(generations.items()))
        version, _, fingerprint = state["mappings"].get("_meta", {}).get("made_of", "").partition(" ")
        return Health(documents, generation, fingerprint if version == VERSION else "")

    def remove(self) -> None:
        """Take every generation away. For an engine that was made for one occasion."""
        with _translated():
            client = self._writer()
            for generation in client.indices.get(index=f"{self._alias}.*", expand_wildcards="open"):
                client.indices.delete(index=generation)

    def _client(self) -> Elasticsearch:
        """The connections of this process; never those of the process that it was forked from."""
        if self._held is None or self._held[0] != os.getpid():
            parts = urlsplit(self._server)
            bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
            more: dict[str, Any] = {}
            if parts.username:
                more["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
            if settings.ELASTICSEARCH_CA:
                more["ca_certs"] = settings.ELASTICSEARCH_CA
            self._held = (os.getpid(), Elasticsearch(bare, **more))
        return self._held[1]

    def _writer(self) -> Elasticsearch:
        return self._client().options(
            request_timeout=WRITE_SECONDS,
            max_retries=RETRIES,
            retry_on_timeout=True,
            retry_on_status=(429, 502, 503, 504),
        )

    def _serving(self, client: Elasticsearch) -> set[str]:
        """The generation behind the alias; nothing where there is none yet."""
        try:
            return set(client.indices.get_alias(name=self._alias))
        except NotFoundError:
            return set()

    def _asking(self) -> Search:
        return Search(index=self._alias)

    def _answer(self, asked: Search) -> dict[str, Any]:
        """What it answers in the time there is. A part of an answer is none."""
        seconds = seconds_left(ASK_SECONDS)
        if time.monotonic() < self._rests_until:
            raise EngineUnavailable("It did not answer a moment ago.")
        client = self._client().options(request_timeout=seconds, max_retries=0)
        asked = asked.using(client).extra(timeout=f"{int(seconds * 1000)}ms")
        with _translated():
            try:
                answer: dict[str, Any] = asked.execute().to_dict()
            except (ConnectionTimeout, NotReached):
                self._rests_until = time.monotonic() + REST_SECONDS
                raise
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailable("It answered in part.")
        return answer


@contextmanager
def _translated() -> Iterator[None]:
    """Its troubles in our words. Nothing of a question or a document comes along: those messages end in logs."""
    try:
        yield
    except NotFoundError:
        raise IndexMissing from None
    except (ApiError, TransportError) as trouble:
        raise EngineUnavailable(type(trouble).__name__) from None


def _action(change: Prepared | Delete) -> dict[str, Any]:
    """One line of a bulk request. With a version, a later one that is already there stays."""
    if isinstance(change, Prepared):
        versioned = {"version": change.version, "version_type": "external_gte"}
        return {"_op_type": "index", "_id": change.pk, "_source": to_source(change), **versioned}
    versioned = {} if change.version is None else {"version": change.version, "version_type": "external_gte"}
    return {"_op_type": "delete", "_id": change.pk, **versioned}


def _put(client: Elasticsearch, index: str, actions: Iterable[dict[str, Any]], **more: Any) -> tuple[int, list[str]]:
    """Send in chunks; how many were taken, and the pks of which a later version was there.

    Too busy is tried again, then raised. What it refuses for good is told, and holds up nothing else.
    """
    count = 0
    overtaken: list[str] = []
    for taken, told in helpers.streaming_bulk(
        client, actions, index=index, chunk_size=CHUNK, max_chunk_bytes=CHUNK_BYTES, max_retries=RETRIES,
        initial_backoff=0.5, max_backoff=8, raise_on_error=False, **more,
    ):  # fmt: skip
        kind, outcome = next(iter(told.items()))
        status = outcome["status"]
        if taken or (kind == "delete" and status == GONE_ALREADY):
            count += 1
        elif status == LATER_VERSION_THERE:
            overtaken.append(outcome["_id"])
        elif status == TOO_BUSY or status >= 500:
            raise EngineUnavailable(f"It answered {status} to a document.")
        else:
            log.error("search.document_refused", document=outcome["_id"], status=status)
    return count, overtaken


def _counts(filtered: dict[str, Any]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for bucket in filtered["values"]["buckets"]:
        name, _, value = bucket["key"].partition("=")
        counts.setdefault(name, {})[value] = bucket["doc_count"]
    return counts
