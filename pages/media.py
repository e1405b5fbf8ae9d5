"""Images and documents, below /bestanden/: through Django, because only Django knows who may see them.

A picture or document is public when a page that everybody may see uses it; it is visible to whoever may see
a page that uses it; and to editors who may choose it. Everybody else gets the same 404 as for an absent file.
No web server serves the folder itself (trust.md F3, L19-L23).
"""

import mimetypes
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from pages.models import BasePage

EDITING = ("add", "change", "delete", "choose")
NOBODY = AnonymousUser()


def may_edit(user: Any, media: Any) -> bool:
    """Whether this person works with this picture or document in the editor."""
    policy = policy_registry.get_by_type(type(media))
    return bool(user.is_authenticated and policy.user_has_any_permission_for_instance(user, EDITING, media))


def users_of(media: Any) -> list[BasePage]:
    """The published pages that use this picture or document."""
    references = ReferenceIndex.get_references_to(media)
    page_ids = {
        reference.object_id for reference in references if issubclass(reference.base_content_type.model_class(), Page)
    }
    pages = Page.objects.filter(pk__in=page_ids).live().specific() if page_ids else []
    return [page for page in pages if isinstance(page, BasePage)]


def respond(request: HttpRequest, media: Any, stored: Any, *, download: str = "") -> HttpResponse:
    """The bytes with headers that fit who may see them, or 404."""
    pages = users_of(media)
    public = any(page.is_visible_to(NOBODY) for page in pages)
    allowed = public or any(page.is_visible_to(request.user) for page in pages) or may_edit(request.user, media)
    if not allowed:
        raise Http404
    try:
        with stored.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise Http404 from None
    kind = mimetypes.guess_type(stored.name)[0] or "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response.headers["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if download:
        response.headers["Content-Disposition"] = f'attachment; filename="{download}"'
    return response


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponse:
    """A picture in the size that a page asked for; its original only for those who edit it."""
    model = get_image_model()
    rendition = model.get_rendition_model().objects.filter(file=name).select_related("image").first()
    if rendition is not None:
        return respond(request, rendition.image, rendition.file)
    original = model.objects.filter(file=name).first()
    if original is None or not may_edit(request.user, original):
        raise Http404
    return respond(request, original, original.file)


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document as a download, under its title."""
    found = get_document_model().objects.filter(pk=document_id).first()
    if found is None or found.filename != document_filename:
        raise Http404
    extension = found.file_extension.lower()
    return respond(request, found, found.file, download=f"{slugify(found.title) or 'document'}.{extension}")


urlpatterns = [
    path("documenten/<int:document_id>/<str:document_filename>", document, name="wagtaildocs_serve"),
    path("<path:name>", image, name="media"),
]
