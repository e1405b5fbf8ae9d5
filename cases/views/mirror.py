"""A mirror round of a group: told beforehand, one version by lot, two scales, and afterwards both versions."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases import mirror as rounds
from cases.groups import own_group
from cases.mirror_plot import plots_of
from cases.models import CasePage
from cases.queries import find_case, reading_of, url_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from people.models import User
from people.models.groups import Group
from reflection.guarded import Refused
from reflection.guarded.pictures import counts_in, pictures_for
from vocabulary.models import Concept


class ScalesForm(forms.Form):
    """Two scales from 0 to 10; leaving one open says "I do not know (yet)"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        low, high = rounds.SCALE
        for name, question in rounds.QUESTIONS.items():
            left, right = rounds.ENDS[name]
            numbers = [(str(number), str(number)) for number in range(low, high + 1)]
            self.fields[name] = forms.TypedChoiceField(
                label=question,
                help_text=_("Van 0 (%(left)s) tot 10 (%(right)s).") % {"left": left, "right": right},
                choices=[*numbers, ("", gettext_lazy("weet ik (nog) niet"))],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={
                    "invalid_choice": gettext_lazy("Kies een getal van 0 tot 10, of 'weet ik (nog) niet'.")
                },
            )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def mirror(request: HttpRequest, slug: str, kind: str, pk: UUID) -> HttpResponse:
    """For members of the group. POST `doe`: `mee` draws a version, `antwoord` keeps two numbers, `sluit` ends the round
    and freezes a picture, `sluit-zonder` ends it without one. What cannot be done now answers 409 with the reason.
    """
    case = find_case(request, slug)
    person: User = request.user  # type: ignore[assignment]  # login_required
    group = own_group(person, kind, pk)
    if rounds.told_in(case, person) is None:
        raise Http404
    form = ScalesForm(request.POST if request.POST.get("doe") == "antwoord" else None)
    if request.method != "POST":
        return _page(request, case, group, kind, form)
    try:
        said = _do(request, case, group, form)
    except rounds.NotNow as reason:
        return _page(request, case, group, kind, form, said=str(reason), status=409)
    if form.is_bound and not form.is_valid():
        return _page(request, case, group, kind, form, status=422)
    if said is not None:
        return _page(request, case, group, kind, form, said=said.reason, offers_end=True, status=409)
    return SeeOther(url_of(case, "mirror", kind=kind, pk=pk))


def _do(request: HttpRequest, case: CasePage, group: Group, form: ScalesForm) -> Refused | None:
    person: User = request.user  # type: ignore[assignment]  # login_required
    match request.POST.get("doe"):
        case "mee":
            rounds.join(by=person, case=case, group=group, has_begun=reading_of(request, case).is_begun)
        case "antwoord" if form.is_valid():
            rounds.answer(by=person, case=case, group=group, given=form.cleaned_data)
            messages.success(request, _("Je antwoord staat er. Niemand anders leest het."))
        case "sluit" | "sluit-zonder" as how:
            return rounds.close(by=person, case=case, group=group, without_numbers=how == "sluit-zonder")
    return None


def _page(
    request: HttpRequest,
    case: CasePage,
    group: Group,
    kind: str,
    form: ScalesForm,
    said: str = "",
    *,
    offers_end: bool = False,
    status: int = 200,
) -> HttpResponse:
    person: User = request.user  # type: ignore[assignment]  # login_required
    told = rounds.told_in(case, person)
    assert told is not None  # mirror()
    held = rounds.round_of(person, case, group)
    own = rounds.own_of(person, case)
    is_closed = held is not None and held.closed_at is not None
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "told": told,
        "group": group,
        "own": own,
        "form": form,
        "said": said,
        "offers_end": offers_end,
        "counts": counts_in(person),
        "is_closed": is_closed,
        "least": rounds.LEAST_PEOPLE,
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Spiegelronde"), None)],
    }
    if is_closed:
        found = pictures_for(person, code=rounds.KIND, about=rounds.about_mirror(case), group=group)
        axis = Concept.objects.filter(pk=told.mirror[0].value["axis"]).first()
        context |= {
            "texts": [(label, rounds.version_of(told, arm)) for arm, label in rounds.VERSIONS.items()],
            "axis": axis.label if axis else "",
            "picture": found.shown[0] if found.shown else None,
            "plots": plots_of(found.shown[0].table) if found.shown else (),
        }
    elif own.arm and not own.has_answered and not own.has_seen:
        context["text"] = rounds.version_of(told, own.arm)
    else:
        try:
            rounds.check_join(person, case, group, has_begun=reading_of(request, case).is_begun, own=own)
        except rounds.NotNow as reason:
            context["why_not"] = str(reason)
    return render(request, "cases/mirror.html", context, status=status)
