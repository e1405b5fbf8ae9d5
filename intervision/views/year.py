"""The year of a circle, on a page and as a sheet: the circle's own, without content, and one's own."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intervision.printing import says, to_pdf
from intervision.views.circles import find_circle, way_to
from intervision.year import OLDEST, own_year, year_of, years_of
from people.models import User

OWN, WITH_LINES = "mij", "zinnen"


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def year(request: HttpRequest, circle_id: uuid.UUID, number: int) -> HttpResponse:
    """When the circle met in this year, for its members; for anybody else it does not exist."""
    circle = find_circle(request, circle_id)
    _check(number)
    person = _person(request)
    context = {
        "circle": circle,
        "year": year_of(circle, number),
        "own": own_year(circle, number, person, with_lines=True),
        "years": years_of(circle),
        "says": says(own=False),
        "breadcrumbs": [*way_to(circle), (_("Het jaar %(year)d") % {"year": number}, None)],
    }
    return render(request, "intervision/year.html", context)


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def sheet(request: HttpRequest, circle_id: uuid.UUID, number: int) -> HttpResponse:
    """The same as a tagged PDF. `?voor=mij` is one's own, with one's own lines only where `zinnen` is ticked."""
    circle = find_circle(request, circle_id)
    _check(number)
    person = _person(request)
    is_own = request.GET.get("voor") == OWN
    if is_own:
        found = own_year(circle, number, person, with_lines=WITH_LINES in request.GET)
    else:
        found = year_of(circle, number)
    answer = HttpResponse(
        to_pdf(found, name=(person.get_full_name() or person.called) if is_own else ""), content_type="application/pdf"
    )
    whose = "-mijn" if is_own else ""
    name = slugify(f"intervisie-{circle.name}-{number}{whose}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _check(number: int) -> None:
    if not OLDEST <= number <= 9999:
        raise Http404


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
