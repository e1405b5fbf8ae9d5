"""Signals about barriers: one in the making, and one on the list of an organisation, with a word in every text."""

from dataclasses import dataclass

from meerstemmig.who_sees_what import Reader
from signalling import actions
from signalling.models import Signal, SignalDraft
from signalling.wording import TEXTS
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


@dataclass(frozen=True)
class Signals:
    """What the crawl comes near with."""

    draft: SignalDraft
    submitted: Signal


def plant_signals(canaries: Canaries, people: People) -> Signals:
    """The draft is the professional's; the colleague submitted one to the organisation they both belong to."""
    draft = actions.keep_draft(by=people[Reader.PROFESSIONAL], said=_said(canaries, "signal.draft"))
    waiting = actions.keep_draft(by=people[Reader.COLLEAGUE], said=_said(canaries, "signal.submitted"))
    submitted = actions.submit(
        by=people[Reader.COLLEAGUE],
        draft_id=waiting.pk,
        version=waiting.version,
        organisation=people.organisation,
        went_through=True,
    )
    return Signals(draft, submitted)


def _said(canaries: Canaries, kind: str) -> dict[str, str]:
    return {each.name: canaries.text(kind, each.name) for each in TEXTS}
