"""A session, the seats in its room, and the log of its course."""

import uuid
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intervision.enums import GUEST_KINDS, Move, SeatKind, Status
from intervision.models.methods import Method
from people.models import Circle, Membership, User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data
from reflection.models import DataKey


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, and whether they still give a place."""

    def admitted(self, at: datetime | None = None) -> Self:
        """Those that still have a right to be in the room: a member, who practises, a paired screen, a guest let in."""
        return self.filter(
            Q(_is_member(at))
            | Q(session__is_practice=True, person__is_active=True)
            | (Q(kind=SeatKind.BEAMER) & ~Q(device_hash=""))
            | (Q(kind__in=GUEST_KINDS, admitted_at__isnull=False) & ~Q(device_hash="")),
        )

    def with_members(self, at: datetime | None = None) -> Self:
        """All of them, and of each whether it is of a member of the circle (`is_of_member`)."""
        return self.annotate(is_of_member=_is_member(at))


def _is_member(at: datetime | None) -> Exists:
    members = Membership.objects.current(at).filter(person__is_active=True)
    return Exists(members.filter(person=OuterRef("person"), circle=OuterRef("session__circle")))


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, through the eyes of a person."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those in which this person has a seat, and still belongs to the circle."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Seat.objects.admitted().filter(person=user).values("session"))


@no_personal_data("that a circle met, with which method; what was said is in the contributions")
class Session(models.Model):
    """One meeting of a circle; or a practice, of one person with peers who are played.

    `version` rises with every change and is all that the live wire carries. `move` rises only when the course
    changes (start, next, pause ...): a click names the move it saw, so that of two clicks exactly one counts
    and writing in the meantime disturbs nobody. `pointer` is the phase that runs, 0 before the start.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="sessions")
    is_practice = models.BooleanField(default=False)
    is_slow = models.BooleanField(default=False, help_text="Over days: the plan has a date per phase.")
    is_nameless = models.BooleanField(
        default=False, help_text="Hidden writing goes without names. Why is stored nowhere: intervision/caution.py."
    )
    play = models.JSONField(default=dict, help_text="In a practice: the invented case, as it was when it began.")
    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="sessions")
    method_snapshot = models.JSONField(default=dict)
    starts_at = models.DateTimeField(_("wanneer"))
    sequence = models.PositiveIntegerField(
        default=0, help_text="How often it was put on another moment: for calendars."
    )
    moved_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNED)
    version = models.PositiveBigIntegerField(default=1)
    move = models.PositiveIntegerField(default=0)
    pointer = models.PositiveSmallIntegerField(default=0)
    phase_started_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    went_on_at = models.DateTimeField(
        null=True, help_text="The last step in its course, or the end of the phase that runs where that is later."
    )
    goes_slower = models.BooleanField(
        default=False, help_text="Whether an interpreter asks so, in the phase that runs."
    )
    paused_remaining = models.FloatField(null=True, help_text="Seconds left when the clock was stopped.")
    offered_to = models.ForeignKey(
        "Seat", on_delete=models.SET_NULL, null=True, related_name="+", help_text="Who would facilitate from then on."
    )
    offered_by = models.ForeignKey(
        "Seat", on_delete=models.SET_NULL, null=True, related_name="+", help_text="Who proposed that."
    )
    offered_at = models.DateTimeField(null=True)
    revealed = models.JSONField(default=list, help_text="Phases whose hidden text the facilitator has shown.")
    data_key = models.ForeignKey(DataKey, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        ordering = ("starts_at",)
        constraints = (
            models.CheckConstraint(
                name="session_of_a_circle_or_a_practice",
                condition=Q(is_practice=False, circle__isnull=False) | Q(is_practice=True, circle__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"session {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("intervision:room", kwargs={"session_id": self.pk})

    @property
    def is_paused(self) -> bool:
        return self.paused_remaining is not None


@personal_data(subject="person", fields={"kind": Kind.MEMBERSHIP}, on_erase=OnErase.KEEP)
class Seat(models.Model):
    """A chair in the room: of a person, of a screen that was paired by a code, or of a guest. Several tabs are one chair.

    In a practice the other chairs are `played`: the name of somebody in the invented case. Nobody signs in as them.
    `device_hash` is the hash of the secret in the cookie of a screen or a guest; `pairing_since` is when their code was
    asked. A guest gives a name at the door and waits there until `admitted_at`; who went out has a name and no device.
    With the session's text the whole chair of a guest goes. `typed_by` is the neighbour who enters the words of
    somebody without a device: what is entered is theirs, and the neighbour reads nothing of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    kind = models.CharField(max_length=12, choices=SeatKind)
    person = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)
    planned = models.BooleanField(default=False, help_text="Whether this person planned the session.")
    played = models.CharField(max_length=40, blank=True, default="")
    device_hash = models.CharField(max_length=64, blank=True, default="")
    pairing_since = models.DateTimeField(null=True)
    typed_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="types_for")
    guest_name = models.CharField(max_length=60, blank=True, default="")
    admitted_at = models.DateTimeField(null=True)
    is_of_member: bool
    """Only on what was read `with_members`."""

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("stoel")
        verbose_name_plural = _("stoelen")
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(name="seat_once_per_person", fields=("session", "person")),
            models.UniqueConstraint(
                name="seat_one_bringer", fields=("session",), condition=Q(kind=SeatKind.BRINGER.value)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} in {self.session_id}"

    @property
    def called(self) -> str:
        """How the others see this chair."""
        if self.person is not None:
            return self.person.called
        if name := self.played or self.guest_name:
            return name
        return str(SeatKind.BEAMER.label) if self.kind == SeatKind.BEAMER else str(_("iemand die weg is"))

    @property
    def is_offered(self) -> bool:
        """Whether this is a guest's chair that nobody took yet: there is only a code."""
        return self.kind in GUEST_KINDS and not self.guest_name

    @property
    def is_waiting(self) -> bool:
        """Whether a guest stands at the door."""
        return self.kind in GUEST_KINDS and bool(self.device_hash) and self.admitted_at is None

    @property
    def is_in(self) -> bool:
        """Whether somebody sits here, as far as a device decides that."""
        return self.kind not in GUEST_KINDS or (bool(self.device_hash) and self.admitted_at is not None)


@no_personal_data("the course of a session: which chair did what, never what was said")
class Event(models.Model):
    """That the course changed. `remaining` are the seconds the left phase still had, for going back."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Move)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    from_phase = models.PositiveSmallIntegerField()
    to_phase = models.PositiveSmallIntegerField()
    remaining = models.FloatField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.from_phase}>{self.to_phase}"
