"""Beginning a module."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from modules import actions
from modules.addresses import unit_url
from modules.queries import progress_of
from modules.views.lookup import module_or_404
from people.models import User


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, and go to the first unit; or to where one stopped. A visitor goes and nothing is stored."""
    module = module_or_404(request, slug)
    if isinstance(request.user, User):
        actions.enrol(module=module, by=request.user)
    place = progress_of(module, request.user).place(module.all_units)
    return redirect(unit_url(module, place.unit, place.block_id) if place else module.url)
