"""Things to talk about, and what was said beneath them."""

import uuid

import factory

from discussion.enums import PostKind
from discussion.models import Post, Thread
from pages.models import HomePage, StandardPage
from people.models.audience import members
from tests.factories.people import UserFactory

KIND = "proef"


def make_thing(title="Proefstuk", **fields):
    """A page that can be talked about, once `discussable` registered its model."""
    home = HomePage.objects.get(locale__language_code="nl")
    return home.add_child(instance=StandardPage(title=title, **fields))


class ThreadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Thread

    kind = KIND
    object_id = factory.LazyAttribute(lambda _: str(make_thing().pk))
    audience = factory.LazyFunction(members)


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    thread = factory.SubFactory(ThreadFactory)
    author = factory.SubFactory(UserFactory)
    kind = PostKind.EXPERIENCE
    text = factory.Sequence(lambda n: f"Bericht {n}")
    submission = factory.LazyFunction(uuid.uuid4)
