"""What this room shows: telling and following one's own proposals, and the recordings. The editors' desk is apart."""

from proposals.views.confirming import veto_talk
from proposals.views.following import overview, proposal, take_back
from proposals.views.listening import drop_sound, sound
from proposals.views.telling import complete, propose

__all__ = ["complete", "drop_sound", "overview", "proposal", "propose", "sound", "take_back", "veto_talk"]
