"""The base of every row that holds somebody's own words."""

import uuid
from typing import ClassVar

from django.db import models

from reflection import encryption
from reflection.models.keys import DataKey, KeyErasedError


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
