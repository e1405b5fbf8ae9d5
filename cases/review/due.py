"""Which cases that are out have to be read again within a month: listed every night, and told to the editors."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.models import CasePage, Review, ReviewDue
from cases.models.review_due import DueTold
from cases.queries import one_per_key
from cases.review.due_mail import send_due
from cases.review.enums import EXPERIENCED, Seat, Verdict
from cases.review.validity import SOON, holds_until
from people.models import Role, User
from people.queries import holders_of


def due_on(reviews: Iterable[Review], review_on: date | None) -> date | None:
    """The day after which a case counts as read too long ago: of each seat the latest good review, and of those the
    first to end; or the day that its makers set, where that comes sooner. None where neither is known."""
    latest: dict[str, date] = {}
    for review in reviews:
        if review.verdict == Verdict.GOOD:
            latest[review.seat] = max(review.given_on, latest.get(review.seat, review.given_on))
    ends = [holds_until(given) for given in latest.values()] + ([review_on] if review_on else [])
    return min(ends, default=None)


@transaction.atomic
def list_due() -> int:
    """Write the list anew; how many stand on it. A chore: may run at any time, and twice."""
    until = timezone.localdate() + SOON
    set_days: dict[uuid.UUID, date | None] = {}
    for key, day in CasePage.objects.live().values_list("translation_key", "review_on"):
        set_days[key] = min(filter(None, (day, set_days.get(key))), default=None)
    reviews: dict[uuid.UUID, list[Review]] = {}
    for review in Review.objects.filter(case_key__in=set_days).defer("sealed"):
        reviews.setdefault(review.case_key, []).append(review)
    days = {key: due_on(reviews.get(key, ()), day) for key, day in set_days.items()}
    told = dict(ReviewDue.objects.values_list("case_key", "told"))
    rows = [
        ReviewDue(case_key=key, due_on=day, told=told.get(key, "")) for key, day in days.items() if day and day <= until
    ]
    ReviewDue.objects.all().delete()
    ReviewDue.objects.bulk_create(rows)
    return len(rows)


def go_round() -> int:
    """Write the list anew and tell the editors what is new on it; how many mails went. A chore."""
    list_due()
    return tell_editors()


def tell_editors() -> int:
    """One mail to each editor where a case came on the list, or its day passed, since the last one; how many went.

    It is claimed before it is sent, so that two rounds at once send one; where no mail could be sent, the claim is taken
    back for the next round.
    """
    today = timezone.localdate()
    news: dict[str, list[tuple[uuid.UUID, str]]] = {DueTold.SOON: [], DueTold.LATE: []}
    for key, day, told in ReviewDue.objects.values_list("case_key", "due_on", "told"):
        moment = DueTold.LATE if day < today else DueTold.SOON
        if told != moment:
            news[moment].append((key, told))
    claimed = [
        (key, told)
        for moment, rows in news.items()
        for key, told in rows
        if ReviewDue.objects.filter(case_key=key, told=told).update(told=moment)
    ]
    if not claimed:
        return 0
    sent = sum(send_due(editor) for editor in holders_of(Role.EDITOR))
    if not sent:
        for key, told in claimed:
            ReviewDue.objects.filter(case_key=key).update(told=told)
    return sent


@dataclass(frozen=True)
class Due:
    """A case on the list, and whether its day has passed."""

    case: CasePage
    due_on: date

    @property
    def is_set_by_hand(self) -> bool:
        """Whether its makers set this day: new reviews alone do not move it."""
        return self.case.review_on == self.due_on

    @property
    def is_late(self) -> bool:
        """Whether the day is behind us."""
        return self.due_on < timezone.localdate()


def due_cases(person: User) -> list[Due]:
    """What stands on the list, first to end first. Two queries."""
    days = dict(ReviewDue.objects.values_list("case_key", "due_on"))
    found = CasePage.objects.visible_to(person).filter(translation_key__in=days).select_related("locale")
    cases = one_per_key(found)
    return sorted(
        (Due(case, days[case.translation_key]) for case in cases), key=lambda due: (due.due_on, due.case.title)
    )


def due_of(case: CasePage) -> Due | None:
    """That this case stands on the list. One query."""
    row = ReviewDue.objects.filter(case_key=case.translation_key).first()
    return Due(case, row.due_on) if row else None


@dataclass(frozen=True)
class Read:
    """When others last let a case appear, and whether that is too long ago."""

    on: date
    is_old: bool


_DECIDE = [Seat.PRACTICE, *EXPERIENCED]


def last_read(case: CasePage) -> Read | None:
    """When others last read this case; None where no review is known. One query."""
    days = Review.objects.filter(case_key=case.translation_key, verdict=Verdict.GOOD, seat__in=_DECIDE)
    day = days.order_by("-given_on").values_list("given_on", flat=True).first()
    return Read(day, timezone.localdate() > holds_until(day)) if day else None
