"""The demo's session: Kring Noord with the incident method, ready to start."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from intervision.actions.planning import plan_session
from intervision.catalogue import load_catalogue
from intervision.enums import Status
from intervision.models import Method, Session
from meerstemmig.demo.people import CIRCLE
from people.demo import ACCOUNTS
from people.models import Circle, User

METHOD = "incident"


def load() -> None:
    """Load what is known of every method, and keep one session of the demo circle ready. A second time changes nothing."""
    load_catalogue(settings.CONTENT_DIR / "methoden.json")
    circle = Circle.objects.filter(name=CIRCLE).first()
    method = Method.objects.choosable().filter(slug__startswith=METHOD).first()
    if circle is None or method is None or Session.objects.filter(circle=circle, status=Status.PLANNED).exists():
        return
    people = {account.local_part: User.objects.get(email=account.email) for account in ACCOUNTS}
    plan_session(
        by=people["begeleider"],
        circle=circle,
        method=method,
        starts_at=timezone.now() + timedelta(hours=1),
        facilitator=people["begeleider"],
        bringer=people["professional"],
        peers=[people["collega"], people["ervaringsdeskundige"]],
    )
