"""Hidden labels and words marked noEcho never leave the server."""

import html
import re

import pytest
import yaml
from django.urls import reverse
from django.utils import translation

from tests.factories.vocabulary import HIDDEN, NO_ECHO
from vocabulary.models import Concept, Facet
from vocabulary.widgets import ConceptPicker


def main_text(response):
    """What is read on the page, attributes included; without the frame, whose words are not the vocabulary's."""
    content = response.content.decode()
    found = re.search(r"<main.*?</main>", content, re.DOTALL)
    return html.unescape(found.group(0) if found else content).casefold()


def words_not_to_print(path):
    """Read from the file alone, so that the code under test has no say in it."""
    data = yaml.safe_load(path.read_text())
    shown = [
        text.casefold()
        for concept in data["concepts"]
        for text in [
            *concept["prefLabel"].values(),
            *(word for words in concept.get("altLabel", {}).values() for word in words),
            *concept.get("scopeNote", {}).values(),
        ]
    ]
    hidden = {w.casefold() for c in data["concepts"] for words in c.get("hiddenLabel", {}).values() for w in words}
    secret = {w for w in hidden if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for text in shown)}
    return secret | {w.casefold() for tip in data["language_guidance"] if tip.get("noEcho") for w in tip["matches"]}


def leaks(text, words):
    return sorted(word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_page_of_the_word_list_prints_a_word_that_hurts_or_is_hidden(client, thesaurus, thesaurus_file, language):
    words = words_not_to_print(thesaurus_file)
    assert len(words) == 56
    # Concepts that have something to hide or a tip, and enough others: all 557 in three languages take a minute.
    concepts = Concept.objects.filter(forms__kind="hidden") | Concept.objects.filter(tips__isnull=False)
    with translation.override(language):
        addresses = [
            reverse("vocabulary:words"),
            reverse("vocabulary:words") + "?volgorde=a-z",
            reverse("vocabulary:language_guide"),
            *(reverse("vocabulary:facet", args=[facet.pk]) for facet in Facet.objects.all()),
            *(reverse("vocabulary:concept", args=[c.pk]) for c in concepts.filter(is_deprecated=False).distinct()),
        ]
    found = {address: leaks(main_text(client.get(address)), words) for address in addresses}
    assert {address: leaked for address, leaked in found.items() if leaked} == {}


@pytest.mark.slow
def test_asking_for_such_a_word_answers_without_repeating_it(client, thesaurus, thesaurus_file):
    words = words_not_to_print(thesaurus_file)
    found = {word: leaks(main_text(client.get("/nl/woorden/", {"q": word})), words) for word in words}
    assert {word: leaked for word, leaked in found.items() if leaked} == {}


def test_the_picker_sends_no_hidden_word(thesaurus, thesaurus_file):
    text = html.unescape(ConceptPicker().render("concepts", ["as.taal"])).casefold()
    assert leaks(text, words_not_to_print(thesaurus_file)) == []


@pytest.mark.parametrize(
    "typed", [HIDDEN, HIDDEN.upper(), f" {HIDDEN}en", NO_ECHO, f"een {NO_ECHO}e uitspraak", "kwéts\u200bvorm"]
)
def test_spellings_of_a_planted_word_are_not_repeated_either(client, small_thesaurus, typed):
    text = main_text(client.get("/nl/woorden/", {"q": typed}))
    assert HIDDEN not in text
    assert NO_ECHO not in text
    assert typed.casefold().strip() not in text


def test_an_ordinary_word_is_repeated(client, small_thesaurus):
    assert 'value="tolken' in main_text(client.get("/nl/woorden/", {"q": "Tolken"}))
