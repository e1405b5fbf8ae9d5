"""Mails that were written to a folder instead of sent, as the demo does: those of an erased person go too."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from people.erasing import Traces

FILES = "django.core.mail.backends.filebased.EmailBackend"


def forget_mails(traces: Traces) -> None:
    """Delete every written mail to this person, or that names them."""
    if settings.EMAIL_BACKEND != FILES:
        return
    for path in Path(settings.EMAIL_FILE_PATH).glob("*"):
        if path.is_file() and _names(path, traces):
            path.unlink(missing_ok=True)


def _names(path: Path, traces: Traces) -> bool:
    content = path.read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain", "html"))
    told = content.decode(errors="replace") + (str(body.get_content()) if body else "")
    return any(email in told.lower() for email in traces.emails) or bool(traces.name and traces.name in told)
