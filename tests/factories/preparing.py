"""A case on its pad, for tests."""

import uuid

from intervision.actions.preparing import keep_pad, lay_ready
from intervision.casepad import chosen_on, pad_of
from intervision.enums import CASE
from intervision.models import Contribution
from tests.factories.intervision import make_method, make_room

HAPPENED, QUESTION, PRIVATE = "kanarie-gebeurde-einde", "kanarie-vraag-einde", "kanarie-niet-einde"
WRITTEN = {"gebeurde": [HAPPENED], "vraag": [QUESTION], "niet": [PRIVATE], "deel": ["gebeurde", "vraag"]}
QUIET = {"floor": ["A"], "writes": []}
TOLD = {"floor": ["B"], "silent": ["P"], "writes": []}
TURNED = {"floor": ["P"], "silent": ["B"], "writes": [], "bringer_seat": "turned"}
OFFERS = {"floor": ["B"], "turn": "round", "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}]}
TELLING = {
    "action-learning": "Probleem",
    "balint": "Vertellen",
    "clearness": "Stilte en verhaal",
    "collegiale-beratung": "Spontaan vertellen",
    "consultancy": "Presentatie",
    "cura": "Concentreren",
    "dilemma": "Casus",
    "graces": "Casus kort",
    "imi": "Vertellen en verduidelijken",
    "incident": "Incident schetsen",
    "kruispuntronde": "Verhaal en vraag",
    "leren-van-successen": "Succesverhaal",
    "reflecterend-team": "Interview",
    "roddel": "Introductie",
    "socratisch": "Voorbeeld onderzoeken",
    "tienstappen": "Situatie schetsen",
    "topoi-analyse": "Gespreksfragment",
    "troika": "Ronde 1",
    "vijfstappen": "Vraagintroductie",
}
"""By method: the phase in which the case is told."""


def telling_room(**kwargs):
    """A room whose case is told in its third phase."""
    return make_room(make_method("vertellen", QUIET, OFFERS, TOLD, TURNED, QUIET), **kwargs)


def keep(room, fields=WRITTEN, seen=0, by=None):
    return keep_pad(session_id=room.session.pk, by=by or room.bringer, fields=fields, seen=seen, page=uuid.uuid4())


def lay(room, fields=WRITTEN):
    kept = keep(room, fields, seen=(pad_of(room.bringer).version if pad_of(room.bringer) else 0))
    lay_ready(session_id=room.session.pk, by=room.bringer, parts=chosen_on(fields), seen=kept.version)


def laid(room):
    parts = Contribution.objects.filter(session=room.session, kind=CASE).select_related("data_key").order_by("slot")
    return [(part.slot, part.open()) for part in parts]
