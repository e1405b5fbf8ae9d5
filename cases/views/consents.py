"""The editors' page of consents for one case, and the page on which somebody takes theirs back."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.consent import actions, queries
from cases.consent.forms import ConsentForm
from cases.consent.rules import can_keep_consent
from cases.models import CasePage, Consent
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people import limits
from people.models import User

GUESSES, GUESSES_IN = 20, 600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consents(request: HttpRequest, pk: int) -> HttpResponse:
    """For editors; for everyone else, the writer included, this address does not exist."""
    case = CasePage.objects.filter(pk=pk).select_related("locale").first()
    if case is None or not can_keep_consent(request.user):
        raise Http404
    user: User = request.user  # type: ignore[assignment]  # can_keep_consent
    form, made = ConsentForm(), ""
    if "withdraw" in request.POST:
        actions.withdraw(by=user, consent=_consent(request, case))
        messages.info(request, _("De toestemming is ingetrokken. De casus is weg, in elke taal."))
        return SeeOther(request.path)
    if request.method == "POST":
        form = ConsentForm(request.POST)
        if form.is_valid():
            _kept, token = actions.record(by=user, case=case, **form.cleaned_data)
            made = settings.SITE_URL + reverse("cases:take_back", kwargs={"token": token})
            form = ConsentForm()
    context = {
        "case": case,
        "consents": queries.consents_of(case),
        "form": form,
        "made": made,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, None)],
    }
    return render(request, "cases/consents.html", context, status=422 if form.errors else 200)


def _consent(request: HttpRequest, case: CasePage) -> Consent:
    try:
        pk = uuid.UUID(request.POST["withdraw"])
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Consent, pk=pk, case_key=case.translation_key)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Who told their story takes it back, without an account and without a reason: at once, in every language."""
    consent = queries.consent_for(token[:100])
    if consent is None:
        limits_held = limits.within("consent", limits.address_of(request), most=GUESSES, seconds=GUESSES_IN)
        status = HTTPStatus.NOT_FOUND if limits_held else HTTPStatus.TOO_MANY_REQUESTS
        return _private(render(request, "cases/review_link_over.html", {"was_there": False}, status=status))
    if request.method == "POST":
        actions.withdraw(consent=consent)
        return _private(SeeOther(request.path))
    return _private(render(request, "cases/take_back.html", {"consent": consent}))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
