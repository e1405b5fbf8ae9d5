"""People's own tags: proposals beside the vocabulary, which editors map to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import CommonGenericTaggedItemBase, TagBase

from people.models import User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data
from vocabulary.models import Concept


@no_personal_data("words, not people; the form asks never to tag a person")
class FreeTag(TagBase):
    """A word somebody proposed. Open until an editor maps it to a concept or declines it."""

    folded = models.CharField(max_length=100, unique=True, editable=False)
    """`name` as `vocabulary.folding.fold` writes it: one word in any spelling is one tag."""
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    declined_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("eigen label")
        verbose_name_plural = _("eigen labels")
        constraints = (
            models.CheckConstraint(
                name="free_tag_mapped_or_declined", condition=Q(concept__isnull=True) | Q(declined_at__isnull=True)
            ),
        )


@personal_data(subject="proposer", fields={"created_at": Kind.ACTIVITY}, on_erase=OnErase.KEEP)
class TagProposal(CommonGenericTaggedItemBase):
    """That a tag was proposed for a thing. Who proposed it is kept for them, and shown to nobody."""

    tag = models.ForeignKey(FreeTag, on_delete=models.CASCADE, related_name="proposals")
    object_id = models.CharField(max_length=40, db_index=True)
    proposer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        constraints = (models.UniqueConstraint(name="tag_proposed_once", fields=("tag", "content_type", "object_id")),)
