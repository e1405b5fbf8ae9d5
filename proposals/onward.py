"""A text that somebody kept, as what they tell of a practice."""

import uuid
from contextlib import suppress

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from people.models import User
from proposals.forms import FIRST
from proposals.places import new_proposal
from proposals.rules import can_propose
from reflection.actions.drafts import keep_draft
from reflection.drafts import StaleDraftError
from reflection.onward import Seed, register_onward


def begin(person: User, seed: Seed) -> str:
    """The form, with the text as a draft under its first question; where a draft stands already, that one."""
    with suppress(StaleDraftError):  # it was begun before: what was written since stays
        keep_draft(by=person, place=new_proposal(seed.key), fields={FIRST: [seed.text]}, seen=0, page=uuid.uuid4())
    return f"{reverse('proposals:new')}?{urlencode({'van': seed.about, 'klad': seed.key})}"


def register() -> None:
    """Called when the apps are ready."""
    register_onward(
        "praktijk",
        label=_("een praktijk"),
        told=_(
            "Een manier van werken, voor de bibliotheek. Je vult vijf vragen aan en kijkt na of er niemand te herkennen is; de redactie schrijft mee."
        ),
        begin=begin,
        can=can_propose,
        order=10,
    )
