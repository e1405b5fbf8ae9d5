"""Other places in a planned session."""

from typing import Any

from django import forms

from intervision.enums import SeatKind
from intervision.forms import PlanForm
from intervision.models import Session
from intervision.queries import seated_in

ORDER = ("facilitator", "co_facilitator", "bringer", "peers")


class SeatsForm(PlanForm):
    """Who has which place. `seen` is the version of the session that the page had before it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        self._session = session
        assert session.circle is not None  # a practice has no places to give
        super().__init__(*args, circle=session.circle, initial=_places(session), field_order=ORDER, **kwargs)
        del self.fields["method"], self.fields["starts_at"]

    def clean(self) -> dict[str, Any]:
        """As for planning, with the method that was planned."""
        self.cleaned_data["method"] = self._session.method
        data = super().clean()
        data.pop("method", None)
        return data


def _places(session: Session) -> dict[str, Any]:
    by_kind: dict[str, list[Any]] = {kind: [] for kind in SeatKind}
    for seat in seated_in(session):
        by_kind[seat.kind].append(seat.person_id)
    one = {
        "facilitator": SeatKind.FACILITATOR, "co_facilitator": SeatKind.CO_FACILITATOR, "bringer": SeatKind.BRINGER,
    }  # fmt: skip
    return {
        **{name: next(iter(by_kind[kind]), None) for name, kind in one.items()},
        "peers": by_kind[SeatKind.PEER],
        "seen": session.version,
    }
