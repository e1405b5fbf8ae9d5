"""A mirror round without devices: equal halves by lot, nobody's name, totals that are worked out as coarsely and kept nowhere."""

import io
from collections import Counter

import pikepdf
import pytest
from bs4 import BeautifulSoup

from cases import mirror
from cases.models import CasePage, MirrorRound
from cases.printing import stack, to_pdf
from cases.printing.mirror import MOST_PEOPLE, mirror_sheets
from cases.printing.sheets import Version
from reflection.models import Answer, GroupPicture
from tests.cases.test_mirror import CASE, case, circle, draw, member, url  # noqa: F401 - fixtures
from tests.factories.cases import make_case
from tests.reflection.pdf import text_of_pdf

pytestmark = pytest.mark.django_db

PAPER, TALLY = f"{CASE}papier/spiegel/", f"{CASE}spiegel/op-papier/"
ONE, TWO = "canary-mirror-one", "canary-mirror-two"


def lead(client):
    return client.post(f"{CASE}begeleiden/", {"spiegel": "ja"})


def words_of(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())


@pytest.mark.parametrize("people", [2, 3, 9, 10, 31, MOST_PEOPLE])
def test_halves_stay_equal_wherever_the_stack_ends(people):
    arms = stack(people)
    assert len(arms) == people
    for number in range(1, people + 1):
        counts = Counter(arms[:number])
        assert abs(counts[mirror.FIRST] - counts[mirror.SECOND]) <= 1


def test_which_of_a_pair_comes_first_is_chance():
    firsts = Counter(arm for _stack in range(20) for arm in stack(20)[::2])
    assert min(firsts[mirror.FIRST], firsts[mirror.SECOND]) > 40


@pytest.mark.usefixtures("case")
def test_a_sheet_to_hand_out_has_one_version_two_scales_and_no_place_for_a_name(case):  # noqa: F811
    sheets = mirror_sheets(case, [mirror.FIRST, mirror.SECOND, mirror.FIRST])
    told = [repr(sheet) for sheet in sheets]
    assert [(ONE in each, TWO in each) for each in told] == [
        (False, False), (True, False), (False, True), (True, False), (False, False),
    ]  # fmt: skip
    assert all("Hoe bezorgd ben je?" in each and "Geen naam." in each for each in told[1:4])
    assert "minder dan 5 van één versie" in told[0]


def test_the_pdf_is_tagged_has_a_sheet_for_each_and_no_numbers_on_them(client, case):  # noqa: F811
    lead(client)
    answer = client.get(PAPER + "pdf/?mensen=11")
    document = pikepdf.open(io.BytesIO(answer.content))
    assert (len(document.pages), "/StructTreeRoot" in document.Root) == (13, True)
    text = text_of_pdf(answer.content)
    assert abs(text.count(ONE) - text.count(TWO)) == 1
    assert text.count(ONE) + text.count(TWO) == 11
    for page in list(document.pages)[1:-1]:
        alone = pikepdf.new()
        alone.pages.append(page)
        held = io.BytesIO()
        alone.save(held)
        lines = text_of_pdf(held.getvalue()).split()
        assert lines[-1] in {"1.", "2."}, "the version stands last, and no number of the page after it"
    assert to_pdf(CasePage.objects.get(pk=case.pk), Version.MIRROR, stack(2))[:5] == b"%PDF-"


@pytest.mark.parametrize("asked", ["1", "61", "veel", ""])
def test_a_number_of_sheets_that_cannot_be_is_said_at_the_field(client, case, asked):  # noqa: F811
    lead(client)
    answer = client.get(f"{PAPER}pdf/?mensen={asked}")
    assert (answer.status_code, "Er klopt nog iets niet:" in words_of(answer)) == (422, True)


def test_both_versions_are_shown_after_a_choice_of_their_own(client, case):  # noqa: F811
    client.post(f"{CASE}begeleiden/")
    page = client.get(PAPER)
    assert ("Wie ze allebei ziet, kan zelf niet meer meedoen" in words_of(page), ONE in page.content.decode()) == (
        True,
        False,
    )
    assert client.get(PAPER + "pdf/")["Location"] == PAPER
    assert client.get(TALLY)["Location"] == PAPER
    assert lead(client)["Location"] == PAPER
    page = client.get(PAPER).content.decode()
    assert (ONE in page, TWO in page) == (True, True)
    for version in ("deelnemers", "begeleider", "kaarten"):
        assert "canary-mirror" not in client.get(f"{CASE}papier/{version}/").content.decode()


def test_a_case_without_two_versions_has_no_such_sheets(client, tree):
    make_case()
    lead(client)
    assert [client.get(address).status_code for address in (PAPER, PAPER + "pdf/", TALLY)] == [404, 404, 404]
    assert "Spiegelronde" not in client.get(f"{CASE}papier/deelnemers/").content.decode()


def test_who_saw_both_on_paper_draws_no_lot_on_any_device(client, case, circle):  # noqa: F811
    person, half = member(circle), member(circle)
    client.force_login(half)
    client.post(url(circle), {"doe": "mee"})
    for each in (person, half):
        client.force_login(each)
        lead(client)
        client.logout()
        client.force_login(each)
        page = client.get(url(circle)).content.decode()
        assert ("Je bekeek de twee versies al" in page, "canary-mirror" in page) == (True, False)
    with pytest.raises(mirror.NotNow, match="Je bekeek de twee versies al"):
        draw(person, case, circle)
    assert client.post(url(circle), {"doe": "antwoord", "bezorgdheid": "3"}).status_code == 409
    book = client.get(f"/nl/notities/werkboek/van/{mirror.about_mirror(case)}/").content.decode()
    assert "gezien" not in book.partition("<main")[2]


def counted(first, second):
    """These answers, counted: per version the numbers on the sheets for the first question, and 5 for the second."""
    sent = {}
    for arm, numbers in ((mirror.FIRST, first), (mirror.SECOND, second)):
        for number, count in Counter(numbers).items():
            sent[f"bezorgdheid-{number}-{arm}"] = str(count)
        sent[f"tempo-5-{arm}"] = str(len(numbers))
    return sent


def test_totals_come_out_as_coarsely_as_on_screen_and_are_kept_nowhere(client, case):  # noqa: F811
    lead(client)
    before = Answer.objects.count()
    answer = client.post(TALLY, counted([3] * 5, [6] * 6))
    page = words_of(answer)
    assert answer.status_code == 200
    assert "Minstens 5 lazen versie 1, minstens 5 versie 2." in page
    assert "Verschil tussen de gemiddelden (versie 2 min versie 1): 3." in page
    assert ("6 mensen" in page, "11" in page) == (False, False)
    assert (GroupPicture.objects.count(), MirrorRound.objects.count(), Answer.objects.count()) == (0, 0, before)
    assert "Verschil tussen" not in words_of(client.get(TALLY))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ([3] * 5, [6] * 4, "Er tellen te weinig mensen mee: minstens 10."),
        ([3] * 4, [6] * 8, "Eén van de twee versies is door te weinig mensen gelezen: minstens 5 per versie."),
        ([3] * 12, [], "Eén van de twee versies is door te weinig mensen gelezen: minstens 5 per versie."),
        ([], [], "Er tellen te weinig mensen mee: minstens 10."),
    ],
)
def test_too_few_get_the_texts_and_no_number(client, case, first, second, says):  # noqa: F811
    lead(client)
    sent = counted(first, second) or {"bezorgdheid-0-eerste": ""}
    answer = client.post(TALLY, sent)
    page = answer.content.decode()
    assert (answer.status_code, says in words_of(answer), "mirror-plot" in page, ONE in page) == (
        409,
        True,
        False,
        True,
    )


def test_of_one_question_too_few_knew_a_number(client, case):  # noqa: F811
    lead(client)
    page = words_of(client.post(TALLY, counted([3] * 4 + ["weet-niet"] * 2, [6] * 6)))
    assert "Bij deze vraag gaven te weinig mensen van één versie een getal." in page
    assert page.count("De gemiddelden liggen even hoog.") == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tempo-5-eerste": "5"}, "Bij Versie 1 tellen de twee vragen niet evenveel bladen."),
        ({"tempo-5-eerste": "-1"}, "minstens 0 is"),
        ({"tempo-5-eerste": "veel"}, "geheel getal"),
        ({"tempo-5-eerste": "1000"}, "hoogstens 60 is"),
        (
            {"tempo-5-eerste": "60", "tempo-6-eerste": "6", "bezorgdheid-0-eerste": "60"},
            "Dit rekent tot 60 bladen per versie.",
        ),
    ],
)
def test_what_does_not_add_up_is_said_and_nothing_is_lost(client, case, change, says):  # noqa: F811
    lead(client)
    answer = client.post(TALLY, {**counted([3] * 6, [6] * 6), **change})
    assert (answer.status_code, says in words_of(answer)) == (422, True), words_of(answer)
    kept = BeautifulSoup(answer.content, "html.parser").select_one("input[name=bezorgdheid-3-eerste]")
    assert kept["value"] == "6"
