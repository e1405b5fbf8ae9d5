"""At which sentences of a case a team or circle stopped, for its members: a frozen picture, or why there is none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases.enums import Assignment
from cases.folding import fold
from cases.groups import own_group
from cases.marked import CODE
from cases.marked_plot import StageNow, picture_of
from cases.queries import find_case, reading_of, url_of
from cases.reading import Reading
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.spread import THRESHOLDS
from cases.views.front import reverse_index
from cases.views.stage import SeeOther, back_to
from people.models import User
from people.models.groups import Group
from reflection.guarded import Refused
from reflection.guarded.pictures import agreed_to, make_picture, pictures_for
from reflection.guarded.wordings import SENTENCES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def marked(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """Show the pictures of the sentences; POST freezes one of everybody who waits. Refusing a POST answers 409.

    For the same people as the figure of the group (cases/views/together.py), and as late. Who would rather have a stage
    in short, does not get its sentences here either.
    """
    case = find_case(request, slug)
    person: User = request.user  # type: ignore[assignment]  # login_required
    group = own_group(person, kind, pk)
    reading = reading_of(request, case)
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    if request.method != "POST":
        return _page(request, reading, group, kind)
    made = make_picture(by=person, code=CODE, about=case.about, group=group)
    if isinstance(made, Refused):
        return _page(request, reading, group, kind, said=made, status=409)
    messages.success(request, _("Het groepsbeeld is vastgelegd. Het verandert niet meer."))
    return SeeOther(url_of(case, "marked", kind=kind, pk=pk))


def _page(
    request: HttpRequest, reading: Reading, group: Group, kind: str, said: Refused | None = None, status: int = 200
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # login_required
    case = reading.case
    found = pictures_for(person, code=CODE, about=case.about, group=group)
    stages = stages_now(request, reading)
    language = case.locale.language_code
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "group": group,
        "kind": kind,
        "pictures": found,
        "drawn": [(picture, picture_of(picture.table, stages, language)) for picture in found.shown],
        "asks_marks": any(stage.asks_marks for stage in stages),
        "said": said,
        "least": THRESHOLDS[kind],
        "counts": agreed_to(person) == SENTENCES,
        "breadcrumbs": [
            (_("Casussen"), reverse_index()),
            (case.title, url_of(case)),
            (_("Samen kijken"), url_of(case, "together", kind=kind, pk=group.pk)),
            (_("Zinnen"), None),
        ],
    }
    return render(request, "cases/marked.html", context, status=status)


def stages_now(request: HttpRequest, reading: Reading) -> list[StageNow]:
    """The stages as this reader may have them, to find the sentences of a picture back in."""
    return [
        StageNow(
            whole.id, whole.number, whole.title, () if short.is_folded else whole.sentences,
            asks_marks=Assignment.MARKS in whole.assignments, is_folded=short.is_folded,
        )
        for whole, short in zip(reading.stages, fold(request, reading).stages, strict=True)
    ]  # fmt: skip
