"""The attest: what is still open, making it, and the sheet itself."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from modules import actions
from modules.addresses import index_url
from modules.models import Attest
from modules.queries import attest_of, progress_of
from modules.queries.front import rows_of
from modules.rules import ModuleRuleError, check_attest
from modules.views.lookup import module_or_404
from people.models import User
from reflection.queries.frozen import frozen_by, numbers_of


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
    numbers = numbers_of(found.texts.values_list("frozen", flat=True))
    crumbs = [(_("Mijn"), reverse("mine")), (_("Attest van deelname"), None)]
    return render(request, "modules/attest.html", {"attest": found, "numbers": numbers, "breadcrumbs": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def attest_texts(request: HttpRequest, code: uuid.UUID) -> HttpResponse:
    """Choose which frozen texts stand with an attest: none, until its owner ticks some."""
    assert isinstance(request.user, User)  # login_required
    found = get_object_or_404(Attest, code=code, person=request.user)
    if request.method == "POST":
        chosen = {key for value in request.POST.getlist("tekst") if (key := _key(value))}
        count = actions.attach_texts(attest=found, by=request.user, chosen=chosen)
        messages.success(
            request,
            ngettext("Bij je attest staat nu %(n)d tekst.", "Bij je attest staan nu %(n)d teksten.", count)
            % {"n": count}
            if count
            else _("Bij je attest staat nu geen tekst."),
        )
        return redirect("modules:attest", code=found.code)
    context = {
        "attest": found,
        "frozen": frozen_by(request.user),
        "chosen": set(found.texts.values_list("frozen", flat=True)),
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Attest"), reverse("modules:attest", args=[found.code])),
            (_("Teksten"), None),
        ],
    }
    return render(request, "modules/attest_texts.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def attest_check(request: HttpRequest, code: uuid.UUID) -> HttpResponse:
    """For whoever holds the number of an attest: the numbers of the texts that its owner put with it.

    Says no name and no text. Without such a text it is absent, as is an attest that never was: nothing can be checked
    of what its owner did not choose to show.
    """
    found = get_object_or_404(Attest, code=code)
    numbers = numbers_of(found.texts.values_list("frozen", flat=True))
    if not numbers:
        raise Http404
    return render(request, "modules/attest_check.html", {"attest": found, "numbers": numbers})


def _key(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
