"""A raw situation on the desk of a trainer, with a word in every text and a decision about one."""

from intake import actions
from intake.models import Situation
from meerstemmig.who_sees_what import Reader
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


def plant_situation(canaries: Canaries, people: People) -> Situation:
    """The trainer's: everybody else who writes cases is as far from it as a stranger."""
    trainer = people[Reader.TRAINER]
    made = actions.lay_down(
        by=trainer, title=canaries.text("desk.own", "title"), text=canaries.text("desk.own", "text")
    )
    reason = canaries.text("desk.own", "reason")
    return actions.change(
        by=trainer, pk=made.pk, version=made.version, how=lambda state: state.kept.update({"kwijt": reason})
    )
