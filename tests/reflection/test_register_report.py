"""A report in the three sides of SKJ: what its writer placed, and nothing else of what they wrote."""

import io
import re
import uuid
import zipfile

import pytest
import time_machine
from docx import Document

from reflection.actions.logbook import Words, write_entry
from tests.factories.cases import make_case
from tests.factories.people import UserFactory
from tests.reflection.pdf import text_of_pdf
from tests.reflection.writing import note, write_in_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

REPORT = "/nl/notities/werkboek/verslag/"
FIELD = re.compile(r'<select name="([0-9a-f-]{36}\.\d+)"')
SIDES = {"technisch": "KANARIETECHNISCH", "normatief": "KANARIENORMATIEF", "persoonlijk": "KANARIEPERSOONLIJK"}
LEFT_OUT = ("KANARIEVRIJ", "KANARIECASUS", "Casus proef", "KANARIEVAN")


@pytest.fixture
def writer(tree, client):
    """Somebody with an entry in three sides, a free one, and a note at a case; who signs in."""
    person = UserFactory(first_name="KANARIEVAN", email="geheim@voorbeeld.test")
    with time_machine.travel("2026-03-02 10:00:00+01:00", tick=False):
        write_entry(by=person, words=Words("skj", SIDES), about="", operation=uuid.uuid4())
    with time_machine.travel("2026-05-04 10:00:00+02:00", tick=False):
        note(person, "KANARIEVRIJ wat ik dacht.")
        write_in_case(person, make_case(), gezien="KANARIECASUS")
    client.force_login(person)
    return person


def fields_of(client, asked=""):
    """The name of the field below each text, by the text."""
    lines = client.get(f"{REPORT}{asked}").content.decode().split('class="report__line"')[1:]
    return {re.search(r"KANARIE[A-Z]+", line)[0]: FIELD.search(line)[1] for line in lines}


def made(client, placed, **more):
    return client.post(REPORT, {"wijze": "supervisie", "vorm": "docx", **placed, **more})


def test_the_report_holds_the_chosen_lines_under_their_side_and_nothing_else(client, writer):
    fields = fields_of(client)
    assert set(fields) == {*SIDES.values(), "KANARIEVRIJ", "KANARIECASUS"}
    answer = made(client, {fields["KANARIEPERSOONLIJK"]: "persoonlijk", fields["KANARIETECHNISCH"]: "technisch"})
    document = Document(io.BytesIO(answer.content))
    assert [(each.style.name, each.text) for each in document.paragraphs if not each.text.startswith("Vorm")] == [
        ("Title", "Verslag van mijn reflectie"),
        ("Heading 1", "Technisch-instrumenteel"),
        ("Heading 2", "2 maart 2026, 10:00"),
        ("Normal", "KANARIETECHNISCH"),
        ("Heading 1", "Persoonlijk"),
        ("Heading 2", "2 maart 2026, 10:00"),
        ("Normal", "KANARIEPERSOONLIJK"),
    ]
    about = document.paragraphs[1].text
    assert about.startswith("Vorm: Supervisie. Van 2 maart 2026 tot en met ")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert [word for word in (*LEFT_OUT, "KANARIENORMATIEF", "geheim@") if word in everything] == []
    assert answer["Content-Disposition"].startswith('attachment; filename="verslag-2')
    assert {each.strip() for each in answer["Cache-Control"].split(",")} == {"private", "no-store"}


def test_any_text_may_stand_under_any_side_with_what_it_answered(client, writer):
    fields = fields_of(client)
    answer = made(client, {fields["KANARIECASUS"]: "normatief"})
    words = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]
    assert words[2:] == ["Normatief", "Wat heb je gezien of gehoord?", "4 mei 2026, 10:00", "KANARIECASUS"]


def test_it_comes_as_a_pdf_too(client, writer):
    fields = fields_of(client)
    text = text_of_pdf(made(client, {fields["KANARIENORMATIEF"]: "normatief"}, vorm="pdf").content)
    assert ["KANARIENORMATIEF" in text, "Normatief" in text, "KANARIEVRIJ" in text] == [True, True, False]


def test_nothing_is_placed_by_itself_and_the_three_answers_on_asking(client, writer):
    lines = client.get(REPORT).content.decode().split('class="report__lines"')[1].split("</ol>")[0]
    assert re.findall(r'value="(\w*)" selected', lines) == [""] * 5
    html = client.get(f"{REPORT}?klaar=1").content.decode()
    assert re.findall(r'value="(technisch|normatief|persoonlijk)" selected', html) == list(SIDES)


def test_a_period_offers_what_was_written_in_it(client, writer):
    assert set(fields_of(client, "?sinds=2026-04-01&tot=2026-06-01")) == {"KANARIEVRIJ", "KANARIECASUS"}
    fields = fields_of(client)
    answer = client.post(
        f"{REPORT}?sinds=2026-04-01", {"wijze": "zelf", "vorm": "docx", fields["KANARIETECHNISCH"]: "technisch"}
    )
    assert answer.status_code == 422  # not in this period
    assert client.get(f"{REPORT}?sinds=2026-06-01&tot=2026-04-01").status_code == 422


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Je koos nog niets."),
        ({"wijze": "toverij"}, "Kies een vorm."),
        ({"vorm": "json"}, "Kies een van de twee."),
    ],
)
def test_a_choice_that_does_not_hold_is_explained(client, writer, sent, said):
    answer = made(client, {}, **sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_nobody_elses_line_can_be_placed(client, writer, tree):
    fields = fields_of(client)
    other = UserFactory()
    note(other, "KANARIEANDER")
    client.force_login(other)
    assert set(fields_of(client)) == {"KANARIEANDER"}
    answer = made(client, {fields["KANARIETECHNISCH"]: "technisch"})
    assert (answer.status_code, "KANARIETECHNISCH" in answer.content.decode()) == (422, False)


@pytest.mark.parametrize("entries", [1, 3])
def test_it_asks_the_same_for_one_as_for_many(client, tree, entries, django_assert_num_queries):
    person = UserFactory()
    for _each in range(entries):
        note(person, "x")
    client.force_login(person)
    client.get(REPORT)
    with django_assert_num_queries(7):
        client.get(REPORT)
