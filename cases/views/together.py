"""What a team or circle saw in a case, for its members: a picture of all of them, or why there is none."""

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
from cases.groups import own_group
from cases.models import CasePage
from cases.queries import find_case, reading_of, url_of
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.spread import CODE, THRESHOLDS
from cases.views.front import reverse_index
from cases.views.stage import SeeOther, back_to
from people.models import User
from people.models.groups import Group
from reflection.guarded import Refused
from reflection.guarded.pictures import counts_in, make_picture, pictures_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def together(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """Show the pictures of this group; POST freezes one of everybody who waits. Refusing a POST answers 409.

    Only for who is a member now and came to the end of the case: nobody sees what others saw before they looked.
    """
    case = find_case(request, slug)
    person: User = request.user  # type: ignore[assignment]  # login_required
    group = own_group(person, kind, pk)
    try:
        check_may_hear_voices(reading_of(request, case))
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    if request.method != "POST":
        return _page(request, case, group, kind)
    made = make_picture(by=person, code=CODE, about=case.about, group=group)
    if isinstance(made, Refused):
        return _page(request, case, group, kind, said=made, status=409)
    messages.success(request, _("Het groepsbeeld is vastgelegd. Het verandert niet meer."))
    return SeeOther(url_of(case, "together", kind=kind, pk=pk))


def _page(
    request: HttpRequest, case: CasePage, group: Group, kind: str, said: Refused | None = None, status: int = 200
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # login_required
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "group": group,
        "kind": kind,
        "pictures": pictures_for(person, code=CODE, about=case.about, group=group),
        "said": said,
        "least": THRESHOLDS[kind],
        "counts": counts_in(person),
        "asks_marks": any(Assignment.MARKS in block.value["assignments"] for block in case.stages),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Samen kijken"), None)],
    }
    return render(request, "cases/together.html", context, status=status)
