"""Asks for every address as one reader, and looks for planted words in everything that comes out.

Each request runs in a savepoint that is rolled back, with the cookies the reader began with, so that no request
changes what the next one meets. What runs after a commit (mails, tasks, pokes) runs before the rollback.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from intervision import projection
from meerstemmig.who_sees_what import RULES, Reader
from pages.models import BasePageQuerySet
from people.models import Audienced, AudiencedQuerySet
from tests.trust.requests import FRAGMENT, RICH, editor_examples, queries_for
from tests.trust.routes import Route, address, routes
from tests.trust.world import World

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
MAY_WRITE_ON_GET = {
    "": {"django_session"},
    "modules/{slug}/{address}/": {"modules_enrolment", "modules_unitprogress"},
    "notities/gedeeld/lees/": {"reflection_readevent"},
    "casussen/{slug}/samen/{kind}/{pk}/blad/": {"reflection_readevent"},
    "zoeken/": {"search_askedfor"},
    "intervisie/sessie/{session_id}/": {
        "intervision_session", "intervision_contribution", "intervision_ready", "intervision_draft",
    },
    "healthz": {"meerstemmig_workerbeat"},
    "beheer/": {
        "wagtailimages_rendition", "wagtailusers_userprofile", "wagtailadmin_editingsession",
        "wagtailcore_pagesubscription",
    },
}  # fmt: skip
"""By part of the route: tables that reading may write. Sessions; where somebody who began a module stopped; that
somebody opened what another released to them, which its owner was promised to see; how often a question was asked, by
nobody in particular; what the played chairs of a practice do, when its only person looks; whether there is room to write; and in Wagtail's editor a smaller copy of a picture, one's own settings, who has a page open, and
that one wants to hear of comments."""
OUTSIDE = {
    "mail": {
        "group.organisation", "group.team", "group.circle", "person.professional.name", "person.colleague.name",
        "invitation.email", "person.email",
    },
    "log": set(),
    "task": set(),
    "cache": {"media.title"},
}  # fmt: skip
"""What may leave by another way than the answer: an invitation names who invites into which group, and its address.
Wagtail keeps in the cache of the process what it knows of a smaller picture."""
MAY_BREAK = {
    "healthz": "its 503 is an answer: no worker runs here",
    "beheer/failwhale/": "Wagtail's own trial of the error page",
    "beheer/choose-external-link/": "Wagtail 8.0.1 asks its URL field before it was filled in",
}
"""By route: what may answer 5xx here, and why it is not ours to mend."""
EDITOR_MAY_RAISE = {
    "MultiValueDictKeyError": "Wagtail reads a form without the fields that its own page always sends",
    "KeyError": "idem, the import of redirects",
    "UnorderedObjectListWarning": "wagtail-localize pages a list without an order: a warning everywhere but in tests",
}
"""In Wagtail's own views, by exception."""


@dataclass
class Report:
    """What one reader met."""

    reader: Reader
    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    requests: int = 0
    opened: set[str] = field(default_factory=set)
    """The routes that answered 200."""


class Crawl:
    """One reader's walk."""

    def __init__(self, world: World, reader: Reader) -> None:
        self.world, self.report = world, Report(reader)
        self.client = world.client_of(reader)
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.logged = Logged()
        self.written: list[str] = []
        self.sent_to_sign_in = False

    def run(self, chosen: list[Route] | None = None) -> Report:
        """Every route, or these."""
        with self.logged.listening():
            for route in routes() if chosen is None else chosen:
                for path in self._paths(route):
                    self._visit(route, path)
        return self.report

    def _paths(self, route: Route) -> list[str]:
        examples = editor_examples(self.world, route) if route.is_editor else self.world.examples_for(route)
        if examples is None:
            self.report.faults.append(f"{route.template}: give the world an example of {route.parameters}")
            return []
        return [address(route, example) for example in examples]

    def _visit(self, route: Route, path: str) -> None:
        status = self.ask(route, "GET", path)
        if status == 200:
            self.report.opened.add(route.template)
            self._again(route, path)
        if route.is_editor and status in {301, 302, 403, 404}:
            return  # what the editor refuses to read it refuses to write; its own POST-only views answer 405
        if route.is_editor:
            self.ask(route, "POST", path)
        else:
            self._send(route, path)

    def _send(self, route: Route, path: str) -> None:
        """Asking for a preview first: a form that comes back shows more than a redirect does."""
        status = self.ask(route, "POST", path, data={**RICH(self.world), "preview": "1"})
        if status in {404, 405} or route.name == "wagtail_serve" or self.sent_to_sign_in:
            return
        self.ask(route, "POST", path)
        if status == 200:
            self.ask(route, "POST", path, data=RICH(self.world))

    def _again(self, route: Route, path: str) -> None:
        """The same address asked for in other ways."""
        for query in queries_for(self.world, route):
            self.ask(route, "GET", f"{path}?{urlencode(query)}")
        if route.is_editor:
            return
        self.ask(route, "HEAD", path)
        self.ask(route, "GET", path, headers=FRAGMENT)
        if path.startswith("/nl/") and (route.name == "wagtail_serve" or not route.parameters):
            for language in ("fr", "en") if route.name == "wagtail_serve" else ("fr",):
                self.ask(route, "GET", f"/{language}/{path.removeprefix('/nl/')}")

    def ask(
        self,
        route: Route,
        method: str,
        path: str,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> int:
        """One request: what it answers, with every fault written down."""
        self.report.requests += 1
        self.client.cookies = SimpleCookie(self.cookies)
        self.logged.lines.clear()
        self.written.clear()
        mail.outbox = []
        where = f"{method} {path}{' +fields' if data else ''}"
        with transaction.atomic():
            with connection.execute_wrapper(self._notice):
                response = getattr(self.client, method.lower())(path, data or {}, headers=headers or {})
                body = b"".join(response.streaming_content) if response.streaming else response.content
            on_read = list(self.written) if method in {"GET", "HEAD"} else []
            run_after_commit()
            outgoing = self._outgoing()
            transaction.set_rollback(True)
        head = f"{dict(response.items())} {response.cookies.output()}".encode()
        sent = f"{path} {data or ''}".encode()
        self._check_answer(where, body + head, sent)
        for way, content in outgoing.items():
            self._check_outgoing(where, way, content, sent)
        self._check_writes(route, where, on_read)
        if response.status_code >= 500:
            self._check_broken(route, where, response)
        self.sent_to_sign_in = "/account/login/" in response.headers.get("Location", "")
        return response.status_code

    def _check_answer(self, where: str, content: bytes, sent: bytes) -> None:
        ours = self.world.canaries.found_in(sent)
        for token, kind in self.world.canaries.found_in(content).items():
            if token in ours:
                continue
            rule = RULES.get(kind)
            if rule is None or self.report.reader not in rule.readers:
                self.report.faults.append(f"{where}: {self.report.reader.name} saw {token} ({kind})")
            else:
                self.report.seen.setdefault(kind, where)

    def _check_outgoing(self, where: str, way: str, content: str, sent: bytes) -> None:
        ours = self.world.canaries.found_in(sent)
        for token, kind in self.world.canaries.found_in(content.encode()).items():
            if token not in ours and kind not in OUTSIDE[way]:
                self.report.faults.append(f"{where}: {way} holds {token} ({kind})")

    def _check_writes(self, route: Route, where: str, written: list[str]) -> None:
        allowed = {table for part, tables in MAY_WRITE_ON_GET.items() if part in route.template for table in tables}
        for statement in written:
            if not any(f'"{table}"' in statement for table in allowed):
                self.report.faults.append(f"{where}: reading wrote {statement[:120]}")

    def _check_broken(self, route: Route, where: str, response: Any) -> None:
        raised = (getattr(response, "exc_info", None) or (None,))[0]
        name = raised.__name__ if raised else ""
        if route.template not in MAY_BREAK and not (route.is_editor and name in EDITOR_MAY_RAISE):
            self.report.faults.append(f"{where}: {response.status_code} {name}")

    def _notice(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            self.written.append(sql)
        return execute(sql, params, many, context)

    def _outgoing(self) -> dict[str, str]:
        """Everything that leaves by another way than the answer."""
        mails = "\n".join(f"{each.subject} {each.body} {each.to}" for each in mail.outbox)
        tasks = str(list(DBTaskResult.objects.values_list("task_path", "args_kwargs"))) if self.written else ""
        kept = str(getattr(cache, "_cache", ""))
        cache.clear()
        return {"mail": mails, "log": "\n".join(self.logged.lines), "task": tasks, "cache": kept}


class Logged(logging.Handler):
    """Every log line, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    @contextmanager
    def listening(self) -> Iterator[None]:
        """On the root, at DEBUG. Templates' own debug lines name a variable that a template left out, never a value;
        writing each of them with its traceback would take half the time."""
        root, templates = logging.getLogger(), logging.getLogger("django.template")
        before = root.level, templates.level
        apart = [root, logging.getLogger("django.request")]  # the latter does not pass its lines on
        for logger in apart:
            logger.addHandler(self)
        root.setLevel(logging.DEBUG)
        templates.setLevel(logging.INFO)
        try:
            yield
        finally:
            for logger in apart:
                logger.removeHandler(self)
            root.setLevel(before[0])
            templates.setLevel(before[1])

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {getattr(record, 'reason', '')}")
        if record.exc_info:
            self.lines.append(logging.Formatter().formatException(record.exc_info))


def run_after_commit() -> None:
    """What was promised for after the commit, until nothing is left."""
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, promised, _robust in waiting:
            promised()


@contextmanager
def everything_visible() -> Iterator[None]:
    """As if somebody had forgotten to ask who may see what."""
    with (
        patch.object(AudiencedQuerySet, "visible_to", lambda self, user: self.all()),
        patch.object(BasePageQuerySet, "visible_to", lambda self, user: self.all()),
        patch.object(Audienced, "is_visible_to", lambda self, user: True),
    ):
        yield


@contextmanager
def everything_in_sight() -> Iterator[None]:
    """As if the room showed every contribution to every seat."""
    with (
        patch.object(projection, "sees", lambda text, seat_kind, moment: True),
        patch.object(projection, "is_revealed", lambda phase, moment: True),
    ):
        yield
