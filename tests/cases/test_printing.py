"""A case as a PDF: tagged, whole, and each version with what is for it and nothing more."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.models import CasePage
from cases.printing import Version, to_pdf
from cases.printing.prose import blocks_of
from pages.passages import plain
from tests.cases.test_reading import canaries_in
from tests.factories.cases import make_case
from tests.reflection.pdf import text_of_pdf

FRONT = "/nl/casussen/proef/"
PDF = FRONT + "papier/{}/pdf/"
ALL_TASKS = ("gezien-ingevuld", "uitspraken", "navraag")
OF_EVERY_CASE = [version.value for version in Version if version != Version.MIRROR]
STORY = {
    "stage-1",
    "stage-2",
    "stage-3",
    "title-1",
    "title-2",
    "title-3",
    "voice",
    "name",
    "stake",
    "fact",
    "question",
    "step",
}


@pytest.fixture
def case(tree):
    return make_case(tasks=ALL_TASKS)


def tags_of(pdf):
    """The kinds of the structure elements, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S))
        kids = node.get("/K") if isinstance(node, pikepdf.Dictionary) else None
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("version", "shown", "pages"),
    [
        # three stages, the voices, who knows what, the questions: a sheet each
        ("deelnemers", STORY, 6),
        ("begeleider", STORY | {"guide", "wants"}, None),
        # a title, three stages, three voices, who knows what, the questions
        ("kaarten", STORY, 9),
    ],
)
def test_each_version_holds_what_is_for_it(client, case, version, shown, pages):
    assert client.get(PDF.format(version))["Location"] == FRONT + f"papier/{version}/"
    client.post(FRONT + "begeleiden/")
    answer = client.get(PDF.format(version))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert {each.strip() for each in answer["Cache-Control"].split(",")} == {"private", "no-store"}
    text = text_of_pdf(answer.content)
    assert canaries_in(text) == shown
    assert ("Uitspraak 1-1" in text) is (version != "kaarten")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).lower() == "nl-be"
        with pdf.open_metadata() as told:
            assert (told["dc:title"], told["pdfuaid:part"]) == ("Casus proef", "1")
        assert pages is None or len(pdf.pages) == pages
        tags = tags_of(pdf)
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/L", "/LI"} <= set(tags)
    assert tags.count("/H1") == {"deelnemers": 6, "begeleider": 7, "kaarten": 8}[version]


@pytest.mark.django_db
def test_paper_of_the_same_version_shows_the_same_in_the_browser(client, case):
    client.post(FRONT + "begeleiden/")
    for version in OF_EVERY_CASE:
        page = client.get(FRONT + f"papier/{version}/").content.decode()
        assert (canaries_in(page) & {"guide", "wants"} != set()) is (version == "begeleider")
        assert PDF.format(version) in page
    assert client.get(PDF.format("weg")).status_code == 404


@pytest.mark.django_db
def test_a_later_stage_is_in_no_pdf_of_who_did_not_choose_to_lead(client, case):
    for version in Version.values:
        assert canaries_in(client.get(PDF.format(version), follow=True).content.decode()) == set()


def test_markdown_becomes_blocks_and_runs():
    told = blocks_of('Een *schuine* regel\nen "een" tweede.\n\n> Een citaat.\n\n### Kop\n\n- a\n- **b**\n\n1. c')
    assert [(block["kind"], block["quoted"], "".join(run["text"] for run in block["runs"])) for block in told] == [
        ("p", False, "Een schuine regel\nen “een” tweede."),
        ("p", True, "Een citaat."),
        ("h3", False, "Kop"),
        ("ul", False, "a"),
        ("ul", False, "b"),
        ("ol", False, "c"),
    ]
    assert told[0]["runs"][1] == {"text": "schuine", "style": "em"}


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(list("ab *_->#1.\n`[](!)\\<p&é")), max_size=60))
def test_no_word_of_a_text_is_lost_between_the_page_and_the_blocks(text):
    told = "".join(run["text"] for block in blocks_of(text) for run in block["runs"])
    assert "".join(told.split()) == "".join(plain(text).split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ['#panic("x") $ #eval("1") @iets <label> \\ // einde', "مرحبا 👩🏽‍🦱 中文 ﷺ", "\x1b\u202eom", "| a | b |"],
    ids=range(4),
)
def test_any_text_is_only_ever_text(tree, text):
    case = make_case()
    case.do_step = case.wants = text
    case.stages[0].value["text"] = text
    case.voices[0].value["quote"] = text
    for version in Version:
        assert to_pdf(case, version).startswith(b"%PDF-")
    assert CasePage.objects.count() == 1
