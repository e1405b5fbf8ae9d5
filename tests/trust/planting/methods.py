"""A method that the trainer is writing, of which nothing can be chosen yet."""

from intervision.models import MethodDraft
from intervision.workshop import actions
from meerstemmig.who_sees_what import Reader
from tests.factories.workshop import a_typed
from tests.trust.canary import Canaries
from tests.trust.planting.people import People


def plant_method(canaries: Canaries, people: People) -> MethodDraft:
    """With a word in the method, in a phase, and in the line above a field."""
    trainer = people[Reader.TRAINER]
    draft = actions.begin(by=trainer)
    words = {
        name: canaries.text("method.draft", name.replace("__", "_"))
        for name in ("methode__title", "methode__purpose", "f1__title", "f1__prompt0", "f1__instruct_facilitator")
    }
    return actions.save(by=trainer, pk=draft.pk, version=1, typed=a_typed(**words))
