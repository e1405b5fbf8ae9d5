"""The person with an account: an address to log in, a name to be called by, and nothing about identity."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import Kind, OnErase, personal_data


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; Django's own manager asks for a username."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


@personal_data(
    subject="self",
    fields={
        "email": Kind.CONTACT,
        "first_name": Kind.CONTACT,
        "last_name": Kind.CONTACT,
        "language": Kind.CONTACT,
        "last_login": Kind.ACTIVITY,
        "date_joined": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class User(AbstractUser):
    """Somebody with an account.

    There is no field for origin, religion, gender, status or any other axis of identity, and there will be
    none (product.md, "What it refuses"); `tests/repository/` refuses a field that looks like one.
    """

    username = None  # type: ignore[assignment]  # the e-mail address is the login
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    language = models.CharField(_("taal"), max_length=5, default="nl")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """How others see this person: the given name, else the part of the address before the @."""
        return self.get_full_name() or self.email.split("@")[0]
