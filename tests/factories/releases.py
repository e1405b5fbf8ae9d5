"""Something written, and something of it released, through the house's own verbs."""

import json
import uuid
from datetime import timedelta

from django.utils import timezone

from people.models.groups import Group
from people.queries import kind_of
from reflection.actions.releases import prepare_release, release
from reflection.models import Answer, Release, new_data_key
from reflection.recipients import NAMED
from reflection.sentences import passage_of
from reflection.sources import source_of


def written(person, text="Ik zag haar. Ik vroeg niets. Ze bleef.", *, about="proef:1", part="een", **more):
    """An answer of this person."""
    answer = Answer(person=person, about=about, part=part)
    answer.seal(json.dumps({"tekst": text, **more}), new_data_key(person=person))
    answer.save()
    return answer


def prepared(row, to, *, sentences=None, days=14, operation=None) -> Release:
    """A release of this answer, prepared: to a group, or to a list of people."""
    owner = row.person
    found, piece = source_of("answer").piece(owner, row.pk, seen_by=owner)
    key = f"{kind_of(to)}-{to.pk}" if isinstance(to, Group) else NAMED
    return prepare_release(
        by=owner,
        kind="answer",
        row=found,
        piece=piece,
        passage=passage_of(piece.words, set(sentences)) if sentences is not None else None,
        audience_key=key,
        named=[] if isinstance(to, Group) else [person.public_id for person in to],
        until=timezone.localdate() + timedelta(days=days),
        operation=operation or uuid.uuid4(),
    )


def released(row, to, **more) -> Release:
    """The same, released."""
    made = prepared(row, to, **more)
    release(release=made, by=row.person)
    made.refresh_from_db()
    return made
