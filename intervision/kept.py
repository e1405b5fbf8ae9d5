"""What a person kept for themselves of a session: a part of their work book, and theirs to release or to freeze."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intervision.models import KeptLine, Session
from people.models import User
from reflection.origins import Line, Origin, describe_origins, key_of, register_origin
from reflection.sources import Person, Piece, register_source
from reflection.workbook.writings import Row, register_writings

KIND = "intervisie"
LINE = "line"


def lines_kept(person: User) -> list[Row]:
    """Every line kept as "alleen ik". One query; what a circle keeps is not among them."""
    found = KeptLine.objects.filter(person=person).values_list("pk", "session", "kept_at")
    return [Row(LINE, pk, _about(session), str(pk), at) for pk, session, at in found]


def open_lines(person: User, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Mapping[str, Any]]:
    """What these lines of theirs say. One query."""
    rows = KeptLine.objects.filter(person=person, pk__in=ids, data_key__isnull=False).select_related("data_key")
    return {row.pk: {"tekst": row.open()} for row in rows}


def read_lines(rows: Sequence[KeptLine], seen_by: Person) -> dict[uuid.UUID, Piece]:
    """The lines opened. Of which session they are is told to who may see the session; the case is in none of them."""
    origins = describe_origins(seen_by, [_about(row.session_id) for row in rows])  # type: ignore[arg-type]  # takes both
    pieces = {}
    for row in rows:
        origin, text = origins[_about(row.session_id)], row.open()
        known = bool(origin.url)
        pieces[row.pk] = Piece(
            opened=text,
            words=text.strip(),
            lines=[Line("", text)] if text.strip() else [],
            written_at=row.kept_at,
            title=origin.title if known else "",
            url=origin.url,
        )
    return pieces


def _about(session: Any) -> str:
    return f"{KIND}:{session}"


@dataclass(frozen=True)
class SessionOrigin(Origin):
    """A session; each line that was kept is a part of it."""

    def question(self, part: str) -> str:
        return _("Wat je meenam")

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        return [Line("", str(value.get("tekst") or ""))]

    def order(self, part: str) -> tuple[int, ...]:
        return (0,)

    def answers_on(self, part: str) -> str:
        """Only of a step something comes back on a chosen day."""
        return reverse("intervision:kept_step", kwargs={"line_id": uuid.UUID(part)}) if part else ""


def describe(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """The circle and the day of each session, where this person still belongs to it; else only that it was one."""
    keys = {about: key_of(about) for about in abouts}
    seen = Session.objects.visible_to(user).filter(pk__in=[key for key in keys.values() if key])
    sessions = {session.pk: session for session in seen.select_related("circle")}
    found = {about: _origin(sessions.get(key) if key else None) for about, key in keys.items()}
    return {about: _a_talk() if about == KIND else origin for about, origin in found.items()}


def _a_talk() -> SessionOrigin:
    """What left a circle says that it came from one, and not from which: who reads it learns of no session."""
    return SessionOrigin(_("Uit intervisie"), reverse("intervision:home"))


def _origin(session: Session | None) -> SessionOrigin:
    if session is None or session.circle is None:
        return SessionOrigin(_("Een intervisie van een kring waar je niet meer bij bent"))
    day = date_format(timezone.localtime(session.starts_at), "j F Y")
    title = _("%(circle)s, %(day)s") % {"circle": session.circle.name, "day": day}
    return SessionOrigin(title, session.get_absolute_url())


def register() -> None:
    """Called when the room is ready."""
    register_writings(LINE, lines_kept, open_lines, lambda value: bool(str(value["tekst"]).strip()))
    register_source(LINE, KeptLine, owner="person", read=read_lines)
    register_origin(KIND, gettext_lazy("Intervisie"), describe, order=30)
