"""A recording on its way in: read into memory, up to what may be kept, and never written to a disk unsealed."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from proposals.forms import SOUND
from proposals.sound.cleaning import MOST_BYTES

View = Callable[..., HttpResponseBase]


class SoundInMemory(FileUploadHandler):
    """Keeps one recording, and one byte more than there may be: that tells that it is too large. The rest of it is read
    past, so that what was typed comes in whatever was sent along; any other file is passed over."""

    _kept: bytearray | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.field_name != SOUND or self._kept is not None:
            raise SkipFile
        self._kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        assert self._kept is not None  # a file began
        self._kept += raw_data[: MOST_BYTES + 1 - len(self._kept)]

    def file_complete(self, _file_size: int) -> UploadedFile:
        kept = bytes(self._kept or b"")
        return InMemoryUploadedFile(BytesIO(kept), SOUND, SOUND, self.content_type, len(kept), None)


def sound_stays_in_memory(view: View) -> View:
    """Read what this view is sent in memory only. That is said before the form is read, and the guard against forged
    forms reads it: so that guard stands inside."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [SoundInMemory(request)]
        return guarded(request, *args, **kwargs)

    return held
