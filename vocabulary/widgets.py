"""Picking concepts in the editor."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vocabulary.queries import facets_with_concepts


class ConceptPicker(forms.CheckboxSelectMultiple):
    """Concepts by facet, as checkboxes that work without JavaScript; `concepts.js` adds a search field and a summary.

    Searches in the shown forms only: hidden words do not leave the server, in the editor neither.
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
        """The facets, those with something picked in them open."""
        picked = {str(getattr(item, "pk", item)) for item in value or ()}
        groups = [_group(facet, picked) for facet in facets_with_concepts()]
        context = {"name": name, "id": (attrs or {}).get("id", f"id_{name}"), "facets": groups}
        return render_to_string(self.template_name, context)


def _group(facet: Any, picked: set[str]) -> dict[str, Any]:
    options = [
        {
            "concept": concept,
            "picked": concept.pk in picked,
            "words": " ".join(form.text for form in concept.shown_forms),
        }
        for concept in facet.concepts_in_use
    ]
    return {"facet": facet, "concepts": options, "count": sum(option["picked"] for option in options)}
