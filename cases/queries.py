"""Reads of this room."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from cases.balance import Told
from cases.models import CasePage
from cases.reading import DO_STEP, PASSED, Reading, part_of, read
from pages.passages import texts_of
from people.kept_queries import KeptQuery
from people.models import User
from reflection.notebook import notebook_of
from reflection.queries import Started, started_by
from vocabulary.models import Concept

AnyUser = User | AnonymousUser

ON_CARDS = ("as", "set", "inh")
"""The facets whose concepts a card names or draws."""


def find_case(request: HttpRequest, slug: str) -> CasePage:
    """The case at this address, in the language of the address. A hidden case is as absent as no case."""
    found: list[CasePage] = _AT.ask(request.user, slug, get_language() or "nl")
    if not found:
        raise Http404
    return found[0]


def _at(reader: AnyUser, _now: datetime, slug: str, language: str) -> "QuerySet[CasePage]":
    here = CasePage.objects.visible_to(reader).filter(slug=slug, locale__language_code=language)
    return here.select_related("locale").order_by("path")[:1]  # type: ignore[no-any-return]


_AT = KeptQuery(_at)


def reading_of(request: HttpRequest, case: CasePage) -> Reading:
    """This case with this reader's own notes laid over it."""
    return read(case, notebook_of(request).notes(case.about))


def cases_for(user: AnyUser, language: str) -> "QuerySet[CasePage]":
    """The cases this person may see in this language, newest first, as a card shows them."""
    cases: QuerySet[CasePage] = with_concepts(
        CasePage.objects.visible_to(user).filter(locale__language_code=language)
    ).order_by("-first_published_at", "pk")
    return cases


def with_concepts(cases: "QuerySet[CasePage]") -> "QuerySet[CasePage]":
    """These cases as a card shows them: with the concepts that a card names, and without the long texts."""
    return (
        cases.defer(
            "stages",
            "voices",
            "knowledge",
            "questions",
            "guide",
            "mirror",
            "reviewers",
            "related",
            "do_step",
            "wants",
            "checklist",
        )
        .select_related("locale")
        .prefetch_related(Prefetch("concepts", Concept.objects.filter(facet__in=ON_CARDS)))
    )


def only_in_dutch(user: AnyUser, language: str) -> "QuerySet[CasePage]":
    """Cases that were not translated to this language yet; none when it is Dutch."""
    if language == "nl":
        return cases_for(user, "nl").none()
    translated = CasePage.objects.visible_to(user).filter(locale__language_code=language)
    return cases_for(user, "nl").exclude(translation_key__in=translated.values("translation_key"))


def told_cases(user: AnyUser, language: str) -> list[Told]:
    """What the balance report reads of every case that this person may see: in their language, else in Dutch. Two queries."""
    visible = CasePage.objects.visible_to(user).filter(locale__language_code__in={language, "nl"})
    cases = one_per_key(visible.select_related("locale").prefetch_related("concepts").order_by("title"))
    return [
        Told(
            title=case.title,
            url=url_of(case),
            concepts=frozenset(concept.pk for concept in case.concepts.all()),
            words=" ".join(texts_of(case, fields=("summary",), streams=("stages", "voices")).values()),
        )
        for case in cases
    ]


def url_of(case: CasePage, name: str = "front", **parts: object) -> str:
    """The address of a case, or of one of its parts, in the language the case is in."""
    if name == "front":
        return case.get_url() or ""
    with override(case.locale.language_code):
        return reverse(f"cases:{name}", kwargs={"slug": case.slug, **parts})


@dataclass(frozen=True)
class InProgress:
    """A case that somebody is in the middle of, and where to go on."""

    case: CasePage
    stage: int
    url: str
    last_at: datetime
    is_read: bool = False
    """Whether every stage was passed, so that only the end waits."""


@dataclass(frozen=True)
class Begun:
    """The cases somebody began on, latest first: those that lie open, and those finished with a do-step."""

    open: list[InProgress]
    finished: list[InProgress]


def begun_by(user: User) -> Begun:
    """The cases this person began on. Two queries; opens no note."""
    begun = {started.about.removeprefix("casus:"): started for started in started_by(user, "casus")}
    keys = [uuid.UUID(key) for key in begun]
    found = one_per_key(cases_by_key(keys, user))
    latest = sorted(found, key=lambda case: begun[str(case.translation_key)].last_at, reverse=True)
    entries = [(case, begun[str(case.translation_key)]) for case in latest]
    return Begun(
        open=[_where(case, started) for case, started in entries if DO_STEP not in started.parts],
        finished=[
            InProgress(case, len(case.stages), url_of(case, "closing"), started.last_at, is_read=True)
            for case, started in entries
            if DO_STEP in started.parts
        ],
    )


def cases_by_key(keys: Collection[uuid.UUID], user: AnyUser) -> list[CasePage]:
    """The pages of these cases, in every language, as far as this person may see them. One query, none without keys."""
    found: list[CasePage] = _BY_KEY.ask(user, list(keys))
    return found


def _by_key(reader: AnyUser, _now: datetime, keys: list[uuid.UUID]) -> "QuerySet[CasePage]":
    found: QuerySet[CasePage] = CasePage.objects.visible_to(reader).filter(translation_key__in=keys)
    return found.select_related("locale")


_BY_KEY = KeptQuery(_by_key)


def in_progress(user: User) -> list[InProgress]:
    """The cases this person began and did not finish, latest first. Two queries; opens no note."""
    return begun_by(user).open


def one_per_key(cases: Iterable[CasePage]) -> list[CasePage]:
    """Of a case in several languages, the one in the reader's language."""
    language = get_language()
    chosen: dict[uuid.UUID, CasePage] = {}
    for case in cases:
        if case.translation_key not in chosen or case.locale.language_code == language:
            chosen[case.translation_key] = case
    return list(chosen.values())


def _where(case: CasePage, started: Started) -> InProgress:
    ids = [str(block.id) for block in case.stages]
    passed = [part_of(stage_id, PASSED) in started.parts for stage_id in ids]
    if all(passed):
        return InProgress(case, len(ids), url_of(case, "closing"), started.last_at, is_read=True)
    stage = passed.index(False) + 1
    return InProgress(case, stage, url_of(case, "stage", number=stage), started.last_at)
