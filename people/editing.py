"""Which of the platform's roles open the Wagtail editor, and how far.

Trainers add pages, edit the ones they made and lay them before the editors; editors change and publish every page.
Nobody else has a group, so organisation admins and facilitators cannot enter at all (trust.md F5). Permissions are given on
the home pages and on one leaf collection, never on a root (L17).
"""

from collections.abc import Callable

from django.contrib.auth.models import Group as EditingGroup
from django.contrib.auth.models import Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

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
WORKFLOW = "de redactie"
"""What a writer lays a draft before, in the words of the editor: "Stuur door naar de redactie"."""
DESK_TASK = "Nalezing door de redactie"

_with_the_groups: list[Callable[[], None]] = []


def register_setup(setup: Callable[[], None]) -> None:
    """Have `ensure_editing_groups` run this too: a room's own steps before publishing. It may run twice."""
    _with_the_groups.append(setup)


def ensure_editing_groups() -> None:
    """Make the two groups, their permissions and the way to the editors where they are missing.

    Pages made later inherit from the home pages.
    """
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
    ensure_workflow(homes)
    for setup in _with_the_groups:
        setup()


def ensure_workflow(homes: list[Page]) -> None:
    """Whoever may not publish lays a draft before the editors, on every page below these."""
    task = GroupApprovalTask.objects.filter(name=DESK_TASK).first() or GroupApprovalTask.objects.create(name=DESK_TASK)
    task.groups.add(editors())
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def editors() -> EditingGroup:
    """The group of who publishes."""
    group: EditingGroup = EditingGroup.objects.get(name=GROUP_NAMES[Role.EDITOR])
    return group


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
