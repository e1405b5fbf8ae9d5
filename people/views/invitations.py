"""The page behind an invitation's link."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import actions, queries
from people.actions.invitations import check_open
from people.exceptions import InvitationClosed, InvitationForSomebodyElse, InvitationUnknown, NotAllowed

STATUS = {InvitationUnknown: 404, InvitationForSomebodyElse: 403}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the group and the role, and accept. Somebody without an account makes one first and comes back here."""
    try:
        found = check_open(queries.invitation_of(token))
    except InvitationClosed as closed:
        return _closed(request, closed, token)
    if request.method == "POST" and request.user.is_authenticated:
        try:
            membership = actions.accept_invitation(token=token, by=request.user)  # type: ignore[arg-type]
        except InvitationClosed as closed:
            return _closed(request, closed, token)
        except NotAllowed as refused:
            return _page(request, found, refused=str(refused), status=409)
        return redirect("people:group", kind=queries.kind_of(membership.group), pk=membership.group.pk)
    if request.user.is_authenticated and request.user.email.lower() != found.email.lower():
        reason = _("Deze uitnodiging is naar een ander e-mailadres gestuurd dan dat van je account.")
        return _closed(request, InvitationForSomebodyElse(reason), token)
    if not request.user.is_authenticated:
        # Whoever holds the link reads this mailbox, so that signing up needs no second proof.
        get_adapter().stash_verified_email(request, found.email)
    return _page(request, found)


def _page(request: HttpRequest, found: Any, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {"invitation": found, "group": found.group, "refused": refused, "here": request.path}
    return render(request, "people/invitation.html", context, status=status)


def _closed(request: HttpRequest, closed: InvitationClosed, token: str) -> HttpResponse:
    """Why the link does not work, and where to go from here. One's own used link leads to the group."""
    found = queries.invitation_of(token)
    if found is not None and request.user.is_authenticated and found.accepted_by_id == request.user.pk:
        return redirect("people:group", kind=queries.kind_of(found.group), pk=found.group.pk)
    context = {
        "reason": str(closed),
        "somebody_else": isinstance(closed, InvitationForSomebodyElse),
        "here": request.path,
    }
    return render(request, "people/invitation_closed.html", context, status=STATUS.get(type(closed), 410))
