"""Somebody who wrote in every room, for tests of the work book."""

import uuid

from django.utils import timezone

from intervision.models import KeptLine
from reflection.actions.logbook import Words, write_entry
from reflection.models import new_data_key
from reflection.notebook import MemberNotebook
from tests.factories.intervision import make_room


def write_in_case(person, case, **texts):
    """Write at the first stage: `gezien="..."`."""
    first = case.stages[0].id
    values = {f"fase.{first}.{what}": {"tekst": text, "weet_niet": False} for what, text in texts.items()}
    MemberNotebook(person).write_all(case.about, {**values, f"fase.{first}.verder": {"hoe": "geschreven"}})


def keep_line(text):
    """A line that somebody kept of a session: the person and the line."""
    room = make_room()
    person = room.bringer.person
    line = KeptLine(session=room.session, person=person, kept_at=timezone.now())
    line.seal(text, new_data_key(person=person))
    line.save()
    return person, line


def note(person, text, about=""):
    """An entry in the logbook."""
    return write_entry(by=person, words=Words("vrij", {"tekst": text}), about=about, operation=uuid.uuid4())
