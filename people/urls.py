"""Addresses of this room, below /<language>/mensen/."""

from django.urls import path, register_converter

from people import queries
from people.views import account, demo, groups, invitations, roles


class GroupKind:
    """organisatie, team or kring."""

    regex = "|".join(queries.KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(GroupKind, "group_kind")

app_name = "people"
urlpatterns = [
    path("mijn-account/", account.account, name="account"),
    path("kring/nieuw/", account.new_circle, name="new_circle"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("uitnodiging/<row:pk>/terugnemen/", groups.withdraw, name="withdraw"),
    path("lidmaatschap/<row:pk>/beeindigen/", groups.end_membership, name="end_membership"),
    path("lidmaatschap/<row:pk>/rol/", groups.change_role, name="change_role"),
    path("organisatie/<uuid:pk>/team/", groups.make_team, name="make_team"),
    path("<group_kind:kind>/<uuid:pk>/", groups.group, name="group"),
    path("<group_kind:kind>/<uuid:pk>/uitnodigen/", groups.invite, name="invite"),
    path("rollen/", roles.roles, name="roles"),
    path("rollen/<str:token>/", roles.person_roles, name="person_roles"),
    path("rollen/<str:token>/terugnemen/", roles.take_role, name="take_role"),
    path("demo/", demo.sign_in, name="demo_sign_in"),
]
