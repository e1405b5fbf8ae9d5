"""What editors upload: checked, stripped of metadata and renamed before the first byte is written.

Photos carry where they were taken and PDFs who wrote them (trust.md F8, L24-L26). Every write of a file goes
through `CleanStorage`, whichever page, import or command it comes from; the forms run the same checks first,
so that a person reads what is wrong beside the field.
"""

import uuid
import warnings
from collections.abc import Collection
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

IMAGE_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
PDF = ".pdf"
PDF_PERSONAL_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/Thumb")


class UploadRefused(Exception):
    """This file is not stored. The text says why, for the person who uploads."""


def check_kind(name: str, kinds: Collection[str]) -> None:
    """Raises UploadRefused for a file of another kind than this form takes, and names only what it does take."""
    if PurePosixPath(name).suffix.lower() in kinds:
        return
    if PDF not in kinds:
        raise UploadRefused(_("Dit soort bestand bewaren we hier niet. Kies een JPEG, PNG of WebP."))
    raise UploadRefused(_("Dit soort bestand bewaren we hier niet. Kies een PDF."))


def clean(name: str, data: bytes) -> bytes:
    """The same picture or document without metadata. Raises UploadRefused."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in IMAGE_FORMATS:
        return clean_image(data, IMAGE_FORMATS[suffix])
    if suffix == PDF:
        return clean_pdf(data)
    raise UploadRefused(_("Dit soort bestand bewaren we niet. Kies een JPEG, PNG, WebP of PDF."))


def clean_image(data: bytes, expected: str) -> bytes:
    """The pixels, upright, encoded anew: no EXIF, GPS, comments, profiles, thumbnails or trailing bytes remain."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=sorted(set(IMAGE_FORMATS.values())))
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise UploadRefused(_("Dit beeld heeft meer dan 25 miljoen beeldpunten. Maak het eerst kleiner."))
        image.load()
        upright = ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UploadRefused(_("Dit beeld heeft meer dan 25 miljoen beeldpunten. Maak het eerst kleiner.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise UploadRefused(_("Dit is geen beeld dat we kunnen lezen, of het bestand is beschadigd.")) from None
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    if expected == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    out = BytesIO()
    options = {"quality": 90, "optimize": True} if expected == "JPEG" else {}
    upright.save(out, format=expected, **options)
    return out.getvalue()


def clean_pdf(data: bytes) -> bytes:
    """The pages, without author, history, attachments or scripts."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for found in pdf.objects:
                if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                    for key in PDF_PERSONAL_KEYS:
                        if key in found:
                            del found[key]
            names = pdf.Root.get("/Names")
            if isinstance(names, pikepdf.Dictionary):
                for key in ("/JavaScript", "/EmbeddedFiles"):
                    if key in names:
                        del names[key]
            out = BytesIO()
            pdf.remove_unreferenced_resources()
            pdf.save(out)
    except pikepdf.PasswordError:
        raise UploadRefused(
            _("Deze PDF is met een wachtwoord beveiligd. Bewaar hem eerst zonder wachtwoord.")
        ) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise UploadRefused(_("Dit is geen PDF, of het bestand is beschadigd.")) from None
    return out.getvalue()


class CleanFile(ContentFile[bytes]):
    """Bytes that `clean` has already been over."""


class CleanStorage(FileSystemStorage):
    """Stores only clean files, under names that say nothing (L26)."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A random name in the same folder, with the same extension."""
        asked = PurePosixPath(name.replace("\\", "/"))
        return str(asked.with_name(f"{uuid.uuid4().hex}{asked.suffix.lower()}"))

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        if getattr(content, "cleaned", False):
            return str(super()._save(name, content))  # type: ignore[misc]  # Django's stubs leave _save out
        content.seek(0)
        data = clean(name, content.read())
        if isinstance(content.file, SpooledTemporaryFile):
            # Wagtail leaves the scratch file of a rendition open; who reads on gets the clean bytes.
            content.file.close()
            content.file = BytesIO(data)
        return str(super()._save(name, CleanFile(data)))  # type: ignore[misc]
