"""The page "mijn": what this person is in the middle of, first the thing they stopped in last."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.gathering.queries import WAITING, announced_to
from cases.queries import begun_by
from intervision.queries import upcoming
from modules.queries import own
from people.models import User
from reflection.queries.waiting import waiting_for


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Everything at a click: modules, cases, sessions, tasks, what others shared. Shown to nobody else, counted by nobody."""
    assert isinstance(request.user, User)  # login_required
    modules = own(request.user)
    going = [resume for resume in modules.resumes if resume.unit]
    cases, sessions = begun_by(request.user), list(upcoming(request.user))
    waiting = waiting_for(request.user)
    together = announced_to(request.user) if waiting.more[WAITING] else ()
    context = {
        "first": going[0] if going else None,
        "others": going[1:],
        "finished": [resume for resume in modules.resumes if not resume.unit],
        "tasks": modules.tasks,
        "cases": cases.open,
        "read_cases": cases.finished,
        "sessions": sessions,
        "together": together,
        "nothing_yet": not (modules.resumes or modules.tasks or cases.open or cases.finished or sessions or together),
        "waiting": waiting,
    }
    return render(request, "mine.html", context)
