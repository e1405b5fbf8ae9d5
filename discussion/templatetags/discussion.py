"""`{% load discussion %}{% discussion page %}`: the thread beneath a thing."""

from typing import Any

from django import template
from django.template import Context

from discussion.audiences import choices_for
from discussion.forms import PostForm
from discussion.queries import thread_part
from discussion.registry import kind_of, url_of

register = template.Library()


@register.inclusion_tag("discussion/thread.html", takes_context=True)
def discussion(context: Context, thing: Any) -> dict[str, Any]:
    """The thread of the audience that `?gesprek=` names; everyone with an account where it names none of the reader's.

    `?deel=` says which part of a long thread, `?antwoorden=` of which post all answers. At most four queries.
    """
    request = context["request"]
    user = request.user
    choices = choices_for(user)
    asked = request.GET.get("gesprek", "")
    choice = next((c for c in choices if c.key == asked), choices[0])
    number = request.GET.get("deel", "")
    part = thread_part(
        thing,
        choice,
        user,
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None,
        whole=request.GET.get("antwoorden", ""),
    )
    return {
        "thing": thing,
        "thing_url": url_of(thing),
        "kind": kind_of(thing),
        "choices": choices,
        "choice": choice,
        "request": request,
        "part": part,
        "posts": part.posts,
        "form": PostForm.empty(audience=choice.key) if user.is_authenticated else None,
        "user": user,
    }
