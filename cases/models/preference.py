"""Which topics somebody would rather meet in a short version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText


@personal_data(subject="person", fields={"sealed": Kind.OWN_WORDS}, on_erase=OnErase.DELETE)
class ContentPreference(SealedText):
    """A person's choice of topics, sealed: what somebody would rather not read says something of them.

    Without a row nothing is folded. Nobody else reads it, and nothing counts it.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="content_preference")

    class Meta:
        verbose_name = _("voorkeur voor inhoudsnota's")
        verbose_name_plural = _("voorkeuren voor inhoudsnota's")

    def __str__(self) -> str:
        return f"content preference {self.pk}"
