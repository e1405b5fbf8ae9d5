"""Reading drafts and signals. A person opens their own drafts, and the signals of their organisations."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from people.models import Organisation, User
from people.models.groups import Group
from people.queries import kind_of, memberships_of
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.origins import Origin, describe_origins
from signalling.models import Signal, SignalDraft
from signalling.wording import HOW_OFTEN, KIND, LEVEL, OFTEN, TEXTS
from vocabulary.models import Concept


@dataclass(frozen=True)
class Told:
    """A draft or a signal, opened for who may read it."""

    pk: uuid.UUID
    title: str
    at: datetime
    origin: Origin | None
    lines: list[tuple[str | Promise, str]] = field(default_factory=list)
    is_own: bool = False


def drafts_of(person: User) -> list[Told]:
    """This person's drafts, last changed first."""
    rows = list(SignalDraft.objects.of(person).select_related("data_key").order_by("-changed_at"))
    origins = describe_origins(person, [row.about for row in rows if row.about])
    return [Told(row.pk, _title(_said_or_none(row)), row.changed_at, _known(origins.get(row.about))) for row in rows]


def draft_of(person: User, pk: uuid.UUID) -> SignalDraft | None:
    """One of this person's drafts."""
    found: SignalDraft | None = SignalDraft.objects.of(person).select_related("data_key").filter(pk=pk).first()
    return found


def organisations_of(person: User) -> list[Organisation]:
    """Where this person belongs."""
    groups: list[Group] = [membership.group for membership in memberships_of(person)]
    return [group for group in groups if kind_of(group) == "organisatie" and isinstance(group, Organisation)]


def signals_of(person: User, organisation: Organisation) -> list[Told]:
    """What was submitted to this organisation, newest first, for who belongs to it. Four queries, however many."""
    rows = list(
        Signal.objects.visible_to(person)
        .filter(audience__organisation=organisation)
        .select_related("data_key")
        .order_by("-submitted_at")
    )
    origins = describe_origins(person, [row.about for row in rows if row.about])
    opened = [(row, _said_or_none(row)) for row in rows]
    chosen = {said[name] for _row, said in opened if said for name in (KIND, LEVEL) if said.get(name)}
    labels = {concept.pk: concept.label for concept in Concept.objects.filter(pk__in=chosen)}
    return [
        Told(
            row.pk,
            _title(said),
            row.submitted_at,
            _known(origins.get(row.about)),
            _lines(said or {}, labels),
            row.author_id == person.pk,
        )
        for row, said in opened
    ]


def said_in(row: SignalDraft | Signal) -> dict[str, str]:
    """What stands in it. Raises DecryptionError where it does not open: a page says so, and nothing is written over it."""
    return {str(name): str(text) for name, text in json.loads(row.open()).items()}


def _said_or_none(row: SignalDraft | Signal) -> dict[str, str] | None:
    """For a list, in which one row that does not open keeps no other shut."""
    try:
        return said_in(row)
    except (DecryptionError, ServerKeysError):
        return None


def _title(said: Mapping[str, str] | None) -> str:
    return _("Niet te lezen") if said is None else said.get("title") or _("Zonder titel")


def _known(origin: Origin | None) -> Origin | None:
    return origin if origin is not None and origin.url else None


def _lines(said: Mapping[str, str], labels: Mapping[str, str]) -> list[tuple[str | Promise, str]]:
    often = {name: str(label) for name, label in OFTEN}
    told: Iterable[tuple[str | Promise, str]] = [
        (_("Soort"), labels.get(said.get(KIND, ""), "")),
        (_("Wie kan het veranderen?"), labels.get(said.get(LEVEL, ""), "")),
        (_("Hoe vaak zag je het?"), often.get(said.get(HOW_OFTEN, ""), "")),
        *((each.label, said.get(each.name, "")) for each in TEXTS[1:]),
    ]
    return [(label, text) for label, text in told if text.strip()]
