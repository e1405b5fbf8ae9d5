"""A lens on the table: a phase of a few minutes that the facilitator slides into a running session.

It stands in the session's own plan from then on, as every other phase: with its floor, its writing and its clock.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from intervision import clock
from intervision.caution import without_names
from intervision.exceptions import NotNow
from intervision.models import Contribution, Draft, Method, Ready, Session
from intervision.script import Script


def lay(session: Session, script: Script, lens: Method, now: datetime) -> None:
    """Put the lens after the phase that runs, and let it begin. Saves no session.

    Raises NotNow where the group went back over a phase in which somebody wrote: its number must not change.
    """
    if _has_text(session, after=session.pointer):
        raise NotNow(_("In de volgende fase is al geschreven. Ga eerst verder, en leg de lens daar op tafel."))
    Ready.objects.filter(seat__session=session, phase__gt=session.pointer).delete()
    script = script.with_lens(lens, after=session.pointer)
    if session.is_nameless:
        script = without_names(script)
    session.method_snapshot = script.to_json()
    session.pointer += 1
    clock.begin(session, seconds=script.phases[session.pointer - 1].minutes * 60, now=now)


def take_away(session: Session, *, nr: int) -> None:
    """Take the lens with this number out of the plan, unless somebody wrote with it: then it comes after this phase.

    Saves no session.
    """
    if _has_text(session, after=session.pointer):
        return
    Ready.objects.filter(seat__session=session, phase=nr).delete()
    session.method_snapshot = Script.from_json(session.method_snapshot).without(nr).to_json()


def _has_text(session: Session, *, after: int) -> bool:
    handed_in = Contribution.objects.filter(session=session, phase__gt=after)
    being_written = Draft.objects.filter(seat__session=session, phase__gt=after)
    return handed_in.exists() or being_written.exists()
