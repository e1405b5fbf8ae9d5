"""The voices: each on its own page, after the last stage was passed. First a guess, then they speak."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases.models import CasePage
from cases.queries import find_case, reading_of, url_of
from cases.reading import PASSED, Reading
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.views.front import reverse_index
from cases.views.stage import SeeOther, back_to
from cases.voice_forms import DistanceForm, PredictionForm
from cases.voices import DISTANCE, PREDICTION, Voice, grid_of, voice_part, voices_of
from reflection.desk import Desk, data_of
from reflection.drafts import Place
from reflection.notebook import NotebookFullError, notebook_of
from reflection.views.same_reader import from_same_reader

VoiceForm = PredictionForm | DistanceForm


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
def voices(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Listen to one person at a time; the reader switches.

    What somebody says leaves the server after POST `vermoeden`, or `luister` for who listens without guessing. A guess
    is made once. After that POST `afstand` keeps how far off it was.
    """
    case = find_case(request, slug)
    reading = reading_of(request, case)
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    speakers = voices_of(reading)
    number = number or next((voice.number for voice in speakers if not voice.is_heard), 1)
    if not 1 <= number <= len(speakers):
        raise Http404
    voice = speakers[number - 1]
    kind: type[VoiceForm] = DistanceForm if voice.is_heard else PredictionForm
    asks = DISTANCE if voice.is_heard else PREDICTION
    desk = Desk(request, Place(case.about, voice_part(voice.id, asks), case.live_revision_id))
    if request.method != "POST":
        return _page(request, reading, speakers, voice, kind(voice, draft=desk.data), desk)
    if voice.is_heard and "afstand" not in request.POST:
        # From a page that stayed open since before the voice spoke: there is nothing left to guess.
        return SeeOther(url_of(case, "voice", number=number))
    form = kind(voice, request.POST)
    without_guessing = "luister" in request.POST and not voice.is_heard
    if not form.is_valid() and not without_guessing:
        return _page(request, reading, speakers, voice, form, desk, status=422)
    if form.is_valid() and (other := _elsewhere(kind, form, desk)):
        form.hold_against(other)
        desk.keep_sent()
        return _page(request, reading, speakers, voice, form, desk, status=409)
    values = form.value() if form.is_valid() else {PASSED: {"hoe": "zonder-schrijven"}}
    try:
        notebook_of(request).write_all(
            case.about,
            {voice_part(voice.id, what): value for what, value in values.items()},
            operation=form.cleaned_data.get("operation"),
            revision=case.live_revision_id,
            settled=desk.settled if form.is_valid() else None,
        )
    except NotebookFullError as full:
        form.add_error(None, str(full))
        return _page(request, reading, speakers, voice, form, desk, status=422)
    desk.clear_rescued()
    return SeeOther(_next_url(case, speakers, voice) if voice.is_heard else url_of(case, "voice", number=number))


def _elsewhere(kind: type[VoiceForm], form: VoiceForm, desk: Desk) -> VoiceForm | None:
    """What this same person wrote here on another page since this one went out, and that says otherwise."""
    if form.crosses(form.standing):
        return kind(form.voice)
    if desk.crossed and form.is_touched:
        other = kind(form.voice, draft=data_of(desk.crossed.fields))
        return other if other.shows_draft else None
    return None


def _next_url(case: CasePage, speakers: list[Voice], voice: Voice) -> str:
    """The next one who was not heard yet; back to this one, with the grid below, when all were."""
    waiting = [each.number for each in speakers if not each.is_heard]
    if waiting:
        after = next((number for number in waiting if number > voice.number), waiting[0])
        return url_of(case, "voice", number=after)
    return url_of(case, "voice", number=voice.number) + ("#wie-weet-wat" if grid_of(case) else "")


def _page(
    request: HttpRequest,
    reading: Reading,
    speakers: list[Voice],
    voice: Voice,
    form: VoiceForm,
    desk: Desk,
    status: int = 200,
) -> HttpResponse:
    case = reading.case
    all_heard = all(each.is_heard for each in speakers)
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "reading": reading,
        "voice": voice,
        "form": form,
        "desk": desk,
        "next_url": None if all_heard else _next_url(case, speakers, voice),
        "speakers": [(each, url_of(case, "voice", number=each.number)) for each in speakers],
        "grid": grid_of(case) if all_heard else None,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Stemmen"), None)],
    }
    return render(request, "cases/voices.html", context, status=status)
