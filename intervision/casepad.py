"""The case pad: its questions, and where its draft is kept. Whatever is on it is for the eyes of one person."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intervision.actions.preparing import keep_pad, throw_pad_away
from intervision.exceptions import RoomRefusal
from intervision.models import Preparation, Seat
from intervision.queries import seat_of
from people.models import User
from reflection.drafts import Fields, Kept, Place
from reflection.notebook import NotebookFullError, register_keeper

ABOUT = "casuskladblok"
"""What drafts of pads are about; the session follows."""
SHARED = "deel"
"""The field that holds the names of the questions of which the answer is laid ready."""


@dataclass(frozen=True)
class Question:
    """One question of the pad. `nr` is the slot of its answer on the table."""

    nr: int
    name: str
    label: str | Promise
    help: str | Promise


QUESTIONS = (
    Question(
        1,
        "gebeurde",
        _("Wat gebeurde er?"),
        _("Eén moment, in de volgorde waarin het gebeurde. Stop waar jij voor een keuze stond."),
    ),
    Question(
        2,
        "wie",
        _("Wie is erbij betrokken?"),
        _("Zonder namen: de jongste, haar vader, een collega van de nacht. Wie is er niet bij, en zou het anders vertellen?"),
    ),
    Question(
        3,
        "voel",
        _("Wat voelde je, en wat neem je aan?"),
        _("Wat je zag is iets anders dan wat je erbij dacht. Wat deed het met jou, en wat brengt jouw eigen plaats mee?"),
    ),
    Question(4, "vraag", _("Wat is jouw vraag?"), _("In de ik-vorm, over nu, en over iets waar jij aan kan raken.")),
    Question(
        5,
        "niet",
        _("Waar wil je het niet over hebben?"),
        _("Dit houd je voor jezelf, of je legt het als grens mee op tafel."),
    ),
)  # fmt: skip


def place_of(seat: Seat) -> Place:
    """Where the draft of this chair's pad stands."""
    return Place(f"{ABOUT}:{seat.session_id}", "kladblok")


def written_on(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What stands on a pad, by the name of the question; empty answers are left out."""
    texts = {question.name: "".join(fields.get(question.name, ())[:1]).strip() for question in QUESTIONS}
    return {name: text for name, text in texts.items() if text}


def chosen_on(fields: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """What was chosen to be laid ready: by the number of the question, what was answered."""
    texts = written_on(fields)
    chosen = set(fields.get(SHARED, ()))
    return {each.nr: texts[each.name] for each in QUESTIONS if each.name in chosen and each.name in texts}


def label_of(nr: int) -> str:
    """How the question with this number is called on the table."""
    return next((str(each.label) for each in QUESTIONS if each.nr == nr), "")


def pad_of(seat: Seat) -> Kept | None:
    """What stands on the pad of this chair. One query."""
    pad = Preparation.objects.filter(seat=seat, data_key__isnull=False).select_related("data_key").first()
    return pad.kept() if pad else None


class PadKeeper:
    """Keeps the drafts of pads, with the session instead of with the person: they go when it is erased."""

    def __init__(self, request: HttpRequest) -> None:
        self._person = request.user

    def draft(self, place: Place) -> Kept | None:
        """What stands on this person's pad of this session."""
        seat = self._seat(place)
        return pad_of(seat) if seat else None

    def keep_draft(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        """As `reflection.actions.keep_draft`. Raises NotebookFullError where the room says no, with its reason."""
        seat = self._seat(place)
        if seat is None:
            raise NotebookFullError(gettext("Je hebt in deze sessie geen plaats meer. Er is niets bewaard."))
        try:
            return keep_pad(session_id=seat.session_id, by=seat, fields=fields, seen=seen, page=page)
        except RoomRefusal as refusal:
            raise NotebookFullError(refusal.reason) from None

    def drop_draft(self, place: Place) -> None:
        """Throw the pad away."""
        seat = self._seat(place)
        if seat is not None:
            throw_pad_away(session_id=seat.session_id, by=seat)

    def _seat(self, place: Place) -> Seat | None:
        try:
            session_id = uuid.UUID(place.about.removeprefix(f"{ABOUT}:"))
        except ValueError:
            return None
        return seat_of(self._person, session_id) if isinstance(self._person, User) else None


def register() -> None:
    """Called when the apps are ready."""
    register_keeper(ABOUT, PadKeeper)
