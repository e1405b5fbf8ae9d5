"""Somebody in the middle of a case, so that "mijn" has something to go on with."""

from cases.models import CasePage
from cases.reading import PASSED, part_of
from people.models import User
from reflection.models import Answer
from reflection.notebook import MemberNotebook

READER = "professional@demo.meerstemmig.test"
CASE = "brief-in-zijn-rugzak"


def load() -> None:
    """Write one demo reader's notes at the first stage; nothing where the reader or the case is missing, or has notes."""
    reader = User.objects.filter(email=READER).first()
    case = CasePage.objects.live().filter(slug=CASE).first()
    if reader is None or case is None or Answer.objects.of(reader).filter(about=case.about).exists():
        return
    first = str(case.stages[0].id)
    MemberNotebook(reader).write_all(
        case.about,
        {
            part_of(first, "gezien"): {
                "tekst": "Noé vertaalt, zijn moeder knikt. Twee keer is de vertaling korter dan wat An zei.",
                "weet_niet": False,
            },
            part_of(first, "ingevuld"): {"tekst": "Dat zijn moeder het aan hem overlaat.", "weet_niet": False},
            part_of(first, PASSED): {"hoe": "geschreven"},
        },
        revision=case.live_revision_id,
    )
