"""One door to somebody's own notes, with or without an account.

    notebook = notebook_of(request)
    notebook.write(Prompt("casus:…", "doe-stap"), {"dan": "…"}, operation=form.cleaned_data["operation"])
    notebook.read_all("casus:…")

`operation` is the hidden id of a form (`reflection.forms.NoteForm` carries it): a double submit stores once.
"""

from django.http import HttpRequest

from reflection.notebook.base import Note, Notebook, NotebookFullError, Prompt, Value
from reflection.notebook.member import MemberNotebook
from reflection.notebook.visitor import VisitorNotebook

__all__ = [
    "MemberNotebook",
    "Note",
    "Notebook",
    "NotebookFullError",
    "Prompt",
    "Value",
    "VisitorNotebook",
    "left_by_visitor",
    "notebook_of",
]


def notebook_of(request: HttpRequest) -> Notebook:
    """The notebook of whoever sends this request."""
    if request.user.is_authenticated:
        return MemberNotebook(request.user)
    return VisitorNotebook(request.session)


def left_by_visitor(request: HttpRequest) -> VisitorNotebook | None:
    """What was written in this session before signing in, while nobody has decided about it yet."""
    if not request.user.is_authenticated:
        return None
    left = VisitorNotebook(request.session)
    return None if left.is_empty else left
