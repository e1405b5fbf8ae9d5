"""Tel mij mee in groepsbeelden: what that means, and the choice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from people.models import User
from reflection.guarded.pictures import agreed_to, count_in, forget
from reflection.guarded.wordings import NOW


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def counting(request: HttpRequest) -> HttpResponse:
    """Read what counting means and choose. POST `keuze` `ja` or `nee`; anything else changes nothing."""
    person: User = request.user  # type: ignore[assignment]  # login_required
    if request.method == "POST":
        _choose(request, person)
        return redirect("reflection:counting")
    crumbs = [(_("Mijn"), reverse("mine")), (_("Mijn account"), reverse("people:account")), (_("Meetellen"), None)]
    agreed = agreed_to(person)
    context = {"counts": bool(agreed), "is_asked_anew": bool(agreed) and agreed != NOW, "breadcrumbs": crumbs}
    return render(request, "reflection/counting.html", context)


def _choose(request: HttpRequest, person: User) -> None:
    match request.POST.get("keuze"):
        case "ja":
            count_in(by=person)
            messages.success(request, _("Je telt mee, met wat je vanaf nu invult."))
        case "nee":
            forget(person=person)
            messages.success(request, _("Je telt niet meer mee. Groepsbeelden waar je in zat, zijn weg."))
