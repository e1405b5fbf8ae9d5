"""What the professional released: to each kind of audience, with words of the same text before and after; and frozen."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from meerstemmig.who_sees_what import Reader
from reflection.actions.frozen import check_number_of, freeze
from reflection.actions.releases import revoke
from reflection.models import Frozen, Release
from tests.factories.releases import prepared, released, written
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


@dataclass
class Released:
    """Every release by what it is, the rows they point at, and the frozen text."""

    frozen: Frozen
    releases: dict[str, Release] = field(default_factory=dict)
    rows: list[uuid.UUID] = field(default_factory=list)


def plant_released(canaries: Canaries, people: People) -> Released:
    """One release per audience, and one in each state in which nobody reads along."""
    owner = people[Reader.PROFESSIONAL]
    to = {
        "team": people.team,
        "circle": people.circle,
        "organisation": people.organisation,
        "person": [people[Reader.FACILITATOR]],
    }

    def text(kind: str, part: str) -> object:
        around = [canaries.text("release.around", f"{part}{place}") for place in ("before", "after")]
        return written(owner, f"{around[0]}. {canaries.text(kind, part)}. {around[1]}.", about="los:woord", part=part)

    made = Released(_frozen(canaries, people))
    for name, audience in to.items():
        row = text(f"release.{name}", name)
        made.releases[name] = released(row, audience, sentences=[1])
        made.rows.append(row.pk)
    for name in ("revoked", "past", "prepared"):
        row = text("release.over", name)
        make = prepared if name == "prepared" else released
        made.releases[name] = make(row, people.team, sentences=[1])
        made.rows.append(row.pk)
    revoke(release=made.releases["revoked"], by=owner)
    Release.objects.filter(pk=made.releases["past"].pk).update(until=timezone.localdate() - timedelta(days=1))
    return made


def _frozen(canaries: Canaries, people: People) -> Frozen:
    owner = people[Reader.PROFESSIONAL]
    words = canaries.text("frozen.own", "text")
    canaries.literal("frozen.own", check_number_of(words))
    row = written(owner, words, about="los:woord", part="vast")
    return freeze(by=owner, kind="answer", row=row.pk, text=words, operation=uuid.uuid4())
