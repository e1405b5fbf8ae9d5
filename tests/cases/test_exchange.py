"""A case as a file and back: the same, but for what the list says; and a bad file makes nothing."""

import contextlib
import io
import json
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.exchange.as_markdown import to_markdown
from cases.exchange.as_word import to_word
from cases.exchange.canonical import one_line, plain_prose, story
from cases.exchange.copying import TAKEN, copy_case
from cases.exchange.from_word import NotADocument, outline_of
from cases.exchange.importing import Unreadable, make_draft, understand
from cases.exchange.told import told_of
from cases.models import CasePage
from pages.content import load
from people.models import Role
from tests.cases.casefiles import cases, expected_of, from_word, text, values_of
from tests.cases.test_content import FILE
from tests.factories.cases import CONCEPTS, blocks, concept, make_case, publish
from tests.factories.people import RoleGrantFactory, UserFactory

BRING = "/beheer/casussen/invoer/"


@pytest.fixture
def words(tree):
    for each in (*CONCEPTS, "as.taal", "inh.oorlog"):
        concept(each)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(told=cases())
def test_markdown_comes_back_the_same(words, told):
    understood = understand(to_markdown(told))
    assert values_of(understood.parsed) == expected_of(told)
    assert understood.parsed.fields == told.fields
    assert (understood.parsed.language, understood.parsed.slug) == (told.language, told.slug)
    assert list(understood.parsed.concepts) == told.concepts


@pytest.mark.django_db
@settings(max_examples=10, deadline=None)
@given(told=cases())
def test_a_document_comes_back_the_same(words, told):
    mapped = from_word(to_word(told))
    understood = understand(mapped.markdown)
    assert mapped.dropped == []
    assert values_of(understood.parsed) == expected_of(told)
    assert understood.parsed.fields == told.fields


@pytest.mark.django_db
@settings(max_examples=100, deadline=None)
@given(value=text(most=60))
def test_a_form_for_files_is_its_own_form(value):
    for form in (one_line, plain_prose, story):
        assert form(form(value)) == form(value)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["md", "docx"])
def test_our_own_cases_come_back_whole_in_both_forms(tree, settings, form):
    from django.core.management import call_command

    call_command("import_thesaurus", verbosity=0)
    load(sorted(settings.CONTENT_DIR.glob("*/casussen/*.md")))
    for case in CasePage.objects.select_related("locale"):
        told = told_of(case)
        assert told.dropped == [], case.slug
        markdown = to_markdown(told) if form == "md" else from_word(to_word(told)).markdown
        parsed = understand(markdown).parsed
        assert values_of(parsed) == expected_of(told), case.slug
        assert parsed.fields == told.fields


@pytest.mark.django_db
def test_what_a_file_does_not_hold_is_listed_and_nothing_else_is(words):
    case = make_case(quiet_young="Ze zwijgt.", deliberate_words=["x"])
    case.wants = "twee\nregels"
    case.stages[0].value["text"] = "# Kop\nTekst."
    case.stages[1].value["inquiries"][0]["whom"] = "a: b"
    assert told_of(make_case("gewoon")).dropped == []
    assert sorted(told_of(case).dropped) == sorted(
        [
            "bewust gekozen woorden: gaat niet mee",
            "fase 1: witruimte en koppen zijn vereenvoudigd",
            "fase 2: een dubbelpunt in 'aan wie' viel weg",
            "waarom de jongere weinig aan het woord is: gaat niet mee",
            "wat de jongere wil: witruimte en koppen zijn vereenvoudigd",
        ]
    )


@pytest.fixture
def trainer(client, words):
    person = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(person)
    return person


def send(client, name, content):
    return client.post(BRING, {"file": SimpleUploadedFile(name, content)})


def hidden(answer, name):
    return BeautifulSoup(answer.content, "html.parser").select_one(f"input[name={name}]")["value"]


@pytest.mark.django_db
def test_markdown_is_shown_first_and_becomes_a_draft_that_nobody_reads(client, trainer):
    shown = send(client, "proef.md", FILE.encode())
    page = shown.content.decode()
    assert (shown.status_code, CasePage.objects.count()) == (200, 0)
    assert "3 fasen" in page
    assert "nalezers: wie dit las" in page
    made = client.post(BRING + "maak/", {"text": hidden(shown, "text")})
    page = CasePage.objects.get()
    assert (made.status_code, made["Location"]) == (303, f"/beheer/pages/{page.pk}/edit/")
    assert (page.live, page.title, len(page.reviewers), page.went_through_guide) == (False, "Een proef", 0, False)
    assert len(page.get_latest_revision_as_object().stages) == 3
    client.post(BRING + "maak/", {"text": FILE})
    assert sorted(CasePage.objects.values_list("slug", flat=True)) == ["proef", "proef-2"]
    ids = [{block.id for block in each.stages} for each in CasePage.objects.all()]
    assert ids[0].isdisjoint(ids[1])


def document(*parts):
    made = Document()
    for level, words in parts:
        made.add_heading(words, level) if level else made.add_paragraph(words)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


PLAIN = document(
    (0, "Iets vooraf."), (1, "Fase 1: Eerst"), (0, "Tekst een."), (1, "Wat erbij komt"), (0, "Tekst twee."),
    (1, "Bronnen"), (0, "Een boek."), (1, "Stemmen"), (2, "Noé"), (0, "Ik."), (1, "Vragen voor jezelf"), (0, "1. Wat zag je?"),
    (1, "Doe-stap"), (0, "Bel iemand."),
)  # fmt: skip


@pytest.mark.django_db
def test_a_document_of_somebody_else_is_mapped_by_its_headings(client, trainer):
    asked = send(client, "tekst.docx", PLAIN)
    form = asked.context["form"]
    assert [(field.label, field.initial) for field in form.visible_fields() if field.name.startswith("kop-")] == [
        ("Fase 1: Eerst", "fase"),
        ("Wat erbij komt", "fase"),
        ("Bronnen", "fase"),
        ("Stemmen", "Stemmen"),
        ("Vragen voor jezelf", "Vragen voor jezelf"),
        ("Doe-stap", "Doe-stap"),
    ]
    chosen = {field.html_name: field.initial for field in form.visible_fields() if field.name.startswith("kop-")}
    data = {"title": "Van Word", "summary": "Kort.", "language": "nl", "outline": hidden(asked, "outline")}
    shown = client.post(BRING + "koppen/", {**data, **chosen, "kop-2": "weg"})
    page = shown.content.decode()
    for told in (
        "2 fasen",
        "1 stemmen",
        "tekst voor de eerste kop: Iets vooraf.",
        "&#x27;Bronnen&#x27;, met alles eronder",
    ):
        assert told in page, told
    client.post(BRING + "maak/", {"text": hidden(shown, "text")})
    made = CasePage.objects.get()
    assert [(block.value["title"], block.value["text"]) for block in made.stages] == [
        ("Eerst", "Tekst een."),
        ("Wat erbij komt", "Tekst twee."),
    ]
    assert (made.title, made.voices[0].value["quote"], made.questions[0].value["text"], made.do_step) == (
        "Van Word", "Ik.", "Wat zag je?", "Bel iemand.",
    )  # fmt: skip


def test_what_stands_beside_paragraphs_is_counted_and_listed():
    made = Document()
    made.add_heading("Fase", 1)
    made.add_table(rows=2, cols=2)
    made.sections[0].header.paragraphs[0].text = "Geheim dossier"
    paragraph = made.add_paragraph("Zie ")
    paragraph.add_run("schuin").italic = True
    held = io.BytesIO()
    made.save(held)
    outline = outline_of(held.getvalue())
    assert outline.dropped == [
        "de kop- en voettekst van de bladzijden",
        "een tabel met 2 rijen, bij 'Fase'",
    ]
    assert outline.pieces[0].text == "Zie *schuin*"


def packed(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return held.getvalue()


BAD = [
    ("leeg.md", b" ", "Begint niet met"),
    ("bin.md", b"\xff\xfe\x00", "geen tekst in UTF-8 (teken 0)"),
    ("fout.md", FILE.replace("pauze: 90", "pauze: lang").encode(), "fout.md, regel 23: "),
    ("ander.md", FILE.replace("soort: casus", "soort: praktijk").encode(), "ander.md, regel 2: "),
    ("onbekend.md", FILE.replace("as.gezin.oudste", "as.onbekend").encode(), "staat niet in de thesaurus"),
    ("x.docx", b"geen zip", "het bestand kan niet uitgepakt worden"),
    ("x.docx", packed(iets="x"), "word/document.xml"),
    ("x.docx", packed(word__document_xml="x"), "word/document.xml"),
    ("x.docx", PLAIN[: len(PLAIN) // 2], "het bestand kan niet uitgepakt worden"),
    ("x.docx", packed(**{"word__document.xml": "<w:document"}), "Word-document"),
    ("x.docx", packed(**{"word__document.xml": "0" * (61 * 1024 * 1024)}), "uitgepakt te groot"),
    ("x.pdf", b"%PDF-", "geen .md en geen .docx"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_file_says_where_and_why_and_makes_nothing(client, trainer, name, content, reason):
    answer = send(client, name, content)
    assert answer.status_code == 422
    assert reason in BeautifulSoup(answer.content, "html.parser").get_text()
    assert CasePage.objects.count() == 0


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_bytes_are_a_document_or_a_reason(data):
    content = bytearray(PLAIN)
    for _change in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(NotADocument):
        outline_of(bytes(content))


@pytest.mark.django_db
@pytest.mark.parametrize("outline", ["", "[]", "{}", '{"title": 1, "front": 1, "pieces": 1, "dropped": 1}'])
def test_a_page_that_was_tampered_with_makes_nothing(client, trainer, outline):
    assert client.post(BRING + "koppen/", {"outline": outline, "title": "x"})["Location"] == BRING
    assert client.post(BRING + "maak/", {"text": "# x"}, follow=True).status_code == 200
    assert CasePage.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, Role.FACILITATOR, Role.EXPERIENCE_REVIEWER])
def test_only_who_writes_cases_brings_takes_and_copies(client, words, role):
    case = make_case()
    person = UserFactory()
    if role:
        RoleGrantFactory(person=person, role=role)
    client.force_login(person)
    for address in (BRING, f"/beheer/casussen/{case.pk}/uitvoer/md/", f"/beheer/casussen/{case.pk}/kopie/"):
        answer = client.get(address)
        assert answer.status_code in {302, 403, 404}, address
        assert "canary" not in answer.content.decode()
    with pytest.raises(PermissionDenied):
        make_draft(by=person, parsed=understand(FILE).parsed)
    with pytest.raises(PermissionDenied):
        copy_case(by=person, case=case, title="x", take=[])


@pytest.mark.django_db
def test_taking_along_shows_the_list_first_and_gives_the_file(client, trainer):
    case = make_case(quiet_young="Ze zwijgt.")
    address = f"/beheer/casussen/{case.pk}/uitvoer/"
    assert "waarom de jongere weinig aan het woord is" in client.get(address + "md/").content.decode()
    file = client.get(address + "md/?bestand")
    assert file["Content-Disposition"] == 'attachment; filename="proef.md"'
    assert understand(file.content.decode()).parsed.fields["title"] == "Casus proef"
    assert Document(io.BytesIO(client.get(address + "docx/?bestand").content)).core_properties.author == ""
    assert client.get(address + "pdf/", follow=True).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("take", [[], ["stages"], list(TAKEN)], ids=["nothing", "stages", "everything"])
def test_a_copy_takes_what_was_chosen_and_never_its_readers_or_reviewers(client, trainer, take):
    case = make_case()
    case.reviewers = case.reviewers.stream_block.to_python(
        blocks("reviewer", [{"role": "r", "date": "2026-01-01", "verdict": "v"}])
    )
    publish(case)
    answer = client.post(f"/beheer/casussen/{case.pk}/kopie/", {"title": "Een kopie", "take": take})
    assert answer.status_code == 303
    copy = CasePage.objects.exclude(pk=case.pk).get()
    assert (copy.title, copy.live, len(copy.reviewers), copy.went_through_guide) == ("Een kopie", False, 0, False)
    assert copy.translation_key != case.translation_key
    assert (len(copy.stages), len(copy.voices), bool(copy.wants)) == (
        3 if "stages" in take else 0, 3 if "voices" in take else 0, "wants" in take,
    )  # fmt: skip
    own = json.dumps(copy.stages.stream_block.get_prep_value(copy.stages))
    assert [block.id for block in case.stages if block.id in own] == []


@pytest.mark.django_db
def test_a_text_that_is_no_case_raises_one_kind_of_error(words):
    for wrong in ("", "---\n---", "---\nsoort: casus\n---\n", "x" * 500_000):
        with pytest.raises(Unreadable):
            understand(wrong)
