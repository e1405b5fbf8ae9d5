"""The work book as a file: what was written comes out as it was, and becomes nothing else on the way."""

import io
import json
import zipfile
from xml.etree import ElementTree

import pikepdf
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflection.models import Answer
from reflection.origins import Line
from reflection.workbook.exports.as_pdf import to_pdf
from reflection.workbook.exports.as_word import to_word
from reflection.workbook.exports.contents import Chapter, Contents, SavedPiece, SavedVersion
from tests.factories.cases import make_case
from tests.factories.people import UserFactory
from tests.reflection.pdf import text_of_pdf
from tests.reflection.writing import keep_line, note, write_in_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

TAKE = "/nl/notities/werkboek/meenemen/"
PLAIN = "Hij vertaalt vlot, zei ze."
HOSTILE = [
    '#panic("x") *vet* _schuin_ = Kop $ #eval("1") @iets <label> \\ // einde',
    "</w:t></w:r><w:p><w:r><w:instrText>DDEAUTO</w:instrText>",
    '"}]} , "title": "overgenomen',
    '=HYPERLINK("http://evil.example") {{ 7|add:7 }} %s\n\n- lijst',
    "x\x00y\x1bz\x85w\u2028v\ufffe",
    "مرحبا بالعالم",
    "\u202eomgekeerd\u202c שלום",
    "👩🏽‍🦱❤️ 中文 ﷺ",
    "zalgo h̷̢e̵l̶l̴o",
    "a" * 4000,
]


@pytest.fixture
def writer(tree, client):
    person = UserFactory(first_name="Amal", last_name="Geheimnaam", email="geheim@voorbeeld.test")
    client.force_login(person)
    return person


def take(client, kind, **chosen):
    answer = client.get(TAKE, {"vorm": kind, **chosen})
    assert answer.status_code == 200, answer.content.decode()
    return answer


def words_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_document_has_headings_one_language_and_no_author(client, writer):
    write_in_case(writer, make_case(), gezien=PLAIN)
    answer = take(client, "docx")
    document = Document(io.BytesIO(answer.content))
    assert [
        (each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith(("Head", "Title"))
    ] == [
        ("Title", "Mijn werkboek"),
        ("Heading 1", "Casussen: Casus proef"),
        ("Heading 2", "Titel canary-title-1"),
        ("Heading 3", "Wat heb je gezien of gehoord?"),
    ]
    assert PLAIN in words_of(document)
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Mijn werkboek", "nl-BE")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    everything = b"".join(package.read(name) for name in package.namelist())
    assert [each for each in (b"Amal", b"Geheimnaam", b"geheim@", b"python-docx", b"en-US") if each in everything] == []
    assert answer["Content-Disposition"].startswith('attachment; filename="werkboek-2')
    assert {each.strip() for each in answer["Cache-Control"].split(",")} == {"private", "no-store"}


def test_the_pdf_is_tagged_with_its_language_and_its_title(client, writer):
    write_in_case(writer, make_case(), gezien=PLAIN)
    answer = take(client, "pdf")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).lower() == "nl-be"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.StructTreeRoot.Type) == "/StructTreeRoot"
        with pdf.open_metadata() as told:
            assert (told["dc:title"], told["pdfuaid:part"]) == ("Mijn werkboek", "1")
            assert "dc:creator" not in told
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        files = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile3" in each or "/FontFile2" in each for each in files)
    assert PLAIN in text_of_pdf(answer.content)
    assert b"Geheimnaam" not in answer.content


def test_the_json_says_everything_in_the_written_down_shape(client, writer):
    case = make_case()
    for text in ("Eerst.", PLAIN):
        write_in_case(writer, case, gezien=text)
    told = json.loads(take(client, "json").content)
    assert (sorted(told), told["schema"], told["language"]) == (
        ["language", "made_at", "places", "schema"],
        "meerstemmig.werkboek/1",
        "nl",
    )
    (place,) = told["places"]
    (piece,) = place.pop("pieces")
    assert place == {
        "about": case.about,
        "kind": "Casussen",
        "title": "Casus proef",
        "url": place["url"],
        "restarts": [],
    }
    assert place["url"].endswith("/nl/casussen/proef/")
    assert [(each["lines"], each["value"]) for each in piece["versions"]] == [
        ([{"label": "", "text": text}], {"tekst": text, "weet_niet": False}) for text in ("Eerst.", PLAIN)
    ]
    assert (piece["section"], piece["question"]) == ("Titel canary-title-1", "Wat heb je gezien of gehoord?")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_survives_and_becomes_nothing_else(client, writer, text):
    write_in_case(writer, make_case(), gezien=text, ingevuld="Het volgende stuk.")
    told = json.loads(take(client, "json").content)
    assert told["places"][0]["pieces"][0]["versions"][0]["lines"][0]["text"] == text
    made = take(client, "docx").content
    document = Document(io.BytesIO(made))
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert not any(each in xml for each in ("<w:instrText", "<w:hyperlink", "<w:fldSimple"))
    written = "\n".join(words_of(document))
    kept = [word for word in text.split() if word.isprintable() or "\u200d" in word or "\u202e" in word]
    assert [word for word in kept if word not in written] == []
    pdf = take(client, "pdf").content
    shown = text_of_pdf(pdf)
    assert "Het volgende stuk." in shown
    if text.isascii() and text.isprintable():
        assert "".join(text.split()) in "".join(shown.split())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo.get("/Title")) == "Mijn werkboek"


def test_right_to_left_runs_from_right_to_left_and_what_cannot_be_drawn_is_named(client, writer):
    write_in_case(writer, make_case(), gezien="مرحبا", ingevuld="Blij 😀")
    xml = zipfile.ZipFile(io.BytesIO(take(client, "docx").content)).read("word/document.xml")
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    right = [
        "".join(paragraph.itertext())
        for paragraph in ElementTree.fromstring(xml).iter(f"{space}p")
        if paragraph.find(f"{space}pPr/{space}bidi") is not None
    ]
    assert right == ["مرحبا"]
    assert "Blij [grinning face]" in text_of_pdf(take(client, "pdf").content)


def contents(*texts):
    version = SavedVersion(None, None, "1 december 2026", tuple(Line(text[:9], text) for text in texts), {})
    piece = SavedPiece("x", texts[0], texts[0], (version, version))
    from django.utils import timezone

    return Contents("Titel", "nl", timezone.now(), (Chapter("x:y", "", texts[0], "", "", (), (piece,)),))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_no_text_breaks_a_file(text):
    Document(io.BytesIO(to_word(contents(text))))
    pikepdf.open(io.BytesIO(to_pdf(contents(text)))).close()


def test_one_place_one_piece_or_a_period(client, writer):
    first, second = make_case("een"), make_case("twee")
    write_in_case(writer, first, gezien="Bij een.", ingevuld="Ook bij een.")
    write_in_case(writer, second, gezien="Bij twee.")
    row = Answer.objects.of(writer).get(about=first.about, part__endswith="gezien")

    def texts(**chosen):
        told = json.loads(take(client, "json", **chosen).content)
        return [
            version["lines"][0]["text"]
            for place in told["places"]
            for piece in place["pieces"]
            for version in piece["versions"]
        ]

    assert sorted(texts()) == ["Bij een.", "Bij twee.", "Ook bij een."]
    assert texts(van=second.about) == ["Bij twee."]
    assert texts(stuk=row.pk) == ["Bij een."]
    assert len(texts(sinds="2020-01-01", tot="2099-01-01")) == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"vorm": "exe"}, "Kies een van de drie."),
        ({"vorm": "pdf", "sinds": "gisteren"}, "Kies een datum, of laat dit leeg."),
        ({"vorm": "pdf", "sinds": "2026-02-02", "tot": "2026-02-01"}, "Deze dag ligt voor de eerste."),
        ({"vorm": "json", "sinds": "2020-01-01", "tot": "2020-01-02"}, "In deze keuze staat niets."),
        ({"vorm": "json", "van": "casus:van-een-ander"}, "In deze keuze staat niets."),
        ({"vorm": "docx", "stuk": "11111111-1111-1111-1111-111111111111"}, "In deze keuze staat niets."),
    ],
)
def test_a_choice_that_does_not_hold_is_explained(client, writer, asked, said):
    write_in_case(writer, make_case(), gezien=PLAIN)
    answer = client.get(TAKE, asked)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_somebody_elses_piece_cannot_be_taken(client, tree):
    person, line = keep_line("Van mij.")
    note(person, "Ook van mij.")
    client.force_login(UserFactory(is_superuser=True))
    for chosen in ({}, {"stuk": line.pk}, {"van": "logboek:alles"}):
        answer = client.get(TAKE, {"vorm": "json", **chosen})
        assert (answer.status_code, "an mij." in answer.content.decode()) == (422, False)


def test_asking_for_one_place_asks_first_as_what(client, writer):
    case = make_case()
    write_in_case(writer, case, gezien=PLAIN)
    answer = client.get(TAKE, {"van": case.about})
    assert answer.status_code == 200
    assert "Wat je schreef bij: Casus proef." in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_asks_the_same_for_one_as_for_many(client, tree, count, django_assert_num_queries):
    person, _line = keep_line("Een zin.")
    client.force_login(person)
    for number in range(count):
        write_in_case(person, make_case(f"c{number}"), gezien="a", ingevuld="b")
        note(person, "x")
    take(client, "json")
    with django_assert_num_queries(11):
        take(client, "json")
