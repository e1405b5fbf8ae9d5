"""A mirror round on paper: what was counted by hand is worked out here, in the same coarse numbers, and kept nowhere."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases import mirror as rounds
from cases.mirror_plot import plots_of
from cases.models import CasePage
from cases.printing.mirror import MOST_PEOPLE, talk
from cases.queries import find_case, url_of
from cases.views.front import reverse_index
from cases.views.paper import saw_both
from cases.views.stage import SeeOther
from reflection.guarded import ARM, Refused
from reflection.guarded.contrasts import release_contrast
from vocabulary.models import Concept

UNKNOWN = "weet-niet"
NUMBERS = [*map(str, range(rounds.SCALE[0], rounds.SCALE[1] + 1)), UNKNOWN]


class TallyForm(forms.Form):
    """How many sheets of each version have which number. Of both questions as many sheets of a version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for question, asked in rounds.QUESTIONS.items():
            for number in NUMBERS:
                for arm, version in rounds.VERSIONS.items():
                    told = _("weet niet") if number == UNKNOWN else number
                    self.fields[f"{question}-{number}-{arm}"] = forms.IntegerField(
                        label=_("%(question)s %(version)s, %(number)s")
                        % {"question": asked, "version": version, "number": told},
                        min_value=0,
                        max_value=MOST_PEOPLE,
                        required=False,
                        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
                    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        for arm, version in rounds.VERSIONS.items():
            sheets = {len(self.given(question, arm)) for question in rounds.QUESTIONS}
            if len(sheets) > 1:
                self.add_error(
                    None,
                    _("Bij %(version)s tellen de twee vragen niet evenveel bladen. Tel 'weet niet' mee.")
                    % {"version": version},
                )
            elif max(sheets) > MOST_PEOPLE:
                self.add_error(None, _("Dit rekent tot %(most)d bladen per versie.") % {"most": MOST_PEOPLE})
        return cleaned

    def given(self, question: str, arm: str) -> list[int | None]:
        """An answer for each sheet, in no order."""
        return [
            None if number == UNKNOWN else int(number)
            for number in NUMBERS
            for _sheet in range(self.cleaned_data.get(f"{question}-{number}-{arm}") or 0)
        ]

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What the guard asks: one row per sheet. Which answers stood on one sheet is not known, and does not matter."""
        rows: list[dict[str, Any]] = []
        for arm in rounds.VERSIONS:
            columns = [self.given(question, arm) for question in rounds.QUESTIONS]
            rows += [
                {ARM: arm, **dict(zip(rounds.QUESTIONS, told, strict=True))} for told in zip(*columns, strict=True)
            ]
        return rows

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The fields as the page lays them out: per question a row per number, with a field per version."""
        return [
            {
                "name": question,
                "question": asked,
                "ends": rounds.ENDS[question],
                "rows": [
                    (
                        "" if number == UNKNOWN else number,
                        [self[f"{question}-{number}-{arm}"] for arm in rounds.VERSIONS],
                    )
                    for number in NUMBERS
                ],
            }
            for question, asked in rounds.QUESTIONS.items()
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def mirror_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """For who leads a round on paper. POST works out what was counted and answers with it; too few answer 409 with the
    reason. Nothing is kept: on paper nobody could say beforehand that they count, nor take it back.
    """
    case = find_case(request, slug)
    told = rounds.told_in(case, request.user)
    if told is None:
        raise Http404
    if not saw_both(request, case):
        return SeeOther(url_of(case, "paper", version="spiegel"))
    form = TallyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, case, told, form, status=422 if form.errors else 200)
    table = release_contrast(rounds.REPORT, rounds.LEAST_PEOPLE, form.answers)
    if isinstance(table, Refused):
        return _page(request, case, told, form, said=table.reason, status=409)
    return _page(request, case, told, form, table=table)


def _page(
    request: HttpRequest,
    case: CasePage,
    told: CasePage,
    form: TallyForm,
    *,
    said: str = "",
    table: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    axis = Concept.objects.filter(pk=told.mirror[0].value["axis"]).first()
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "told": told,
        "form": form,
        "said": said,
        "people": table["people"] if table else None,
        "plots": plots_of(table) if table else (),
        "versions": list(rounds.VERSIONS.values()),
        "texts": [(label, rounds.version_of(told, arm)) for arm, label in rounds.VERSIONS.items()],
        "axis": axis.label if axis else "",
        "talk": talk(),
        "least": rounds.LEAST_PEOPLE,
        "breadcrumbs": [
            (_("Casussen"), reverse_index()),
            (case.title, url_of(case)),
            (_("Spiegelronde op papier"), None),
        ],
    }
    return render(request, "cases/mirror_paper.html", context, status=status)
