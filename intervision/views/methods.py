"""The methods, to read and to print. Open to everybody: a team can do without the platform."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from intervision.cards import cards_of
from intervision.chooser import advise
from intervision.forms import ChooseForm
from intervision.models import Method


def methods(request: HttpRequest) -> HttpResponse:
    """Every method: first those that are written out, then those of which only the structure is known."""
    found = list(Method.objects.methods().with_around())
    return render(
        request,
        "intervision/methods.html",
        {
            "written": [method for method in found if method.written],
            "outlined": [method for method in found if not method.written],
            "breadcrumbs": [(_("Intervisie"), "../"), (_("Methodes"), None)],
        },
    )


def method(request: HttpRequest, slug: str) -> HttpResponse:
    """One method with its phases."""
    around = Method.objects.methods().with_around().select_related("adapted_from")
    found = get_object_or_404(around.prefetch_related("phases"), slug=slug)
    return render(
        request,
        "intervision/method.html",
        {
            "method": found,
            "phases": found.phases.all(),
            "adaptations": found.adaptations.choosable().order_by("title", "pk"),
            "breadcrumbs": [(_("Intervisie"), "../../"), (_("Methodes"), "../"), (found.title, None)],
        },
    )


def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """One method as cards to print and cut: what a team needs to hold the session on paper."""
    found = get_object_or_404(Method.objects.methods().with_around(), slug=slug, written=True)
    made = cards_of(found)
    return render(
        request,
        "intervision/cards.html",
        {
            "method": found,
            "cards": made,
            "minutes": sum(card.phase.minutes for card in made),
            "breadcrumbs": [
                (_("Intervisie"), "../../../"),
                (_("Methodes"), "../../"),
                (found.title, "../"),
                (_("Kaarten"), None),
            ],
        },
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Four questions, and at most three methods that suit. The address holds the answers; nothing is stored."""
    form = ChooseForm(request.GET if set(request.GET) & set(ChooseForm.base_fields) else None)
    advice = None
    if form.is_valid():
        answers = form.cleaned_data
        advice = advise(answers["wil"], answers["kennen"], answers["twijfel"], answers["tijd"])
    return render(
        request,
        "intervision/choose.html",
        {"form": form, "advice": advice, "breadcrumbs": [(_("Intervisie"), "../"), (_("Een methode kiezen"), None)]},
    )
