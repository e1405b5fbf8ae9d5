"""The interface in French and English, and what packages say in Dutch: complete, true to the source, in our tone."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import password_validation
from django.utils.translation import ngettext, override

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
OWN = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
PACKAGES = sorted(LOCALE.glob("packages/*/LC_MESSAGES/django.po"))
PLURALS = {"nl": "(n != 1)", "fr": "(n > 1)", "en": "(n != 1)"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|%%|</?\w+[^>]*>")

UNWELCOME = {
    "nl": r"!|\b(u|uw|succesvol|helaas|gelieve|dient|klik hier)\b",
    "fr": r"!|\b(tu|toi|succès|malheureusement|veuillez|cliquez ici|mineur étranger|ethnie)\b",
    "en": r"!|\b(successful|successfully|please|unfortunately|oops|click here|color|organization)\b",
}
"""What our tone leaves out, whole words, whatever their case. In French we say "vous"."""


def language(path):
    return path.parts[-3]


def name(path):
    return str(path.relative_to(LOCALE).parent.parent)


def said(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entries(path):
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def test_there_is_a_catalogue_for_every_other_language_and_for_what_packages_say():
    assert [name(path) for path in OWN] == ["en", "fr"]
    assert [name(path) for path in PACKAGES] == ["packages/en", "packages/fr", "packages/nl"]


@pytest.mark.parametrize("path", OWN + PACKAGES, ids=name)
def test_everything_is_said_and_nothing_guessed(path):
    assert [entry.msgid for entry in entries(path) if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("path", OWN + PACKAGES, ids=name)
def test_what_is_filled_in_later_stands_in_every_translation(path):
    def placeholders(text):
        return sorted(PLACEHOLDER.findall(text))

    off = []
    for entry in entries(path):
        sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        off += [
            (source, text)
            for source, text in zip(sources, said(entry), strict=True)
            if placeholders(source) != placeholders(text)
        ]
    assert off == []


@pytest.mark.parametrize("path", OWN + PACKAGES, ids=name)
def test_one_and_many_are_told_apart_as_the_language_does(path):
    catalogue = polib.pofile(str(path))
    assert catalogue.metadata["Plural-Forms"] == f"nplurals=2; plural={PLURALS[language(path)]};"


@pytest.mark.parametrize("path", OWN + PACKAGES, ids=name)
def test_the_compiled_catalogue_says_what_the_readable_one_says(path):
    def told(catalogue):
        return {(entry.msgctxt, entry.msgid, entry.msgid_plural): said(entry) for entry in catalogue}

    assert told(polib.mofile(str(path.with_suffix(".mo")))) == told(entries(path))


@pytest.mark.parametrize("path", OWN + PACKAGES, ids=name)
def test_translations_keep_the_tone(path):
    unwelcome = re.compile(UNWELCOME[language(path)], re.IGNORECASE)
    assert [text for entry in entries(path) for text in said(entry) if unwelcome.search(text)] == []


@pytest.mark.parametrize("path", OWN, ids=name)
def test_the_dutch_source_keeps_the_tone(path):
    unwelcome = re.compile(UNWELCOME["nl"], re.IGNORECASE)
    assert [entry.msgid for entry in entries(path) if unwelcome.search(entry.msgid)] == []


@pytest.mark.parametrize("path", PACKAGES, ids=name)
def test_packages_still_say_what_we_say_otherwise(path):
    theirs = [
        Path(allauth.__file__).parent,
        *(Path(django.__file__).parent / part for part in ("conf", "contrib/auth")),
    ]
    known = {
        entry.msgid for package in theirs for entry in polib.pofile(str(package / "locale/fr/LC_MESSAGES/django.po"))
    }
    not_in_their_catalogue = Path(password_validation.__file__).read_text()
    gone = [entry.msgid for entry in entries(path) if entry.msgid not in known]
    assert [text for text in gone if text not in not_in_their_catalogue] == []


DUTCH = re.compile(
    r"\b(aanmelden|afmelden|alle|begin|bewaar|casussen|deze|een|fase|geen|het|hier|jouw|kies|kring|lees|meer"
    r"|methodes|minuten|naar|nog|onderdelen|praktijken|terug|toon|van|verder|voor|wachtwoord|wat|welke|woorden"
    r"|woordenlijst|wordt|zoek|zoeken)\b",
    re.IGNORECASE,
)
"""Words that stand all over the Dutch interface and are no French or English."""

ADDRESSES = (
    ("", 200),
    ("casussen/", 200),
    ("modules/", 200),
    ("praktijken/", 200),
    ("zoeken/", 200),
    ("zoeken/?q=tolk", 200),
    ("intervisie/", 200),
    ("intervisie/methoden/", 200),
    ("woorden/", 200),
    ("woorden/taalwijzer/", 200),
    ("account/login/", 200),
    ("account/signup/", 200),
    ("account/password/reset/", 200),
    ("geen-verbinding/", 200),
    ("x-y-z/", 404),
)


def shown(html):
    """What is read on the page or aloud, apart from what says of itself that it is in another language."""
    soup = BeautifulSoup(html, "html.parser")
    here = soup.html["lang"]
    for other in soup.select("body [lang]"):
        if other["lang"] != here:
            other.decompose()
    for quiet in soup.select("script, style, code"):
        quiet.decompose()
    said_aloud = [
        element[attribute]
        for attribute in ("aria-label", "placeholder", "title", "alt")
        for element in soup.select(f"[{attribute}]")
    ]
    return [*soup.stripped_strings, *said_aloud]


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_page_says_nothing_of_ours_in_dutch(client, code, address, status):
    response = client.get(f"/{code}/{address}")
    html = response.content.decode()
    assert (response.status_code, BeautifulSoup(html, "html.parser").html["lang"]) == (status, code)
    assert [text for text in shown(html) if DUTCH.search(text)] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("tree")
def test_the_words_looked_for_are_those_of_the_dutch_pages(client):
    for address, _status in ADDRESSES:
        assert [text for text in shown(client.get(f"/nl/{address}").content.decode()) if DUTCH.search(text)] != []


@pytest.mark.parametrize(
    ("code", "none", "one", "many"),
    [
        ("fr", "0 pratique", "1 pratique", "3 pratiques"),
        ("en", "0 practices", "1 practice", "3 practices"),
        ("nl", "0 praktijken", "1 praktijk", "3 praktijken"),
    ],
)
def test_lists_are_counted_as_the_language_counts(code, none, one, many):
    with override(code):
        counted = [ngettext("%(total)s praktijk", "%(total)s praktijken", n) % {"total": n} for n in (0, 1, 3)]
    assert counted == [none, one, many]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "short", "empty"),
    [
        ("nl", "Dit wachtwoord is te kort. Neem minstens 12 tekens.", "Dit mag niet leeg blijven."),
        ("fr", "Ce mot de passe est trop court. Il lui faut au moins 12 caractères.", "Ceci ne peut pas rester vide."),
        ("en", "This password is too short. Use at least 12 characters.", "This cannot be left empty."),
    ],
)
def test_a_form_says_what_is_off_in_the_language_of_the_page(client, code, short, empty):
    page = client.post(f"/{code}/account/signup/", {"email": "", "password1": "kort"}).content.decode()
    errors = [error.get_text(strip=True) for error in BeautifulSoup(page, "html.parser").select(".errorlist li")]
    assert errors == [empty, short]
