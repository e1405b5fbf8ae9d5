"""One door to somebody's own notes, with or without an account.

    notebook = notebook_of(request)
    notebook.write(Prompt("casus:…", "doe-stap"), {"dan": "…"}, operation=form.cleaned_data["operation"])
    notebook.read_all("casus:…")

`operation` is the hidden id of a form (`reflection.forms.NoteForm` carries it): a double submit stores once.
"""

from django.http import HttpRequest

from reflection.drafts import Place
from reflection.notebook.base import Note, Notebook, NotebookFullError, Prompt, Value
from reflection.notebook.keepers import DraftKeeper, register_keeper, registered_keeper
from reflection.notebook.member import MemberNotebook
from reflection.notebook.visitor import VisitorNotebook

__all__ = [
    "DraftKeeper",
    "MemberNotebook",
    "Note",
    "Notebook",
    "NotebookFullError",
    "Prompt",
    "Value",
    "VisitorNotebook",
    "keeper_of",
    "left_by_visitor",
    "notebook_of",
    "register_keeper",
]


def notebook_of(request: HttpRequest) -> Notebook:
    """The notebook of whoever sends this request."""
    if request.user.is_authenticated:
        return MemberNotebook(request.user)
    return VisitorNotebook(request.session)


def keeper_of(request: HttpRequest, place: Place) -> DraftKeeper:
    """Who keeps the draft at this place for whoever sends this request: the room it belongs to, else their notebook."""
    make = registered_keeper(place.about.partition(":")[0])
    return make(request) if make else notebook_of(request)


def left_by_visitor(request: HttpRequest) -> VisitorNotebook | None:
    """What was written in this session before signing in, while nobody has decided about it yet."""
    if not request.user.is_authenticated:
        return None
    left = VisitorNotebook(request.session)
    return None if left.is_empty else left
