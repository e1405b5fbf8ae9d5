"""A case that a group reads: opening it, who is how far, and the sheet for whoever leads the talk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from cases import marked
from cases.enums import Assignment, QuestionFor
from cases.gathering import actions
from cases.gathering.contrast import far_apart
from cases.gathering.queries import by_stage, gathering_of, shown_in
from cases.gathering.rules import GatheringRefused
from cases.groups import own_group
from cases.marked_plot import StagePicture, picture_of
from cases.models import CasePage, Gathering
from cases.queries import find_case, reading_of, url_of
from cases.reading import Reading
from cases.rules import NotOpenYet, can_hear_voices, check_may_hear_voices
from cases.spread import CODE, THRESHOLDS
from cases.views.front import reverse_index
from cases.views.marked import stages_now
from cases.views.stage import SeeOther, back_to
from people.models import User
from people.models.groups import Group
from reflection.guarded.pictures import latest_picture
from reflection.queries.released import note_shown, released_to_group


class DayForm(forms.Form):
    """When the group meets about it; empty as long as they do not know."""

    meets_on = forms.DateField(
        label=gettext_lazy("Wanneer praten jullie erover?"),
        help_text=gettext_lazy("Mag leeg blijven. Niemand krijgt een herinnering."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    was = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def gathering(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """For members of the group. POST `doe`: `open` and `dag` with a day, `toon` and `verberg` one's own progress,
    `sluit`. What cannot be done answers 422 at the field, or 409 where somebody else was first.
    """
    case = find_case(request, slug)
    person: User = request.user  # type: ignore[assignment]  # login_required
    group = own_group(person, kind, pk)
    reading = reading_of(request, case)
    held = gathering_of(person, case.about, group)
    does = request.POST.get("doe", "")
    form = DayForm(request.POST if does in {"open", "dag"} else None, initial=_day_of(held))
    if request.method != "POST":
        return _page(request, reading, group, kind, form, held)
    try:
        if form.is_bound and not form.is_valid():
            return _page(request, reading, group, kind, form, held, status=422)
        _do(does, form, person, reading, group)
    except actions.DayMoved as moved:
        held = gathering_of(person, case.about, group)
        return _page(request, reading, group, kind, DayForm(initial=_day_of(held)), held, str(moved), 409)
    except GatheringRefused as refused:
        if form.is_bound:
            form.add_error("meets_on", str(refused))
        held = gathering_of(person, case.about, group)
        return _page(request, reading, group, kind, form, held, "" if form.is_bound else str(refused), 422)
    if does == "sluit":
        messages.success(request, _("Afgesloten. Wie toonde hoe ver hij of zij was, staat er niet meer."))
    return SeeOther(url_of(case, "gathering", kind=kind, pk=pk))


def _do(does: str, form: DayForm, person: User, reading: Reading, group: Group) -> None:
    about = reading.case.about
    day = form.cleaned_data.get("meets_on") if form.is_bound else None
    if does == "open":
        actions.open_gathering(by=person, about=about, group=group, meets_on=day)
        return
    held = gathering_of(person, about, group)
    if held is None:
        raise GatheringRefused(_("Dit is intussen afgesloten."))
    match does:
        case "dag":
            actions.set_day(by=person, gathering=held, group=group, meets_on=day, seen=form.cleaned_data.get("was"))
        case "toon":
            passed = [stage.id for stage in reading.stages if stage.is_passed]
            actions.show_progress(by=person, gathering=held, group=group, passed=passed)
        case "verberg":
            actions.hide_progress(by=person, gathering=held)
        case "sluit":
            actions.close_gathering(by=person, gathering=held, group=group)


def _day_of(held: Gathering | None) -> dict[str, Any]:
    return {"meets_on": held.meets_on, "was": held.meets_on} if held else {}


def _page(
    request: HttpRequest,
    reading: Reading,
    group: Group,
    kind: str,
    form: DayForm,
    held: Gathering | None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # login_required
    case = reading.case
    stages = [(stage.id, stage.title if stage.is_open else "") for stage in reading.stages]
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "group": group,
        "kind": kind,
        "held": held,
        "form": form,
        "said": said,
        "reading": reading,
        "is_read": can_hear_voices(reading),
        "asks_marks": any(Assignment.MARKS in stage.assignments for stage in reading.stages),
        "go_on_url": url_of(case, "stage", number=reading.first_open),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Samen lezen"), None)],
    }
    if held is not None:
        shown = shown_in(held, group)
        context |= {
            "progress": by_stage(shown, stages),
            "showing": [row.person.called for row in shown],
            "shows": any(row.person_id == person.pk for row in shown),
        }
    return render(request, "cases/gathering.html", context, status=status)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def brief(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """One sheet to prepare the talk with: where readings lie apart, what was passed over, and what some let the group
    read. It names nobody, so that it may lie on the table. Only for who came to the end of the case.
    """
    case = find_case(request, slug)
    person: User = request.user  # type: ignore[assignment]  # login_required
    group = own_group(person, kind, pk)
    reading = reading_of(request, case)
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    held = gathering_of(person, case.about, group)
    beside = far_apart(released_to_group(person, about=case.about, group=group), lambda each: each.text)
    note_shown(to=person, shown=beside)
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "group": group,
        "kind": kind,
        "held": held,
        "least": THRESHOLDS[kind],
        "figure": latest_picture(person, code=CODE, about=case.about, group=group),
        "sentences": _sentences(request, reading, group),
        "beside": beside,
        "questions": _group_questions(case),
        "breadcrumbs": [
            (_("Casussen"), reverse_index()),
            (case.title, url_of(case)),
            (_("Samen lezen"), url_of(case, "gathering", kind=kind, pk=pk)),
            (_("Blad voor het gesprek"), None),
        ],
    }
    return render(request, "cases/brief.html", context)


def _sentences(request: HttpRequest, reading: Reading, group: Group) -> list[StagePicture]:
    """The last picture of the sentences, per stage; empty where there is none."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    found = latest_picture(person, code=marked.CODE, about=reading.case.about, group=group)
    if found is None:
        return []
    return picture_of(found.table, stages_now(request, reading), reading.case.locale.language_code)


def _group_questions(case: CasePage) -> list[tuple[str, str]]:
    """The questions that the author meant for a group, and those on structure."""
    asked = [(block.value["audience"], block.value["text"]) for block in case.questions]
    return [(str(QuestionFor(who).label), text) for who, text in asked if who != QuestionFor.SELF]
