"""Who may see an object: data on the object, asked through one method.

An object points at one `Audience`. `visible_to(user)` is the only way in which views, search, exports,
feeds and the editor's previews get objects; nothing else in the house decides who sees what.
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.kept_queries import KeptQuery
from people.models.groups import Circle, Group, Membership, Organisation, Team
from people.models.user import User
from people.personal_data import Kind, OnErase, personal_data

if TYPE_CHECKING:
    from collections.abc import Iterable

PUBLIC_ID = uuid.UUID(int=1)
"""The audience of everybody, account or not. Known by its id, so that an anonymous page needs no query for it."""
MEMBERS_ID = uuid.UUID(int=2)
"""The audience of everybody with an account."""


class AudienceKind(models.TextChoices):
    """How wide an audience is, from wide to narrow."""

    PUBLIC = "public", _("iedereen")
    MEMBERS = "members", _("iedereen met een account")
    ORGANISATION = "organisation", _("een organisatie")
    TEAM = "team", _("een team")
    CIRCLE = "circle", _("een kring")
    PEOPLE = "people", _("genoemde personen")
    OWNER = "owner", _("alleen de eigenaar")


class AudienceQuerySet(models.QuerySet["Audience"]):
    """Audiences, and who is in them."""

    def including(self, user: User | AnonymousUser) -> Self:
        """The audiences that this person is in, at this moment. A deactivated account is in none but the public."""
        if not user.is_authenticated or not user.is_active:
            return self.filter(pk=PUBLIC_ID)
        return self.including_member(user.pk, timezone.now())

    def including_member(self, person: int, at: datetime) -> Self:
        """The audiences that somebody with an account was in, at a moment."""
        current = Membership.objects.current(at).filter(person=person)
        return self.filter(
            Q(pk__in=(PUBLIC_ID, MEMBERS_ID))
            | Q(organisation__in=current.filter(organisation__isnull=False).values("organisation"))
            | Q(team__in=current.filter(team__isnull=False).values("team"))
            | Q(circle__in=current.filter(circle__isnull=False).values("circle"))
            | Q(owner=person)
            | Q(pk__in=Audience.people.through.objects.filter(user=person).values("audience"))
        )


@personal_data(subject="owner", fields={"people": Kind.MEMBERSHIP}, on_erase=OnErase.DELETE)
class Audience(models.Model):
    """A set of people who may see something. Get one through the functions below; never make a row by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=AudienceKind)
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, null=True, related_name="audience")
    team = models.OneToOneField(Team, on_delete=models.CASCADE, null=True, related_name="audience")
    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, null=True, related_name="audience")
    owner = models.OneToOneField(User, on_delete=models.CASCADE, null=True, related_name="own_audience")
    people = models.ManyToManyField(User, related_name="+")

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("publiek")
        verbose_name_plural = _("publieken")
        constraints = (
            models.CheckConstraint(
                name="audience_names_what_its_kind_says",
                condition=(
                    Q(kind__in=("public", "members", "people"), organisation=None, team=None, circle=None, owner=None)
                    | Q(kind="organisation", organisation__isnull=False, team=None, circle=None, owner=None)
                    | Q(kind="team", team__isnull=False, organisation=None, circle=None, owner=None)
                    | Q(kind="circle", circle__isnull=False, organisation=None, team=None, owner=None)
                    | Q(kind="owner", owner__isnull=False, organisation=None, team=None, circle=None)
                ),
            ),
            models.CheckConstraint(
                name="audience_public_and_members_exist_once",
                condition=(
                    ~Q(kind__in=("public", "members"))
                    | Q(kind="public", id=PUBLIC_ID)
                    | Q(kind="members", id=MEMBERS_ID)
                ),
            ),
        )

    def __str__(self) -> str:
        group = self.organisation or self.team or self.circle
        return group.name if group else str(AudienceKind(self.kind).label)


def public() -> Audience:
    """The audience of everybody."""
    return Audience(pk=PUBLIC_ID, kind=AudienceKind.PUBLIC)


def members() -> Audience:
    """The audience of everybody with an account."""
    return Audience(pk=MEMBERS_ID, kind=AudienceKind.MEMBERS)


def of_group(group: Group) -> Audience:
    """The audience of the people who belong to this organisation, team or circle, now or later."""
    kind = {Organisation: "organisation", Team: "team", Circle: "circle"}[type(group)]
    key: dict[str, Any] = {"kind": kind, kind: group}
    return Audience.objects.get_or_create(**key)[0]


def of_owner(user: User) -> Audience:
    """The audience of this one person."""
    return Audience.objects.get_or_create(kind=AudienceKind.OWNER, owner=user)[0]


def of_people(people: "Iterable[User]") -> Audience:
    """A new audience of exactly these people."""
    audience = Audience.objects.create(kind=AudienceKind.PEOPLE)
    audience.people.set(people)
    return audience


_AUDIENCES = KeptQuery(lambda person, now: Audience.objects.including_member(person, now).only("pk"))


def audience_ids_of(user: User | AnonymousUser) -> frozenset[uuid.UUID]:
    """The ids of every audience this person is in; asked from the database once per user object.

    A request has one user object, so a page asks once however many lists it shows, and the next request sees
    a membership that ended in between.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset({PUBLIC_ID})
    cached: frozenset[uuid.UUID] | None = getattr(user, "_audience_ids", None)
    if cached is None:
        cached = frozenset(audience.pk for audience in _AUDIENCES.ask(user.pk))
        user._audience_ids = cached  # type: ignore[attr-defined]  # noqa: SLF001 - a cache that lives as long as the request
    return cached


class AudiencedQuerySet(models.QuerySet):  # type: ignore[type-arg]  # shared by many models
    """Gives every audienced model the one question."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see. Fails closed: an object without an audience is seen by nobody."""
        return self.filter(audience__in=audience_ids_of(user))


class AudienceField(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key whose form offers the two wide audiences only.

    A list of every audience would show an editor the names of all organisations, teams and circles. Narrow
    audiences are set by the rooms' own actions. In migrations it is a plain foreign key.
    """

    def formfield(self, **kwargs: Any) -> Any:
        """The choices that a form may offer."""
        wide = Audience.objects.filter(kind__in=(AudienceKind.PUBLIC, AudienceKind.MEMBERS))
        return super().formfield(**{"queryset": wide, "empty_label": None, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class Audienced(models.Model):
    """A model whose rows have an audience."""

    audience = AudienceField(
        Audience, on_delete=models.PROTECT, default=PUBLIC_ID, related_name="+", verbose_name=_("zichtbaar voor")
    )

    class Meta:
        abstract = True

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        """Whether `visible_to` would give this object to this person."""
        return self.audience_id in audience_ids_of(user)
