"""Invented cases to practise with, for tests."""

from django.utils import timezone

from intervision.actions.practising import begin_practice
from intervision.actions.steering import steer
from intervision.cast import ALL_SPEAK, ANYWHERE, BRINGER_SPEAKS, PEERS_SPEAK, SAYS, SHARED, WRITES, WRITTEN, Line, Play
from intervision.models import PracticeCase, Session
from tests.factories.people import UserFactory

BRINGER, PEERS = "Lotte", ("Bram", "Meryem", "Joris")


def make_case(slug="oefening", lines=()):
    """A case in which everybody has one line for every sort of phase, that names the person and the sort."""
    people = (BRINGER, *PEERS)
    said = {BRINGER_SPEAKS: [BRINGER], PEERS_SPEAK: PEERS, ALL_SPEAK: people}
    general = [Line(ANYWHERE, sort, who, SAYS, f"{who}, {sort}") for sort, speakers in said.items() for who in speakers]
    for sort in (SHARED, *WRITTEN.values()):
        general += [Line(ANYWHERE, sort, who, WRITES, f"{who}, {sort}") for who in people]
    play = Play(slug, "Verzonnen", BRINGER, PEERS, (*general, *lines))
    return PracticeCase.objects.create(slug=slug, title="Verzonnen", summary="Kort.", play=play.to_json())


def begin(method, *, by=None, case=None):
    """A practice of one person; the session."""
    return begin_practice(by=by or UserFactory(first_name="Noor"), method=method, case=case or make_case())


def fresh(session):
    return Session.objects.select_related("data_key", "circle").get(pk=session.pk)


def steer_practice(session, move):
    facilitator = session.seats.get(kind="facilitator")
    return steer(session_id=session.pk, by=facilitator, move=move, seen=fresh(session).move)


def after(session, seconds):
    """The moment so many seconds after the phase that runs began."""
    started = fresh(session).phase_started_at or timezone.now()
    return started + timezone.timedelta(seconds=seconds)
