"""A conversation beneath a case and beneath a practice, one for a team, and a few tags of people's own."""

import uuid

from cases.models import CasePage
from discussion.actions import posts, tags
from discussion.audiences import choices_for
from discussion.models import Post
from people.models import User
from people.models.audience import members
from practices.models import PracticePage

NAMESPACE = uuid.UUID("6f1f4c1e-7a53-4d0c-9a52-0d5f0e1c7b11")
"""Submissions are made from it, so that loading the demo twice stores every post once."""

CASE = (
    ("professional", "ervaring", ("Bij ons tolkte een meisje van elf op het oudercontact. Ik was opgelucht dat het *vlot* ging. "
     "Pas later zag ik dat ze het slechte nieuws had weggelaten."), None),
    ("ervaringsdeskundige", "aanvulling", ("Wat je opgelucht maakte, was voor haar werk. Ik heb het zelf gedaan. "
     "Niemand vroeg of ik dat wou, en niemand zei dank je."), 0),
    ("collega", "tegenspraak", ("Soms wil een kind zelf tolken, en is het trots. Als ik het wegstuur, voelt dat ook als straf. "
     "Hoe maak je daar plaats voor?"), 0),
    ("begeleider", "vraag", "Wie van jullie heeft een afspraak op papier over wanneer er een tolk komt? Wat staat erin?", None),
)  # fmt: skip
PRACTICE = (
    ("collega", "ervaring", ("Wij doen dit sinds september. De eerste keren vergaten we het. "
     "Nu staat het bovenaan in de uitnodiging, en dat helpt:\n\n- eerst de tolk\n- dan pas de datum"), None),
    ("professional", "twijfel", "Bij een crisis lukt het ons niet. Is er iemand die dan met bellen werkt?", None),
    ("begeleider", "erkenning", "Dank voor die volgorde. Ik neem ze mee naar ons overleg van donderdag.", 0),
)  # fmt: skip
TEAM = (("professional", "vraag", "Zullen wij dit eens een maand proberen, alleen bij de huisbezoeken?", None),)
TAGS = (("collega", "wachttijd"), ("begeleider", "op de gang"))


def load() -> None:
    """Load the conversations beneath the pages that exist. Idempotent."""
    case = CasePage.objects.filter(slug="brief-in-zijn-rugzak", locale__language_code="nl").first()
    practice = PracticePage.objects.filter(slug="tolk-eerst-agenda", locale__language_code="nl").first()
    if case is not None:
        _talk(case, CASE)
    if practice is not None:
        _talk(practice, PRACTICE)
        _talk(practice, TEAM, group="Team Noord")
        for who, name in TAGS:
            tags.propose(by=_person(who), thing=practice, name=name)


def _person(role: str) -> User:
    return User.objects.get(email=f"{role}@demo.meerstemmig.test")


def _talk(thing: CasePage | PracticePage, lines: tuple[tuple[str, str, str, int | None], ...], group: str = "") -> None:
    written: list[Post] = []
    for number, (who, kind, text, answers) in enumerate(lines):
        by = _person(who)
        own = next((choice.audience for choice in choices_for(by) if group and choice.name == group), None)
        if group and own is None:
            return
        written.append(
            posts.write(
                by=by,
                about=thing,
                audience=own or members(),
                kind=kind,
                text=text,
                submission=uuid.uuid5(NAMESPACE, f"{thing.slug} {group} {number}"),
                reply_to=written[answers] if answers is not None else None,
            )
        )
