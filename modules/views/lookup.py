"""From an address to a module and a unit, for whoever may see them."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from modules.models import ModulePage
from modules.queries.pages import module_at
from modules.units import Unit


class UnitGone(Exception):
    """The module is there; this unit of it is not, or is called otherwise now."""

    def __init__(self, module: ModulePage) -> None:
        self.module = module
        super().__init__(module.pk)


def module_or_404(request: HttpRequest, slug: str) -> ModulePage:
    """The module at this address in the language of the address; 404 where it is absent or not for this person."""
    module = module_at(slug, get_language() or settings.LANGUAGE_CODE, request.user)
    if module is None:
        raise Http404
    return module


def unit_or_gone(request: HttpRequest, slug: str, address: str) -> tuple[ModulePage, Unit]:
    """The unit by slug or number. Raises UnitGone where the module has no such unit."""
    module = module_or_404(request, slug)
    unit = module.all_units.by_address(address)
    if unit is None:
        raise UnitGone(module)
    return module, unit
