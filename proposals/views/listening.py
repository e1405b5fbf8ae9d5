"""A recording, through Django and to nobody but who made it and the editors who handle it."""

import re
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from proposals import actions
from proposals.enums import SoundKind
from proposals.models import Recording
from proposals.rules import can_handle
from proposals.views.following import person_of

RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def sound(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sound, whole or the part that a player asks for. It is opened for this answer and stands nowhere unsealed."""
    person = person_of(request)
    found = Recording.objects.select_related("data_key", "proposal").filter(pk=pk).first()
    if found is None:
        raise Http404
    handled = found.proposal is not None and found.proposal.where.is_open and can_handle(person, found.proposal)
    if found.person_id != person.pk and not handled:
        raise Http404
    return _ranged(found.open_sound(), SoundKind(found.kind).media_type, request.headers.get("Range", ""))


@require_POST
@cache_control(private=True, no_store=True)
@login_required
def drop_sound(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw one's own recording away; back to where it was listened to."""
    person = person_of(request)
    found = Recording.objects.filter(person=person, pk=pk).only("proposal").first()
    if found is None:
        raise Http404
    actions.drop_recording(by=person, pk=pk)
    messages.success(request, _("De opname is weg."))
    return redirect("proposals:proposal", pk=found.proposal_id) if found.proposal_id else redirect("proposals:new")


def _ranged(data: bytes, media_type: str, asked: str) -> HttpResponse:
    """Players on telephones ask for a part first, and play nothing that does not come in parts."""
    response = HttpResponse(data, content_type=media_type)
    part = RANGE.fullmatch(asked)
    if part is not None and data:
        start = int(part[1])
        end = min(int(part[2]) if part[2] else len(data) - 1, len(data) - 1)
        if start > end:
            refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            refused["Content-Range"] = f"bytes */{len(data)}"
            return refused
        response = HttpResponse(data[start : end + 1], content_type=media_type, status=HTTPStatus.PARTIAL_CONTENT)
        response["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    return response
