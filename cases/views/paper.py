"""A case on paper, for who leads a group: every stage on its own sheet, or with the guide; and a mirror round.

The whole case is on one page here, so it is shown only to who says to lead a group: an explicit choice, kept in
the session for this one case. The two versions of a mirror round ask a choice of their own: who saw both draws no lot.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cases import mirror as rounds
from cases.enums import GuidePart
from cases.models import CasePage
from cases.printing import Version, stack, to_pdf
from cases.printing.mirror import MOST_PEOPLE, USUAL, mirror_sheets
from cases.queries import find_case, url_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people.models import User

SESSION_KEY = "begeleidt"
MOST = 50
TEMPLATES = {
    Version.PARTICIPANTS: "cases/paper_participants.html",
    Version.FACILITATOR: "cases/paper_facilitator.html",
    Version.CARDS: "cases/paper_cards.html",
    Version.MIRROR: "cases/paper_mirror.html",
}


class PeopleForm(forms.Form):
    """For how many participants to make sheets."""

    mensen = forms.IntegerField(
        label=gettext_lazy("Voor hoeveel deelnemers?"), min_value=2, max_value=MOST_PEOPLE, initial=USUAL
    )


@require_POST
def choose_to_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The explicit choice: "ik begeleid een groep, toon alles". Opens the paper versions, and no stage of one's own. With
    `spiegel` both versions of the mirror round as well; of who has an account that stands in their own notes too.
    """
    case = find_case(request, slug)
    opens_mirror = "spiegel" in request.POST and rounds.told_in(case, request.user) is not None
    opened = [case.about, *([rounds.about_mirror(case)] if opens_mirror else [])]
    chosen = [about for about in request.session.get(SESSION_KEY, []) if about not in opened]
    request.session[SESSION_KEY] = [*chosen, *opened][-MOST:]
    if opens_mirror and isinstance(request.user, User):
        rounds.see_both(by=request.user, case=case)
    return SeeOther(url_of(case, "paper", version=Version.MIRROR if opens_mirror else Version.FACILITATOR))


def guides(request: HttpRequest, case: CasePage) -> bool:
    """Whether this reader chose to lead a group with this case."""
    return case.about in request.session.get(SESSION_KEY, [])


def saw_both(request: HttpRequest, case: CasePage) -> bool:
    """Whether this reader chose to see both versions of the mirror round."""
    return guides(request, case) and rounds.about_mirror(case) in request.session.get(SESSION_KEY, [])


@require_safe
@cache_control(private=True, no_cache=True)
def paper(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One version as a page to print; before the choice, the choice. Only the facilitator's has the guide."""
    asked, case, told = _asked(request, slug, version)
    if not _may_see(request, case, asked):
        return render(request, "cases/paper_choice.html", _context(case, told, version))
    return _page(request, case, told, asked, PeopleForm())


@require_safe
@cache_control(private=True, no_store=True)
def pdf(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The same as a tagged PDF; before the choice, back to the choice. Of a mirror round `?mensen=` says how many sheets
    to hand out, in the order in which they are."""
    asked, case, told = _asked(request, slug, version)
    if not _may_see(request, case, asked):
        return SeeOther(url_of(case, "paper", version=version))
    arms = None
    if asked == Version.MIRROR:
        form = PeopleForm(request.GET if "mensen" in request.GET else {"mensen": USUAL})
        if not form.is_valid():
            return _page(request, case, told, asked, form, status=422)
        arms = stack(form.cleaned_data["mensen"])
    answer = HttpResponse(
        to_pdf(told if told is not None and arms else case, asked, arms), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{case.slug}-{version}.pdf"'
    return answer


def _page(
    request: HttpRequest,
    case: CasePage,
    told: CasePage | None,
    asked: Version,
    form: PeopleForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = _context(case, told, asked.value)
    if asked == Version.FACILITATOR:
        context["guide"] = [(GuidePart(block.value["part"]).label, block.value["text"]) for block in case.guide]
    elif told is not None and asked == Version.MIRROR:
        context |= {"sheets": mirror_sheets(told, list(rounds.VERSIONS)), "people_form": form}
    return render(request, TEMPLATES[asked], context, status=status)


def _context(case: CasePage, told: CasePage | None, version: str) -> dict[str, Any]:
    return {
        "page": case,
        "case": case,
        "version": version,
        "versions": [each for each in Version.choices if each[0] != Version.MIRROR or told is not None],
        "told": told,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Op papier"), None)],
    }


def _may_see(request: HttpRequest, case: CasePage, asked: Version) -> bool:
    return saw_both(request, case) if asked == Version.MIRROR else guides(request, case)


def _asked(request: HttpRequest, slug: str, name: str) -> tuple[Version, CasePage, CasePage | None]:
    """The version, the case, and the case that tells its mirror round; or 404, also where there is no such round."""
    try:
        asked = Version(name)
    except ValueError:
        raise Http404 from None
    case = find_case(request, slug)
    told = rounds.told_in(case, request.user)
    if asked == Version.MIRROR and told is None:
        raise Http404
    return asked, case, told
