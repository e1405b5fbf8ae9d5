"""One step in the life of a proposal, with the reason that who proposed it reads."""

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from proposals.enums import Move
from proposals.models.proposal import Proposal
from reflection.models.sealed import SealedText


@personal_data(
    subject="decided_by",
    fields={"sealed": Kind.OWN_WORDS, "move": Kind.ACTIVITY, "decided_at": Kind.ACTIVITY},
    on_erase=OnErase.TOMBSTONE,
)
class Decision(SealedText):
    """Append-only. By the editors as a body: who of them decided is shown to nobody."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="decisions")
    move = models.CharField(max_length=12, choices=Move)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("beslissing over een voorstel")
        verbose_name_plural = _("beslissingen over voorstellen")
        ordering = ("decided_at", "pk")

    def __str__(self) -> str:
        return f"{self.move} {self.proposal_id}"


@receiver(post_delete, sender=Decision)
def shred_key(instance: Decision, **_kwargs: object) -> None:
    """The reason goes with its proposal."""
    if instance.data_key is not None:
        instance.data_key.delete()
