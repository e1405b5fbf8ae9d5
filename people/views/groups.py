"""The page of an organisation, team or circle: who belongs to it and who is invited. Never what people write."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people import actions, queries, rules
from people.exceptions import NotAllowed
from people.forms import InviteForm, NameForm
from people.handing_over import only_admin_of
from people.models import Invitation, Membership, Organisation, User
from people.models.groups import Group


def visible_group(person: Any, kind: str, pk: UUID) -> Group:
    """The group, or the same 404 for one that is absent and one that is not yours."""
    group = queries.group_for(kind, pk)
    if group is None or not rules.can_see_group(person, group):
        raise Http404
    return group


@login_required
@require_http_methods(["GET", "HEAD"])
def group(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Members, teams and open invitations."""
    found = visible_group(request.user, kind, pk)
    return render(request, "people/group.html", _context(request, found))


@login_required
@require_POST
def invite(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Send an invitation; what does not hold is said beside the field."""
    person: User = request.user  # type: ignore[assignment]
    found = visible_group(person, kind, pk)
    form = InviteForm(request.POST, group=found, by=person)
    if form.is_valid():
        try:
            actions.invite(group=found, email=form.cleaned_data["email"], role=form.chosen_role, by=person)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            told = _("De uitnodiging voor %(email)s is verstuurd. De link werkt zeven dagen.")
            messages.success(request, told % {"email": form.cleaned_data["email"]})
            return redirect("people:group", kind=kind, pk=pk)
    return render(request, "people/group.html", {**_context(request, found), "invite_form": form}, status=422)


@login_required
@require_POST
def make_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new team within this organisation."""
    organisation = visible_group(request.user, "organisatie", pk)
    assert isinstance(organisation, Organisation)
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(request, "people/group.html", {**_context(request, organisation), "team_form": form}, status=422)
    name = form.cleaned_data["name"]
    return _tried(
        request, organisation, lambda person: actions.make_team(organisation=organisation, name=name, by=person)
    )


@login_required
@require_POST
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave, or end somebody's membership as an admin."""
    membership = get_object_or_404(Membership.objects.current(), pk=pk)
    own = membership.person_id == request.user.pk
    found = membership.group
    visible_group(request.user, queries.kind_of(found), found.pk)
    response = _tried(request, found, lambda person: actions.leave(membership=membership, by=person))
    return redirect("people:account") if own and not rules.can_see_group(request.user, found) else response


@login_required
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a member admin, or an admin member."""
    membership = get_object_or_404(Membership.objects.current(), pk=pk)
    found = membership.group
    visible_group(request.user, queries.kind_of(found), found.pk)
    role = request.POST.get("role", "")
    if role not in {"member", "admin"}:
        raise Http404
    return _tried(
        request,
        found,
        lambda person: actions.change_membership_role(membership=membership, role=role, by=person),
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an open invitation."""
    invitation = get_object_or_404(Invitation.objects.open(), pk=pk)
    found = invitation.group
    visible_group(request.user, queries.kind_of(found), found.pk)
    return _tried(request, found, lambda person: actions.withdraw_invitation(invitation=invitation, by=person))


def _tried(request: HttpRequest, found: Group, action: Callable[[Any], object]) -> HttpResponse:
    """Do it, and return to the group's page; with the reason where it was refused."""
    try:
        action(request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("people:group", kind=queries.kind_of(found), pk=found.pk)


def _context(request: HttpRequest, found: Group) -> dict[str, Any]:
    person: User = request.user  # type: ignore[assignment]
    manages = rules.can_manage_group(person, found)
    members = list(queries.members_of(found))
    return {
        "group": found,
        "kind": queries.kind_of(found),
        "members": members,
        "manages": manages,
        "alone": next((each for each in only_admin_of(person) if each.group == found), None) if manages else None,
        "invitations": list(queries.open_invitations_of(found)) if manages else [],
        "invite_form": InviteForm(group=found, by=person) if rules.can_invite(person, found) else None,
        "teams": list(found.teams.order_by("name")) if manages and isinstance(found, Organisation) else [],
        "team_form": NameForm(prefix=None) if manages and isinstance(found, Organisation) else None,
        "breadcrumbs": [(_("Mijn account"), reverse("people:account")), (found.name, None)],
    }
