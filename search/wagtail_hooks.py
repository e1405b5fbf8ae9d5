"""Search forms in the Wagtail editor: the words that people type, kept by the editors."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.form_rules import sequence_of
from search.models import SearchForm
from search.rules import can_see_questions
from vocabulary.models import Concept, LanguageTip


class ConceptChoice(forms.ModelChoiceField):
    """Concepts by name and id: "Ouder" is a role, and may be more."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.pk})"


class SearchFormForm(WagtailAdminModelForm):
    """Whatever is saved here is ours from then on, and no import changes it."""

    concept = ConceptChoice(Concept.objects.none(), label=_("begrip"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concept"].queryset = Concept.objects.in_use().order_by("label_nl", "pk")
        tips = [(tip.pk, tip.pk.partition(".")[2]) for tip in LanguageTip.objects.all()]
        label = self.fields["tip"].label
        self.fields["tip"] = forms.ChoiceField(label=label, required=False, choices=[("", "—"), *tips])

    def clean(self) -> dict[str, Any]:
        """Refuses a second row for the same concept and, after analysis, the same words."""
        said: dict[str, Any] = super().clean()
        if said.get("concept") and said.get("text") and said.get("language"):
            same = SearchForm.objects.filter(
                concept=said["concept"],
                language=said["language"],
                sequence=sequence_of(said["text"], said["language"]),
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("text", _("Voor ons bestaat deze vorm al bij dit begrip."))
        return said

    def save(self, commit: bool = True) -> SearchForm:
        self.instance.is_ours = True
        saved: SearchForm = super().save(commit)
        return saved


class SearchFormChooser(SnippetChooserViewSet):
    """Nothing chooses a search form; Wagtail's own page to make one from a chooser fails without a form for it."""

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class SearchFormViewSet(SnippetViewSet):
    """The list, with filters by kind, language and use."""

    model = SearchForm
    chooser_viewset_class = SearchFormChooser
    icon = "search"
    menu_label = _("Zoekvormen")
    menu_name = "search-forms"
    add_to_admin_menu = True
    list_display = ("text", "concept", "language", "kind", "is_used")
    list_filter = ("kind", "language", "is_used", "is_ours")
    search_fields = ("text", "concept_id")
    search_backend_name = None
    list_per_page = 50
    panels = tuple(FieldPanel(name) for name in ("text", "language", "concept", "kind", "tip", "no_echo", "is_used"))

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.get_edit_handler().get_form_class()

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = SearchFormForm
        return handler


register_snippet(SearchFormViewSet)


@hooks.register("register_reports_menu_item")
def what_people_ask() -> MenuItem:
    """A way from the editor to what people ask and do not find."""
    return QuestionsItem(_("Wat mensen zoeken"), reverse_lazy("search:questions"), icon_name="search", name="questions")


class QuestionsItem(MenuItem):
    """Shown to who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_questions(request.user)
