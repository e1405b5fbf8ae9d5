"""Editors give and take the roles of the platform: somebody found by their whole address, never out of a list."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from people import actions, queries, rules
from people.exceptions import NotAllowed
from people.models import Role, RoleGrant, User
from people.role_forms import FindPersonForm, GrantRoleForm, RevokeRoleForm

SALT = "people.roles"
OPEN_SECONDS = 3600
"""How long the page of somebody who was found can be opened again: no address leads to a person for good."""


def token_of(person: User) -> str:
    """Stands for somebody who was found, in an address, for an hour."""
    return signing.dumps(person.pk, salt=SALT)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """What the roles open, and a field for one address. For everyone else this address does not exist."""
    _only_who_may(request)
    form = FindPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = queries.person_at(form.cleaned_data["email"])
        if person is not None:
            return redirect("people:person_roles", token=token_of(person))
        form.add_error("email", _("Met dit adres is er geen account. Kijk het na, of nodig deze persoon eerst uit."))
    context = {"form": form, "breadcrumbs": [(_("Rollen"), None)]}
    return render(request, "people/roles.html", context, status=422 if form.errors else 200)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def person_roles(request: HttpRequest, token: str) -> HttpResponse:
    """The roles of one person, now and before, and a form to give one."""
    by, person = _only_who_may(request), _found(token)
    roles = _given_by(by, person)
    form = GrantRoleForm(request.POST if request.method == "POST" else None, roles=roles)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = Role(given["role"])
        actions.grant_role(
            person=person, role=role, by=by, starts=given["starts"], until=given["until"], reason=given["reason"]
        )
        messages.success(request, _("De rol van %(role)s is gegeven.") % {"role": role.label})
        return redirect("people:person_roles", token=token)
    return _page(request, person, token, roles, form=form)


@cache_control(private=True, no_store=True)
@require_POST
def take_role(request: HttpRequest, token: str) -> HttpResponse:
    """Take one role back, with the reason."""
    by, person = _only_who_may(request), _found(token)
    form = RevokeRoleForm(request.POST, role=request.POST.get("role", ""))
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            actions.revoke_role(person=person, role=role, by=by, reason=form.cleaned_data["reason"])
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De rol van %(role)s is teruggenomen.") % {"role": role.label})
            return redirect("people:person_roles", token=token)
    roles = _given_by(by, person)
    return _page(request, person, token, roles, form=GrantRoleForm(roles=roles), refused=form)


def _page(
    request: HttpRequest,
    person: User,
    token: str,
    roles: list[Role],
    *,
    form: GrantRoleForm,
    refused: RevokeRoleForm | None = None,
) -> HttpResponse:
    grants = queries.grants_of(person)
    context = {
        "person": person,
        "token": token,
        "form": form,
        "refused": refused,
        "held": [(grant, _take_form(grant, roles, refused)) for grant in grants if grant.is_open],
        "former": [grant for grant in grants if not grant.is_open],
        "is_self": person.pk == request.user.pk,
        "breadcrumbs": [(_("Rollen"), "../"), (person.called, None)],
    }
    return render(request, "people/person_roles.html", context, status=422 if form.errors or refused else 200)


def _take_form(grant: RoleGrant, roles: list[Role], refused: RevokeRoleForm | None) -> RevokeRoleForm | None:
    """The form under a role that may be taken back; the one that was sent, with what was wrong with it."""
    if grant.role not in roles:
        return None
    if refused is not None and refused.data.get("role") == grant.role:
        return refused
    return RevokeRoleForm(role=grant.role)


def _given_by(by: User, person: User) -> list[Role]:
    """The roles that the one may give to the other, and take back."""
    return [role for role in Role if rules.can_change_role(by, person, role)]


def _only_who_may(request: HttpRequest) -> User:
    if not rules.can_find_for_roles(request.user):
        raise Http404
    by: User = request.user  # type: ignore[assignment]  # nobody without an account may
    return by


def _found(token: str) -> User:
    try:
        pk: Any = signing.loads(token, salt=SALT, max_age=OPEN_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        raise Http404
    return person
