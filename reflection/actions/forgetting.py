"""Erasing what a person wrote about one thing."""

from django.db import transaction

from people.models import User
from reflection.models import Answer, Counted, Draft, GroupPicture


@transaction.atomic
def forget_notes(*, by: User, about: str) -> int:
    """Erase every version of every answer of this person about one thing, drafts too; how many answers. Cannot be undone.

    Takes the pictures of groups away in which these answers counted. Logbook entries are not answers and stay.
    """
    counted = Counted.objects.filter(person=by, about=about)
    GroupPicture.objects.filter(pk__in=list(counted.values_list("picture", flat=True))).delete()
    counted.delete()
    Draft.objects.of(by).filter(about=about).delete()
    deleted, _per_model = Answer.objects.of(by).filter(about=about).delete()
    return deleted
