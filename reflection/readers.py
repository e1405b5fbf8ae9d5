"""Whether who sends a form is who got its page."""

from http import HTTPStatus

from django.utils.translation import gettext as _


class OtherReader(Exception):
    """The page was sent to somebody else than who is signed in now. Its text is fit for whoever reads it."""

    def __init__(self, status: HTTPStatus, reason: str, text: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(text)


def check_same_reader(sent_to: str, now: str) -> None:
    """Raises OtherReader where what was typed would land with somebody else. Both are a `reflection.desk.who`."""
    if sent_to == now:
        return
    if not now:
        text = _("Je bent afgemeld. Je tekst staat nog hier: meld je aan in een ander venster, dan bewaren we hem.")
        raise OtherReader(HTTPStatus.UNAUTHORIZED, "afgemeld", text)
    if not sent_to:
        text = _("Je bent nu aangemeld, en begon hier zonder account. Je tekst staat nog hier; bewaar hem zelf.")
        raise OtherReader(HTTPStatus.FORBIDDEN, "aangemeld", text)
    text = _("Er is intussen iemand anders aangemeld in deze browser. Je tekst staat nog hier en gaat nergens heen.")
    raise OtherReader(HTTPStatus.FORBIDDEN, "iemand-anders", text)


def can_keep_here(sent_to: str, now: str) -> bool:
    """Whether `check_same_reader` would pass."""
    return sent_to == now
