"""The voices: each on its own page, after the last stage was passed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cases.queries import find_case, reading_of, url_of
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.views.front import reverse_index
from cases.views.stage import back_to


@require_safe
@cache_control(private=True, no_cache=True)
def voices(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Listen to one person at a time; the reader switches."""
    case = find_case(request, slug)
    reading = reading_of(request, case)
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    speakers = list(case.voices)
    if not 1 <= number <= len(speakers):
        raise Http404
    context = {
        "page": case,
        "case": case,
        "reading": reading,
        "voice": speakers[number - 1].value,
        "number": number,
        "next_number": number + 1 if number < len(speakers) else None,
        "speakers": [
            (place, block.value["name"], url_of(case, "voice", number=place)) for place, block in enumerate(speakers, 1)
        ],
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Stemmen"), None)],
    }
    return render(request, "cases/voices.html", context)
