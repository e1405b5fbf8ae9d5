"""Inviting by link."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people import exceptions, mail, rules
from people.actions.groups import column_of, join
from people.models import Invitation, Membership, MembershipRole, User
from people.models.groups import Group
from people.models.invitation import hash_of, new_token


@dataclass(frozen=True)
class Invited:
    """A stored invitation, with the token of its link: the only moment at which the token is known."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, group: Group, email: str, by: User, role: str = MembershipRole.MEMBER) -> Invited:
    """Ask the person at this address into the group, by a link that works once within a week.

    An earlier open invitation of the same address to the same group is withdrawn, so that one link is valid
    at a time. Mails the link once the transaction holds. Raises NotAllowed.
    """
    rules.check_invite(by, group, role)
    column, address = column_of(group), email.strip().lower()
    earlier = Invitation.objects.open().filter(email=address, **{column: group})
    earlier.update(withdrawn_at=timezone.now())
    token = new_token()
    invitation = Invitation.objects.create(
        token_hash=hash_of(token), email=address, role=MembershipRole(role), invited_by=by, **{column: group}
    )
    transaction.on_commit(lambda: mail.send_invitation(invitation, token))
    return Invited(invitation, token)


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Use the invitation: `by` belongs to its group from now, in its role.

    Locks the invitation's row, so that two attempts at once use it only once; the same person trying again
    gets the membership that the first attempt made. Raises InvitationClosed with the reason, NotAllowed
    where the group is full.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).first()
    if invitation is not None and invitation.accepted_by_id == by.pk:
        again = rules.membership_in(by, invitation.group)
        if again is not None:
            return again
    invitation = check_open(invitation)
    if invitation.email.lower() != by.email.lower():
        raise exceptions.InvitationForSomebodyElse(
            _("Deze uitnodiging is naar een ander e-mailadres gestuurd dan dat van je account.")
        )
    membership = join(person=by, group=invitation.group, role=invitation.role)
    invitation.accepted_by, invitation.accepted_at = by, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    return membership


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Take back an open invitation. Its inviter may, and admins of the group. Raises NotAllowed."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.invited_by_id != by.pk:
        rules.check_manage_group(by, locked.group)
    if locked.accepted_at is None and locked.withdrawn_at is None:
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])


def check_open(invitation: Invitation | None) -> Invitation:
    """The invitation, if it can be accepted now. Raises InvitationClosed with a reason for the person."""
    if invitation is None:
        raise exceptions.InvitationUnknown(_("Deze link kennen we niet. Kijk na of je hem helemaal hebt overgenomen."))
    if invitation.accepted_at is not None:
        raise exceptions.InvitationUsed(_("Deze uitnodiging is al gebruikt. Elke link werkt één keer."))
    if invitation.withdrawn_at is not None:
        raise exceptions.InvitationWithdrawn(_("Deze uitnodiging is teruggenomen of vervangen door een nieuwe."))
    if invitation.expires_at <= timezone.now():
        raise exceptions.InvitationExpired(_("Deze uitnodiging is verlopen. Een link werkt zeven dagen."))
    return invitation
