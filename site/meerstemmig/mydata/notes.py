"""What somebody wrote, per case and module, and erasing it there."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from reflection.actions.forgetting import forget_notes
from reflection.models import Answer
from reflection.origins import Origin, describe_origins


@dataclass(frozen=True)
class Written:
    """That somebody wrote about one thing: how many rows, and when last."""

    about: str
    origin: Origin
    rows: int
    last_at: datetime


@require_safe
@login_required
def notes(request: HttpRequest) -> HttpResponse:
    """One line per thing, with a way to erase what stands there."""
    person = request.user
    assert isinstance(person, User)  # login_required
    found = (
        Answer.objects.of(person).values("about").annotate(rows=Count("pk"), last=Max("created_at")).order_by("-last")
    )
    per_thing = list(found)
    origins = describe_origins(person, [each["about"] for each in per_thing])
    written = [Written(each["about"], origins[each["about"]], each["rows"], each["last"]) for each in per_thing]
    crumbs = [
        (_("Mijn"), reverse("mine")),
        (_("Mijn gegevens"), reverse("mydata:overview")),
        (_("Notities wissen"), None),
    ]
    return render(request, "mydata/notes.html", {"written": written, "breadcrumbs": crumbs})


@require_POST
@login_required
def forget(request: HttpRequest) -> HttpResponse:
    """Erase what this person wrote about one thing. What is not theirs, or not there, is nothing."""
    assert isinstance(request.user, User)  # login_required
    rows = forget_notes(by=request.user, about=request.POST.get("about", "")[:120].replace("\x00", ""))
    told = ngettext("Eén notitie is gewist.", "%(rows)d notities zijn gewist.", rows) % {"rows": rows}
    messages.success(request, told if rows else _("Er stond niets meer."))
    return redirect("mydata:notes")
