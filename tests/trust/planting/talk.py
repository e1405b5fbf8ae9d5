"""What people said: posts for every audience, in every state, reports, and labels of their own."""

import uuid
from typing import Any

from django.utils import timezone

from discussion.actions import posts, reports, tags
from discussion.models import FreeTag, Post, Thread
from meerstemmig.who_sees_what import Reader
from people.models import Audience, User
from people.models.audience import members, of_group
from practices.tried import actions as tried
from tests.trust.canary import Canaries
from tests.trust.planting.pages import Pages
from tests.trust.planting.people import People


def plant_talk(canaries: Canaries, people: People, pages: Pages) -> tuple[dict[str, Post], dict[str, FreeTag]]:
    """Posts and labels, by what they show."""
    public, own = pages.practices["public"], pages.practices["team"]
    colleague, professional = people[Reader.COLLEAGUE], people[Reader.PROFESSIONAL]
    team = of_group(people.team)

    def say(kind: str, by: User, about: Any, audience: Audience, reply_to: Post | None = None) -> Post:
        text = canaries.text(kind, "text")
        return posts.write(
            by=by, about=about, audience=audience, kind="vraag", text=text, submission=uuid.uuid4(), reply_to=reply_to
        )

    said = {
        "members": say("post.members", colleague, public, members()),
        "team": say("post.team", professional, public, team),
        "former": say("post.team", people[Reader.FORMER], public, team),
        "within": say("post.within", colleague, own, members()),
        "reported": say("post.reported", colleague, public, team),
        "hidden": say("post.hidden", colleague, public, members()),
        "withdrawn": say("post.withdrawn", colleague, public, members()),
        "case": say("post.members", colleague, pages.cases["public"], members()),
        "draft": say("post.hidden", colleague, pages.practices["draft"], members()),
    }
    said["reply"] = say("post.team", colleague, public, team, said["team"])
    old = canaries.text("post.team", "old_text")
    Post.objects.filter(pk=said["team"].pk).update(text=old)
    posts.edit(by=professional, post=said["team"], text=canaries.text("post.team", "new_text"))
    reports.report(
        by=professional,
        post=said["reported"],
        reason="kwetst",
        explanation=canaries.text("report.words", "explanation"),
    )
    for kind, about in (("tried.public", public), ("tried.team", own), ("tried.withdrawn", public)):
        parts = {name: canaries.text(kind, name) for name in ("context", "happened", "missed")}
        said[kind] = tried.tell(by=colleague, page=about, submission=uuid.uuid4(), **parts)
    posts.withdraw(by=colleague, post=said["tried.withdrawn"])
    reason = canaries.text("post.hidden.reason", "reason")
    Post.objects.filter(pk=said["hidden"].pk).update(hidden_at=timezone.now(), hidden_reason=reason)
    posts.withdraw(by=colleague, post=said["withdrawn"])
    labels = {
        "open": tags.propose(by=colleague, thing=public, name=canaries.token("tag.open", "name")).tag,
        "team": tags.propose(by=colleague, thing=own, name=canaries.token("tag.team", "name")).tag,
        "declined": tags.propose(by=colleague, thing=public, name=canaries.token("tag.declined", "name")).tag,
    }
    FreeTag.objects.filter(pk=labels["declined"].pk).update(declined_at=timezone.now(), declined_reason="Te ruim.")
    assert Thread.objects.filter(audience=team).exists()
    return said, labels
