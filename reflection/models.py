"""What people write for themselves, sealed; and the keys that open it."""

import uuid
from typing import ClassVar

from django.db import models
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
    return DataKey.objects.create(scope=scope, person=person, server_key=name, wrapped=wrapped)


class SealedText(models.Model):
    """A row with one sealed text. `seal()` before saving, `open()` to read; nothing else shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField(default=b"", editable=False)

    SEALED_FIELD: ClassVar[str] = "sealed"

    class Meta:
        abstract = True

    def _context(self) -> str:
        return f"{self._meta.label_lower}|{self.pk}|{self.SEALED_FIELD}"

    def seal(self, text: str, data_key: DataKey) -> None:
        """Put the text into this row, under this key. Saves nothing."""
        self.data_key = data_key
        self.sealed = encryption.encrypt(data_key.plain(), text.encode(), self._context())

    def open(self) -> str:
        """The text. Raises KeyErasedError where its key is gone, DecryptionError where it does not fit."""
        if self.data_key is None:
            raise KeyErasedError("the key of this text was erased")
        return encryption.decrypt(self.data_key.plain(), bytes(self.sealed), self._context()).decode()
