"""Everything that writes people, groups, invitations and roles; import from here."""

from people.actions.accounts import register, rename, sign_out_everywhere
from people.actions.groups import change_membership_role, join, leave, make_circle, make_organisation, make_team
from people.actions.invitations import accept_invitation, invite, withdraw_invitation
from people.actions.roles import grant_role, revoke_role

__all__ = [
    "accept_invitation",
    "change_membership_role",
    "grant_role",
    "invite",
    "join",
    "leave",
    "make_circle",
    "make_organisation",
    "make_team",
    "register",
    "rename",
    "revoke_role",
    "sign_out_everywhere",
    "withdraw_invitation",
]
