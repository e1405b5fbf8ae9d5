"""The latest practices as Atom, for who follows the library with a reader of their own."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.models import BasePageQuerySet
from practices.models import PracticePage

MOST = 20


class LatestPractices(Feed[PracticePage, Any]):
    """What everybody may read, whoever asks: readers of feeds come without an account, and keep copies."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Praktijken in Meerstemmig")

    def subtitle(self) -> str:
        return _("Wat teams echt doen, met wat moeilijk was en wanneer niet.")

    def link(self) -> str:
        return f"/{get_language()}/praktijken/"

    def feed_url(self) -> str:
        return reverse("practices:feed")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return get_language() or "nl"

    def items(self, language: str) -> BasePageQuerySet:
        """One query."""
        public = PracticePage.objects.visible_to(AnonymousUser()).filter(locale__language_code=language)
        found: BasePageQuerySet = public.select_related("locale").order_by("-last_published_at", "pk")[:MOST]
        return found

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: PracticePage) -> str:
        """In one sentence; what the house does not recommend any more says so first."""
        warned = _("Niet (meer) aanbevolen.") + " " if item.discouraged_because else ""
        return warned + item.summary

    def item_link(self, item: PracticePage) -> str:
        return item.get_url() or ""

    def item_updateddate(self, item: PracticePage) -> datetime | None:
        moment: datetime | None = item.last_published_at
        return moment

    def item_pubdate(self, item: PracticePage) -> datetime | None:
        moment: datetime | None = item.first_published_at
        return moment
