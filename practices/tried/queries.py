"""Reads of reports beneath a practice."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from discussion.models import Post
from discussion.queries import posts_beneath
from people.models import Membership, User
from practices.enums import Ladder
from practices.models import PracticePage
from practices.tried import KIND
from practices.tried.rules import can_move_up


def tried_context(page: PracticePage, user: User | AnonymousUser) -> dict[str, Any]:
    """The reports that this person may read, and what they may do. One query; for an idea with reports two or three more."""
    reports = posts_beneath(KIND, str(page.pk), user) if page.pk else []
    # What was fetched for the page is not fetched again by what is like it (`searching.told_beneath`).
    page.told_by_others = [
        shown.post.text
        for shown in reports
        if shown.post.is_shown and shown.post.thread.audience_id == page.audience_id
    ]
    may_move = bool(reports) and page.ladder == Ladder.IDEA and user.is_authenticated
    return {
        "reports": reports,
        "can_move_up": may_move and can_move_up(user, page, independent_reports(page)),
    }


def shown_posts(*pages: PracticePage) -> Any:
    """The reports that stand beneath these practices now, whoever may read them."""
    keys = [str(page.pk) for page in pages]
    return Post.objects.filter(
        thread__kind=KIND, thread__object_id__in=keys, withdrawn_at=None, hidden_at=None
    ).exclude(text="")


def independent_reports(page: PracticePage) -> int:
    """From how many places somebody tells that they tried it: who made the page does not count, and people of one
    organisation count together. Never shown to anybody. Two queries."""
    authors = set(shown_posts(page).exclude(author=None).values_list("author", flat=True)) - {page.owner_id}
    current = Membership.objects.current().filter(person__in=authors)
    places: dict[int, object] = {author: f"person {author}" for author in authors}
    for person, organisation, of_team in current.values_list("person", "organisation", "team__organisation"):
        if organisation or of_team:
            places[person] = organisation or of_team
    return len(set(places.values()))
