"""The editor's upload forms: what `uploads` refuses is said beside the field."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages.uploads import IMAGE_FORMATS, PDF, UploadRefused, check_kind, clean


def cleaned(upload: Any, kinds: Collection[str]) -> Any:
    """The upload without metadata; a file that was stored before is left alone. Raises ValidationError."""
    if not isinstance(upload, UploadedFile):
        return upload
    upload.seek(0)
    try:
        check_kind(upload.name or "", kinds)
        data = clean(upload.name or "", upload.read())
    except UploadRefused as refused:
        raise ValidationError(str(refused), code="refused") from None
    clean_upload = SimpleUploadedFile(upload.name or "", data, content_type=upload.content_type or "")
    clean_upload.cleaned = True  # type: ignore[attr-defined]
    return clean_upload


class CleanImageField(WagtailImageField):  # type: ignore[misc]
    """Cleans before Wagtail measures: a truncated picture is an error beside the field, not a broken page."""

    def to_python(self, data: Any) -> Any:
        measured = super().to_python(cleaned(data, IMAGE_FORMATS))
        if measured is not None and isinstance(data, UploadedFile):
            measured.cleaned = True
        return measured


class ImageForm(BaseImageForm):  # type: ignore[misc]
    """The title is never taken from the file's name, which often holds a person's (L26)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = CleanImageField(label=plain.label, required=plain.required, widget=plain.widget)

    class Meta(BaseImageForm.Meta):  # type: ignore[misc]
        widgets = {**BaseImageForm.Meta.widgets, "file": forms.FileInput()}


class DocumentForm(BaseDocumentForm):  # type: ignore[misc]
    """The same, for documents."""

    def clean_file(self) -> Any:
        return cleaned(self.cleaned_data["file"], (PDF,))

    class Meta(BaseDocumentForm.Meta):  # type: ignore[misc]
        widgets = {**BaseDocumentForm.Meta.widgets, "file": forms.FileInput()}
