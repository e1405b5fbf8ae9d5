"""A text that somebody kept, as the draft of a signal."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.onward import Seed, register_onward
from signalling.actions import keep_draft
from signalling.models import SignalDraft
from signalling.queries import said_in

RECURS = "recurs"


def begin(person: User, seed: Seed) -> str:
    """A draft with the text as what recurs; the one that holds just that already, where there is one."""
    for draft in SignalDraft.objects.of(person).filter(about=seed.about).select_related("data_key"):
        if _holds(draft, seed.text):
            return reverse("signalling:draft", args=[draft.pk])
    made = keep_draft(by=person, said={RECURS: seed.text}, about=seed.about)
    return reverse("signalling:draft", args=[made.pk])


def _holds(draft: SignalDraft, text: str) -> bool:
    try:
        return said_in(draft).get(RECURS, "").strip() == text.strip()
    except (DecryptionError, ServerKeysError):
        return False


def register() -> None:
    """Called when the apps are ready."""
    register_onward(
        "signaal",
        label=_("een signaal"),
        told=_("Een drempel die terugkomt, voor je organisatie. Je kijkt eerst na of er niemand te herkennen is."),
        begin=begin,
        order=20,
    )
