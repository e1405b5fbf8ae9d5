"""Which of the platform's roles open the Wagtail editor, and how far.

Trainers add pages and edit the ones they made; editors change and publish every page. Nobody else has a
group, so organisation admins and facilitators cannot enter at all (trust.md F5). Permissions are given on
the home pages and on one leaf collection, never on a root (L17).
"""

from django.contrib.auth.models import Group as EditingGroup
from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from people.models import Role, RoleGrant, User

GROUP_NAMES = {Role.TRAINER: "Trainers", Role.EDITOR: "Redactie"}
PAGE_PERMISSIONS = {
    Role.TRAINER: ("add_page",),
    Role.EDITOR: ("add_page", "change_page", "publish_page"),
}
MEDIA_PERMISSIONS = {
    Role.TRAINER: (("wagtailimages", "add_image"), ("wagtailimages", "choose_image")),
    Role.EDITOR: (
        ("wagtailimages", "add_image"),
        ("wagtailimages", "change_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "change_document"),
        ("wagtaildocs", "choose_document"),
    ),
}
MODEL_PERMISSIONS = {
    Role.TRAINER: (),
    Role.EDITOR: tuple(("search", f"{action}_searchform") for action in ("view", "add", "change", "delete")),
}
COLLECTION = "Beeld en bestanden"


def ensure_editing_groups() -> None:
    """Make the two groups and their permissions where they are missing. Pages made later inherit from the home pages."""
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    collection = _collection()
    homes = list(Page.objects.filter(depth=2))
    for role, name in GROUP_NAMES.items():
        group, _made = EditingGroup.objects.get_or_create(name=name)
        group.permissions.add(admin)
        for codename in PAGE_PERMISSIONS[role]:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            for home in homes:
                GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label__in={app for app, _codename in MODEL_PERMISSIONS[role]},
                codename__in={codename for _app, codename in MODEL_PERMISSIONS[role]},
            )
        )
        for app_label, codename in MEDIA_PERMISSIONS[role]:
            permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def sync(person: User) -> None:
    """Put the person in the groups of their current roles, and in no other of ours."""
    ensure_editing_groups()
    current = set(RoleGrant.objects.current().filter(person=person).values_list("role", flat=True))
    wanted = [name for role, name in GROUP_NAMES.items() if role in current]
    ours = EditingGroup.objects.filter(name__in=GROUP_NAMES.values())
    person.groups.remove(*ours.exclude(name__in=wanted))
    person.groups.add(*ours.filter(name__in=wanted))


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    if found is not None:
        return found
    made: Collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    return made
