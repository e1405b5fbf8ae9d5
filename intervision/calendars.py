"""Sessions as a calendar reads them: that a circle meets, and when. No word of a case, and no name but the circle's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from intervision.models import CancelledSession, Session
from intervision.script import Script
from people.models import Circle, User
from people.names import one_line

LOOKS_BACK = timedelta(days=90)
ZONE = ZoneInfo(settings.TIME_ZONE)
_SUNDAY = "-1SU"


@dataclass(frozen=True)
class Entry:
    """One session. `told_at` is when this last changed, so that the same session is the same bytes."""

    uid: str
    circle: str
    starts_at: datetime
    minutes: int
    sequence: int
    told_at: datetime
    url: str = ""
    is_cancelled: bool = False


def minutes_of(session: Session) -> int:
    """How long it takes by its own script, opening and closing included."""
    script = Script.from_json(session.method_snapshot)
    return script.minutes + script.around_minutes


def entry_of(session: Session) -> Entry:
    """A session of which the circle is at hand."""
    assert session.circle is not None  # a practice is in nobody's calendar
    return Entry(
        _uid(session.pk),
        session.circle.name,
        session.starts_at,
        minutes_of(session),
        session.sequence,
        session.moved_at or session.created_at,
        settings.SITE_URL + session.get_absolute_url(),
    )


def entry_of_cancelled(gone: CancelledSession) -> Entry:
    """A cancelled session of which the circle is at hand: one step further than what calendars know."""
    return Entry(
        _uid(gone.pk),
        gone.circle.name,
        gone.starts_at,
        gone.minutes,
        gone.sequence,
        gone.cancelled_at,
        is_cancelled=True,
    )


def entries_for(person: User, circle: Circle) -> list[Entry]:
    """The sessions of this circle in which this person has a chair, and those that were cancelled. Two queries."""
    since = timezone.now() - LOOKS_BACK
    seen = Session.objects.visible_to(person).filter(circle=circle, starts_at__gte=since)
    gone = CancelledSession.objects.filter(circle=circle, starts_at__gte=since)
    entries = [entry_of(each) for each in seen.select_related("circle")]
    entries += [entry_of_cancelled(each) for each in gone.select_related("circle")]
    return sorted(entries, key=lambda each: (each.starts_at, each.uid))


def calendar_of(entries: Iterable[Entry], *, name: str = "", method: str = "") -> bytes:
    """The file that calendars read. The same entries make the same bytes. `method` is for what goes by mail."""
    calendar = Calendar()
    calendar.add("prodid", "-//Meerstemmig//Intervisie//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", vText(one_line(name)))
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event, start = Event(), entry.starts_at.astimezone(ZONE)
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.told_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("dtend", (entry.starts_at + timedelta(minutes=entry.minutes)).astimezone(ZONE))
    event.add("summary", _("Intervisie: %(circle)s") % {"circle": one_line(entry.circle)})
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.url:
        event.add("url", entry.url)
    return event


def _zone() -> Timezone:
    """Brussels in two rules. The package would write out every change since 1970, those in spring an hour late."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for part, name, month, at, before, after in (
        (TimezoneDaylight(), "CEST", 3, datetime(1981, 3, 29, 2), winter, summer),  # noqa: DTZ001 - on the clock of the zone that it defines
        (TimezoneStandard(), "CET", 10, datetime(1996, 10, 27, 3), summer, winter),  # noqa: DTZ001 - idem
    ):
        part.add("tzname", name)
        part.add("dtstart", at)
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday=_SUNDAY))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _uid(pk: object) -> str:
    return f"{pk}@meerstemmig"
