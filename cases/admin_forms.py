"""The editor's form: a draft may be unfinished, a published case may not."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.content_notes import topics_of
from cases.panels import FOLLOWS_NOW
from cases.rules import Draft, problems_of
from cases.texts import sentences_of
from cases.traces.passages import FIELDS, STREAMS, Passage, passages
from cases.translations import follow_source
from pages.editor_form import PageForm
from vocabulary.hints import Hint, hints_in
from vocabulary.models import Concept

SEVERAL = frozenset({"concepts", "reviewers"})
"""Fields at which more than one thing may be missing."""


class CasePageForm(PageForm):
    """Says at each field what is missing, but only to who presses Publish."""

    deliberate_words = forms.MultipleChoiceField(
        label=gettext_lazy("Bewust gekozen woorden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Woorden in het bewaarde ontwerp waar de taalwijzer iets over zegt. Vink aan wat je zo bedoelt; niets hiervan houdt publiceren tegen."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(self.instance.deliberate_words or [])
        choices = (
            {hint.tip.pk: _told(hint) for hint in hints_in(sentences_of(self.instance))} if self.instance.pk else {}
        )
        field = self.fields["deliberate_words"]
        # What was ticked before, and is not in the text now, stays until somebody unticks it.
        field.choices = [*choices.items(), *((tip, tip) for tip in kept if tip not in choices)]
        if not field.choices:
            field.help_text = _("Er staan geen woorden in het bewaarde ontwerp waar de taalwijzer iets over zegt.")

    def save(self, commit: bool = True) -> Any:
        """Also keeps that a translation tells the Dutch text of now, where the editor said so."""
        saved = super().save(commit=commit)
        if FOLLOWS_NOW in self.data and saved.pk:
            follow_source(saved)
        return saved

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if topics := topics_of(cleaned.get("stages") or ()):
            # What a stage warns of, the case warns of.
            named = {concept.pk for concept in cleaned.get("concepts") or ()} | set(topics)
            cleaned["concepts"] = Concept.objects.filter(pk__in=named)
        if not self._publishes:
            return cleaned
        passages = self._passages(cleaned)
        draft = Draft.of(
            cleaned,
            concepts=[concept.pk for concept in cleaned.get("concepts") or ()],
            stages=cleaned.get("stages") or (),
            voices=cleaned.get("voices") or (),
            questions=cleaned.get("questions") or (),
            reviewers=cleaned.get("reviewers") or (),
            standing=self.instance.review_standing(passages),
            traces=self.instance.trace_standing(passages),
        )
        for problem in problems_of(draft):
            # A field with an error of its own says that first.
            if problem.field not in self.errors or problem.field in SEVERAL:
                self.add_error(problem.field, str(problem.message))
        return cleaned

    @property
    def _publishes(self) -> bool:
        """Whether this form was sent to publish, or to approve the last step before that."""
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return "action-publish" in self.data or approves

    def _passages(self, cleaned: dict[str, Any]) -> list[Passage]:
        """The texts as they stand in the form; what the form does not have, as the draft has it."""
        fields = {name: cleaned.get(name, getattr(self.instance, name)) for name in (*FIELDS, "slug")}
        values = {name: cleaned.get(name, getattr(self.instance, name)) for name in STREAMS}
        return passages(fields, {name: value.get_prep_value() if value else () for name, value in values.items()})


def _told(hint: Hint) -> str:
    """The word and where it stands; a word that the site does not repeat is named by its place alone."""
    term = hint.tip.spoken_term or _("een woord dat we niet herhalen")
    return format_html("{} ({})", term, format_html_join(", ", "{}", ((where,) for where in hint.where)))
