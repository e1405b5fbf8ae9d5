"""Mails that were written to a folder instead of sent, as the demo does: those of an erased person go too."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from people.erasing import Traces

FILES = "django.core.mail.backends.filebased.EmailBackend"
BETWEEN = b"-" * 79 + b"\n"
"""What Django writes after each mail: one file may hold several, to several people."""


def forget_mails(traces: Traces) -> None:
    """Delete every written mail to this person, or that names them; what else a file holds stays."""
    if settings.EMAIL_BACKEND != FILES:
        return
    for path in Path(settings.EMAIL_FILE_PATH).glob("*"):
        if not path.is_file():
            continue
        mails = [mail for mail in path.read_bytes().split(BETWEEN) if mail.strip()]
        others = [mail for mail in mails if not _names(mail, traces)]
        if not others:
            path.unlink(missing_ok=True)
        elif len(others) < len(mails):
            path.write_bytes(b"".join(mail + BETWEEN for mail in others))


def _names(mail: bytes, traces: Traces) -> bool:
    body = message_from_bytes(mail, policy=policy.default).get_body(("plain", "html"))
    told = mail.decode(errors="replace") + (str(body.get_content()) if body else "")
    return any(email in told.lower() for email in traces.emails) or bool(traces.name and traces.name in told)
