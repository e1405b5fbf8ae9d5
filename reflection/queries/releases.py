"""What of somebody's writing others can read, as its owner and as a reader meet it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from people.models import AudienceKind, User
from reflection.models import ReadEvent, Release
from reflection.origins import Line
from reflection.sources import Piece, fingerprint_of, row_is_there, source_of


@dataclass(frozen=True)
class Sheet:
    """Everything that a reader of a release gets, and nothing else: the same for each of them, and for the preview."""

    owner: str
    audience: str
    named: int
    """How many people were named; 0 for a group."""
    until: date
    written_at: datetime
    is_passage: bool
    lines: Sequence[Line]
    title: str
    url: str
    question: str
    language: str


@dataclass(frozen=True)
class Reading:
    """That somebody opened it: how often, and when last."""

    name: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class Shared:
    """A release in the overview of its owner."""

    release: Release
    piece: Piece | None
    """None where the text is gone."""
    names: Sequence[str]
    readings: Sequence[Reading]

    @property
    def opening(self) -> str:
        """The first words of what is released, for its owner to know it by."""
        if self.piece is None:
            return ""
        words = self.piece.words or " ".join(line.text for line in self.piece.lines)
        return words[self.release.start : self.release.end]


def release_of(owner: User, pk: uuid.UUID) -> Release | None:
    """A release of this person, in whatever state."""
    found: Release | None = Release.objects.of(owner).select_related(*WITH).filter(pk=pk).first()
    return found


def readable_by(person: User, pk: uuid.UUID) -> Release | None:
    """What somebody else released to this person, while it lasts."""
    found: Release | None = Release.objects.visible_to(person).select_related(*WITH).filter(pk=pk).first()
    return found


WITH = ("owner", "audience__organisation", "audience__team", "audience__circle")


def sheet_of(release: Release) -> Sheet | None:
    """The text of a release as anybody reads it; None where its words, their key or that exact version is gone.

    Where it was written is told only when anybody at all may see that: a title of a team's case is no part of what was
    released.
    """
    source = source_of(release.kind)
    found = source.piece(release.owner, release.row, seen_by=AnonymousUser()) if source else None
    if found is None:
        return None
    row, piece = found
    if fingerprint_of(row, piece) != bytes(release.fingerprint):
        return None
    lines = [Line("", piece.words[release.start : release.end])] if release.is_passage else piece.lines
    audience = release.audience
    return Sheet(
        owner=release.owner.called,
        audience=str(audience),
        named=audience.people.count() if audience.kind == AudienceKind.PEOPLE else 0,
        until=release.until,
        written_at=piece.written_at,
        is_passage=release.is_passage,
        lines=lines,
        title=piece.title,
        url=piece.url,
        question=piece.question,
        language=piece.language,
    )


def shared_by(owner: User) -> list[Shared]:
    """Everything this person released, the latest first; with who opened it and when. A fixed number of queries, per
    kind of row."""
    releases = list(
        Release.objects.of(owner)
        .filter(released_at__isnull=False)
        .select_related(*WITH)
        .prefetch_related("audience__people")
        .order_by("-released_at", "pk")
    )
    pieces = _pieces(owner, releases)
    readings = _readings(releases)
    return [
        Shared(
            release,
            pieces.get(release.row),
            [person.called for person in release.audience.people.all()],
            readings.get(release.pk, ()),
        )
        for release in releases
    ]


def shared_with(person: User) -> list[Release]:
    """What others released to this person and is still there, the latest first: by whom and until when, no word of it.
    Opens nothing, so that nothing is read unnoticed. One query; `is_new` on each says that they did not open it yet."""
    opened = ReadEvent.objects.filter(release=OuterRef("pk"), reader=person)
    rows = _shared_with(person).annotate(is_new=~Exists(opened)).select_related(*WITH)
    return list(rows.order_by("-released_at", "pk"))


def unopened_by(person: User, at: datetime | None = None) -> QuerySet[Release]:
    """Of those, what this person did not open yet; of what is there now, or at another moment."""
    return _shared_with(person, at).exclude(Exists(ReadEvent.objects.filter(release=OuterRef("pk"), reader=person)))


def _shared_with(person: User, at: datetime | None = None) -> QuerySet[Release]:
    found: QuerySet[Release] = Release.objects.visible_to(person, at).filter(row_is_there())
    return found


def _rows_by_kind(releases: Iterable[Release]) -> dict[str, set[uuid.UUID]]:
    rows: dict[str, set[uuid.UUID]] = {}
    for release in releases:
        rows.setdefault(release.kind, set()).add(release.row)
    return rows


def _pieces(owner: User, releases: Sequence[Release]) -> dict[uuid.UUID, Piece]:
    found: dict[uuid.UUID, Piece] = {}
    for kind, rows in _rows_by_kind(releases).items():
        source = source_of(kind)
        if source is not None:
            found.update(source.pieces(list(source.of(owner).filter(pk__in=rows)), seen_by=owner))
    return found


def _readings(releases: Sequence[Release]) -> dict[uuid.UUID, list[Reading]]:
    """Per release of one owner: who opened it, the latest first. One query."""
    events = ReadEvent.objects.filter(release__in=releases).select_related("reader").order_by("-at", "-pk")
    found: dict[uuid.UUID, dict[int | None, Reading]] = {}
    for event in events:
        seen = found.setdefault(event.release_id, {})
        before = seen.get(event.reader_id)
        name = event.reader.called if event.reader else ""
        last_at = before.last_at if before else event.at
        seen[event.reader_id] = Reading(name, before.times + 1 if before else 1, last_at)
    return {pk: list(readings.values()) for pk, readings in found.items()}
