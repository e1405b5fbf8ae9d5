"""Writing, changing and withdrawing posts. The thread itself is shown by `{% discussion %}` beneath its thing."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from discussion import queries
from discussion.actions import posts
from discussion.audiences import EVERYONE, Choice, choice_for, choices_for
from discussion.exceptions import Refused
from discussion.forms import EditForm, PostForm
from discussion.models import Post
from discussion.registry import find, is_talk, url_of
from discussion.rules import check_change, check_reply
from people.models import User


def post_or_404(request: HttpRequest, pk: UUID) -> tuple[Post, Any]:
    """The post and the thing it is about, when this person may see both."""
    post = queries.post_for(pk, request.user)
    thing = find(post.thread.kind, post.thread.object_id, request.user) if post else None
    if post is None or thing is None:
        raise Http404
    return post, thing


def back_to(thing: Any, *, choice: Choice | None = None, post: Post | None = None) -> HttpResponseRedirect:
    """The thing, with the right thread open, at the right post."""
    asked = {"gesprek": choice.key} if choice and choice.key != EVERYONE else {}
    if post is None:
        return HttpResponseRedirect(f"{url_of(thing)}{_query(asked)}#gesprek")
    return HttpResponseRedirect(address_of(thing, post, asked))


def address_of(thing: Any, post: Post, asked: dict[str, str] | None = None) -> str:
    """Where this post stands: the part of the thread that holds it. Two queries at most."""
    return f"{url_of(thing)}{_query({**(asked or {}), **queries.way_to(post)})}#bericht-{post.pk}"


def _query(asked: dict[str, str]) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def choice_of(post: Post, user: User) -> Choice | None:
    """Which of this person's audiences the thread of this post is for."""
    audience = post.thread.audience
    group = audience.organisation_id or audience.team_id or audience.circle_id
    return next((c for c in choices_for(user) if c.group is not None and c.group.pk == group), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, kind: str, object_id: str) -> HttpResponse:
    """Preview or store a new post. Without JavaScript both are this one form with two buttons."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    thing = find(kind, object_id, user) if is_talk(kind) else None
    if thing is None:
        raise Http404
    if request.method != "POST":  # a reload or another language on the preview: the thread is where to write
        return back_to(thing)
    form = PostForm(request.POST)
    choice = choice_for(user, request.POST.get("audience", "")[:60])
    if choice is None:
        raise Http404
    valid = form.is_valid()
    reply_to = _answered(form, thing=thing, kind=kind, choice=choice, user=user)
    if not valid or "preview" in request.POST:
        return _compose(request, form=form, thing=thing, kind=kind, choice=choice, answered=reply_to)
    data = form.cleaned_data
    try:
        post = posts.write(
            by=user,
            about=thing,
            audience=reply_to.thread.audience if reply_to else choice.audience,  # the same, but for a public thread
            kind=data["kind"],
            text=data["text"],
            submission=data["submission"],
            reply_to=reply_to,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _compose(request, form=form, thing=thing, kind=kind, choice=choice, answered=reply_to)
    return back_to(thing, choice=choice, post=post)


def _answered(form: PostForm, *, thing: Any, kind: str, choice: Choice, user: User) -> Post | None:
    """The post that is answered; None for a new one. 404 unless it stands beneath this thing, in the thread that the
    button named: a preview prints it, and who sees a thread need not see what another thread is about."""
    pk = form.cleaned_data.get("reply_to")
    if pk is None:
        return None
    answered = queries.post_for(pk, user)
    if answered is None or not _answers_here(answered, thing, kind, choice):
        raise Http404
    return answered


def _answers_here(answered: Post, thing: Any, kind: str, choice: Choice) -> bool:
    thread, group = answered.thread, choice.group.pk if choice.group else None
    audience = thread.audience
    named = audience.organisation_id or audience.team_id or audience.circle_id
    return (thread.kind, thread.object_id, named) == (kind, str(thing.pk), group)


@login_required
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form for an answer, with what it answers above it: first read again, then write."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    post, thing = post_or_404(request, pk)
    if not is_talk(post.thread.kind):
        raise Http404
    try:
        check_reply(user, post)
    except Refused as refused:
        messages.info(request, str(refused))
        return back_to(thing)
    choice = choice_of(post, user) or choices_for(user)[0]
    form = PostForm.empty(audience=choice.key, reply_to=post.pk)
    return _compose(request, form=form, thing=thing, kind=post.thread.kind, choice=choice, answered=post)


def _compose(
    request: HttpRequest, *, form: PostForm, thing: Any, kind: str, choice: Choice, answered: Post | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "thing": thing,
        "thing_url": url_of(thing),
        "kind": kind,
        "choice": choice,
        "answered": answered if answered and answered.is_shown else None,
        "preview": form.cleaned_data.get("text") if form.is_bound and form.is_valid() else "",
        "breadcrumbs": [(str(thing), url_of(thing)), (_("Je bericht"), None)],
    }
    # A form that was not stored is no page to keep: 422, except for a preview or an empty form.
    return render(request, "discussion/compose.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one's own post. What a room of its own wrote is changed by nobody here: that room asked more than this form."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    post, thing = post_or_404(request, pk)
    if not is_talk(post.thread.kind):
        raise Http404
    try:
        check_change(user, post)
        form = EditForm(request.POST or None, initial={"text": post.text})
        if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
            posts.edit(by=user, post=post, text=form.cleaned_data["text"])
            return back_to(thing, choice=choice_of(post, user), post=post)
    except Refused as refused:
        messages.info(request, str(refused))
        return back_to(thing)
    context = {
        "form": form,
        "post": post,
        "thing": thing,
        "thing_url": url_of(thing),
        "back_url": address_of(thing, post),
        "preview": form.cleaned_data["text"] if form.is_bound and form.is_valid() else "",
        "breadcrumbs": [(str(thing), url_of(thing)), (_("Bericht aanpassen"), None)],
    }
    return render(request, "discussion/edit.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw one's own post, and say how to undo it."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    post, thing = post_or_404(request, pk)
    try:
        posts.withdraw(by=user, post=post)
    except Refused as refused:
        messages.info(request, str(refused))
        return back_to(thing)
    choice = choice_of(post, user)
    undo = address_of(thing, post, {"gesprek": choice.key} if choice else {})
    text = _("Je bericht is ingetrokken. Je kan het dertig dagen lang terugzetten.")
    messages.info(request, format_html('{} <a href="{}">{}</a>', text, undo, _("Naar je bericht")))
    return back_to(thing, choice=choice, post=post)


@require_POST
@login_required
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what one withdrew."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    post, thing = post_or_404(request, pk)
    try:
        posts.restore(by=user, post=post)
    except Refused as refused:
        messages.info(request, str(refused))
    return back_to(thing, choice=choice_of(post, user), post=post)


def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How a post read before. Only while the post itself can be read."""
    post, thing = post_or_404(request, pk)
    if not post.is_shown:
        raise Http404
    context = {
        "post": post,
        "versions": post.versions.all(),
        "thing": thing,
        "thing_url": address_of(thing, post),
        "breadcrumbs": [(str(thing), url_of(thing)), (_("Vorige versies"), None)],
    }
    return render(request, "discussion/versions.html", context)
