"""Pages of text as files: what they become, and what is refused at which line."""

import pytest

from pages.content import ContentErrors, load
from pages.models import StandardPage

FRONT = "---\nsoort: tekstpagina\nslug: veiligheid\ntitel: Veiligheid\nsamenvatting: Kort.\n---\n"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="veiligheid.md"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write_file


def blocks(page):
    return [(block.block_type, block.value if block.block_type != "note" else dict(block.value)) for block in page.body]


def test_headings_prose_and_notes_keep_their_order(write):
    load([write(f"{FRONT}Vooraf.\n\n## Bellen\n:::veiligheid\nBel 112.\n:::\nErna.\n")])
    page = StandardPage.objects.get(slug="veiligheid")
    assert (page.title, page.summary, page.live, page.locale.language_code) == ("Veiligheid", "Kort.", True, "nl")
    assert blocks(page) == [
        ("prose", "Vooraf."),
        ("heading", "Bellen"),
        ("note", {"kind": "safety", "text": "Bel 112."}),
        ("prose", "Erna."),
    ]


def test_loading_again_changes_nothing_and_keeps_an_editors_work(write):
    path = write(f"{FRONT}Tekst.\n")
    load([path])
    page = StandardPage.objects.get()
    page.title = "Door de redactie"
    page.save_revision().publish()
    load([path])
    assert [(kept.pk, kept.title) for kept in StandardPage.objects.all()] == [(page.pk, "Door de redactie")]


def test_a_changed_file_renews_the_same_page(write):
    load([write(f"{FRONT}Tekst.\n")])
    before = StandardPage.objects.get()
    load([write(f"{FRONT}Andere tekst.\n")])
    after = StandardPage.objects.get()
    assert (after.pk, blocks(after)) == (before.pk, [("prose", "Andere tekst.")])


def test_a_translation_is_the_same_page_in_another_language(write):
    french = FRONT.replace("slug: veiligheid", "taal: fr\nslug: securite\nvertaling_van: veiligheid")
    load([write(f"{FRONT}Tekst.\n"), write(f"{french}Texte.\n", "securite.md")])
    nl, fr = StandardPage.objects.get(slug="veiligheid"), StandardPage.objects.get(slug="securite")
    assert (nl.translation_key, nl.locale.language_code) == (fr.translation_key, "nl")
    assert fr.locale.language_code == "fr"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"{FRONT}", 7, "Onder de kenmerken staat geen tekst."),
        (f"{FRONT}Tekst.\n:::gevaar\nBel.\n:::\n", 8,
         "':::gevaar' is geen kader. Kies uit: :::opmerking, :::recht, :::veiligheid."),
        (f"{FRONT}:::recht\nNooit dicht.\n", 7, "Dit kader wordt nergens met ':::' gesloten."),
        (FRONT.replace("slug: veiligheid", "slug: Te Lang"), 3,
         "'slug' mag alleen kleine letters, cijfers en streepjes hebben."),
        (FRONT.replace("titel", "tietel"), 4, "'tietel' is geen kenmerk van een tekstpagina."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_and_nothing_is_written(write, text, line, reason):
    path = write(text)
    with pytest.raises(ContentErrors) as caught:
        load([path])
    assert str(caught.value) == f"{path}:{line}: {reason}"
    assert StandardPage.objects.count() == 0
