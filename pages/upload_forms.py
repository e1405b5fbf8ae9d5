"""The editor's upload forms: what `uploads` refuses is said beside the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from pages.uploads import UploadRefused, clean


def cleaned(upload: Any) -> Any:
    """The upload without metadata; a file that was stored before is left alone. Raises ValidationError."""
    if not isinstance(upload, UploadedFile):
        return upload
    upload.seek(0)
    try:
        data = clean(upload.name or "", upload.read())
    except UploadRefused as refused:
        raise ValidationError(str(refused), code="refused") from None
    clean_upload = SimpleUploadedFile(upload.name or "", data, content_type=upload.content_type or "")
    clean_upload.cleaned = True  # type: ignore[attr-defined]
    return clean_upload


class ImageForm(BaseImageForm):  # type: ignore[misc]
    """The title is never taken from the file's name, which often holds a person's (L26)."""

    def clean_file(self) -> Any:
        return cleaned(self.cleaned_data["file"])

    class Meta(BaseImageForm.Meta):  # type: ignore[misc]
        widgets = {**BaseImageForm.Meta.widgets, "file": forms.FileInput()}


class DocumentForm(BaseDocumentForm):  # type: ignore[misc]
    """The same, for documents."""

    def clean_file(self) -> Any:
        return cleaned(self.cleaned_data["file"])

    class Meta(BaseDocumentForm.Meta):  # type: ignore[misc]
        widgets = {**BaseDocumentForm.Meta.widgets, "file": forms.FileInput()}
