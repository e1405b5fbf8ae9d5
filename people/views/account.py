"""Mijn account: what the platform knows about somebody, and where to change it."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from people import actions, queries, rules
from people.forms import AccountForm, NameForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name and language, groups, roles, password and second factor on one page."""
    person = request.user
    form = AccountForm.of(person, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        actions.rename(person=person, by=person, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Je gegevens zijn bewaard."))
        language = form.cleaned_data["language"]
        with override(language):
            response = redirect("people:account")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
        return response
    memberships = list(queries.memberships_of(person))  # type: ignore[arg-type]
    context = {
        "form": form,
        "memberships": [(membership, queries.kind_of(membership.group)) for membership in memberships],
        "roles": queries.roles_of(person),
        "gives_roles": rules.can_find_for_roles(person),
        "second_factor": is_mfa_enabled(person),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Mijn account"), None)],
    }
    return render(request, "people/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_circle(request: HttpRequest) -> HttpResponse:
    """Begin a circle; the maker is its first member."""
    rules.check_make_circle(request.user)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        circle = actions.make_circle(name=form.cleaned_data["name"], by=request.user)  # type: ignore[arg-type]
        return redirect("people:group", kind="kring", pk=circle.pk)
    crumbs = [(_("Mijn account"), reverse("people:account")), (_("Nieuwe kring"), None)]
    context = {"form": form, "breadcrumbs": crumbs}
    return render(request, "people/new_circle.html", context, status=422 if form.is_bound else 200)
