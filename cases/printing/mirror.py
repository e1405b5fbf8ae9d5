"""A mirror round without devices: what the facilitator says, a sheet per participant, and a form to add up on.

The sheets lie in the order in which they are handed out. Of every two one has the first version and one the second, and
which of them comes first is chance: the halves stay equal whoever stops, and nobody chooses.
"""

import secrets
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cases import mirror as rounds
from cases.printing.prose import blocks_of
from reflection.guarded import LEAST

if TYPE_CHECKING:
    from cases.models import CasePage

Block = dict[str, Any]
Sheet = dict[str, Any]

MOST_PEOPLE = 60
USUAL = 12


def stack(people: int) -> list[str]:
    """For so many participants, the version on each sheet from the top of the stack down."""
    arms: list[str] = []
    while len(arms) < people:
        pair = [rounds.FIRST, rounds.SECOND]
        arms += pair if secrets.randbelow(2) else reversed(pair)
    return arms[:people]


def mirror_sheets(case: "CasePage", arms: list[str]) -> list[Sheet]:
    """The facilitator's sheet, one to hand out for each of these versions, and the one to add up on."""
    return [briefing(), *(handout(case, arm) for arm in arms), tally()]


def briefing() -> Sheet:
    """What the facilitator says and does, without a name and without a word of either version."""
    told = {
        _("Vooraf, hardop"): [
            _("Er zijn twee versies van één korte tekst. Ze verschillen in één ding. Ieder krijgt er één, door het lot."),
            _("Er is geen goed antwoord, en niemand wordt met iemand vergeleken. Meedoen hoeft niet."),
            _("Zet geen naam op je blad. Wie wat koos, vragen we niet, ook straks niet."),
        ],
        _("Zo gaat het"): [
            _("Deel de bladen uit van boven naar beneden, zoals ze liggen. Schud ze niet: dan blijven de helften gelijk."),
            _("Vijf minuten lezen en aanduiden, in stilte. Overleg komt later."),
            _("Iedereen vouwt het blad dubbel en legt het in een doos. Haal de bladen pas open als de doos rond is."),
            _("Tel op het laatste blad met streepjes. Gooi de bladen daarna weg."),
        ],
        _("Wat je zegt over de getallen"): [
            _("Minder dan %(least)d bladen, of minder dan %(half)d van één versie? Zeg dan geen getallen, ook geen gemiddelde. Leg alleen de twee teksten naast elkaar.")
            % {"least": rounds.LEAST_PEOPLE, "half": LEAST},
            _("Met genoeg bladen reken je de optelling uit op het scherm, bij de casus: gemiddelde en spreiding in hele stappen. Lees geen losse getallen voor."),
            _("Een klein verschil in een kleine groep kan toeval zijn. Het zegt iets over de teksten, niets over één lezer."),
        ],
        _("Om over te praten"): talk(),
    }  # fmt: skip
    blocks = [block for heading, lines in told.items() for block in (_heading(heading), *map(_item, lines))]
    return {"kicker": _("voor de begeleider"), "heading": _("Spiegelronde op papier"), "blocks": blocks}


def talk() -> list[str]:
    """The questions after a round, on paper and on screen."""
    return [
        _("Welke zin leest anders, nu je weet wat er verschilt?"),
        _("Welke stap zou bij allebei de teksten goed zijn?"),
        _("Welke afspraak of gewoonte zorgt ervoor dat dit bij ons verschil maakt, of niet?"),
    ]


def handout(case: "CasePage", arm: str) -> Sheet:
    """One version and the two scales. Which one it is, stands below in small print, for who adds up."""
    numbers = " · ".join(str(number) for number in range(rounds.SCALE[0], rounds.SCALE[1] + 1))
    blocks: list[Block] = [*blocks_of(rounds.version_of(case, arm))]
    for name, question in rounds.QUESTIONS.items():
        left, right = rounds.ENDS[name]
        blocks += [
            _heading(str(question)),
            _text("p", _("Omcirkel één getal. 0 is: %(left)s. 10 is: %(right)s.") % {"left": left, "right": right}),
            _text("p", f"{numbers} · {_('weet ik (nog) niet')}"),
        ]
    blocks.append(
        _text("small", _("Geen naam. Vouw dit blad dubbel. %(version)s.") % {"version": rounds.VERSIONS[arm]})
    )
    return {"kicker": "", "heading": _("Lees, en duid aan"), "blocks": blocks}


def tally() -> Sheet:
    """Where strokes are put: a row per number, a column per version."""
    rows = [str(number) for number in range(rounds.SCALE[0], rounds.SCALE[1] + 1)] + [_("weet niet"), _("samen")]
    blocks: list[Block] = [
        _text("small", _("Eén streepje per blad. Bij elke versie tellen de twee vragen evenveel streepjes."))
    ]
    for question in rounds.QUESTIONS.values():
        head = [str(question), *(str(label) for label in rounds.VERSIONS.values())]
        blocks.append({"kind": "table", "head": head, "rows": [[row, "", ""] for row in rows]})
    return {"kicker": _("voor de begeleider"), "heading": _("Optellen"), "blocks": blocks}


def _text(kind: str, text: str) -> Block:
    return {"kind": kind, "runs": [{"text": text, "style": ""}], "quoted": False}


def _heading(text: str) -> Block:
    return _text("h3", text)


def _item(text: str) -> Block:
    return _text("ul", text)
