"""When a circle meets: its rhythm, the dates that it proposes, and the sessions in a member's own calendar."""

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.actions import calendars as actions
from intervision.actions.planning import plan_series as plan_all
from intervision.calendars import calendar_of, entries_for
from intervision.exceptions import OvertakenByOther, RoomRefusal
from intervision.forms import RhythmForm, SeriesForm, StopForm
from intervision.models import CalendarFeed, Rhythm
from intervision.rhythm import proposed_by
from intervision.views.circles import find_circle, way_to
from people.models import Circle, Membership, User
from people.models.invitation import hash_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rhythm(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Say how often the circle meets, and see the dates that follow. An old version answers 409 and keeps what was sent."""
    circle = find_circle(request, circle_id)
    if request.method != "POST":
        return _page(request, circle)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return _page(request, circle, form=form, status=422)
    try:
        actions.set_rhythm(circle=circle, by=_person(request), **form.cleaned_data)
    except OvertakenByOther as refusal:
        form.add_error(None, refusal.reason)
        form.data = request.POST.copy()
        form.data["seen"] = str(_version_of(circle))
        return _page(request, circle, form=form, status=refusal.status)
    except RoomRefusal as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, circle, form=form, status=refusal.status)
    messages.success(request, _("Het ritme staat er. Kijk de dagen na en bevestig ze."))
    return redirect("intervision:rhythm", circle_id=circle.pk)


@require_POST
@login_required
def stop_rhythm(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """No more proposals; what is planned stays."""
    circle = find_circle(request, circle_id)
    form = StopForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1  # what is no number is no version
    try:
        actions.stop_rhythm(circle=circle, by=_person(request), seen=seen)
    except RoomRefusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Het ritme is weg. Wat al gepland is, blijft staan."))
    return redirect("intervision:rhythm", circle_id=circle.pk)


@require_POST
@login_required
def plan_series(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """The dates that were ticked become sessions. A date that was planned meanwhile answers 422 with the list as it is."""
    circle = find_circle(request, circle_id)
    found = Rhythm.objects.filter(circle=circle).select_related("circle").first()
    series = SeriesForm(request.POST, proposed=proposed_by(found, timezone.now()) if found else [])
    if not series.is_valid():
        return _page(request, circle, series=series, status=422)
    method = series.cleaned_data["method"]
    try:
        made = plan_all(by=_person(request), circle=circle, method=method, proposed=series.chosen)
    except RoomRefusal as refusal:
        series.add_error(None, refusal.reason)
        return _page(request, circle, series=series, status=refusal.status)
    told = ngettext(
        "%(count)s sessie is gepland. De anderen krijgen een mail.",
        "%(count)s sessies zijn gepland. De anderen krijgen er één mail over.",
        len(made),
    )
    messages.success(request, told % {"count": len(made)})
    return redirect("intervision:circle", circle_id=circle.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def subscription(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Whether a calendar of one's own reads along. POST makes a new address, shows it this once, and ends an earlier one."""
    circle, address = find_circle(request, circle_id), ""
    if request.method == "POST":
        token = actions.make_feed(circle=circle, by=_person(request))
        address = settings.SITE_URL + reverse("intervision:feed", args=[token])
    standing = CalendarFeed.objects.filter(membership__circle=circle, membership__person=_person(request))
    context = {
        "circle": circle,
        "address": address,
        "feed": standing.filter(membership__in=Membership.objects.current()).first(),
        "breadcrumbs": [*way_to(circle), (_("In je agenda"), None)],
    }
    return _private(render(request, "intervision/calendar.html", context))


@require_POST
@login_required
def unsubscribe(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """The address answers nobody any more."""
    circle = find_circle(request, circle_id)
    actions.end_feed(circle=circle, by=_person(request))
    messages.success(request, _("Het adres werkt niet meer. Verwijder de agenda ook in je eigen programma."))
    return redirect("intervision:calendar", circle_id=circle.pk)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The sessions of one circle for whoever holds the secret address, as long as they are in the circle; else 404."""
    members = Membership.objects.current().filter(person__is_active=True)
    found = (
        CalendarFeed.objects.filter(token_hash=hash_of(token), membership__in=members)
        .select_related("membership__person", "membership__circle")
        .first()
    )
    if found is None or found.membership.circle is None:
        raise Http404("no feed")
    circle = found.membership.circle
    content = calendar_of(entries_for(found.membership.person, circle), name=circle.name)
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    patch_cache_control(response, private=True, no_cache=True)
    response["Content-Disposition"] = 'inline; filename="intervisie.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response


def _page(
    request: HttpRequest,
    circle: Circle,
    *,
    form: RhythmForm | None = None,
    series: SeriesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = Rhythm.objects.filter(circle=circle).select_related("circle").first()
    if series is None and found is not None:
        proposed = proposed_by(found, timezone.now())
        series = SeriesForm(proposed=proposed, initial={"dates": [each.value for each in proposed]})
    context = {
        "circle": circle,
        "rhythm": found,
        "form": form or RhythmForm(initial=_begins_with(found)),
        "series": series,
        "breadcrumbs": [*way_to(circle), (_("Ritme"), None)],
    }
    return _private(render(request, "intervision/rhythm.html", context, status=status))


def _begins_with(found: Rhythm | None) -> dict[str, Any]:
    if found is None:
        return {"seen": 0, "every_weeks": 6}
    return {
        "seen": found.version,
        "first_on": found.first_on,
        "at": found.at,
        "every_weeks": found.every_weeks,
        "until": found.until,
    }


def _version_of(circle: Circle) -> int:
    return Rhythm.objects.filter(circle=circle).values_list("version", flat=True).first() or 0


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True, private=True)
    return response
