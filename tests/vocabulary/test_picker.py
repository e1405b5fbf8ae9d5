"""Picking concepts in the editor."""

import re

from django import forms

from vocabulary.models import Concept
from vocabulary.widgets import ConceptPicker


class PickForm(forms.Form):
    concepts = forms.ModelMultipleChoiceField(Concept.objects.all(), widget=ConceptPicker, required=False)


def boxes(html):
    return re.findall(r'<input type="checkbox" name="concepts" value="([^"]+)"( checked)?>', html)


def test_concepts_are_offered_by_facet_without_the_deprecated(small_thesaurus):
    html = str(PickForm(initial={"concepts": ["as.taal.tolk"]})["concepts"])
    assert boxes(html) == [("as.taal.tolk", " checked"), ("as.taal", ""), ("mech.drempel", "")]
    assert re.findall(r"<summary>(\w+)", html) == ["Assen", "Mechanismen"]


def test_what_is_not_picked_waits_in_a_template_with_a_place_for_what_is(small_thesaurus):
    html = str(PickForm(initial={"concepts": ["as.taal.tolk"]})["concepts"])
    first, second = (part.split("</template>")[0] for part in html.split("<template>")[1:])
    assert (boxes(first), first.count("<li data-here></li>")) == ([("as.taal", "")], 1)
    assert (boxes(second), second.count("<li data-here></li>")) == ([("mech.drempel", "")], 0)


def test_what_is_picked_comes_back(small_thesaurus):
    form = PickForm({"concepts": ["mech.drempel", "as.taal"]})
    assert form.is_valid()
    assert {concept.pk for concept in form.cleaned_data["concepts"]} == {"mech.drempel", "as.taal"}
    assert [pk for pk, checked in boxes(str(form["concepts"])) if checked] == ["as.taal", "mech.drempel"]


def test_it_takes_three_queries_and_no_inline_code(small_thesaurus, django_assert_num_queries):
    with django_assert_num_queries(3):
        html = ConceptPicker().render("concepts", [])
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=", html) == []


def test_scripts_and_styles_are_files():
    assert str(ConceptPicker().media).count("/static/") == 2
