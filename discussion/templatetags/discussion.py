"""`{% load discussion %}{% discussion page %}`: the thread beneath a thing."""

from typing import Any

from django import template
from django.template import Context

from discussion.audiences import choices_for
from discussion.forms import PostForm
from discussion.queries import posts_of, thread_of
from discussion.registry import kind_of, url_of

register = template.Library()


@register.inclusion_tag("discussion/thread.html", takes_context=True)
def discussion(context: Context, thing: Any) -> dict[str, Any]:
    """The thread of the audience that `?gesprek=` names; everyone with an account where it names none of the reader's.

    At most four queries, however many posts.
    """
    request = context["request"]
    user = request.user
    choices = choices_for(user)
    asked = request.GET.get("gesprek", "")
    choice = next((c for c in choices if c.key == asked), choices[0])
    thread = thread_of(thing, choice, user)
    return {
        "thing": thing,
        "thing_url": url_of(thing),
        "kind": kind_of(thing),
        "choices": choices,
        "choice": choice,
        "posts": posts_of(thread, user) if thread else [],
        "form": PostForm.empty(audience=choice.key) if user.is_authenticated else None,
        "user": user,
    }
