"""A text that somebody kept, as a raw situation on their desk."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.actions import lay_down
from intake.models import Situation
from intake.queries import state_of
from intake.rules import can_desk
from people.models import User
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.onward import Seed, register_onward


def begin(person: User, seed: Seed) -> str:
    """A situation with this text; the one that holds just that already, where there is one."""
    for situation in Situation.objects.of(person).filter(case_id=None).select_related("data_key"):
        if _holds(situation, seed.text):
            return reverse("intake:situation", args=[situation.pk])
    made = lay_down(by=person, title=_("Nog zonder titel"), text=seed.text, came_from=seed.about)
    return reverse("intake:text", args=[made.pk])


def _holds(situation: Situation, text: str) -> bool:
    try:
        return state_of(situation).text.strip() == text.strip()
    except (DecryptionError, ServerKeysError):
        return False


def register() -> None:
    """Called when the apps are ready."""
    register_onward(
        "casus",
        label=gettext_lazy("een casus"),
        told=gettext_lazy(
            "Op je werktafel, in twaalf stappen tot er niemand meer te herkennen is. Dan pas wordt het een ontwerp."
        ),
        begin=begin,
        can=can_desk,
        order=30,
    )
