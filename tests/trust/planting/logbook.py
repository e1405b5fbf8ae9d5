"""What the professional noted for themselves: an entry with a passage and an earlier version, and a deleted one."""

import uuid
from dataclasses import dataclass

from meerstemmig.who_sees_what import Reader
from reflection import actions
from reflection.actions.logbook import Words
from reflection.anchors import Anchor
from reflection.models import LogEntry
from tests.trust.canary import Canaries
from tests.trust.planting.pages import Pages
from tests.trust.planting.people import People


@dataclass
class Entries:
    """One that is there, and one that waits to be forgotten."""

    kept: LogEntry
    deleted: LogEntry


def plant_entries(canaries: Canaries, people: People, pages: Pages) -> Entries:
    """Written through the actions, so that everything is sealed as it would be."""
    person = people[Reader.PROFESSIONAL]
    kept = actions.write_entry(
        by=person,
        words=Words("skj", {"technisch": canaries.text("entry.own", "earlier")}),
        operation=uuid.uuid4(),
        about=pages.cases["public"].about,
        passage=Anchor("", canaries.text("entry.passage", "quote"), canaries.text("entry.passage", "before"), ""),
    )
    actions.revise_entry(
        by=person,
        entry_id=kept.pk,
        version=1,
        words=Words("skj", {"technisch": canaries.text("entry.own", "text")}, ["as.taal"]),
        operation=uuid.uuid4(),
    )
    deleted = actions.write_entry(
        by=person, words=Words("vrij", {"tekst": canaries.text("entry.own", "deleted")}), operation=uuid.uuid4()
    )
    actions.delete_entry(by=person, entry_id=deleted.pk)
    return Entries(kept, deleted)
