"""From what a browser sends to what may be kept: the sound and nothing else. Pure."""

from django.utils.translation import gettext as _

from proposals.enums import SoundKind
from proposals.sound import mp4, webm
from proposals.sound.damaged import Damaged

MOST_BYTES = 2_400_000
"""Some eight minutes as our own page records them. Below the size at which Django writes an upload to disk, unsealed."""
MOST_MINUTES = 5

Sound = tuple[SoundKind, bytes]
"""What may be kept."""


class SoundRefused(Exception):
    """This is not kept. Its text says why, for who sent it."""


def cleaned(data: bytes) -> Sound:
    """What kind of sound this is, by its bytes and never by its name, and the same sound without metadata.

    Raises SoundRefused.
    """
    if not data:
        raise SoundRefused(_("Deze opname is leeg."))
    if len(data) > MOST_BYTES:
        raise SoundRefused(_("Deze opname is te groot. Vijf minuten is genoeg: neem een kortere op."))
    try:
        if data.startswith(webm.MAGIC):
            return SoundKind.WEBM, webm.stripped(data)
        if data[4:8] == mp4.MAGIC:
            return SoundKind.MP4, mp4.stripped(data)
    except Damaged:
        raise SoundRefused(_("Deze opname is beschadigd, of bevat meer dan geluid. Neem ze opnieuw op.")) from None
    raise SoundRefused(_("Dit soort bestand bewaren we niet. Neem op in de browser, of kies een opname (webm, m4a)."))
