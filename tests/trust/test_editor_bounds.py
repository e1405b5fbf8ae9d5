"""Somebody who may edit one corner of the tree learns no title of the rest (trust.md L11, L12)."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from pages.models import StandardPage
from pages.tree import home_of
from people.models.audience import AudienceKind
from tests.factories.people import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db

CANARY = "KPC-titel-elders"


@pytest.fixture
def corner(tree):
    """A page to work under, a page beside it, and somebody who may add beneath the first only."""
    home = home_of("nl")
    mine = home.add_child(instance=StandardPage(title="Mijn hoek", slug="mijn-hoek"))
    elsewhere = home.add_child(instance=StandardPage(title=CANARY, slug="kpc-elders", live=False))
    group = Group.objects.create(name="Hoek")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=mine,
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
        )
    limited, editor = UserFactory(), UserFactory(is_superuser=True)
    limited.groups.add(group)
    return {"mine": mine, "elsewhere": elsewhere, "home": home, "limited": limited, "editor": editor}


def ways(corner):
    mine, elsewhere, home = (corner[name].pk for name in ("mine", "elsewhere", "home"))
    return {
        "list": f"/beheer/choose-page/{home}/",
        "heading": f"/beheer/choose-page/{elsewhere}/",
        "search": "/beheer/choose-page/search/?q=KPC",
        "chosen": f"/beheer/choose-page/chosen-multiple/?id={elsewhere}",
        "move": f"/beheer/pages/{elsewhere}/move/{mine}/confirm/",
        "move to": f"/beheer/pages/{mine}/move/{elsewhere}/confirm/",
    }


def test_nothing_of_elsewhere_is_shown_to_somebody_of_a_corner(client, corner):
    client.force_login(corner["limited"])
    told = {name: CANARY in client.get(url).content.decode() for name, url in ways(corner).items()}
    assert told == dict.fromkeys(told, False)


def test_somebody_of_everywhere_sees_it_in_the_same_places(client, corner):
    """The same set-up, so that the test above cannot pass for a wrong reason."""
    client.force_login(corner["editor"])
    told = {name: CANARY in client.get(url).content.decode() for name, url in ways(corner).items()}
    assert told == {**dict.fromkeys(told, True), "search": told["search"]}


def test_foreign_and_absent_page_give_the_same_answer(client, corner):
    client.force_login(corner["limited"])
    foreign, absent = corner["elsewhere"].pk, 999_999
    for path in (
        "/beheer/choose-page/{}/",
        "/beheer/pages/{}/move/1/confirm/",
        "/beheer/choose-page/chosen-multiple/?id={}",
    ):
        assert [client.get(path.format(pk), follow=True).status_code for pk in (foreign, absent)] == [404, 404]


def test_ones_own_corner_still_opens(client, corner):
    client.force_login(corner["limited"])
    assert "Mijn hoek" in client.get(f"/beheer/choose-page/{corner['mine'].pk}/").content.decode()


def test_editor_is_offered_the_two_wide_audiences_and_no_names_of_groups(client, corner):
    from people.models.audience import of_group

    of_group(CircleFactory(name="KPC-kring"))
    field = StandardPage._meta.get_field("audience").formfield()
    assert [audience.kind for audience in field.queryset] == [AudienceKind.PUBLIC, AudienceKind.MEMBERS]
    client.force_login(corner["editor"])
    page = client.get(f"/beheer/pages/{corner['mine'].pk}/edit/").content.decode()
    assert ("iedereen met een account" in page, "KPC-kring" in page) == (True, False)
