"""The people in the room, and the circle that they are drawn in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from intervision.enums import SeatKind


@dataclass(frozen=True)
class PersonView:
    """Somebody in the circle."""

    called: str
    kind: str
    is_you: bool
    is_ready: bool | None
    is_turned: bool
    typed_by: str = ""

    @property
    def kind_label(self) -> str:
        return str(SeatKind(self.kind).label)


@dataclass(frozen=True)
class Seated:
    """Somebody's chair in the drawn circle: whole numbers, in a field of 400 by 400."""

    person: PersonView
    x: int
    y: int
    angle: int
    label_x: int
    label_y: int

    @property
    def anchor(self) -> str:
        """Where the name begins: beside a chair it runs outwards, never over the chair."""
        return "start" if self.label_x > 300 else "end" if self.label_x < 100 else "middle"

    @property
    def initial(self) -> str:
        return self.person.called[:1].upper()


def in_a_circle(people: Sequence[PersonView]) -> tuple[Seated, ...]:
    """Chairs evenly around the middle, the first at the top; a turned chair has its back to the middle."""
    chairs = []
    for number, person in enumerate(people):
        angle = 360 * number / len(people)
        across, up = math.sin(math.radians(angle)), -math.cos(math.radians(angle))
        chairs.append(
            Seated(
                person,
                x=round(200 + 118 * across),
                y=round(200 + 118 * up),
                angle=round(angle + (180 if person.is_turned else 0)),
                label_x=round(200 + 172 * across),
                label_y=round(204 + 172 * up),
            )
        )
    return tuple(chairs)
