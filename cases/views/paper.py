"""A case on paper, for who leads a group: every stage on its own sheet, or with the guide.

The whole case is on one page here, so it is shown only to who says to lead a group: an explicit choice, kept in
the session for this one case.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cases.enums import GuidePart
from cases.models import CasePage
from cases.printing import Version, to_pdf
from cases.queries import find_case, url_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther

SESSION_KEY = "begeleidt"
MOST = 50
TEMPLATES = {
    Version.PARTICIPANTS: "cases/paper_participants.html",
    Version.FACILITATOR: "cases/paper_facilitator.html",
    Version.CARDS: "cases/paper_cards.html",
}


@require_POST
def choose_to_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The explicit choice: "ik begeleid een groep, toon alles". Opens the paper versions, and no stage of one's own."""
    case = find_case(request, slug)
    chosen = [about for about in request.session.get(SESSION_KEY, []) if about != case.about]
    request.session[SESSION_KEY] = [*chosen, case.about][-MOST:]
    return SeeOther(url_of(case, "paper", version="begeleider"))


def guides(request: HttpRequest, case: CasePage) -> bool:
    """Whether this reader chose to lead a group with this case."""
    return case.about in request.session.get(SESSION_KEY, [])


@require_safe
@cache_control(private=True, no_cache=True)
def paper(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One version as a page to print; before the choice, the choice. Only the facilitator's has the guide."""
    asked = _version(version)
    case = find_case(request, slug)
    breadcrumbs = [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Op papier"), None)]
    context = {"page": case, "case": case, "version": version, "versions": Version.choices, "breadcrumbs": breadcrumbs}
    if not guides(request, case):
        return render(request, "cases/paper_choice.html", context)
    guide = [(GuidePart(block.value["part"]).label, block.value["text"]) for block in case.guide]
    return render(request, TEMPLATES[asked], {**context, "guide": guide if asked == Version.FACILITATOR else []})


@require_safe
@cache_control(private=True, no_store=True)
def pdf(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The same as a tagged PDF; before the choice, back to the choice."""
    asked = _version(version)
    case = find_case(request, slug)
    if not guides(request, case):
        return SeeOther(url_of(case, "paper", version=version))
    answer = HttpResponse(to_pdf(case, asked), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{case.slug}-{version}.pdf"'
    return answer


def _version(name: str) -> Version:
    try:
        return Version(name)
    except ValueError:
        raise Http404 from None
