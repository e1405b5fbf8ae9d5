"""Which topics this reader would rather meet in a short version, in every case."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases.content_notes import FACET
from cases.preferences import choose_topics, chosen_topics
from cases.views.front import reverse_index
from cases.views.stage import SeeOther
from vocabulary.models import Concept


class TopicsForm(forms.Form):
    """A tick per topic. None is an answer too."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Wat lees je liever kort?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Kies onderwerpen uit de lijst.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def content_notes(request: HttpRequest) -> HttpResponse:
    """Choose topics; POST keeps them, sealed for who has an account and for this visit for who has none."""
    topics = list(Concept.objects.in_use().filter(facet=FACET).order_by("position"))
    choices = [(topic.pk, topic.label) for topic in topics]
    form = TopicsForm(request.POST if request.method == "POST" else None, label_suffix="")
    form.fields["topics"].choices = choices  # type: ignore[attr-defined]  # a choice field has choices
    form.fields["topics"].initial = sorted(chosen_topics(request))
    if request.method == "POST" and form.is_valid():
        choose_topics(request, form.cleaned_data["topics"])
        messages.success(request, _("Bewaard. Je kan dit op elk moment wijzigen."))
        return SeeOther(reverse("cases:content_notes"))
    crumbs = [(_("Casussen"), reverse_index()), (_("Inhoudsnoten"), None)]
    context = {"form": form, "breadcrumbs": crumbs}
    return render(request, "cases/content_notes.html", context, status=422 if form.errors else 200)
