"""The attest: what is still open, making it, and the sheet itself."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from modules import actions
from modules.addresses import index_url
from modules.models import Attest
from modules.queries import attest_of, progress_of
from modules.queries.front import rows_of
from modules.rules import ModuleRuleError, check_attest
from modules.views.lookup import module_or_404
from people.models import User


@require_safe
@login_required
def module_attest(request: HttpRequest, slug: str) -> HttpResponse:
    """What this person needs for an attest of this module; the attest itself once it is made."""
    module = module_or_404(request, slug)
    made = attest_of(module.translation_key, request.user)
    if made:
        return redirect("modules:attest", code=made.code)
    progress, reason = progress_of(module, request.user), ""
    try:
        check_attest(module.all_units, progress)
    except ModuleRuleError as error:
        reason = str(error)
    context = {
        "page": module,  # what the frame's language switch follows
        "module": module,
        "reason": reason,
        "rows": rows_of(module, progress),
        "breadcrumbs": [(_("Modules"), index_url(module)), (module.title, module.url), (_("Attest"), None)],
    }
    return render(request, "modules/attest_to_come.html", context)


@require_POST
@login_required
def make_attest(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the attest, once; where units are open, say which."""
    assert isinstance(request.user, User)  # login_required
    module = module_or_404(request, slug)
    try:
        made = actions.issue_attest(module=module, by=request.user)
    except ModuleRuleError:
        return redirect("modules:module_attest", slug=slug)
    return redirect("modules:attest", code=made.code)


@require_safe
@login_required
def attest(request: HttpRequest, code: uuid.UUID) -> HttpResponse:
    """The sheet, for its owner only; for anybody else it is absent."""
    found = get_object_or_404(Attest, code=code, person=request.user)
    return render(request, "modules/attest.html", {"attest": found})
