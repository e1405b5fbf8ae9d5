"""Picking concepts in the editor."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import RadioSelectAdapter

from vocabulary.queries import facets_with_concepts


class ConceptPicker(forms.CheckboxSelectMultiple):
    """Concepts by facet, as checkboxes; `concepts.js` adds a search field and a summary.

    Searches in the shown forms only: hidden words do not leave the server, in the editor neither. What is not picked
    lies in a <template> until somebody opens its facet or searches: six hundred checkboxes that nobody sees made the
    page of a case a quarter heavier for the browser.
    """

    template_name = "vocabulary/widgets/concept_picker.html"

    class Media:
        css = {"all": ["css/rooms/concept-picker.css"]}
        js = ["js/concepts.js"]

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """The facets, each with what is picked in it."""
        picked = {str(getattr(item, "pk", item)) for item in value or ()}
        groups = [_group(facet, name, picked) for facet in facets_with_concepts()]
        context = {"id": (attrs or {}).get("id", f"id_{name}"), "facets": groups}
        return render_to_string(self.template_name, context)


class ConceptPickerAdapter(RadioSelectAdapter):  # type: ignore[misc]
    """What the scripts of the editor get of the picker, to find it by: not its six hundred concepts once more.

    Wagtail sends along the form of every widget, for where a script draws it anew. No script draws this one.
    """

    def js_args(self, _widget: ConceptPicker) -> list[str]:
        return [""]


register(ConceptPickerAdapter(), ConceptPicker)


def _group(facet: Any, name: str, picked: set[str]) -> dict[str, Any]:
    lines = {concept.pk: _option(concept, name, concept.pk in picked) for concept in facet.concepts_in_use}
    chosen = [line for pk, line in lines.items() if pk in picked]
    # In one go, not in a loop of the template: there are hundreds, and each would be looked up a dozen times.
    rest = ["<li data-here></li>" if pk in picked else line for pk, line in lines.items()]
    return {
        "facet": facet,
        "count": len(chosen),
        "chosen": mark_safe("".join(chosen)),  # noqa: S308 - each line is escaped
        "rest": mark_safe("".join(rest)),  # noqa: S308
    }


def _option(concept: Any, name: str, picked: bool) -> SafeString:
    explanation = concept.explanation
    return format_html(
        '<li class="{}" data-words="{}"><label><input type="checkbox" name="{}" value="{}"{}> <span>{}</span></label>{}</li>',
        "concept-picker__narrower" if concept.broader_id else "",
        " ".join(form.text for form in concept.shown_forms),
        name,
        concept.pk,
        SafeString(" checked" if picked else ""),
        concept,
        format_html('<small lang="{}">{}</small>', concept.explanation_language, explanation) if explanation else "",
    )
