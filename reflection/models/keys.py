"""The keys that open what people write."""

import uuid

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import OnErase, personal_data
from reflection import encryption


class KeyErasedError(encryption.DecryptionError):
    """The data key is gone: the text was erased and nobody can read it again."""


@personal_data(subject="person", fields={}, on_erase=OnErase.DELETE)
class DataKey(models.Model):
    """The wrapped key of one scope. Deleting the row erases every text under it, in backups too."""

    scope = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(User, on_delete=models.CASCADE, null=True, related_name="data_key")
    server_key = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")

    def __str__(self) -> str:
        return f"data key {self.scope}"

    def plain(self) -> bytes:
        """The key itself; never log, cache beyond the request or send it."""
        return encryption.unwrap(self.server_key, bytes(self.wrapped), str(self.scope))


def new_data_key(*, person: User | None = None) -> DataKey:
    """A stored data key for a new scope, or the person's own, made at first use."""
    if person is not None and (found := DataKey.objects.filter(person=person).first()):
        return found
    scope = uuid.uuid4()
    name, wrapped = encryption.new_wrapped_key(str(scope))
    try:
        with transaction.atomic():
            return DataKey.objects.create(scope=scope, person=person, server_key=name, wrapped=wrapped)
    except IntegrityError:
        # Another request of the same person was first; a person has one key.
        return DataKey.objects.get(person=person)
