"""What links and reviews ask of what is read before it appears: a case, or something of a room above."""

import uuid
from typing import Protocol


class Readable(Protocol):
    """Known by its key, made by somebody, read in a language, while it lies before readers."""

    @property
    def translation_key(self) -> uuid.UUID: ...

    @property
    def owner_id(self) -> int | None: ...

    @property
    def read_in(self) -> str: ...

    @property
    def lies_before_readers(self) -> bool: ...
