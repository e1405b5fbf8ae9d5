"""Somebody who writes methods, and methods that are being written."""

from intervision.models import Method, MethodDraft
from intervision.workshop import actions
from intervision.workshop.sheet import Sheet
from intervision.workshop.typed import METHOD, Typed, name_of
from intervision.workshop.walk import dry_run
from people.editing import sync
from people.models import Role
from tests.factories.people import RoleGrantFactory, UserFactory


def somebody(*roles, **fields):
    """Somebody with these roles, and what they open in the editor."""
    person = UserFactory(**fields)
    for role in roles:
        RoleGrantFactory(person=person, role=role)
    sync(person)
    return type(person).objects.get(pk=person.pk)


def trainer(**fields):
    return somebody(Role.TRAINER, **fields)


def editor(**fields):
    return somebody(Role.EDITOR, **fields)


GOOD = {"purpose": "Samen denken.", "choose_when": "Er is tijd.", "avoid_when": "Er is haast."}


def sent(typed, **changes):
    """What the page sends for this method; `methode__title="x"` or `f2__minutes="7"` changes one field."""
    data = {**typed.as_data, "fase": [phase.key for phase in typed.phases]}
    return data | {name_of(*name.split("__", 1)): value for name, value in changes.items()}


def a_typed(phases=2, **changes):
    """A method that holds: everybody speaks, and in the first phase of several something is written hidden."""
    made = Typed.empty()
    while len(made.phases) < phases:
        made = made.with_phase()
    data = {
        name_of(METHOD, name): value
        for name, value in {**GOOD, "title": "Proef", "total_min": str(10 * phases)}.items()
    }
    for number, phase in enumerate(made.phases, start=1):
        data[name_of(phase.key, "title")] = f"Deel {number}"
        data[name_of(phase.key, "instruct_all")] = f"Wat er in deel {number} gebeurt."
    if phases > 1:
        data |= {"f1-who0": "P", "f1-kind0": "hidden_reveal", "f1-prompt0": "Ik zou …", "f1-carries_to": ["f2"]}
    return typed_of(sent(made) | data | {name_of(*name.split("__", 1)): value for name, value in changes.items()})


def typed_of(data):
    """What is read from such a form."""
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return Typed.sent(query)


def a_draft(owner=None, typed=None, **fields):
    return MethodDraft.objects.create(owner=owner, content=(typed or a_typed()).to_json(), **fields)


def tried(draft, by):
    """The same draft after a dry run."""
    report = dry_run(*Sheet.of(Typed.from_json(draft.content)).built)
    return actions.note_trial(by=by, pk=draft.pk, version=draft.version, report=report)


def published(by, typed=None) -> Method:
    draft = tried(a_draft(by, typed), by)
    return actions.publish(by=by, pk=draft.pk, version=draft.version)
